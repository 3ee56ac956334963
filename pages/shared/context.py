"""The one bridge between a page and Streamlit's session: language, texts, data, year.

Every page starts with `context = current()`; it may be the first thing that runs in a session.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from bri_data.model.problems import Problem
from bri_data.present.words import Lang, Texts, texts

ROOT = Path(__file__).parents[2]
LANGUAGE = "lang"
YEAR = "annee"


@dataclass(frozen=True)
class Context:
    """What a page needs to answer its question.

    `problems` is empty when the data files are sound; otherwise `database` holds the last valid data. `year` is the
    one asked for in the address (`?annee=2024`), None when the address names none.
    """

    lang: Lang
    texts: Texts
    database: Any
    problems: tuple[Problem, ...]
    year: int | None

    def cursor(self) -> Any:
        """A cursor of its own for one run of a page: two readers never share one."""
        return self.database.cursor()


def current() -> Context:
    """The context of this run."""
    lang = language()
    return Context(lang, texts(lang), database=None, problems=(), year=_year())


def data_folder() -> Path:
    """The folder of the CSV files: BRI_DATA_DIR, or `data/` beside dashboard.py."""
    return Path(os.environ.get("BRI_DATA_DIR") or ROOT / "data")


def language() -> Lang:
    """The reader's language: the address, then the session, then French. The address keeps it when it is English."""
    asked = st.query_params.get(LANGUAGE)
    if asked in {"fr", "en"}:
        st.session_state[LANGUAGE] = asked
    lang: Lang = "en" if st.session_state.get(LANGUAGE) == "en" else "fr"
    if lang == "en" and asked != "en":
        st.query_params[LANGUAGE] = "en"
    elif lang == "fr" and asked is not None:
        del st.query_params[LANGUAGE]
    return lang


def address_in(lang: Lang) -> str:
    """The address of this page, as it stands, in `lang`: "?…" to follow from the page itself."""
    kept = [(name, value) for name in st.query_params for value in st.query_params.get_all(name) if name != LANGUAGE]
    return "?" + urlencode(kept + ([(LANGUAGE, lang)] if lang != "fr" else []))


def _year() -> int | None:
    asked = st.query_params.get(YEAR, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None
