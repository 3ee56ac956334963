"""Pictures: rows and texts in, SVG or chart out."""
