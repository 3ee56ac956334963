"""Run in a copy of the project that has one page more (see test_new_page.py): where the page is not found, as JSON.

python seen.py DATA CACHE
"""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.pages import VIEWS
from bri_data.store.refresh import DataFolder
from pages.shared.widgets.search import answer

NAMES = {"fr": ("Page témoin", "Témoin : 1 ententes"), "en": ("Witness page", "Witness: 1 agreements")}


def words_of(data: bytes) -> str:
    """The text of a file, with that of the parts of an Office file; a PDF's are compressed: its title alone is read."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "".join(parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith(".xml"))


def missing_places(folder: Path, cache: Path) -> list[str]:
    """The pages and files that should hold the page, or its agreement, and do not."""
    os.environ |= {"BRI_DATA_DIR": str(folder), "BRI_CACHE_DIR": str(cache)}
    served = DataFolder(folder, cache).current()
    if served.database is None:
        return [f"check: {served.problems}"]
    with served.database.cursor() as con:
        ((agreement,),) = con.execute("SELECT title FROM agreements").fetchall()
    missing = [] if "temoin" in VIEWS else ["saved views"]
    for lang, (name, title) in NAMES.items():
        for suffix in FORMATS:
            with served.database.cursor() as con:
                items = [("lang", lang)]
                try:
                    data = FORMATS[suffix].make(Order(con, Address.read("temoin", items), date(2026, 1, 2)))
                except Exception as error:
                    missing.append(f"{suffix} {lang}: {error!r}")
                    continue
            wanted = {
                **dict.fromkeys(("csv", "csv-excel", "xlsx"), agreement),
                "ics": "BEGIN:VCALENDAR",
                "png": "PNG",
                "pdf": "%PDF",
                "pdf-slides": "%PDF",
            }.get(suffix, title)
            if wanted.replace("\u00a0", " ") not in words_of(data).replace("\u00a0", " "):
                missing.append(f"{suffix} {lang}")
        at = AppTest.from_file("pages/shared/frame.py", default_timeout=120)
        at.query_params["lang"] = lang
        at.switch_page("../temoin.py").run()
        if at.exception or [one.value.replace("\u00a0", " ") for one in at.title] != [title]:
            missing.append(f"screen {lang}: {[one.value for one in at.title]} {list(at.exception)}")
        query = urlencode({"q": name, "lang": lang}).encode()
        box = answer(Request({"type": "http", "method": "GET", "headers": [], "query_string": query}))
        if "temoin" not in bytes(box.body).decode("utf-8"):
            missing.append(f"search {lang}")
    return missing


if __name__ == "__main__":
    print(json.dumps(missing_places(Path(sys.argv[1]), Path(sys.argv[2])), ensure_ascii=False))  # noqa: T201
