"""Landmarks in time as HTML: their lane in a year, their line under a year of a series, their table. Text escaped."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from markupsafe import Markup, escape

from bri_data.model import report_year
from bri_data.present import format as fmt
from bri_data.present import landmarks as values
from bri_data.present.figures.common import fold, table, title_link
from bri_data.present.figures.language import place, worded
from bri_data.present.figures.timeline.layout import NARROW, WIDE, Place, pack, row_count
from bri_data.present.landmarks import Landmark
from bri_data.present.timeline import Item
from bri_data.present.words import Texts

TABLE_ID = "reperes"


def lane(found: Sequence[Landmark], year: int, texts: Texts) -> Markup:
    """The lane of a year's landmarks, under its months: thin lines where the month is known, words where it is not;
    "" for none."""
    items, loose = values.placed(found, year)
    if not items and not loose:
        return Markup()
    wide, narrow = pack(items, WIDE), pack(items, NARROW)
    bars = "".join(_bar(item, there, here) for item, there, here in zip(items, wide, narrow, strict=True))
    rows = f"--rows:{row_count(wide)};--rows-narrow:{row_count(narrow)}"
    drawn = f'<div class="bri-bars" style="{rows}">{bars}</div>' if bars else ""
    of_year = "".join(f"<p>{_words(one, texts)}</p>" for one in loose)
    title = escape(texts("landmarks.title"))
    return Markup(
        f'<section class="bri-lane bri-landmarks" aria-label="{title}"><div class="bri-lane-head">'
        f'<h2><a href="#{TABLE_ID}">{title}</a></h2><p>{escape(texts("landmarks.about"))}</p></div>'
        f'<div class="bri-track">{drawn}{of_year}{_more(len(found), texts)}</div></section>'
    )


def _bar(item: Item, wide: Place, narrow: Place) -> Markup:
    at = item.span
    if at is None:
        raise ValueError(f"{item.record_id} has no month to be drawn at")
    classes = ["bri-bar"]
    classes += ["bri-left-wide"] if wide.on_left else []
    classes += ["bri-left-narrow"] if narrow.on_left else []
    style = (
        f"--x:{at.left:.3f};--w:{at.right - at.left:.3f};--r:{wide.row};--t:{wide.room:.2f};"
        f"--rn:{narrow.row};--tn:{narrow.room:.2f}"
    )
    return Markup(
        f'<a class="{" ".join(classes)}" href="#{TABLE_ID}" style="{style}" title="{escape(item.spoken)}">'
        f'<i class="bri-fill"></i><span class="bri-words"><b>{escape(item.name)}</b>'
        f" <small>{escape(item.when)}</small></span></a>"
    )


def _words(one: Landmark, texts: Texts) -> Markup:
    return Markup(f"{worded(one.row, 'title', texts)} <small>{escape(one.when)}</small>")


def _more(total: int, texts: Texts) -> Markup:
    more = total - values.MOST_IN_YEAR
    if more <= 0:
        return Markup()
    said = texts.count("landmarks.more", more, n=fmt.number(more, texts))
    return Markup(f'<a href="#{TABLE_ID}">{escape(said)}</a>')


def listed(found: Sequence[Landmark], texts: Texts) -> Markup:
    """The landmarks one under the other, each with its date; "" for none."""
    items = "".join(f"<li><span>{_words(one, texts)}</span></li>" for one in found[: values.MOST_IN_YEAR])
    if not items:
        return Markup()
    return Markup(
        f"<section><h2>{escape(texts('landmarks.title'))}</h2><ul>{items}</ul>{_more(len(found), texts)}</section>"
    )


def under_year(found: Sequence[Landmark], texts: Texts) -> Markup:
    """The landmarks that begin in one year of a series, in one line under it; "" for none."""
    said = [f"<span>{_words(one, texts)}</span>" for one in found[: values.MOST_IN_YEAR]]
    if not said:
        return Markup()
    hidden = f'<span class="bri-hidden">{escape(texts("landmarks.title"))}</span>'
    return Markup(f'<p class="bri-landmarks-of-year">{hidden}{"".join(said)}{_more(len(found), texts)}</p>')


def series(found: Sequence[Landmark], years: Collection[int], texts: Texts) -> Markup:
    """The landmarks that begin in the years of a series, a line a year, and their table; "" for none."""
    shown = [one for one in found if one.year in years]
    lines = "".join(
        f"<li><b>{report_year.name(year)}</b>{under_year(group, texts)}</li>"
        for year, group in sorted(values.by_year(shown).items())
    )
    if not lines:
        return Markup()
    title = escape(texts("landmarks.title"))
    return Markup(
        f'<section class="bri-landmarks-of-series"><h3>{title}</h3><ul>{lines}</ul></section>{twin(shown, texts)}'
    )


def twin(found: Sequence[Landmark], texts: Texts) -> Markup:
    """Every landmark with its sources, as a table to open; "" for none."""
    if not found:
        return Markup()
    cells = [
        (
            escape(one.when),
            escape(texts(f"data_page.code.{one.kind}")),
            worded(one.row, "title", texts),
            Markup("<br>").join(
                title_link(title, url, texts)
                for title, url in zip(one.row["source_titles"], one.row["source_urls"], strict=True)
            ),
            place(one.row["source_locator"], texts),
        )
        for one in found
    ]
    heads = [*values.headings(texts), texts("landmarks.heading.source"), texts("landmarks.heading.locator")]
    title = texts("landmarks.twin")
    return fold(title, table(title, heads, cells), id=TABLE_ID)
