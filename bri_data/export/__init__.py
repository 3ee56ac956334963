"""Files that a reader takes away: values in, bytes out."""
