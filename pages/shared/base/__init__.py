"""What every room stands on: writing on the page, what the browser fetches, the log."""
