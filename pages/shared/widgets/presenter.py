"""The presentation's component: all slides at once, then keys, dots, notes and full screen in the browser alone."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from bri_data.model import report_year
from bri_data.pages import OPEN
from bri_data.present.rows import plain
from bri_data.present.words import Texts
from bri_data.store.database import Database
from pages.shared.base.static import static_text
from pages.shared.reader.context import Context
from pages.shared.reader.reader import came_from, forget, keep_year, parameters

PARTS = ("window", "bar", "show", "mount")
PREFIX = "presenter.stage."
_SNAPSHOT = "bri-presented"
_BEGUN = "bri-deck-begun"
_KEY = "presenter"

_mount = st.components.v2.component(
    "bri_presenter", js="\n".join(static_text(f"presenter/{part}.js") for part in PARTS), isolate_styles=False
)


@dataclass(frozen=True)
class Shown:
    """What the stage shows: the slides as markup, and what its bar offers and says (`notice` may be "").

    `is_begun`: the browser asks for the others once these are on the screen."""

    markup: str
    year: int | None = None
    years: tuple[int, ...] = ()
    notice: str = ""
    changed: bool = False
    is_begun: bool = False


def begins(deck: Hashable) -> bool:
    """Whether this session now shows `deck`, which takes long to draw, for the first time, at its opening: its first
    slides are then shown while the others are drawn."""
    is_new = "diapo" not in st.query_params and st.session_state.get(_BEGUN) != deck
    st.session_state[_BEGUN] = deck
    return is_new


def frozen(context: Context) -> tuple[Context, bool]:
    """`context` on the data that this presentation opened with, and whether newer ones have come since."""
    as_of = context.address.as_of
    kept: tuple[str, Database] = st.session_state.setdefault(_SNAPSHOT, (as_of, context.database))
    # another state is asked for; or a row was hidden meanwhile, and what is frozen may show it
    if kept[0] != as_of or kept[1].withdrawn != context.database.withdrawn:
        kept = st.session_state[_SNAPSHOT] = (as_of, context.database)
    database = kept[1]
    return replace(context, database=database), database.fingerprint != context.database.fingerprint


def year_to_present(years: pd.DataFrame, context: Context) -> tuple[int, tuple[int, ...]]:
    """The year of the address when the data speak of it, else the latest with a report, else the latest; and all of
    them. `years` is queries.overview.years, not empty."""
    rows = plain(years)
    options = tuple(int(row["year"]) for row in rows)
    with_report = [int(row["year"]) for row in rows if row["has_report"]]
    return context.year if context.year in options and context.year else (with_report or options)[0], options


def present(shown: Shown, texts: Texts) -> None:
    """Put the slides on the stage, over the whole page."""
    data = {
        "markup": shown.markup,
        "words": words_of(texts),
        "year": shown.year,
        "years": [[year, report_year.name(year)] for year in shown.years],
        "notice": shown.notice,
        "changed": shown.changed,
        "begun": shown.is_begun,
    }
    result = _mount(
        key=_KEY,
        data=data,
        on_left_change=_nothing,
        on_begun_change=_nothing,
        on_renewed_change=_renew,
        on_year_change=_choose,
    )
    if result.get("left"):
        st.session_state.pop(_SNAPSHOT, None)
        before = came_from()
        forget()  # it is shown again as it was
        st.switch_page(f"../{OPEN[before.page].script}", query_params=parameters(before.query()))


def words_of(texts: Texts) -> dict[str, str]:
    """The words of the stage by key, without their common prefix; {braces} stand for what the browser fills in."""
    keys = sorted(key for key in texts.keys if key.startswith(PREFIX))
    names = ("n", "what", "said")
    return {key.removeprefix(PREFIX): texts(key, **{name: f"{{{name}}}" for name in names}) for key in keys}


def _renew() -> None:
    st.session_state.pop(_SNAPSHOT, None)


def _choose() -> None:
    """The year chosen in the bar goes to the address, and the first slide with it."""
    chosen: object = st.session_state[_KEY].get("year")
    if isinstance(chosen, str) and chosen.isdigit():
        st.query_params.pop("diapo", None)
        keep_year(int(chosen))


def _nothing() -> None:
    """A trigger needs a callback to exist, even an empty one."""


def empty(year: int, years: Sequence[int], texts: Texts) -> None:
    """Say that no source speaks of the year."""
    st.title(texts("presenter.empty"), anchor=False)
    other = next((option for option in years if option != year), year)
    st.write(texts("presenter.empty_help", year=year, other=other))
