"""One record of the timeline as markup: its link, its bar, its words, and its line in a list."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from bri_data.present.figures.common import brief_reference, mark
from bri_data.present.figures.timeline.layout import Place
from bri_data.present.timeline import Item
from bri_data.present.words import Texts

_PARAMETER = {"activities": "activite", "agreements": "entente"}


def link(item: Item, texts: Texts) -> Markup:
    """The attributes of an <a> that leads to the item's brief."""
    return brief_reference(_PARAMETER[item.table], item.record_id, texts)


def bar(item: Item, wide: Place, narrow: Place, texts: Texts) -> Markup:
    """A bar and the words beside it, placed for both widths; the whole is one link. Its span must be known."""
    if item.span is None:
        raise ValueError(f"{item.record_id} has no month to be drawn at")
    at = item.span
    known = 100 * (at.known - at.left) / (at.right - at.left) if at.right > at.left else 100
    classes = ["bri-bar", f"bri-is-{item.state}"]
    classes += [f"bri-open-{side}" for side, is_open in (("left", at.open_left), ("right", at.open_right)) if is_open]
    classes += ["bri-left-wide"] if wide.on_left else []
    classes += ["bri-left-narrow"] if narrow.on_left else []
    style = (
        f"--x:{at.left:.3f};--w:{at.right - at.left:.3f};--r:{wide.row};--t:{wide.room:.2f};"
        f"--rn:{narrow.row};--tn:{narrow.room:.2f};--k:var(--b-{item.kind})"
    )
    rest = f'<i class="bri-rest" style="left:{known:.2f}%"></i>' if known < 99.5 else ""
    return Markup(
        f'<a class="{" ".join(classes)}" {link(item, texts)} style="{style}" title="{escape(item.spoken)}">'
        f'<i class="bri-fill" style="width:{known:.2f}%"></i>{rest}{_words(item)}'
        f'<span class="bri-hidden"> · {escape(item.when)}</span></a>'
    )


def _words(item: Item) -> Markup:
    detail = f" <span>{escape(item.detail)}</span>" if item.detail else ""
    return Markup(f'<span class="bri-words"><b>{escape(item.name)}</b>{detail}{notes(item)}</span>')


def notes(item: Item) -> Markup:
    """The remarks on a record, each small and grey."""
    return Markup("".join(f" <small>{escape(note)}</small>" for note in item.notes))


def lines(items: Sequence[Item], texts: Texts) -> Markup:
    """Records one under the other: symbol, name, date when a month is known, remarks; nothing for none."""
    return Markup("".join(_line(item, texts) for item in items))


def _line(item: Item, texts: Texts) -> Markup:
    detail = f" {escape(item.detail)}" if item.detail else ""
    date = escape(item.when) if item.span else ""
    below = f"<em>{date}{notes(item)}</em>" if date or item.notes else ""
    drawn = mark(item.kind, item.state, counted=not item.off_total)
    return Markup(
        f'<li>{drawn}<span><a {link(item, texts)} title="{escape(item.spoken)}">'
        f"<b>{escape(item.name)}</b>{detail}</a>{below}</span></li>"
    )
