"""The comparison: one column a thing, its marks and its table."""
