"""Briefs: one page a thing, and their directory."""
