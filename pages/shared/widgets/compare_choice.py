"""What to compare, chosen in the page and kept in the address (`quoi`, `avec`)."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from bri_data.present.compare import (
    MOST,
    WHATS,
    Choice,
    What,
    default_years,
    label,
    previous_year,
    read_choice,
    what_asked,
)
from bri_data.present.rows import plain
from bri_data.queries import compare_index
from pages.shared.reader.context import Context, known_years
from pages.shared.reader.reader import own_value
from pages.shared.work.once import once_for_all

WHAT, WITH = "quoi", "avec"
MOST_OFFERED = 1000
_KIND, _THINGS = "compare-what", "compare-with"


@once_for_all(16)
def known(fingerprint: str, what: What, _context: Context) -> pd.DataFrame:
    """All that may be compared (queries.compare_index.known) and `n`, in how many records: asked once for all readers.

    Most recorded first; years latest first.
    """
    with _context.cursor() as con:
        things = compare_index.known(con, what)
        sizes = compare_index.sizes(con, what)
    things = things.assign(n=things.code.map(dict(zip(sizes.code, sizes.n, strict=True))).fillna(0).astype(int))
    return things if what == "annees" else things.sort_values("n", ascending=False, kind="stable")


@once_for_all(64)
def first_choice(fingerprint: str, what: What, year: int | None, _context: Context) -> Choice:
    """What stands side by side before the reader chooses: a year and the one before it, the two most recorded."""
    things = known(fingerprint, what, _context)
    if what != "annees":
        abroad = things[~things.is_home] if what == "villes" else things
        return Choice(what, tuple(abroad.code[:2]))
    reported = [str(row["year"]) for row in plain(known_years(_context)) if row["has_report"]]
    return Choice(what, default_years(list(things.code), reported, year))


def asked(context: Context) -> tuple[Choice, tuple[str, ...]]:
    """The choice of the address, and what of it was ignored, as "name=value"; the first choice when it names none."""
    named, codes = own_value(WHAT), st.query_params.get_all(WITH)
    what = what_asked(named)
    ignored = tuple(f"{WHAT}={name[:60]}" for name in (named,) if name and what is None)
    if what is None and not codes:
        return first_choice(context.database.fingerprint, "annees", context.year, context), ignored
    things = known(context.database.fingerprint, what or "annees", context)
    choice, unknown = read_choice(what or "annees", codes, things.code)
    ignored += tuple(f"{WITH}={code[:60]}" for code in unknown)
    if ignored and not choice.codes:  # a bad address shows the default
        choice = first_choice(context.database.fingerprint, choice.what, context.year, context)
    return choice, ignored


def write(choice: Choice) -> None:
    """Put `choice` in the address, the one place where it is kept."""
    st.query_params[WHAT] = choice.what
    if choice.codes:
        st.query_params[WITH] = list(choice.codes)
    else:
        st.query_params.pop(WITH, None)


def controls(choice: Choice, context: Context) -> None:
    """The kind of thing, the things with their number of records, and the year before as a shortcut."""
    texts, fingerprint = context.texts, context.database.fingerprint
    options = _options(fingerprint, context.lang, choice, context)
    st.session_state[_KIND] = choice.what
    st.session_state[_THINGS] = list(choice.codes)

    def pick_kind() -> None:
        write(first_choice(fingerprint, st.session_state[_KIND], None, context))

    def pick_things() -> None:
        write(Choice(choice.what, tuple(st.session_state[_THINGS])))

    with st.container(horizontal=True, vertical_alignment="center", key="bri-compare-controls"):
        st.segmented_control(
            texts("compare.what_label"),
            WHATS,
            format_func=lambda what: texts(f"compare.what.{what}"),
            key=_KIND,
            on_change=pick_kind,
            required=True,
            label_visibility="collapsed",
        )
        st.multiselect(
            texts("compare.which_label"),
            list(options),
            format_func=options.__getitem__,
            key=_THINGS,
            on_change=pick_things,
            max_selections=MOST,
            placeholder=texts("compare.choose"),
            label_visibility="collapsed",
            width="stretch",
        )
        if choice.what == "annees" and choice.codes:
            _year_before(choice, list(options), context)


@once_for_all(64)
def _options(fingerprint: str, lang: str, choice: Choice, _context: Context) -> dict[str, str]:
    """Label by code, with the number of records: the MOST_OFFERED most recorded, and what is chosen."""
    texts = _context.texts
    things = known(fingerprint, choice.what, _context)
    offered = pd.concat([things[:MOST_OFFERED], things[MOST_OFFERED:][things[MOST_OFFERED:].code.isin(choice.codes)]])
    return {
        row["code"]: texts.count("compare.option", row["n"], name=label(row, choice.what, texts))
        for row in plain(offered)
    }


def _year_before(choice: Choice, years: list[str], context: Context) -> None:
    """A button that sets the latest year chosen beside the one before it, unless they stand there alone already."""
    latest = max(choice.codes, key=int)
    previous = previous_year(latest, years)
    if previous and choice.codes != (latest, previous):
        pair = Choice("annees", (latest, previous))
        said = context.texts("compare.previous", year=int(latest))
        st.button(said, key="compare-previous", on_click=write, args=(pair,))
