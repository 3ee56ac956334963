"""Which cases of a costly test are always run, and which only when all are asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

Case = TypeVar("Case")
EVERY = bool(os.environ.get("BRI_EVERY_CASE"))


def telling(always: Iterable[Case], *, also: Iterable[Case]) -> list[Case]:
    """The cases of a parametrised test: `always`, one per kind of thing it could find, and with BRI_EVERY_CASE set
    those of `also`, which are of the same kinds. The whole run must stay short enough to be run at each change."""
    return [*always, *(also if EVERY else ())]
