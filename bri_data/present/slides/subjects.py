"""What the year is filed and signed under: its axes, its agreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...model.schema import AXES
from .. import format as fmt
from ..figures.common import Run
from ..locators import locator
from ..overview import axis_items
from ..records import total_of
from ..rows import localised, plain
from ..timeline_title import what_order
from .model import (
    MOST_STATEMENTS,
    Slide,
    Statement,
    Statements,
)
from .story import Row, Story, all_sources, clauses, paragraph, simple_rows, sources_of

_MOST_LINES = 4


def axes(story: Story) -> Slide | None:
    """What a source files under each axis; nothing when none files anything."""
    texts, filed = story.texts, plain(story.answers["axis_records"])
    items = axis_items(plain(story.answers["declared"]), filed, texts)
    if not any(items.values()):
        return None
    statements = tuple(_axis(axis, items[axis], story) for axis in AXES)
    title = texts("slides.axes.title", year=story.year)  # no axis leads: the sources file some records under two
    said = [
        texts("slides.said", what=one.name, said="; ".join(items[axis]) or texts("overview.axis_nothing"))
        for axis, one in zip(AXES, statements, strict=True)
    ]
    return Slide(
        "axes",
        title,
        Statements(statements, columns=len(AXES)),
        paragraph(title, *said, texts("slides.axes.note")),
        paragraph(*said),
        all_sources(story),
        simple_rows(
            (texts("themes.column.axes"), texts("slides.axes.filed")),
            ((texts(f"common.axis.{axis}"), fmt.capitalised(item)) for axis in AXES for item in items[axis]),
        ),
    )


def _axis(axis: str, items: Sequence[str], story: Story) -> Statement:
    lines = [fmt.capitalised(item) for item in items] or [fmt.capitalised(story.texts("overview.axis_nothing"))]
    return Statement(story.texts(f"common.axis.{axis}"), tuple(lines[:_MOST_LINES]), axis=axis, tag=f"axe:{axis}")


def agreements(story: Story) -> Slide | None:
    """The agreements signed in the year or counted in its total, then those that end with it; nothing without any."""
    texts, rows = story.texts, plain(story.answers["agreements"])
    signed = [row for row in rows if row["signed_now"]]
    ending = [row for row in rows if not row["signed_now"]]
    if not rows:
        return None
    title = _agreements_title(signed or ending, "signed" if signed else "ending", story)
    items = tuple(_agreement(row, story) for row in [*signed, *ending][:MOST_STATEMENTS])
    said = [clauses(item.name, *item.lines) for item in items]
    headings = [texts(f"overview.rows.headings.{name}") for name in ("title", "date", "total", "source", "locator")]
    cells = [
        (
            str(localised(row, "title", texts)),
            _dates(row, story),
            total_of(row, texts),
            fmt.joined(row["source_titles"] or [], texts),
            locator(row["source_locator"] or "", texts),
        )
        for row in rows
    ]
    return Slide(
        "ententes",
        title,
        Statements(items),
        paragraph(title, *said),
        paragraph(*said),
        sources_of(rows, story),
        simple_rows(headings, cells),
    )


def _agreements_title(rows: Sequence[Row], how: str, story: Story) -> str:
    texts = story.texts
    kinds = Counter(row["agreement_kind"] for row in rows)
    items = [
        texts.count(f"timeline.what.{kind}", kinds[kind], n=fmt.spelled(kinds[kind], texts))
        for kind in sorted(kinds, key=what_order)
    ]
    return texts(f"slides.agreements.{how}", items=fmt.capitalised(fmt.joined(items, texts)), year=story.year)


def _agreement(row: Row, story: Story) -> Statement:
    texts = story.texts
    off = texts("common.off_total") if story.has_report and row["signed_now"] and not row["counted"] else ""
    status = texts(f"brief.status.{row['status']}") if texts.has(f"brief.status.{row['status']}") else ""
    return Statement(
        str(localised(row, "title", texts)),
        (clauses(_dates(row, story), status, off),),
        Run("entente", row["state"], 1, story.counted(row) or not row["signed_now"]),
        tag=f"entente:{row['record_id']}",
    )


def _dates(row: Row, story: Story) -> str:
    texts = story.texts
    signed = fmt.date_only(row["start"], texts) if row["start"] else ""
    if not row["end"]:
        return signed or texts("common.unknown")
    end = fmt.date_only(row["end"], texts)
    return texts("slides.agreements.until", start=signed, end=end) if signed else end
