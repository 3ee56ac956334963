"""A year as the slides tell it: the answers of its questions, shaped once, and the pieces that several slides share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bri_data.present.places import city_marks, home_of

from .. import format as fmt
from .. import overview, prepositions
from ..figures.common import reports_and_others
from ..geo.placement import CityMarks
from ..geo.projection import Home, distance_km
from ..overview import Headline
from ..records import declared_headings, declared_row, record_row
from ..rows import localised, plain
from ..words import Texts
from .model import Rows

Row = dict[str, Any]
MOST_ROWS = 60
_COLUMNS = ("kind", "title", "city", "date", "state", "total", "source", "locator")


@dataclass(frozen=True)
class Story:
    """The year's answers (queries.year_answers.answers) as values, in the reader's language.

    `figures` are the headline figures of each kind, `declared` the declared totals by indicator (empty without a
    report), `cities` every mark of the map, `records` the year's rows.
    """

    year: int
    answers: Mapping[str, Any]
    texts: Texts
    home: Home
    declared: Mapping[str, float]
    figures: tuple[Headline, ...]
    cities: tuple[CityMarks, ...]
    records: tuple[Row, ...]

    @property
    def has_report(self) -> bool:
        """Whether a report declares totals for the year."""
        return bool(self.declared)

    def figure(self, kind: str) -> Headline | None:
        """The headline figure of a kind; None where the year has none."""
        return next((figure for figure in self.figures if figure.kind == kind), None)

    def counted(self, row: Row) -> bool:
        """Whether a row belongs to the year's total; without a report, all do."""
        return bool(row["counted"]) or not self.has_report


def story(answers: Mapping[str, Any], texts: Texts) -> Story:
    """The story of `answers["year"]`."""
    declared = overview.declared_values(answers["declared"])
    (home,) = plain(answers["home_city"])
    return Story(
        answers["year"],
        answers,
        texts,
        home_of(home, texts),
        declared,
        overview.headlines(overview.counts(answers["kind_counts"]), declared, texts),
        tuple(city_marks(answers["city_marks"], texts, totals=bool(declared))),
        tuple(plain(answers["rows"])),
    )


def held(figure: Headline) -> int:
    """How many activities of a figure's total are named, announced ones apart; those outside the total do not count."""
    known = [run for run in figure.runs if run.counted or not figure.is_declared]
    return sum(run.n for run in known if run.state in ("dated", "named"))


# --- Sentences --------------------------------------------------------------------------------------------------------


def paragraph(*sentences: str) -> str:
    """The sentences that say something, each ended, one after the other."""
    said = [fmt.capitalised(sentence.strip()) for sentence in sentences if sentence.strip()]
    return " ".join(sentence if sentence[-1] in ".!?…" else f"{sentence}." for sentence in said)


def clauses(*parts: str) -> str:
    """The parts that say something, on one line: a sentence needs no mark between it and what follows."""
    said = [part for part in parts if part]
    marks = [
        "" if n == len(said) else " " if part.endswith((".", "?", "!")) else " · " for n, part in enumerate(said, 1)
    ]
    return "".join(f"{part}{mark}" for part, mark in zip(said, marks, strict=True))


def from_to(cities: Sequence[CityMarks], home: Home, texts: Texts) -> dict[str, str]:
    """`start` and `end`: « de » the nearest city « à » the farthest, as the language joins them."""
    ranked = sorted(cities, key=lambda c: distance_km(home.latitude, home.longitude, c.latitude, c.longitude))
    near, far = ranked[0].name, ranked[-1].name
    return {
        "start": prepositions.away_from(near, texts),
        "end": prepositions.to(far, texts),
    }


def short_names(story: Story, kind: str, *, placeless: bool = False) -> list[str]:
    """What the year's counted records of a kind are called where room is short; with `placeless`, those of no city."""
    return [
        str(localised(row, "label", story.texts))
        for row in plain(story.answers["items"])
        if row["kind"] == kind
        and not row["carried"]
        and story.counted(row)
        and row["state"] != "announced"
        and not (placeless and row["cities"])
    ]


def record_tag(row: Row) -> str:
    """What the mark of a record stands for, as queries.highlight.chosen writes it; `row` has kind and record_id."""
    return f"{'entente' if row['kind'] == 'entente' else 'activite'}:{row['record_id']}"


# --- Sources and rows -------------------------------------------------------------------------------------------------


def report_source(story: Story) -> str:
    """The documents that declare the year's totals; without any, what the records rest on."""
    reports, _ = reports_and_others(story.answers["declared"], story.answers["cited_sources"])
    return fmt.joined(reports, story.texts) if reports else all_sources(story)


def all_sources(story: Story) -> str:
    """The report and how many other documents."""
    texts = story.texts
    names, others = reports_and_others(story.answers["declared"], story.answers["cited_sources"])
    if others:
        key = "overview.source.others" if names else "overview.source.only"
        names = [*names, texts.count(key, others, n=fmt.number(others, texts))]
    return fmt.joined(names, texts)


def sources_of(rows: Sequence[Row], story: Story) -> str:
    """The documents that these rows rest on (their `source_titles`), in order of first use: two by their titles and how
    many others; "" for none."""
    titles = list(dict.fromkeys(title for row in rows for title in row["source_titles"] or ()))
    others = len(titles) - 2
    more = (
        [story.texts.count("overview.source.others", others, n=fmt.number(others, story.texts))] if others > 0 else []
    )
    return fmt.joined([*titles[:2], *more], story.texts)


def record_rows(story: Story, wanted: Callable[[Row], bool]) -> Rows:
    """The records behind a picture, one per row, each with its source and the place in it."""
    texts = story.texts
    found = [row for row in story.records if wanted(row)]
    words = [record_row(row, texts) for row in found[:MOST_ROWS]]
    cells = tuple(
        (row.kind, row.title, row.city, row.dated, row.state, row.total, row.documents, row.locator) for row in words
    )
    return Rows(tuple(texts(f"overview.rows.headings.{name}") for name in _COLUMNS), cells, len(found) - len(cells))


def declared_rows(story: Story, wanted: Callable[[str], bool]) -> Rows:
    """The declared figures whose indicator is `wanted`, as the report gives them."""
    texts = story.texts
    chosen = [row for row in plain(story.answers["declared"]) if wanted(row["indicator"])]
    words = [declared_row(row, texts) for row in chosen]
    cells = tuple((row.figure, row.value, row.detail, row.source, row.locator) for row in words)
    return Rows(tuple(declared_headings(texts)), cells)


def simple_rows(headings: Iterable[str], cells: Iterable[Sequence[str]]) -> Rows:
    """A table whose rows are the picture's own values, at most MOST_ROWS of them."""
    every = [tuple(row) for row in cells]
    return Rows(tuple(headings), tuple(every[:MOST_ROWS]), max(len(every) - MOST_ROWS, 0))
