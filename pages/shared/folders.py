"""The folders this process serves, once for each level of readers: what somebody may not read is in none of theirs."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from bri_data.model.columns import PUBLIC, Level
from bri_data.store.refresh import DataFolder, Served, data_dir

from .signed_in import reader_of

_folders: dict[tuple[Path, Level], DataFolder] = {}
_folders_lock = threading.Lock()


def data_folder(folder: Path, level: Level = PUBLIC) -> DataFolder:
    """The one reader of `folder` for `level` in this process: for all its sessions, and for what prepares them."""
    with _folders_lock:
        if (folder, level) not in _folders:
            _folders[folder, level] = DataFolder(folder, level=level)
        return _folders[folder, level]


def served_to(headers: Mapping[str, str]) -> Served:
    """What is served to whoever makes a request of these headers: what they may read, and nothing else."""
    return data_folder(data_dir(), reader_of(headers).level).current()
