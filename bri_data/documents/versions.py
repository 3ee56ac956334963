"""What changed in the dashboard: the entries of its journal of versions, as plain sentences."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_JOURNAL = Path(__file__).parents[2] / "docs" / "journal.md"
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_SIGNS = re.compile(r"\*\*|`")


@cache
def latest_versions() -> tuple[str, ...]:
    """The entries of the latest version, in French, in their order; none where the journal is not with the server."""
    try:
        text = _JOURNAL.read_text("utf-8")
    except OSError:
        return ()
    latest = text.partition("\n## ")[2].partition("\n## ")[0].partition("\n")[2]
    entries = [" ".join(entry.split()) for entry in re.split(r"^- ", latest, flags=re.MULTILINE)]
    return tuple(_SIGNS.sub("", _LINK.sub(r"\1", entry)) for entry in entries if entry)
