"""What the server does once, beside its start: import what pages draw with, open the data and project the base map
before the first reader asks."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from bri_data.store.refresh import data_dir
from pages import shared
from pages.shared.base.logs import set_up_logs
from pages.shared.rights.folders import data_folder

# What the first page draws with, then the rest; frame.py is no module: Streamlit runs it for every page.
FIRST = (
    "pages.shared.widgets.blocks",
    "pages.shared.widgets.header",
    "pages.shared.server.rows",
    "pages.shared.widgets.highlight",
    "bri_data.present.overview",
    "bri_data.present.figures.board",
    "bri_data.present.figures.maps.overview",
)
REST = [one.name for one in walk_packages(shared.__path__, "pages.shared.") if one.name != "pages.shared.frame"]


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[dict[str, Any]]:
    """Prepare in threads of their own: the server answers meanwhile, and a reader who comes first simply waits less.

    At the end, break off the files that are being made: they would keep the server waiting.
    """
    set_up_logs()
    threading.Thread(target=_prepare, name="bri-warm", daemon=True).start()
    yield {}
    if taking_away := sys.modules.get("pages.shared.server.take_away"):
        taking_away.stop_all()


def _prepare() -> None:
    importing = threading.Thread(target=_import_first, name="bri-import", daemon=True)
    importing.start()
    try:
        database = data_folder(data_dir()).current().database  # DuckDB builds it while Python imports
        importing.join()
        if database is not None:
            import_module("pages.shared.widgets.blocks").project_base_map(database)
    except Exception:
        # the first page will meet the same trouble and say it to its reader
        logging.getLogger(__name__).exception("could not prepare the data")
    for name in REST:
        import_module(name)
    # Streamlit collects all garbage after every run: without this it walks libraries and map each time, in vain
    gc.collect()
    gc.freeze()


def _import_first() -> None:
    gc.disable()  # what is imported is no garbage: to look at it again and again would delay the first page
    try:
        for name in FIRST:
            import_module(name)
    finally:
        gc.enable()
