"""What the environment decides, each in one place."""

from __future__ import annotations

import os

# « 1 » for a dashboard that only those who keep the data can reach.
KEEPER = "BRI_KEEPER"


def shows_faults() -> bool:
    """Whether this dashboard's readers keep the data: then faults are listed, with the cells they stand in.

    A list of faults quotes rows, hidden ones included: visitors are told how many there are, and no more.
    """
    return os.environ.get(KEEPER, "") == "1"
