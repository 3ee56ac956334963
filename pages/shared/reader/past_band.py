"""The band above a page that shows a past state of the data, and what a reader is told when it cannot be shown."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup, escape

from bri_data.address import AS_OF
from bri_data.intake.said import change_line
from bri_data.journal.history import RowChange
from bri_data.present.made import as_of_said, moment
from bri_data.present.words import Texts, texts
from bri_data.queries.past import differences
from bri_data.store.database import Database
from bri_data.store.past import Past
from pages.shared.base.component import write_markup
from pages.shared.work.once import once_for_all

_LISTED = 300


def show_past(past: Past, present: Database, words: Texts) -> None:
    """Say which past state the page shows, since when, and list what has changed since; nothing else looks like it."""
    state = past.state
    if past.database is None or state is None:
        return
    at = words("past.band.before_all")
    if state.at:
        when = moment(datetime.fromisoformat(state.at), words)
        is_told = past.asked == str(state.change)  # the words before it say which change
        at = words("past.band.of_change" if is_told else "past.band.change", moment=when, id=state.change)
    parts = [at, words("past.band.edited") if past.edited else "", words("past.band.hidden")]
    said = " ".join(f"<span>{escape(part)}</span>" for part in parts if part)
    write_markup(
        Markup(
            f'<div class="bri-past" role="status"><p><strong>{escape(as_of_said(past.asked, words))}</strong> {said} '
            f"{_back(words)}</p></div>"
        )
    )
    n, listed = _differences(past.database.fingerprint, present.fingerprint, words.lang, past.database, present)
    told = words.count("past.changed", n)
    if not n:
        write_markup(Markup(f'<p class="bri-past-changed">{escape(told)}</p>'))
        return
    with st.expander(told, key="bri-past-changed"):
        write_markup(listed)


def show_no_past(past: Past, words: Texts) -> None:
    """Say in place of the page why the past state that its address asks for is not shown."""
    first = moment(datetime.fromisoformat(past.first), words) if past.first else ""
    why = "no_history" if past.why == "not_known" and not first else past.why
    st.title(as_of_said(past.asked, words), anchor=False)
    said = escape(words(f"past.why.{why}", first=first))
    write_markup(Markup(f'<div class="bri-failure" role="alert"><p>{said}</p><p>{_back(words)}</p></div>'))


def _back(words: Texts) -> Markup:
    """The link to the same page with the data of now; it is the one link that does not keep the state."""
    kept = [(name, one) for name in st.query_params for one in st.query_params.get_all(name) if name != AS_OF]
    return Markup(f'<a data-today href="?{escape(urlencode(kept))}">{escape(words("past.band.back"))}</a>')


@once_for_all(8)
def _differences(before: str, after: str, lang: str, _past: Database, _present: Database) -> tuple[int, Markup]:
    """How many rows differ, and the list of them as markup."""
    words = texts("en" if lang == "en" else "fr")
    with _past.cursor() as old, _present.cursor() as new:
        found = differences(old, new)
    lines = [change_line(RowChange(one.table, one.key, one.before, one.after), None, words) for one in found[:_LISTED]]
    kinds = ["added" if one.before is None else "removed" if one.after is None else "changed" for one in found]
    items = "".join(
        f"<li><b>{escape(words(f'past.kind.{kind}'))}</b> {escape(line)}</li>"
        for kind, line in zip(kinds, lines, strict=False)
    )
    rest = len(found) - len(lines)
    more = f"<p>{escape(words('cli.import_more', n=rest))}</p>" if rest > 0 else ""
    return len(found), Markup(f'<ul class="bri-past-changed">{items}</ul>{more}' if items else "")
