"""Run apart, with BRI_DATA_DIR on the example: every page and file of it, in both languages.

    python -m tests.example_city.speak

prints, as JSON, place → text, for a test to read: a process speaks for one bureau.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date

from pypdf import PdfReader

from bri_data import bureau
from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import NothingToTakeError, Order, file_stem
from bri_data.pages import ADDRESSES, PAGES
from bri_data.store.refresh import DataFolder, cache_dir, data_dir
from tests.app.conftest import FRAME, markup_of

LANGUAGES = ("fr", "en")
# What is made of each page; the documents that cost most are made of the overview alone.
FILES = ("csv", "svg")
OVERVIEW_FILES = ("html", "xlsx", "pptx", "docx", "pdf", "ics")


def text_of(made: bytes) -> str:
    """The words of a file and of its properties, without the fonts it carries."""
    if made.startswith(b"%PDF"):
        read = PdfReader(io.BytesIO(made))
        return " ".join([*(page.extract_text() for page in read.pages), str(read.metadata)])
    if zipfile.is_zipfile(io.BytesIO(made)):
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            made_of = (parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith(".xml"))
            return re.sub(r"BRI (Sans|Serif)", "", " ".join(made_of))  # the names of our fonts
    text = re.sub(r"<style>.*?</style>", "", made.decode("utf-8").replace("\r\n ", ""), flags=re.S)
    return re.sub(r"BRI (Sans|Serif)", "", text)  # the names of our fonts


def files() -> dict[str, str]:
    """The text of each file, and its name."""
    served = DataFolder(data_dir(), cache_dir()).current()
    if served.database is None:
        raise ValueError(served.problems)
    spoken = {}
    for lang in LANGUAGES:
        for page in ADDRESSES:
            for suffix in FILES + (() if page else OVERVIEW_FILES):
                with served.database.cursor() as con:
                    order = Order(con, Address.read(page, [("annee", "2025"), ("lang", lang)]), date(2026, 1, 2))
                    try:
                        text = text_of(FORMATS[suffix].make(order))
                    except NothingToTakeError:
                        continue
                    spoken[f"{lang} {page or 'vue-ensemble'}.{suffix}"] = f"{file_stem(order)} {text}"
    return spoken


def pages() -> dict[str, str]:
    """The markup of each page as the browser gets it, in one language or the other."""
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - a second of imports, for this part alone

    spoken = {}
    for number, page in enumerate(PAGES):
        lang = LANGUAGES[number % 2]  # every other page in each language
        at = AppTest.from_file(str(FRAME), default_timeout=60)
        at.query_params["lang"] = lang
        if page.address:
            at.switch_page(f"../{page.script}")
        at.run()
        if at.exception:
            raise ValueError(page.address, at.exception)
        titles = [title.value for title in at.title]
        spoken[f"{lang} /{page.address}"] = " ".join([*titles, markup_of(at)])
    return spoken


if __name__ == "__main__":
    own = {"clock": bureau.current().timezone}
    print(json.dumps(own | files() | pages(), ensure_ascii=False))  # noqa: T201
