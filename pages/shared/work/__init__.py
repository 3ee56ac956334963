"""Long works and answers kept for all readers: once, in turn, aside, pages first."""
