"""The slides of many views, drawn by a process beside the server while their reader waits."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import streamlit as st

from bri_data.address import Address
from bri_data.documents.page_slides import VIEW
from bri_data.documents.stage import STAGE, read
from bri_data.store.database import Database
from bri_data.views import View
from pages.shared.rights.folders import earlier_of
from pages.shared.work.aside import Aside

_LOOK_S = 0.2
_places = threading.BoundedSemaphore(2)  # each is a process


def hear_whether_left() -> None:
    """Streamlit stops a run whose reader has left, or asked for another, as soon as it looks into its session."""
    _ = "bri" in st.session_state


def stage_aside(database: Database, address: Address, views: Sequence[View]) -> tuple[str, int]:
    """The slides of `views` as markup, and how many have nothing to show (`documents.stage.stage_of`). A run that
    Streamlit stops kills the process."""
    while not _places.acquire(timeout=_LOOK_S):
        hear_whether_left()
    try:
        work = Aside(lambda done, total: hear_whether_left(), earlier_of(address))
        items = [*address.query(), *((VIEW, view.written()) for view in views)]
        file, _ = work.file(database, STAGE, address.page, items)
        with file:
            return read(file)
    finally:
        _places.release()
