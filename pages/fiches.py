"""What is known of this city, partner, activity or agreement, and on whose word?"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup, escape

from bri_data.clicks import Verb, read_click
from bri_data.filters import Filters
from bri_data.present import briefs
from bri_data.present.figures.briefs import board as figure
from bri_data.present.figures.briefs.index import KINDS, ORDER, index, order_of, title
from bri_data.present.figures.maps.brief import brief_map
from bri_data.present.geo.placement import GROUP
from bri_data.present.rows import plain
from bri_data.queries import brief_index
from bri_data.queries.brief_answers import answers
from pages.shared.base.as_written import as_written
from pages.shared.base.component import clicked, picture, write_markup
from pages.shared.base.window import name_window
from pages.shared.reader.context import Context, current
from pages.shared.reader.reader import own_value
from pages.shared.widgets.blocks import base_map_address, follow
from pages.shared.widgets.brief_address import asked, choice, go
from pages.shared.widgets.filter_form import chips_line, filter_popover, filtered_title
from pages.shared.widgets.highlight import highlight_line
from pages.shared.work.once import once_for_all

LONG_NAME = 34


@once_for_all(128)
def drawn(
    fingerprint: str, lang: str, kind: str, code: str, _context: Context
) -> tuple[Markup, str, str, Markup] | None:
    """Kicker, name, lead and board of one brief, drawn once for all readers; None when the data hold no such brief."""
    texts = _context.texts
    with _context.cursor() as con:
        frames = answers(con, kind, code)
    if frames is None:
        return None
    brief = briefs.brief_of(kind, frames)
    map_markup = brief_map(brief, texts, base_map_address(briefs.home_of(brief, texts)))
    board = figure.board(brief, map_markup, texts)
    return figure.kicker(brief, texts), briefs.name(brief, texts), figure.lead(brief, texts), board


@once_for_all(128)
def drawn_index(
    fingerprint: str, lang: str, year: int | None, filters: Filters, order: str, _context: Context
) -> tuple[str, Markup]:
    """Title and lists of the index; `year` chooses among many activities, `order` is that of cities and partners."""
    with _context.narrowed() as con:
        lists = {kind: plain(brief_index.every(con, kind, cited=not filters.is_empty)) for kind in KINDS}
        sizes = brief_index.sizes(con)
    return title(sizes, _context.texts), index(lists, year, _context.texts, order)


context = current()
drawings = {
    (kind, code): drawn(context.database.fingerprint, context.lang, kind, code, context) for kind, code in asked()
}
shown = next((key for key, drawing in drawings.items() if drawing), None)
if ignored := [f"{kind}={code[:60]}" for kind, code in drawings if (kind, code) != shown]:
    message = context.texts("brief.ignored", ignored=", ".join(ignored))
    write_markup(Markup(f'<p class="bri-ignored" role="status">{escape(message)}</p>'))
if shown and (drawing := drawings[shown]):
    kicker, name, lead, markup = drawing
    name_window("fiches", context.texts, name)
    with st.container(horizontal=True, vertical_alignment="bottom", key="bri-heading-fiches"):
        with st.container(width="stretch", key="bri-brief-long" if len(name) > LONG_NAME else "bri-brief-name"):
            followed = picture(kicker, key="brief-kicker", on_click=lambda: go(read_click(clicked("brief-kicker"))))
            said = read_click(followed)
            if said and said.verb in {Verb.COMPARE, Verb.HIGHLIGHT}:
                follow(followed)
            st.title(as_written(name), anchor=False)
            write_markup(Markup(f'<p class="bri-brief-lead">{escape(lead)}</p>'))
        choice(context, *shown)
    chips_line(context.texts("filter.whole"), context)
else:
    mark, filters = context.database.fingerprint, context.filters
    order = order_of(own_value(ORDER))
    sentence, markup = drawn_index(mark, context.lang, context.year, filters, order, context)
    with st.container(horizontal=True, vertical_alignment="center", key="bri-heading-index"):
        heading = st.container(width="stretch")
        filter_popover(context, None, key="fiches")
    filtered_title(heading, sentence, context, None)
lit = highlight_line(context, None, whole=bool(shown))
chosen = picture(markup, key="brief", on_click=lambda: go(read_click(clicked("brief"), on_map=True)), lit=lit)
if (chosen or "").startswith(GROUP):
    follow(chosen)
