"""Who the reader is, what they may, and which state of the data they are shown."""
