"""The page « Accessibilité »: what the last look found, what is missing, what was not tried. Runs in, HTML out."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from .. import format as fmt
from ..accessibility import Fault, Run, tally
from ..words import Texts
from .common import fold, table

# Keys of the sentences of each list, in order.
_LIMITS = ("map", "slides", "sources", "grid")
_UNTRIED = ("people", "readers", "browsers", "files")
_HELPS = ("brief", "tables", "zoom")


def statement(runs: Sequence[Run], texts: Texts) -> Markup:
    """The whole page under its title."""
    return Markup(
        f'<div class="bri-board bri-statement"><p class="bri-lead">{escape(texts("accessibility.lead"))}</p>'
        f"{_found(runs, texts)}{_list('limits', 'limit', _LIMITS, texts)}{_list('untried', 'try', _UNTRIED, texts)}"
        f"{_list('helps', 'help', _HELPS, texts)}</div>"
    )


def _found(runs: Sequence[Run], texts: Texts) -> Markup:
    title = f"<h2>{escape(texts('accessibility.found'))}</h2>"
    if not runs:
        return Markup(f"<section>{title}<p>{escape(texts('accessibility.none'))}</p></section>")
    looked = "".join(f"<li>{escape(' '.join(_looked(run, texts)))}</li>" for run in runs)
    counted = tally(runs)
    heads = [texts(f"accessibility.headings.{name}") for name in ("kind", "n")]
    cells = [(escape(texts(f"accessibility.kind.{kind}")), fmt.number(n, texts)) for kind, n in counted.items()]
    faults = [one for run in runs for one in run.faults]
    where = fold(texts("accessibility.details"), _where(faults, texts)) if faults else ""
    clean = "" if faults else f"<p>{escape(texts('accessibility.clean'))}</p>"
    return Markup(
        f"<section>{title}<ul>{looked}</ul>{table(texts('accessibility.tally'), heads, cells)}{clean}{where}</section>"
    )


def _looked(run: Run, texts: Texts) -> list[str]:
    said = texts(
        "accessibility.looked",
        lang=texts(f"accessibility.languages.{run.lang}"),
        on=fmt.when(run.on, None, texts),
        addresses=fmt.number(run.addresses, texts),
        least=min(run.widths),
        most=max(run.widths),
        axe=fmt.joined([str(width) for width in run.axe_widths], texts),
    )
    return [said, *(texts(f"accessibility.also.{one}") for one in run.also)]


def _where(faults: Sequence[Fault], texts: Texts) -> Markup:
    heads = [texts(f"accessibility.headings.{name}") for name in ("kind", "where", "widths", "what")]
    cells = [
        (
            escape(texts(f"accessibility.kind.{one.kind}")),
            Markup(f'<a href=".{escape(one.address)}">{escape(one.address)}</a>'),
            escape(fmt.joined([str(width) for width in one.widths if width], texts)),
            Markup(f'<span lang="{escape(one.lang)}-CA">{escape(one.what)}</span>'),
        )
        for one in faults
    ]
    return table(texts("accessibility.details"), heads, cells)


def _list(title: str, room: str, names: Sequence[str], texts: Texts) -> Markup:
    items = "".join(f"<li>{escape(texts(f'accessibility.{room}.{name}'))}</li>" for name in names)
    return Markup(f"<section><h2>{escape(texts(f'accessibility.{title}'))}</h2><ul>{items}</ul></section>")
