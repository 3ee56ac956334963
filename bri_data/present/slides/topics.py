"""What the activities are about: the themes, services or sectors that most of them bear, as bars."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from bri_data.model import report_year

from ...model.schema import COUNTED_KINDS, EVERY_KIND
from .. import format as fmt
from ..themes import By, group_name
from ..themes_shown import Themes, themes_shown
from ..words import Texts
from .model import MOST_BARS, MOST_SERIES, OTHER, Bar, Bars, Series, Slide
from .story import Row, Story, all_sources, paragraph, simple_rows


def themes(story: Story) -> Slide | None:
    """The themes that most records bear, kind by kind; nothing when none bears any."""
    shown = themes_shown(story.answers, "themes", report_year.name(story.year), story.texts)
    return topics(shown, all_sources(story), story.texts)


def topics(shown: Themes, source: str, texts: Texts) -> Slide | None:
    """The most frequent themes, services or sectors of a year or of all of them; None when no record bears any."""
    if not shown.kinds:
        return None
    body = _bars(shown.kinds, shown.by, texts)
    said = [texts("slides.said", what=bar.label, said=bar.text) for bar in body.bars]
    return Slide(
        "themes",
        shown.title,
        body,
        paragraph(shown.title, fmt.joined(said, texts), body.note),
        fmt.joined(said, texts),
        source,
        simple_rows(
            (texts(f"themes.column.{shown.by}"), *(one.label for one in body.series), texts("themes.column.total")),
            ((bar.label, *(fmt.number(value, texts) for value in bar.values), bar.text) for bar in body.bars),
        ),
    )


def _bars(found: Sequence[Row], by: By, texts: Texts) -> Bars:
    """The rows of queries.themes.kinds as bars: the most frequent kinds have a series each, the rest one."""
    by_code: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in found:
        by_code[row["code"], group_name(row["code"], row, texts)][row["kind"]] += row["n"]
    kinds: Counter[str] = Counter()
    for counts in by_code.values():
        kinds += counts
    # what no report counts is grey, as what stands together is: never both
    ranked = sorted(kinds, key=lambda kind: (kind not in COUNTED_KINDS and len(kinds) > MOST_SERIES, -kinds[kind]))
    kept = ranked if len(ranked) <= MOST_SERIES else ranked[: MOST_SERIES - 1]
    order = [kind for kind in EVERY_KIND if kind in kept]
    rest = [kind for kind in ranked if kind not in kept]
    series = [Series(kind, texts(f"common.kinds.{kind}")) for kind in order]
    series += [Series(OTHER, texts("slides.other_kinds"))] if rest else []
    bars = [
        Bar(
            name,
            (*(float(counts[kind]) for kind in order), *([float(sum(counts[kind] for kind in rest))] if rest else [])),
            fmt.number(counts.total(), texts),
            f"theme:{code}" if by == "themes" else "",
        )
        for (code, name), counts in by_code.items()
    ]
    bars.sort(key=lambda bar: -bar.total)
    return Bars(tuple(series), tuple(bars[:MOST_BARS]), texts("slides.themes.unit"), texts(f"slides.double.{by}"))
