"""How much one file, cell or list may hold: far above what the Bureau writes, far below what hurts a server."""

from __future__ import annotations

# letters of one cell, headings included
CELL = 20_000
# items of one list
ITEMS = 500
# columns of one file
COLUMNS = 200
# letters of the line of headings
HEADING = 20_000
# letters of one web address
URL = 2_000
# faults of one rule in one column that are told one by one; past them their number is said
SHOWN = 100
# letters of a value quoted in a message
QUOTED = 80
