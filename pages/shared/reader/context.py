"""The one bridge between a page and Streamlit's session: language, texts, data, year.

Every page starts with `context = current()`; it may be the first thing that runs in a session.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import duckdb
import pandas as pd
import streamlit as st
from markupsafe import Markup, escape

from bri_data.address import (
    AS_OF,
    AS_OF_TOO,
    EVERY_YEAR,
    LANGUAGE,
    YEAR,
    Address,
    offered,
    read_language,
)
from bri_data.documents.order import is_filtered
from bri_data.filters import Filters
from bri_data.model.problems import Problem
from bri_data.present.filters import ignored_line
from bri_data.present.fonts.coverage import undrawn
from bri_data.present.problems import problem_line
from bri_data.present.words import Lang, Texts, texts
from bri_data.queries import narrow, overview
from bri_data.settings import shows_faults
from bri_data.store.database import Database, examine
from bri_data.store.past import Past
from bri_data.store.refresh import DataFolder, Served, data_dir
from pages.shared.base.component import write_markup
from pages.shared.reader.past_band import show_no_past
from pages.shared.reader.reader import asked
from pages.shared.rights.folders import data_folder, past_of
from pages.shared.rights.signed_in import reader_of
from pages.shared.work.once import once_for_all

Question = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Context:
    """What a page needs to answer its question.

    `problems` is empty when the data files are sound; otherwise `database` holds the last valid data. `year` is the
    one asked for in the address (`?annee=2024`), None when the address names none; `every_year` says that it asks for
    all of them. `filters` hold codes that the data know; `ignored` says what else the address asked for. `past` is the
    past state that `database` holds, None when it holds what the files say now; `present` always holds these.
    """

    lang: Lang
    texts: Texts
    database: Database
    problems: tuple[Problem, ...]
    address: Address
    filters: Filters
    ignored: str
    present: Database
    past: Past | None = None

    @property
    def year(self) -> int | None:
        """The year the address names."""
        return self.address.year if isinstance(self.address.year, int) else None

    @property
    def every_year(self) -> bool:
        """Whether the address asks for all years."""
        return self.address.year == EVERY_YEAR

    def asked_once(self, question: Question, *values: int | None) -> pd.DataFrame:
        """The answer of a question that no filter touches, asked once for all readers; never changed by a page."""
        return _asked_once(
            self.database.fingerprint, f"{question.__module__}.{question.__name__}", values, question, self
        )

    def whole(self, question: Question, *values: int | None) -> pd.DataFrame:
        """The declared totals that `question` gives, or none of them (an empty frame) when a filter is on: they speak
        of every record, and must not stand beside some."""
        declared = self.asked_once(question, *values)
        return declared if self.filters.is_empty else declared.iloc[:0]

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one run of a page, over all records: two readers never share one."""
        return self.database.cursor()

    def narrowed(self, year: int | None = None) -> duckdb.DuckDBPyConnection:
        """A cursor that speaks of the records kept by the reader's filters, and of those alone; with a `year`, for
        questions about that year alone."""
        cursor = self.database.cursor()
        narrow.narrow(cursor, self.filters, year)
        return cursor


def current() -> Context:
    """The context of this run. Without any sound data, shows what to correct and stops the page there."""
    return getattr(_run, "context", None) or _worked_out()


@contextmanager
def carried(context: Context) -> Iterator[None]:
    """What runs inside finds `context` as the current one: the frame and its page speak of one state of the data."""
    _run.context = context
    try:
        yield
    finally:
        del _run.context


# a run has a thread of its own
_run = threading.local()


def _worked_out() -> Context:
    lang = language()
    words = texts(lang)
    level = reader_of(st.context.headers).level
    served = _served(data_folder(data_dir(), level))
    if served.database is None:
        _show_broken_data(served.problems, words)
        st.stop()
    address = asked()
    if address.as_of and AS_OF not in st.query_params:  # asked for by the shorter word: every link says the longer
        st.query_params.pop(AS_OF_TOO, None)
        st.query_params[AS_OF] = address.as_of
    past = past_of(address, level, served)
    if past and past.database is None:
        show_no_past(past, words)
        st.stop()
    database = past.database if past and past.database else served.database
    filters, ignored = address.filters, ignored_line(address.ignored, (), words)
    if not filters.is_empty:
        filters, unknown = _held(database.fingerprint, filters, database)
        ignored = ignored_line(address.ignored, unknown, words)
    if not filters.is_empty and is_filtered(address):
        words = texts(lang, of_part=True)
    return Context(lang, words, database, served.problems, address, filters, ignored, served.database, past)


def known_years(context: Context) -> pd.DataFrame:
    """queries.overview.years, asked once for all readers of the same data; never changed by a page."""
    return context.asked_once(overview.years)


@once_for_all(256)
def _asked_once(
    fingerprint: str, name: str, values: tuple[int | None, ...], _question: Question, _context: Context
) -> pd.DataFrame:
    with _context.cursor() as con:
        return _question(con, *values)


@once_for_all(512)
def _held(fingerprint: str, filters: Filters, _database: Database) -> tuple[Filters, tuple[tuple[str, str], ...]]:
    with _database.cursor() as con:
        return narrow.held(con, filters)


def _served(folder: DataFolder) -> Served:
    if folder.is_open:
        return folder.current()
    with st.skeleton(height=480):  # a large folder takes seconds to check the first time
        return folder.current()


def warn_of_stale_data(context: Context) -> None:
    """Say above the page that the files have faults and that the last sound data is shown; nothing when all is well."""
    if context.problems:
        words = context.texts
        said = escape(words.count("frame.data.list", len(context.problems)))
        listed = f"<p>{said}</p>"
        if shows_faults():
            listed = f"<details><summary>{said}</summary>{_listed(context.problems, words)}</details>"
        write_markup(
            Markup(
                f'<div class="bri-failure" role="status"><p><strong>{escape(words("frame.data.stale"))}</strong></p>'
                f"{listed}</div>"
            )
        )


def say_what_is_ignored(context: Context) -> None:
    """Say above the page what its address asked for that the data do not know; nothing when all is shown."""
    if context.ignored:
        write_markup(Markup(f'<p class="bri-ignored" role="status">{escape(context.ignored)}</p>'))


def say_ignored(context: Context, shown: Mapping[str, str]) -> None:
    """Say what of its own parameters a page could not show: `shown` is what it does show, "" for nothing, by name."""
    asked_for = [(name, str(context.year or "") if name == YEAR else context.address.value(name)) for name in shown]
    ignored = [f"{name}={value[:60]}" for name, value in asked_for if value and value != shown[name]]
    if ignored:
        write_markup(
            Markup(f'<p class="bri-ignored" role="status">{escape(ignored_line(ignored, (), context.texts))}</p>')
        )


@once_for_all(4)
def _doubts(fingerprint: str, _folder: Path) -> tuple[Problem, ...]:
    return tuple(one for one in examine(_folder, undrawn) if one.is_doubt)


def show_doubts(context: Context) -> None:
    """For whoever keeps the data, what there is to verify in the files; nothing for visitors: a doubt quotes rows."""
    if not shows_faults():
        return
    found = _doubts(context.database.fingerprint, context.database.folder)
    if found:
        said = escape(context.texts.count("frame.data.doubts", len(found)))
        write_markup(
            Markup(f'<details class="bri-doubts"><summary>{said}</summary>{_listed(found, context.texts)}</details>')
        )


def _show_broken_data(problems: tuple[Problem, ...], words: Texts) -> None:
    st.title(words("frame.data.broken"))
    write_markup(
        Markup(
            f'<div class="bri-failure" role="alert"><p>{escape(words("frame.data.broken_help"))}</p>'
            f"<p><strong>{escape(words.count('frame.data.list', len(problems)))}</strong></p>"
            f"{_listed(problems, words) if shows_faults() else ''}</div>"
        )
    )


def _listed(problems: tuple[Problem, ...], words: Texts) -> Markup:
    lines = "".join(f"<li>{escape(problem_line(problem, words))}</li>" for problem in problems)
    return Markup(f'<ul class="bri-problems">{lines}</ul>')


def language() -> Lang:
    """The reader's language: the address, then the session, then French. The address keeps it when it is English."""
    values = set(st.query_params.get_all(LANGUAGE))
    asked = read_language(st.query_params.get_all(LANGUAGE))
    if asked:
        st.session_state[LANGUAGE] = asked
    lang = offered(st.session_state.get(LANGUAGE))
    if lang == "en" and asked != "en":
        st.query_params[LANGUAGE] = "en"
    elif lang == "fr" and asked and len(values) == 1:  # the page says which others it did not follow
        del st.query_params[LANGUAGE]
    return lang


def address_in(lang: Lang) -> str:
    """The address of this page, as it stands, in `lang`: "?…" to follow from the page itself."""
    kept = [(name, value) for name in st.query_params for value in st.query_params.get_all(name) if name != LANGUAGE]
    return "?" + urlencode(kept + ([(LANGUAGE, lang)] if lang != "fr" else []))
