"""From CSV files to an opened, checked DuckDB database."""
