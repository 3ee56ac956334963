"""Themes: rows, matrix and trend."""
