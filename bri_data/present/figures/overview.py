"""The overview's blocks as HTML with inline SVG: values in, escaped markup out. Their CSS is overview.css."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from bri_data import bureau
from bri_data.clicks import Verb, click

from ...highlight import UNDATED, UNDATED_OF_ALL
from .. import format as fmt
from ..overview import Headline, RibbonItem, RibbonMonth, is_crowded
from ..words import Texts
from .common import Run, brief_reference, mark, said, strip


def headline(figure: Headline, target: str) -> Markup:
    """One figure: number, label, strip and notes; the number leads to the rows behind it (`target`, an element id)."""
    notes = "".join(f"<p>{escape(note)}</p>" for note in figure.notes)
    spoken = ". ".join((f"{figure.number} {figure.label}", *figure.notes, *figure.spoken))
    kind = "" if figure.runs or figure.is_declared else " bri-unknown"
    return Markup(
        f'<section class="bri-figure bri-{escape(figure.kind)}{kind}" data-tag="type:{escape(figure.kind)}">'
        f'<a class="bri-figure-head" href="#{escape(target)}"><b>{escape(figure.number)}</b> '
        f"<span>{escape(figure.label)}</span></a>"
        f"{strip(figure.runs, spoken, figure.marks)}{notes}</section>"
    )


def ribbon(
    months: Sequence[RibbonMonth], undated: Sequence[Run], year: int, texts: Texts, *, totals: bool = True
) -> Markup:
    """The year: symbols above their month, and a hatched bin apart for what has no month.

    `totals`: a report declares some.
    """
    rows = max((item.row + 1 for month in months for item in month.items), default=0)
    numbered = is_crowded(months)
    cells = "".join(_month(month, texts, numbered=numbered) for month in months)
    bin_label = texts("dates.year_only", year=year)
    groups = "".join(_bin_group(run, UNDATED if totals else UNDATED_OF_ALL, texts) for run in undated)
    hatched = (
        f'<section class="bri-bin" aria-label="{escape(bin_label)}"><div class="bri-bin-groups">{groups}</div>'
        f"<h3>{escape(bin_label)}</h3></section>"
        if undated
        else ""
    )
    alone = "" if undated else " bri-year-ribbon-alone"
    return Markup(
        f'<section class="bri-year-ribbon{alone}" aria-label="{escape(texts("overview.ribbon_label", year=year))}">'
        f'<ol class="bri-months" style="--rows:{max(rows, 1)}">{cells}</ol>{hatched}</section>'
    )


def _month(month: RibbonMonth, texts: Texts, *, numbered: bool) -> Markup:
    items = "".join(
        f'<li{_side(item)}{tag(item)} style="--row:{item.row}">{_item(item, texts)}</li>' for item in month.items
    )
    if month.more > 0:
        items += f'<li class="bri-more">{escape(texts.count("overview.more", month.more))}</li>'
    short = escape(fmt.month_name(month.month, texts, short=True))
    if not items:
        return Markup(f"<li><h3><abbr>{short}</abbr></h3><ul></ul></li>")
    spoken = escape(texts("highlight.month", month=fmt.month_name(month.month, texts)))
    if numbered:
        number = fmt.number(month.n, texts)
        short, spoken = Markup(f"{short} · {number}"), Markup(f"{spoken} ({number})")
    name = f'<button type="button" {click(Verb.MONTH, month.month).attribute} aria-label="{spoken}">{short}</button>'
    return Markup(f'<li class="bri-busy"><h3>{name}</h3><ul>{items}</ul></li>')


def _item(item: RibbonItem, texts: Texts) -> Markup:
    """The symbol of a record and its name, leading to its brief; a pointing hand is told the name of a lone symbol."""
    inside = (
        f"{mark(item.kind, item.state, counted=item.counted)}{_hidden_or_shown(item)}{escape(item.text)}"
        f"{'' if item.counted else _off_total(texts)}</span>"
    )
    if not item.record_id:
        return Markup(inside)
    kind = "entente" if item.kind == "entente" else "activite"
    said = escape(texts("overview.item", kind=texts(f"common.kind.{item.kind}"), name=item.text))
    return Markup(f'<a {brief_reference(kind, item.record_id, texts)} title="{said}">{inside}</a>')


def tag(item: RibbonItem) -> Markup:
    """What a choice made elsewhere on the page finds the item by."""
    address = f"{'entente' if item.kind == 'entente' else 'activite'}:{item.record_id}"
    return Markup(f' data-tag="{escape(address)}"' if item.record_id else "")


def _hidden_or_shown(item: RibbonItem) -> Markup:
    return Markup('<span class="bri-hidden">' if item.side == "none" else "<span>")


def _side(item: RibbonItem) -> Markup:
    return Markup(' class="bri-before"' if item.side == "left" else "")


def _off_total(texts: Texts) -> Markup:
    """What the small symbol says, for a reader who does not see it."""
    return Markup(f'<span class="bri-hidden"> ({escape(texts("common.off_total"))})</span>')


def _bin_group(run: Run, of: str, texts: Texts) -> Markup:
    text = said(run, texts)
    return Markup(f'<div class="bri-bin-group">{strip([run], text, of)}<span>{escape(text)}</span></div>')


def small_figure(
    number: str, label: str, note: str, target: str = "", more: Markup = Markup(), *, reference: Markup = Markup()
) -> Markup:
    """A secondary figure; `number` may be « — » when nothing is declared. `more` may hold links: it stands after the
    note, outside the link that leads to the rows (`target`, an element id) or elsewhere (`reference`, the attributes of
    a link)."""
    reference = reference or Markup(f'href="#{escape(target)}"' if target else "")
    open_tag, close_tag = (f"<a {reference}>", "</a>") if reference else ("", "")
    said = f"<small>{escape(note)}</small>" if note else ""
    return Markup(
        f'<section class="bri-small"><div><b>{escape(number)}</b><span>{open_tag}<strong>{escape(label)}</strong>'
        f"{said}{close_tag}{f'<small>{more}</small>' if more else ''}</span></div></section>"
    )


# Paths in a box of 24 by 24.
_ARROWS = {
    "out": "M5 19 18 6M8 6h10v10",
    "both": "M4 8h15m-4-4 4 4-4 4M20 16H5m4-4-4 4 4 4",
    "in": "M19 5 6 18M16 18H6V8",
    "none": "M4 12h16",
}
AXIS_ARROWS = {axis: _ARROWS[way] for axis, way in bureau.current().axes.items()}


def axis_arrow(name: str) -> Markup:
    """The drawn arrow of an axis: out, both ways, in, or a bar; its colour comes from the style sheet."""
    return Markup(
        f'<svg class="bri-arrow" viewBox="0 0 24 24" aria-hidden="true"><path d="{AXIS_ARROWS[name]}"/></svg>'
    )


def axis(name: str, items: Sequence[str], texts: Texts, meaning: str = "", records: Markup = Markup()) -> Markup:
    """An axis: its arrow, its word, its `meaning` in one line, and what the report files under it, kind by kind.

    `records` are the attributes of a link to the records filed under it, "" where there is none.
    """
    word = escape(texts(f"common.axis.{name}"))
    if records:
        word = Markup(f"<a {records}>{word}</a>")
    body = "; ".join(items) if items else texts("overview.axis_nothing")
    sentence = fmt.capitalised(body) + "."
    said = f'<p class="bri-axis-meaning">{escape(meaning)}</p>' if meaning else ""
    return Markup(
        f'<section class="bri-axis" data-tag="axe:{escape(name)}"><header><h2>{axis_arrow(name)}'
        f"{word}</h2>{said}</header><p>{escape(sentence)}</p></section>"
    )
