"""The slides that an address stands for: the year's deck, the views of a link, or the one idea of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from duckdb import DuckDBPyConnection

from bri_data.address import Address
from bri_data.present import data_page, landmarks, map_page, years
from bri_data.present import format as fmt
from bri_data.present.figures.common import source_line
from bri_data.present.figures.maps.scene import links_of
from bri_data.present.made import as_of_said
from bri_data.present.posters.themes import matrix_told
from bri_data.present.posters.told import SPOKEN, in_words
from bri_data.present.slides import calendar, counts, evidence, topics
from bri_data.present.slides.cover import opened
from bri_data.present.slides.model import Rows, Slide, Statement, Statements, Symbols, WorldMap
from bri_data.present.slides.story import Story, clauses, paragraph, story
from bri_data.present.themes import Choice
from bri_data.present.timeline_title import title_of_years
from bri_data.queries import map_page as map_queries
from bri_data.queries import overview, timeline
from bri_data.queries import themes as theme_queries
from bri_data.queries.year_answers import answers
from bri_data.views import View, read_views

from .brief_slides import DOCUMENTS
from .carbon_state import supposed
from .drawers import SLIDES, drawers
from .landmarks import landmarks_of
from .lit import with_choice
from .map_state import MapState, left_out, map_state
from .notice import filters_in_words, sources
from .order import NothingToTakeError, Order, Shown, shown
from .outcomes_pictures import outcomes_slide
from .pictures import left_over, matrix_of, size_of_kept, title_of_kept, whole
from .rows import sheet_of
from .slide_rows import rows_of
from .table_rows import table_asked
from .year_bars import bars_of_years
from .year_deck import year_deck

# Pages told as a deck; another one is a slide.
DECKS = frozenset({"", "presenter"})
VIEW = "vue"  # the parameter of a link that lists saved views
Slides = tuple[Slide, ...]
_MOST_NAMED = 3
# Of a table: rows on its slide, and letters of a line.
_MOST_LISTED, _LONGEST = 5, 100
_TABLE = "table"  # the code of its slide


def slides_of(order: Order) -> Slides:
    """The slides of `order.address`, in order, with the filters in words under the title of those they narrow.

    The overview and the presentation are the year's deck; the presentation of a link that lists views is those views.
    Both open with a title slide.
    NothingToTakeError when the page has no slide, or the data nothing to show on it.
    """
    address = order.address
    if views := views_of(order):
        found = opened(slides_of_views(order, views)[0], order.on, order.texts)
    else:
        seen = shown(order)
        found = tuple(with_choice(_narrowed(slide, seen), seen) for slide in _own(seen))
        if address.page in DECKS:
            found = opened(found, order.on, order.texts, seen.year)
    if not found:
        raise NothingToTakeError("export.error.no_slide")
    return tuple(of_state(slide, order) for slide in found)


def of_state(slide: Slide, order: Order) -> Slide:
    """`slide`, saying which past state of the data it shows; unchanged when it shows that of now."""
    said = as_of_said(order.address.as_of, order.texts)
    if not said:
        return slide
    return replace(slide, lead=clauses(said, slide.lead), note=f"{said}. {slide.note}".strip())


def views_of(order: Order) -> tuple[View, ...]:
    """The views that the link of a presentation lists, in order; () for any other address."""
    address = order.address
    views, _ = read_views(value for name, value in address.own if name == VIEW)
    return views if address.page == "presenter" else ()


def slides_of_views(order: Order, views: Sequence[View]) -> tuple[Slides, tuple[View, ...]]:
    """One slide for each view, in their order and under their own titles, and the views that have nothing to show."""
    found = []
    for number, view in enumerate(views):
        order.progress(number, len(views))  # who asked for sixty may have left
        found.append((view, _of_view(order, view)))
    return tuple(slide for _, slide in found if slide), tuple(view for view, slide in found if slide is None)


def _of_view(order: Order, view: View) -> Slide | None:
    """The slide of one view, on a cursor of its own: filters of a view end with it."""
    address = Address.read(view.page, parse_qsl(view.query, keep_blank_values=True))
    if address.as_of != order.address.as_of:  # the cursor is that of the deck's data
        return None
    con: DuckDBPyConnection = order.con.cursor()
    try:
        slide = in_one_slide(replace(order, con=con, address=replace(address, lang=order.address.lang)))
    except NothingToTakeError:
        return None
    finally:
        con.close()
    said = f"{view.note}\n{slide.note}" if view.note else slide.note
    lead = slide.lead
    if slide.code == _TABLE and view.title:  # its page bears a title of its own: the slide still says which table it is
        lead = clauses(slide.title, slide.lead)
    return replace(slide, title=view.title or slide.title, lead=lead, note=said)


def in_one_slide(order: Order) -> Slide:
    """What the page of `order` shows, on one slide; the overview's is its year's figures. NothingToTakeError when there
    is none. The cursor is narrowed from here on."""
    seen = shown(order)
    found = _told(seen, counts.whole_year) if order.address.page == "" else _own(seen)
    if not found:
        raise NothingToTakeError("export.error.no_slide")
    return with_choice(_narrowed(found[0], seen), seen)


def _own(order: Shown) -> Slides:
    """The slides of the order's own page; () when its filters keep nothing, as its screen then shows nothing."""
    if not order.filters.is_empty and not size_of_kept(order):
        return ()
    page = order.address.page
    make = _HERE.get(page) or drawers(SLIDES).get(page, _nothing)
    return make(order)


def _narrowed(slide: Slide, order: Shown) -> Slide:
    if order.filters.is_empty:
        return slide
    said = order.texts("export.filtered", filters=filters_in_words(order))
    # a page's own finding speaks of all the records
    return replace(slide, title=title_of_kept(order), lead=clauses(said, slide.lead))


def _nothing(_: Shown) -> Slides:
    return ()


def _told(order: Shown, *builders: Callable[[Story], Slide | None]) -> Slides:
    """The first of these slides that the year's data can tell; what is declared only when every record is kept."""
    if order.year is None:
        return ()
    found = answers(order.con, order.year)
    told = story({**found, "declared": whole(order, found["declared"])}, order.texts)
    made = (slide for build in builders if (slide := build(told)) is not None)
    return next(((slide,) for slide in made if slide.body != Symbols(())), ())


def _map(order: Shown) -> Slides:
    """The cities of the year, or of all years, as the map page shows them: its frame, its city."""
    words, seen = order.texts, map_state(order)
    if not seen.cities:
        return ()
    names = fmt.joined([city.name for city in seen.framed], words)
    alt = words("overview.map_label", home=seen.home.name, cities=names)
    declared = whole(order, map_queries.declared(order.con, order.year))
    source = source_line(declared, map_queries.cited_sources(order.con, order.year), words, DOCUMENTS)
    chosen = seen.selected
    body = WorldMap(
        seen.home,
        seen.cities,
        tuple(links_of(seen.cities)),
        seen.framed,
        seen.with_home,
        chosen.city_id if chosen else "",
        seen.steps,
        centre=seen.centre,
    )
    note = paragraph(seen.title, names, words("overview.direction"), left_out(order, seen))
    return (Slide("carte", seen.title, body, note, alt, source, rows_of(order), _city_line(order, seen)),)


def _city_line(order: Shown, seen: MapState) -> str:
    """What the chosen city holds, in a line; "" where none is chosen."""
    if seen.selected is None:
        return ""
    records = map_queries.city_records(order.con, seen.selected.city_id, order.year)
    panel = map_page.panel(seen.selected, records, seen.home, order.texts)
    held = [entry.title for entry in panel.entries]
    return order.texts(
        "slides.said", what=panel.name, said="; ".join(held[:_MOST_NAMED]) + ("…" if held[_MOST_NAMED:] else "")
    )


def _timeline(order: Shown) -> Slides:
    if order.year is not None:
        return _with_rows(order, _told(order, calendar.months, counts.whole_year))
    words = order.texts
    every_month = timeline.every_month(order.con)
    every_month = every_month[every_month["kind"].notna()]
    body = bars_of_years(every_month, words)
    if not body.bars:
        return ()
    title = title_of_years(every_month, words)
    said = "; ".join(words("slides.said", what=bar.label, said=bar.text) for bar in body.bars)
    source = source_line(whole(order, timeline.reports(order.con)), timeline.cited_sources(order.con), words, DOCUMENTS)
    beside = landmarks_of(order)
    note = paragraph(title, said, *map(landmarks.spoken, beside))
    line = landmarks.line(beside[::-1], words)
    return (Slide("annees", title, body, note, said, source, rows_of(order), line),)


def _themes(order: Shown) -> Slides:
    """The most frequent themes (services, sectors) of the year, or of all years."""
    words, con, by = order.texts, order.con, Choice.read(None, order.address.value("par"), "", "").by
    asked: dict[str, Any] = {
        question.__name__: question(con, order.year, by)
        for question in (theme_queries.groups, theme_queries.cells, theme_queries.kinds)
    }
    asked["themes_of_totals"] = whole(order, theme_queries.themes_of_totals(con, order.year))
    declared = whole(order, map_queries.declared(con, order.year))
    cited = timeline.cited_sources(con) if order.year is None else overview.cited_sources(con, order.year)
    slide = topics.topics(
        asked,
        by,
        years.said(order.year, [] if order.year else [int(one) for one in overview.years(con)["year"]]),
        has_report=not declared.empty,
        source=source_line(declared, cited, words, DOCUMENTS),
        texts=words,
    )
    if slide is None:
        return ()
    rows = matrix_of(order, by, has_report=not declared.empty)
    table, left = matrix_told(rows, words), left_over(order, by, whole(order, overview.declared(con, order.year)))
    note = paragraph(
        slide.note, *(words("slides.said", what=one.caption, said=in_words((one,), words, SPOKEN)) for one in left)
    )
    return (replace(slide, rows=Rows(table.headings, table.rows), note=note),)


def _outcomes(order: Shown) -> Slides:
    slide = outcomes_slide(order, rows_of(order))
    return (slide,) if slide else ()


def _carbon(order: Shown) -> Slides:
    said = supposed(order)
    return tuple(
        replace(slide, lead=clauses(said, slide.lead), note=paragraph(slide.note, said))
        for slide in _told(order, evidence.carbon)
    )


def _data(order: Shown) -> Slides:
    """The table of the address when it names one, its first rows named; else how much of what is declared is."""
    if order.address.value("table"):
        return _table(order)
    return _with_rows(order, _told(order, counts.named, counts.whole_year))


def _table(order: Shown) -> Slides:
    words, sheet, rows = order.texts, sheet_of(order), rows_of(order)
    if not rows.cells:
        return ()
    unknown = words("common.unknown")
    title = words("slides.said", what=sheet.title, said=data_page.count(sheet.n, words))
    named = tuple(
        Statement(_cut(first), (_cut(" · ".join(cell for cell in others if cell != unknown)),))
        for first, *others in rows.cells[:_MOST_LISTED]
    )
    shown_of = words("report.first_rows", shown=fmt.number(len(named), words), total=fmt.number(sheet.n, words))
    _, _, filters = table_asked(order)
    kept = "" if filters.is_empty else words("export.filtered", filters=filters_in_words(order))
    lead = clauses(kept, shown_of if sheet.n > len(named) else "")
    said = paragraph(title, *(one.name for one in named))
    source = fmt.joined([one.title for one in sources(order, (sheet,))][:_MOST_NAMED], words)
    return (Slide(_TABLE, title, Statements(named), said, said, source, rows, lead),)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _with_rows(order: Shown, slides: Slides) -> Slides:
    """The same slides with the page's own rows behind them."""
    return tuple(replace(slide, rows=rows_of(order)) for slide in slides)


# The pages whose slides are made here; the others say their own (drawers.py).
_HERE: dict[str, Callable[[Shown], Slides]] = {
    "": year_deck,
    "presenter": year_deck,
    "carte": _map,
    "chronologie": _timeline,
    "themes": _themes,
    "retombees": _outcomes,
    "carbone": _carbon,
    "donnees": _data,
}
