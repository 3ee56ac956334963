"""An invented city, to try the dashboard under another bureau's names, money and clock."""
