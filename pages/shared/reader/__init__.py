"""What one reader asks (address, screen) and the context of the page they are on."""
