"""A brief as two slides: what bears on its subject, and where."""

from __future__ import annotations

from bri_data.present import briefs
from bri_data.present import format as fmt
from bri_data.present.briefs import Brief
from bri_data.present.figures.briefs import board as figure
from bri_data.present.figures.briefs.tables import source_line
from bri_data.present.figures.common import Run
from bri_data.present.figures.maps.brief import city_marks
from bri_data.present.figures.maps.scene import links_of
from bri_data.present.records import state_of
from bri_data.present.rows import localised
from bri_data.present.slides.model import MOST_STATEMENTS, Rows, Slide, Statement, Statements, WorldMap
from bri_data.present.slides.story import paragraph, record_tag
from bri_data.queries.brief_answers import answers

from .brief_rows import subject_of
from .order import Shown
from .slide_rows import rows_of

DOCUMENTS = "pptx.documents"  # the text that names them and says no more


def brief_slides(order: Shown) -> tuple[Slide, ...]:
    """The records of the brief and its map, each where there is something to show; nothing for the index of briefs.

    NothingToTakeError for a subject that the data do not know.
    """
    kind, code = subject_of(order)
    frames = answers(order.con, kind, code) if kind else None
    if not frames:
        return ()
    brief = briefs.brief_of(kind, frames)
    return tuple(slide for slide in (_records(brief, order), _map(brief, order)) if slide)


def _records(brief: Brief, order: Shown) -> Slide | None:
    words = order.texts
    if not brief.entries:
        return None
    items = tuple(_record(row, order) for row in brief.entries[:MOST_STATEMENTS])
    left_out = len(brief.entries) - len(items)
    lead = figure.lead(brief, words)
    said = [f"{item.name}, {item.lines[0]}" for item in items]
    more = words.count("pptx.rows_more", left_out) if left_out else ""
    name = briefs.name(brief, words)
    note = paragraph(name, lead, *said, more)
    return Slide(
        "fiche",
        name,
        Statements(items),
        note,
        paragraph(*said),
        source_line(brief, words, DOCUMENTS),
        rows_of(order),
        lead,
    )


def _record(row: briefs.Row, order: Shown) -> Statement:
    words = order.texts
    date = fmt.when(row["start"], row["end"], words) if row["start"] else words("common.unknown")
    kind, state = words(f"common.kind.{row['kind']}"), state_of(row["kind"], row["state"], words)
    run = Run(row["kind"], row["state"], 1, not row["off_total"])
    return Statement(str(localised(row, "title", words)), (f"{kind} · {date} · {state}",), run, tag=record_tag(row))


def _map(brief: Brief, order: Shown) -> Slide | None:
    words = order.texts
    cities = tuple(city_marks(brief, words))
    if not any(city.is_shown for city in cities):
        return None
    home = briefs.home_of(brief, words)
    names = fmt.joined([city.name for city in cities], words)
    title = words("pptx.brief_map", name=briefs.name(brief, words))
    alt = words("overview.map_label", home=home.name, cities=names)
    body = WorldMap(home, cities, tuple(links_of(cities)))
    note = paragraph(title, names, words("overview.direction"))
    return Slide("fiche-carte", title, body, note, alt, source_line(brief, words, DOCUMENTS), Rows((), ()))


SLIDES = brief_slides
