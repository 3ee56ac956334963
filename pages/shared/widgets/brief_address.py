"""Which brief the address asks for, and the way from one to another without leaving the page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from bri_data.address import read_year
from bri_data.clicks import Click, Verb, click, read_click
from bri_data.present.figures.briefs.index import BY_NAME, KINDS, ORDER, order_key
from bri_data.present.rows import localised, plain
from bri_data.queries import brief_index
from pages.shared.reader.context import Context
from pages.shared.reader.reader import CHOICE, own_value, write
from pages.shared.reader.reader import asked as asked_address
from pages.shared.widgets.blocks import RECORDS
from pages.shared.work.once import once_for_all

# beyond so many briefs, the choice offers those of the same kind alone
MOST_OFFERED = 400
_WIDGET = "fiches-choice"


def asked() -> list[tuple[str, str]]:
    """The briefs that the address names, by kind and id: usually one, or none for the index."""
    return [(kind, code) for kind in RECORDS if (code := own_value(kind))]


def go(said: Click | None) -> None:
    """Put what was clicked (a record, a year, an order, the index) in the address: the page then shows it."""
    if said is None:
        return
    address = asked_address()
    standing_out = tuple((name, value) for name, value in address.own if name == CHOICE)
    if said.verb == Verb.ORDER:
        kept = tuple(item for item in address.own if item[0] != ORDER)
        write(replace(address, own=kept if said.code == BY_NAME else (*kept, (ORDER, said.code))).query())
    elif said.verb == Verb.YEAR:
        write(replace(address, own=standing_out, year=read_year(said.code)).query())
    elif said.verb == Verb.INDEX:
        write(replace(address, own=standing_out).query())
    elif said.verb in RECORDS:
        write(replace(address, own=((said.verb.value, said.code), *standing_out)).query())


def choice(context: Context, kind: str, code: str) -> None:
    """The list of briefs, this one chosen; another choice changes the address."""
    options = _offered(context.database.fingerprint, context.lang, kind, context)
    st.session_state[_WIDGET] = click(Verb(kind), code).id
    st.selectbox(
        context.texts("brief.choice"),
        list(options),
        format_func=options.__getitem__,
        key=_WIDGET,
        on_change=lambda: go(read_click(st.session_state[_WIDGET])),
        width=360,
    )


@once_for_all(32)
def _offered(fingerprint: str, lang: str, kind: str, _context: Context) -> dict[str, str]:
    """Label by `kind:id`: cities, partners, activities, agreements, each in the reader's alphabetical order."""
    texts = _context.texts
    options: dict[str, str] = {}
    with _context.cursor() as con:
        few = sum(brief_index.sizes(con).values()) <= MOST_OFFERED
        for one in KINDS if few else (kind,):
            rows = [(str(localised(row, "name", texts)), row) for row in plain(brief_index.every(con, one))]
            if one == "activite":
                rows = [(f"{label} ({row['section']})", row) for label, row in rows]
            rows.sort(key=lambda item: order_key(item[0]))
            options |= {f"{one}:{row['id']}": label for label, row in rows}
    return options
