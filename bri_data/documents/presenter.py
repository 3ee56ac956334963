"""The presentation taken away: the deck of its year, and the rows of it."""

from __future__ import annotations

from .records import year_sheets
from .year_deck import year_deck

SHEETS = year_sheets
SLIDES = year_deck
