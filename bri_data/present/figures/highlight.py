"""The line that says what stands out on a page, and what can be done with it. Escaped markup."""

from __future__ import annotations

from markupsafe import Markup, escape

from bri_data.clicks import Verb, click
from bri_data.highlight import CITY, MONTH, PARTNER, Highlight

from .. import format as fmt
from ..words import Texts
from .common import brief_link


def line(choice: Highlight, name: str, found: int, texts: Texts) -> Markup:
    """What stands out, with buttons: keep it alone, open its brief, see it on the map, show all again."""
    said = sentence(name, found, texts)
    actions = [_button(Verb.KEEP, texts("highlight.keep"))] if found else []
    if choice.kind in (CITY, PARTNER):
        actions.append(brief_link(choice.kind, choice.code, texts("highlight.open"), texts))
    if choice.kind == CITY:
        actions.append(_button(Verb.ON_MAP, texts("highlight.on_map")))
    actions.append(_button(Verb.LET_GO, texts("highlight.clear")))
    return Markup(
        f'<div class="bri-highlight" role="group" aria-label="{escape(texts("highlight.label"))}">'
        f'<strong role="status">{escape(said)}</strong>{"".join(actions)}</div>'
    )


def sentence(name: str, found: int, texts: Texts) -> str:
    """What stands out, and how many records that is."""
    return texts.count("highlight.shown", found, n=fmt.number(found, texts), name=name)


def name_of(choice: Highlight, known: str | None, texts: Texts) -> str:
    """The choice in words: its name in the data, the month's name; its code when the data do not know it."""
    if choice.kind == MONTH:
        return fmt.month_name(int(choice.code), texts)
    return known or choice.code


def _button(verb: Verb, label: str) -> Markup:
    return Markup(f'<button type="button" {click(verb).attribute}>{escape(label)}</button>')
