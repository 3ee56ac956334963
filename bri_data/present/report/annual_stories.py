"""What was done under each axis, in sentences that a person can start from: objectives, summaries, themes."""

from __future__ import annotations

from collections.abc import Sequence

from .. import format as fmt
from ..rows import localised
from ..words import Texts
from . import parts
from .annual_year import Row, Year
from .model import Block, Note, Paragraph

_MOST = 60  # records told under one axis


def stories(of: Year, axis: str | None, before: Sequence[str] = ()) -> tuple[Block, ...]:
    """A paragraph for each record that a source files under `axis` (None: under none), by date; one that was told
    under an earlier axis of `before` is only named, with its themes under this one."""
    filed = [row for row in of.entries_in_time if _is_under(row, axis)]
    first = [row for row in filed if not set(row["axes"] or ()) & set(before)]
    told = [Paragraph(_story(row, axis, of), str(localised(row, "title", of.texts))) for row in first[:_MOST]]
    again = [_named(row, axis, of.texts) for row in filed if row not in first][:_MOST]
    blocks: list[Block] = [*told]
    if again:
        blocks.append(Paragraph(of.texts("report.story.again", titles="; ".join(again))))
    if len(first) > _MOST:
        shown = {"shown": fmt.number(_MOST, of.texts), "total": fmt.number(len(first), of.texts)}
        blocks.append(Note(of.texts("report.first_rows", **shown)))
    return tuple(blocks)


def meeting_themes(of: Year) -> tuple[Paragraph, ...]:
    """The themes that the report names for a declared total as a whole, one sentence a total."""
    texts, found = of.texts, of.rows("themes_of_totals")
    said = []
    for indicator in dict.fromkeys(row["indicator"] for row in found):
        mine = [row for row in found if row["indicator"] == indicator]
        names = "; ".join(str(localised(row, "name", texts)) for row in mine)
        label, value = texts(f"indicator.{indicator}"), fmt.number(mine[0]["value"], texts)
        said.append(Paragraph(texts("report.story.total_themes", label=label, value=value, themes=names)))
    return tuple(said)


def _is_under(row: Row, axis: str | None) -> bool:
    return axis in (row["axes"] or ()) if axis else not row["axes"]


def _story(row: Row, axis: str | None, of: Year) -> str:
    """« Title. Mission, March 2025. Objective: … Summary. Themes under this axis: … »"""
    texts = of.texts
    kind, title = texts(f"common.kind.{row['kind']}"), localised(row, "title", texts)
    dated = {"date": parts.when(row, texts)} if row["start"] else {}
    said = [texts(f"report.story.{'what' if dated else 'undated'}", title=title, kind=kind, **dated)]
    own = of.stories.get(row["record_id"], {})
    if objective := localised(own, "objective", texts) if own else None:
        said.append(texts("report.story.objective", text=objective))
    if summary := localised(own, "summary", texts) if own else None:
        said.append(str(summary))
    if themes := _themes(row, axis, texts):
        said.append(texts(f"report.story.{'themes' if axis else 'all_themes'}", themes=themes))
    return " ".join(said)


def _named(row: Row, axis: str | None, texts: Texts) -> str:
    themes = _themes(row, axis, texts)
    title = str(localised(row, "title", texts))
    return f"{title} ({themes})" if themes else title


def _themes(row: Row, axis: str | None, texts: Texts) -> str:
    """The themes that a source puts under that axis; all of them where the record has no axis."""
    pairs = {str(pair).partition(":")[0] for pair in row["theme_axes"] or () if str(pair).endswith(f":{axis}")}
    kept = [theme for theme in row["themes"] or () if axis is None or theme["id"] in pairs]
    return "; ".join(str(localised(dict(theme), "name", texts)) for theme in kept)
