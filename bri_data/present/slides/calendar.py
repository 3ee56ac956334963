"""The year month by month: what is dated stands in its month, what is not stands apart."""

from __future__ import annotations

from collections import Counter

from bri_data.model import report_year

from .. import format as fmt
from .. import landmarks, overview
from ..figures.common import Run, said
from ..overview import ribbon_text
from ..rows import plain
from ..timeline_title import title as timeline_title
from .model import Month, Months, Slide, Undated
from .story import Row, Story, all_sources, paragraph, record_rows, record_tag


def months(story: Story) -> Slide | None:
    """The twelve months; nothing when no record of the year has one."""
    texts, answers = story.texts, story.answers
    dated = plain(answers["dated_records"])
    if not dated:
        return None
    busiest = _busiest(plain(answers["calendar"]))
    drawn = tuple(_month(number, dated, number == busiest, story) for number in report_year.MONTHS)
    undated = tuple(Undated(run, _undated_label(run, story)) for run in _undated(story))
    bin_name = texts("dates.year_only", year=story.year) if undated else ""
    title = timeline_title(answers["calendar"], answers["counts"], story.year, texts)
    said = [
        texts("slides.said", what=fmt.capitalised(fmt.month_name(month.month, texts)), said=", ".join(month.items))
        for month in drawn
        if month.items
    ]
    apart = texts("slides.said", what=bin_name, said="; ".join(one.label for one in undated)) if undated else ""
    beside = landmarks.read(answers["landmarks"], texts)
    said_of_landmarks = [landmarks.spoken(one) for one in beside]
    return Slide(
        "mois",
        title,
        Months(drawn, bin_name, undated),
        paragraph(title, *said, apart, *said_of_landmarks),
        paragraph(*said, apart),
        all_sources(story),
        record_rows(story, lambda _: True),
        landmarks.line(beside, texts),
    )


def _month(number: int, dated: list[Row], is_busiest: bool, story: Story) -> Month:
    rows = [row for row in dated if row["month"] == number]
    runs = tuple(Run(row["kind"], row["state"], 1, story.counted(row)) for row in rows)
    items = [ribbon_text(row, story.texts) for row in rows]
    if rows and rows[0]["in_month"] > len(rows):
        items.append(story.texts.count("overview.more", rows[0]["in_month"] - len(rows)))
    name = fmt.month_name(number, story.texts, short=True)
    held = rows[0]["in_month"] if rows else 0
    return Month(number, name, runs, tuple(items), is_busiest, held, tuple(record_tag(row) for row in rows))


def _busiest(calendar: list[Row]) -> int | None:
    """The month that holds more than any other, announced activities apart; None for a tie."""
    held: Counter[int] = Counter()
    for row in calendar:
        if row["state"] == "dated":
            held[int(row["month"])] += row["n"]
    ranked = held.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _undated(story: Story) -> list[Run]:
    known = overview.counts(story.answers["year_only_counts"])
    return overview.undated(known, story.figures, totals=story.has_report)


def _undated_label(run: Run, story: Story) -> str:
    return said(run, story.texts, totals=story.has_report)
