"""How the Bureau's own rows enter: an empty folder, a workbook to fill, its reading, its questions, what it changes."""
