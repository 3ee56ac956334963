"""Forms and tables of those who keep the data."""
