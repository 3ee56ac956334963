"""Documents as values: what they say and in which order, whoever typesets them (PDF, DOCX)."""
