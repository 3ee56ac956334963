"""Slides on screen: a deck, the bodies of its slides, its maps."""
