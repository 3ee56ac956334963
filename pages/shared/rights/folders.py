"""The folders this process serves, once for each level of readers: what somebody may not read is in none of theirs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import streamlit as st

from bri_data.address import Address
from bri_data.model.columns import PUBLIC, Level
from bri_data.pages import KEEPING
from bri_data.store.database import Database
from bri_data.store.past import Past, PastFolder
from bri_data.store.refresh import DataFolder, Served, data_dir
from pages.shared.rights.signed_in import reader_of

_folders: dict[tuple[Path, Level], DataFolder] = {}
_pasts: dict[tuple[Path, Level], PastFolder] = {}
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


class NoPastError(LookupError):
    """The past state that an address asks for is not known, or cannot be shown; the message says which."""


def past_of(address: Address, level: Level, served: Served) -> Past | None:
    """The past state that `address` asks for, as readers of `level` read it; None for that of now. `served` is what the
    folder serves them now. Whoever changes the data sees them as they are."""
    if not address.as_of or address.page == KEEPING.address:
        return None
    folder = data_dir()
    with _folders_lock:
        past = _pasts.setdefault((folder, level), PastFolder(folder, level=level))
    return past.at(address.as_of, served)


def database_for(address: Address, level: Level) -> Database | None:
    """The database that `address` asks for, as readers of `level` read it: that of now unless it asks for a past state;
    None without sound data. NoPastError when that state cannot be shown."""
    served = data_folder(data_dir(), level).current()
    past = past_of(address, level, served)
    if past is None:
        return served.database
    if past.database is None:
        raise NoPastError(past.why)
    return past.database


def earlier_states(address: Address, level: Level) -> Callable[[str], Past | None]:
    """What opens the data as they were on a day (ISO) or after a change (its number), as readers of `level` read them;
    it gives None where an address like `address` has no past."""

    def opened(asked: str) -> Past | None:
        return past_of(replace(address, as_of=asked), level, data_folder(data_dir(), level).current())

    return opened


def earlier_of(address: Address) -> Callable[[str], Past | None]:
    """`earlier_states` as the reader of this session reads them."""
    return earlier_states(address, reader_of(st.context.headers).level)
