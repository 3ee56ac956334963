"""The Bureau's clock: the only place that asks what time it is for what is shown or written in a file."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from bri_data.bureau import current

BUREAU = current().clock  # wherever the server stands


def now() -> datetime:
    """The moment, in the Bureau's time, to the second.

    SOURCE_DATE_EPOCH (seconds since 1970, the usage of reproducible builds) stands in for it where it is set.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed.isdecimal():
        return datetime.fromtimestamp(int(fixed), UTC).astimezone(BUREAU)
    return datetime.now(BUREAU).replace(microsecond=0)


def moment(on: date) -> datetime:
    """`on` as a moment in UTC, as files write it: a plain day is its midnight at the Bureau."""
    if not isinstance(on, datetime):
        return datetime(on.year, on.month, on.day, tzinfo=BUREAU).astimezone(UTC)
    return (on if on.tzinfo else on.replace(tzinfo=UTC)).astimezone(UTC)
