"""A deck of slides as HTML: one section per slide, with its picture, its source, its note and its rows.

All sizes are in `--u`, a hundredth of the slide's height (static/presenter.css): a slide is the same drawing on any
screen, and in the small windows of the speaker's view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from bri_data.present import format as fmt
from bri_data.present.figures.language import mixed
from bri_data.present.figures.slides.bodies import body
from bri_data.present.slides.model import Number, Rows, Slide, WorldMap
from bri_data.present.words import Texts

# Letters of a title that takes two lines at its full size.
_LONG = 88


def deck(slides: Sequence[Slide], texts: Texts, heard: Callable[[int, int], None] | None = None) -> Markup:
    """All the slides, each a hidden section whose id is `diapo-1`, `diapo-2`…; the page shows one at a time.

    `heard` is told of each slide before it is drawn: how many are done, and of how many.
    """
    drawn = []
    for index, slide in enumerate(slides, start=1):
        if heard:
            heard(index - 1, len(slides))
        drawn.append(section(slide, index, len(slides), texts))
    return Markup("".join(drawn))


def section(slide: Slide, index: int, total: int, texts: Texts) -> Markup:
    """One slide as an escaped section; `index` counts from 1."""
    place = texts("presenter.place", n=fmt.number(index, texts), total=fmt.number(total, texts))
    lead = f'<p class="bri-slide-lead">{escape(slide.lead)}</p>' if slide.lead else ""
    source = said_source(slide, texts)
    whole = " bri-slide-bleed" if isinstance(slide.body, WorldMap) else ""
    return Markup(
        f'<section class="bri-slide bri-of-{type(slide.body).__name__.lower()}{whole}" id="diapo-{index}" '
        f'data-code="{escape(slide.code)}" aria-roledescription="{escape(texts("presenter.slide"))}" '
        f'aria-label="{escape(place)}" tabindex="-1" hidden>'
        f'<header class="bri-slide-head">{_title(slide)}{lead}</header>'
        f'<div class="bri-slide-body">{body(slide, texts)}</div>'
        f'<p class="bri-slide-source">{mixed(source, texts)}</p>'
        f"{_rows(slide.title, slide.rows, texts)}"
        f'<div class="bri-slide-note" hidden>{mixed(slide.note, texts)}</div></section>'
    )


def said_source(slide: Slide, texts: Texts) -> str:
    """« Source : … », the documents of `slide` in words; "" for none."""
    prefix = texts("presenter.source", source="").rstrip()
    said = slide.source if slide.source.startswith(prefix) else texts("presenter.source", source=slide.source)
    return said if slide.source else ""


def _title(slide: Slide) -> Markup:
    if isinstance(slide.body, Number):
        number, words = escape(slide.body.number), escape(slide.body.words)
        return Markup(
            f'<h2 class="bri-slide-number"><b style="--chars:{max(len(slide.body.number), 2)}">{number}</b> '
            f"<span>{words}</span></h2>"
        )
    long = " bri-slide-long" if len(slide.title) > _LONG else ""
    return Markup(f'<h2 class="bri-slide-title{long}">{escape(slide.title)}</h2>')


def _rows(title: str, rows: Rows, texts: Texts) -> Markup:
    """The table twin, shown over the picture when asked for; nothing for a slide that has no picture."""
    if not rows.headings:
        return Markup()
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in rows.headings)
    lines = "".join(
        "<tr>" + "".join(f"<td>{mixed(cell, texts)}</td>" for cell in line) + "</tr>" for line in rows.cells
    )
    more = (
        texts.count("presenter.rows_more", rows.left_out, n=fmt.number(rows.left_out, texts)) if rows.left_out else ""
    )
    name = escape(texts("presenter.rows", title=title))
    return Markup(
        f'<div class="bri-slide-rows" role="region" aria-label="{name}" tabindex="0" hidden><table>'
        f"<caption>{name}</caption><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
        + (f"<p>{escape(more)}</p>" if more else "")
        + "</div>"
    )
