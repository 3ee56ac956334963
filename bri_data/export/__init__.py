"""Files to take away, from plain values: workbook, CSV, typeset PDF, Word. Nothing here asks the data a question."""
