"""The document that an order asks for: a brief, the year's report, or a page in its state."""

from __future__ import annotations

from dataclasses import replace

from bri_data.export.csv_file import csv_file
from bri_data.export.pdf import File, size_of
from bri_data.export.sheets import Sheet
from bri_data.filters import NOTHING
from bri_data.present import briefs, fonts
from bri_data.present.posters.paper import Words, sheet
from bri_data.present.posters.told import Told, in_words
from bri_data.present.report import annual, brief, page
from bri_data.present.report import model as parts
from bri_data.present.report.brief_sheet import Around
from bri_data.present.rows import plain
from bri_data.present.theme import resolved
from bri_data.queries import report
from bri_data.queries.brief_answers import answers as answers_of_brief
from bri_data.queries.brief_answers import around
from bri_data.queries.briefs import SUBJECTS

from .drawers import PAPER, drawers
from .kept import title_of_kept
from .method import METHOD, method_document
from .notice import book_of, filters_in_words, made_of, title
from .order import NothingToTakeError, Order, Shown, is_report, shown, year_of_report
from .pictures import pictures_of
from .printed import printed
from .rows import sheets_of

# What a picture may take of a page under its title, in points: on a page on its side, and upright.
_WIDE, _UPRIGHT = (684.0, 385.0), (470.0, 430.0)
# Of the size it is drawn at: under it, most of its letters (17 units high) are smaller than 5.5 points.
_LEGIBLE = 0.33
_OF_THE_REPORT = ("", "retombees", "ententes")  # the pages whose rows travel in the report of a year
_MOST_ATTACHED = 20_000  # rows: beyond, a PDF is no way to carry a table


def document(order: Order) -> parts.Document:
    """The document of the page. NothingToTakeError when it has none."""
    asked = subject(order)
    if asked:
        return brief_document(order, *asked)
    if order.address.page == METHOD:
        return method_document(order)
    return year_document(order) if is_report(order) else _page_document(order)


def attached(order: Order) -> tuple[File, ...]:
    """The tables that travel in the PDF of the page, as its own files of rows have them; () for none."""
    with order.con.cursor() as con:  # the document's own is narrowed by now
        own = replace(order, con=con)
        return _files_of_year(own) if is_report(own) else _files(shown(own))


def subject(order: Order) -> tuple[str, str] | None:
    """The kind and code of the brief that the address names, None when it names none."""
    if order.address.page != "fiches":
        return None
    return next(((kind, code) for kind, code in order.address.own if kind in SUBJECTS), None)


def brief_document(order: Order, kind: str, code: str) -> parts.Document:
    """The brief as a document, whole whatever the filters. NothingToTakeError for a subject the data do not know."""
    frames = answers_of_brief(order.con, kind, code)
    if frames is None:
        raise NothingToTakeError("export.error.no_brief")
    told = briefs.brief_of(kind, frames)
    found = {"entries": told.entries, "outcomes": told.outcomes}
    if kind in {"activite", "entente"}:
        found = {name: plain(frame) for name, frame in around(order.con, frames).items()}
    return brief.document(told, order.texts, made_of(order), Around(**found))


def year_document(order: Order) -> parts.Document:
    """The draft of the annual report of the year shown, of the latest report for all years. Filters do not touch it."""
    year = year_of_report(order)
    if year is None:
        raise NothingToTakeError("export.error.no_rows")
    order.progress(0, 3)
    frames = report.answers(order.con, year)
    order.progress(1, 3)
    return annual.document(year, frames, order.texts, made_of(order))


def _page_document(order: Order) -> parts.Document:
    seen = shown(order)
    said, picture, twins = _picture(seen)
    foot, laid = said.foot, drawers(PAPER).get(seen.address.page, lambda _: None)(seen)
    if laid is not None:
        picture, twins = laid.picture, ()
    elif picture is not None and max(_scale(picture, _WIDE), _scale(picture, _UPRIGHT)) < _LEGIBLE:
        picture, foot = None, (seen.texts("report.picture_too_small"), *foot)
    try:
        sheets = sheets_of(seen)
        notice = book_of(seen, sheets).notice
        said_already = {one.caption: len(one.rows) for one in twins}  # in the table of the picture, and better
        told = laid.sheets if laid else ()
        kept = [one for one in sheets if one.code not in told and one.on_paper != ()]
        to_print = [one for one in kept if one.n > said_already.get(one.title, 0)]
        tables = tuple(printed(one, seen.texts, seen.address.page) for one in to_print)
    except NothingToTakeError:
        if picture is None:
            raise
        notice, tables = book_of(seen, ()).notice, ()
    kicker = notice.title
    if not seen.filters.is_empty:
        kicker = f"{kicker} · {seen.texts('export.filtered', filters=filters_in_words(seen))}"
    unknown = seen.texts("common.unknown")
    cited = tuple(
        parts.Source(
            one.title, ", ".join(text for text in (one.publisher, one.published) if text != unknown), one.url or ""
        )
        for one in notice.sources
    )
    shown_page = page.Page(
        kicker=kicker,
        finding=said.title,
        lead=said.lead,
        made=made_of(order),
        picture=picture,
        tables=(*twins, *tables),
        facts=notice.facts,
        words=notice.words,
        sources=parts.SourceList(cited),
        foot=foot,
        is_wide=laid is None if picture is None else _scale(picture, _WIDE) >= _scale(picture, _UPRIGHT),
        told=laid.sections if laid else (),
    )
    return page.document(shown_page, seen.texts)


def _scale(picture: parts.Picture, room: tuple[float, float]) -> float:
    """How much larger than it is drawn the picture is printed in that room."""
    return min(most / drawn for most, drawn in zip(room, size_of(picture.svg), strict=True))


def _picture(order: Shown) -> tuple[Words, parts.Picture | None, tuple[parts.Table, ...]]:
    """What is said around the page's picture, the picture alone, and its values as tables; the page's own name where it
    has none."""
    offered = pictures_of(order.address.page)
    make = offered.get(order.image or next(iter(offered), ""))
    if make is None:
        return Words(title(order)), None, ()
    try:
        said, blocks = make(order)
    except NothingToTakeError:
        return Words(title(order)), None, ()
    if not order.filters.is_empty:  # as on its slide and its drawing: a page's own finding speaks of all the records
        said = replace(said, title=title_of_kept(order))
    drawn = fonts.named(resolved(sheet(Words(""), blocks, order.texts, margin=2), "light"))
    told = [one for block in blocks for one in block.told]
    alt = " ".join(filter(None, (f"{said.title.removesuffix('.')}.", said.lead, in_words(told, order.texts))))
    return said, parts.Picture(drawn, alt), tuple(twin(one) for one in told)


def twin(told: Told) -> parts.Table:
    """The values of a picture as a table of a document."""
    kinds: list[parts.ColumnKind] = ["text"] * len(told.headings)
    return parts.Table(told.caption, told.headings, tuple(kinds), told.rows)


def _files_of_year(order: Order) -> tuple[File, ...]:
    """The year's records and declared figures, its outcomes, and every agreement, as their pages give them."""
    year = year_of_report(order)
    pages = [replace(order.address, page=page, year=year, filters=NOTHING, own=()) for page in _OF_THE_REPORT]
    found = [file for page in pages for file in _files(shown(replace(order, address=page)))]
    return tuple({file.name: file for file in reversed(found)}.values())[::-1]


def _files(order: Shown) -> tuple[File, ...]:
    """The page's tables as CSV, each whole, but for those too long to carry."""
    try:
        found = sheets_of(order)
    except NothingToTakeError:
        return ()
    return tuple(_file(one, order) for one in found if 0 < one.n <= _MOST_ATTACHED)


def _file(one: Sheet, order: Shown) -> File:
    return File(one.code, one.title, csv_file(one, order.texts).decode())
