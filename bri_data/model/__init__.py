"""What a row, a column, a date and a data problem are. Depends on nothing else in the project."""
