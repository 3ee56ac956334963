"""The checks of a folder that is not written yet: what its files would be, in a place of their own for a moment."""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from bri_data.journal.contents import digest
from bri_data.model.clock import now
from bri_data.model.problems import Problem
from bri_data.store import examine

from .folder import TableFile

# a preview is asked again at each answer, and mostly says the same
_KEPT = 16
_known: OrderedDict[str, tuple[Problem, ...]] = OrderedDict()
_lock = Lock()


def problems_of(folder: Mapping[str, TableFile]) -> tuple[Problem, ...]:
    """Every fault of these files, or, when there is none, every doubt (see store.examine)."""
    return problems_of_files({one.table.file: one.content() for one in folder.values()})


def problems_of_files(files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Every fault of these files by name, or, when there is none, every doubt; kept for the same files the same day."""
    mark = digest(repr((str(now().date()), sorted((name, digest(data)) for name, data in files.items()))).encode())
    with _lock:
        if mark in _known:
            _known.move_to_end(mark)
            return _known[mark]
    with tempfile.TemporaryDirectory() as place:
        for name, content in files.items():
            (Path(place) / name).write_bytes(content)
        found = examine(Path(place))
    with _lock:
        _known[mark] = found
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return found


def faults_of(folder: Mapping[str, TableFile]) -> tuple[Problem, ...]:
    """Every fault of these files."""
    return tuple(problem for problem in problems_of(folder) if not problem.is_doubt)
