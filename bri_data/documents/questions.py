"""The council's questions taken away: a table of answers, the destinations, the picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bri_data.export.sheets import CellType, Sheet
from bri_data.model import report_year
from bri_data.present import destinations as places
from bri_data.present import questions as values
from bri_data.present.briefs import country_name
from bri_data.present.cited import sentence
from bri_data.present.filters import names_of, subject
from bri_data.present.meeting import BETWEEN, Sitting
from bri_data.present.posters.paper import Block, Words
from bri_data.present.posters.questions import question_blocks
from bri_data.present.questions import Sheaf
from bri_data.present.report.laid_out import LaidOut, question_sections
from bri_data.present.rows import plain
from bri_data.queries import narrow
from bri_data.queries import questions as queries
from bri_data.queries.question_answers import answers

from . import fields as columns
from .order import Shown, asked_once
from .table_rows import cited_by

ANSWERS: dict[str, CellType] = {
    "question": "text",
    "answer_figure": "text",
    "to_say": "text",
    "definition": "text",
    "comparison": "text",
    "source_titles": "text",
}
STOPS: dict[str, CellType] = {
    "city": "text",
    "country": "text",
    "stops": "integer",
    "years_visited": "text",
    "last_visit": "integer",
}


@asked_once
def sheaf_of(order: Shown) -> Sheaf:
    """The answers of the order, on its day."""
    on = order.on.date() if isinstance(order.on, datetime) else order.on
    sitting, is_whole = Sitting(on, on - BETWEEN), order.filters.is_empty
    frames = answers(order.con, sitting.since, sitting.today, is_whole=is_whole)
    name = subject(order.filters, names_of(narrow.names(order.con, order.filters), order.texts))
    return values.sheaf(frames, sitting, order.texts, is_whole=is_whole, subject=name)


def questions_sheets(order: Shown) -> tuple[Sheet, ...]:
    """One row a question; then one row a city visited."""
    words, found = order.texts, sheaf_of(order)
    rows = [
        (
            one.question(words),
            one.figure,
            one.said,
            one.means(words),
            one.compares(words),
            "; ".join(one.titles) or None,
        )
        for one in found.answers
    ]
    cities = [
        (
            places.name_of(city, words),
            country_name(city.country, words),
            len(city.stops),
            ", ".join(map(report_year.name, city.years)),
            city.years[-1],
        )
        for city in found.destinations.cities
    ]
    cites = cited_by(plain(queries.stops(order.con)))
    told, visited = columns.fields(ANSWERS, words), columns.fields(STOPS, words)
    return (
        Sheet("questions", words("export.sheet.questions"), told, rows, len(rows), found.cites),
        Sheet("destinations", words("export.sheet.destinations"), visited, cities, len(cities), cites),
    )


def questions_picture(order: Shown) -> tuple[Words, Sequence[Block]]:
    """Each question with its figure and its sentence."""
    words, found = order.texts, sheaf_of(order)
    foot = tuple(filter(None, (sentence(found.titles, words),)))
    return Words(values.title(found, words), words("questions.lead"), foot), question_blocks(found, words)


def questions_on_paper(order: Shown) -> LaidOut:
    """The questions and their answers as running text."""
    return LaidOut(question_sections(sheaf_of(order), order.texts), ("questions",))


PAPER = questions_on_paper
SHEETS = questions_sheets
PICTURES = {"questions": questions_picture}
