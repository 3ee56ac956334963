"""What a data folder held after each change of its history: the states that can be opened again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .contents import content_of
from .engine import reading


@dataclass(frozen=True)
class State:
    """What every file held after change `change`, 0 before the first one. `at` is that change's moment in ISO, ""
    before the first; `files` the digest of each file's content by name, "" for one that was not there.

    `was_left` is False when the next change found the files otherwise: they had been edited by hand meanwhile, on a day
    that nothing says.
    """

    change: int
    at: str
    files: Mapping[str, str]
    was_left: bool = True


def states(folder: Path) -> tuple[State, ...]:
    """Every state that the history holds, the oldest first; () without any change."""
    with reading(folder) as con:
        if con is None or not con.has("folder_state"):
            return ()
        rows = con.execute(
            "SELECT id, at, before, after FROM change JOIN folder_state ON change_id = id "
            "WHERE state <> 'refused' ORDER BY id"
        ).fetchall()
    if not rows:
        return ()
    found = [State(0, "", json.loads(rows[0][2]))]
    following = [json.loads(row[2]) for row in rows[1:]]
    for place, (number, at, _, after) in enumerate(rows):
        files = json.loads(after)
        left = place == len(following) or following[place] == files
        found.append(State(number, at, files, left))
    return tuple(found)


def state_on(known: tuple[State, ...], day: date) -> State | None:
    """The state at the end of `day`; None when the first change came later: what was before it is not known."""
    return next((one for one in reversed(known) if one.at and one.at[:10] <= day.isoformat()), None)


def contents_of(folder: Path, state: State) -> dict[str, bytes]:
    """What each file held in `state`, by name; the files that were not there are left out."""
    with reading(folder) as con:
        if con is None:
            return {}
        found = {name: content_of(con, mark) for name, mark in state.files.items()}
    return {name: content for name, content in found.items() if content is not None}
