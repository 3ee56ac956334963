"""From CSV files to an opened, checked DuckDB database."""

from .database import Database, check, examine
from .refresh import DataFolder, Served, cache_dir, data_dir

__all__ = ["DataFolder", "Database", "Served", "cache_dir", "check", "data_dir", "examine"]
