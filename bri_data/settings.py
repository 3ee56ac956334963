"""What the environment decides, each in one place."""

from __future__ import annotations

import logging
import os
import re

# « 1 » for a dashboard that only those who keep the data can reach.
KEEPER = "BRI_KEEPER"
# The sites that may show the dashboard inside a page of theirs.
EMBEDDED_BY = "BRI_EMBEDDED_BY"
_ORIGIN = re.compile(r"https://[a-z0-9.-]+(:[0-9]+)?")


# « locale » where whoever sits at the serving machine may change the data from the dashboard.
EDITION = "BRI_EDITION"


def allows_editing() -> bool:
    """Whether the setting lets the data be changed from the dashboard; pages/shared/rights/editing.py says by whom."""
    return os.environ.get(EDITION, "") == "locale"


def shows_faults() -> bool:
    """Whether this dashboard's readers keep the data: then faults are listed, with the cells they stand in.

    A list of faults quotes rows, hidden ones included: visitors are told how many there are, and no more.
    """
    return os.environ.get(KEEPER, "") == "1"


def embedders() -> tuple[str, ...]:
    """The other sites that may show the dashboard in a frame, as https origins in the order of the setting.

    What is no such origin is left out, and the log says so: a typing error never opens the door wider.
    """
    asked = os.environ.get(EMBEDDED_BY, "").split()
    kept = tuple(origin for origin in asked if _ORIGIN.fullmatch(origin))
    if len(kept) < len(asked):
        refused = " ".join(origin for origin in asked if origin not in kept)
        logging.getLogger(__name__).error(
            "%s: not an origin such as https://intranet.exemple.ca: %s", EMBEDDED_BY, refused
        )
    return kept
