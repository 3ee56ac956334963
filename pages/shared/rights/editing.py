"""Who may change the data from the dashboard: whoever sits at the machine that serves it, when a setting says so, and
whoever signed in with a role that edits.

Others never see the page, and its addresses answer as if they were not there. At the machine, three things must hold at
once: the setting BRI_EDITION=locale, a server bound to this machine alone, and a request that comes from it directly.
Who signed in must be allowed to read the whole folder too: whoever edits the files sees all that is in them.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping

import streamlit as st

from bri_data.access import EDITORS
from bri_data.model.columns import CLOSED, Level
from bri_data.settings import allows_editing
from bri_data.store.refresh import data_dir
from pages.shared.rights.folders import data_folder
from pages.shared.rights.signed_in import reader_of

# a relay tells by these for whom it asks: then the reader is not at this machine
_RELAYED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def is_editable() -> bool:
    """Whether this server lets its data be changed at all: the setting, and an address of this machine alone."""
    return allows_editing() and _is_this_machine(str(st.get_option("server.address") or ""))


def may_edit(headers: Mapping[str, str], *, looks: bool = False) -> bool:
    """Whether a request of these headers (in any case) may see and change the data as their keeper.

    `looks` is for a page, which may wait for the files to be read as they are now. A route tells it from what is
    served already; before anything is, an editor is let through to the page, which looks.
    """
    return _is_keeper(headers, looks=looks) or _sits_here(headers)


def keeper_level(headers: Mapping[str, str]) -> Level:
    """What whoever may edit reads of the history: all of it at the machine, what their role reads elsewhere."""
    return CLOSED if _sits_here(headers) else reader_of(headers).level


def _is_keeper(headers: Mapping[str, str], *, looks: bool) -> bool:
    reader = reader_of(headers)
    if reader.role not in EDITORS:
        return False
    folder = data_folder(data_dir(), reader.level)
    served = folder.current() if looks else folder.served
    return served is None or (served.database is not None and not served.database.withdrawn)


def _sits_here(headers: Mapping[str, str]) -> bool:
    given = {name.lower(): value for name, value in headers.items()}
    if not is_editable() or any(given.get(name) for name in _RELAYED):
        return False
    return _is_this_machine(_name_of(given.get("host", "")))


def _name_of(host: str) -> str:
    """The name of a Host, without its port: « [::1]:8501 » is « ::1 »."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if ":" in host else host


def _is_this_machine(name: str) -> bool:
    if name.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
