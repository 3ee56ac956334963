"""What the server does once, beside its start: open the data and project the base map before the first reader asks."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bri_data.present.geo.base import base_of
from bri_data.present.geo.projection import Home
from bri_data.present.rows import plain
from bri_data.queries.overview import home_city
from bri_data.store.refresh import data_dir

from .folders import data_folder
from .logs import set_up_logs
from .take_away import stop_all


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[dict[str, Any]]:
    """Prepare in a thread of its own: the server answers meanwhile, and a reader who comes first simply waits less.

    At the end, break off the files that are being made: they would keep the server waiting.
    """
    set_up_logs()
    threading.Thread(target=_prepare, name="bri-warm", daemon=True).start()
    yield {}
    stop_all()


def _prepare() -> None:
    try:
        database = data_folder(data_dir()).current().database
        if database is not None:
            with database.cursor() as con:
                for row in plain(home_city(con)):
                    base_of(Home(row["name"], row["latitude"], row["longitude"]))
    except Exception:
        # the first page will meet the same trouble and say it to its reader
        logging.getLogger(__name__).exception("could not prepare the data")
    # Streamlit collects all garbage after every run: without this it walks libraries and map each time, in vain
    gc.collect()
    gc.freeze()
