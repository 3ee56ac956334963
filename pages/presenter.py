"""What will the council see: a year, or a few chosen views, one idea a screen?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st
from markupsafe import Markup, escape

from bri_data.address import Address
from bri_data.documents.order import NothingToTakeError, Order
from bri_data.documents.page_slides import VIEW, slides_of
from bri_data.documents.stage import stage_of
from bri_data.model import report_year
from bri_data.model.clock import now
from bri_data.present.figures.slides.deck import deck as draw
from bri_data.queries.overview import years as known_years
from bri_data.views import View, read_views
from pages.shared.base.component import write_markup
from pages.shared.base.window import name_window
from pages.shared.reader.context import Context, current
from pages.shared.rights.folders import earlier_of
from pages.shared.server.stage import hear_whether_left, stage_aside
from pages.shared.widgets.presenter import Shown, begins, empty, frozen, present, year_to_present
from pages.shared.work.aside import LARGE_VIEWS
from pages.shared.work.once import once_for_all
from pages.shared.work.pages_first import pages_first


@once_for_all(64)
def drawn(fingerprint: str, lang: str, year: int, day: date, as_of: str, _context: Context) -> Markup:
    """The slides of one year, drawn once a day for all readers of the same data in the same language."""
    address = replace(Address.read("presenter", (("annee", str(year)), ("lang", lang))), as_of=as_of)
    earlier = earlier_of(address)
    try:
        with _context.cursor() as con:
            return draw(slides_of(Order(con, address, now(), earlier=earlier)), _context.texts)
    except NothingToTakeError:
        return Markup()


@once_for_all(8)  # a deck of maps may weigh many megabytes
def drawn_views(
    fingerprint: str, lang: str, views: tuple[View, ...], day: date, as_of: str, _context: Context
) -> tuple[str, int]:
    """The slides of chosen views, and how many of these have nothing to show."""
    address = Address("presenter", _context.lang, as_of=as_of)
    if len(views) > LARGE_VIEWS:
        return stage_aside(_context.database, address, views)
    with _context.cursor() as con, pages_first.long_page() as work:

        def heard(done: int, total: int) -> None:
            work.stand_aside()
            hear_whether_left()

        return stage_of(Order(con, address, now(), progress=heard, earlier=earlier_of(address)), views)


context, changed = frozen(current())
with context.cursor() as cursor:
    years = known_years(cursor)
if years.empty:
    st.title(context.texts("common.no_year"), anchor=False)
    write_markup(Markup(f'<p class="bri-empty">{escape(context.texts("common.no_year_help"))}</p>'))
    st.stop()
year, options = year_to_present(years, context)
views, unread = read_views(st.query_params.get_all(VIEW))
day, mark, as_of = now().date(), context.database.fingerprint, context.address.as_of
if len(views) > LARGE_VIEWS and begins((mark, context.lang, views, as_of)):
    opening, _ = drawn_views(mark, context.lang, views[:1], day, as_of, context)
    if opening:
        present(Shown(opening, notice=context.texts("presenter.coming"), is_begun=True), context.texts)
        st.stop()  # once they are on the screen, the browser asks for the whole deck
markup, without = drawn_views(mark, context.lang, views, day, as_of, context) if views else ("", 0)
name_window("presenter", context.texts, context.texts("slides.cover.views") if views else report_year.name(year))
left_out = len(unread) + without
notice = context.texts.count("presenter.ignored", left_out) if left_out else ""
if markup:
    present(Shown(markup, notice=notice, changed=changed), context.texts)
elif markup := drawn(mark, context.lang, year, day, as_of, context):
    present(Shown(markup, year, options, notice, changed), context.texts)
else:
    empty(year, options, context.texts)
