"""The line that says a page is filtered, with a button for each thing that narrows it. Chips in, HTML out."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from bri_data.clicks import Click, Verb, click

from .. import format as fmt
from ..filters import Chip
from ..words import Texts

_MOST_WAYS = 8


def line(kept: str, chips: Sequence[Chip], texts: Texts) -> Markup:
    """How much is kept, the chips, and the button that clears them all."""
    return Markup(
        f'<div class="bri-filtered" role="group" aria-label="{escape(texts("filter.label"))}">'
        f'<strong role="status">{escape(kept)}</strong>{"".join(_chip(chip, texts) for chip in chips)}'
        f'<button type="button" class="bri-filtered-clear" {click(Verb.CLEAR).attribute}>'
        f"{escape(texts('filter.clear'))}</button>"
        f'<span class="bri-filtered-note">{escape(texts("filter.declared_whole"))}</span></div>'
    )


def way_out(ways: Sequence[tuple[Chip, int]], every_year: int, years: str, texts: Texts) -> Markup:
    """What to do when nothing is kept: each filter to take away with the records that would come back; all years, with
    the `years` in which something is kept."""
    best = sorted(ways, key=lambda way: -way[1])[:_MOST_WAYS]
    buttons = [
        _button(_removal(chip), texts.count("filter.empty.without", n, n=fmt.number(n, texts), name=chip.text))
        for chip, n in best
    ]
    if every_year:
        label = texts.count("filter.empty.every_year", every_year, n=fmt.number(every_year, texts), years=years)
        buttons.insert(0, _button(click(Verb.ALL_YEARS), label))
    return Markup(
        f'<div class="bri-empty"><h2>{escape(texts("filter.empty.title"))}</h2>'
        f'<p>{escape(texts("filter.empty.help"))}</p><p class="bri-ways">{"".join(buttons)}</p></div>'
    )


def _chip(chip: Chip, texts: Texts) -> Markup:
    remove = escape(texts("filter.remove", name=chip.text))
    return Markup(
        f'<button type="button" class="bri-chip" {_removal(chip).attribute} aria-label="{remove}" '
        f'title="{remove}">{escape(chip.text)}<span aria-hidden="true">×</span></button>'
    )


def _removal(chip: Chip) -> Click:
    return click(Verb.REMOVE, chip.field, chip.code)


def _button(said: Click, label: str) -> Markup:
    return Markup(f'<button type="button" class="bri-way" {said.attribute}>{escape(label)}</button>')
