"""Agreements and networks as a poster: a line a tie, through the years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bri_data.present.figures.briefs.tables import mandate
from bri_data.present.figures.council.relation_axis import (
    HIGH,
    LOW,
    WIDTH,
    Scale,
    definitions,
    line_of,
    line_of_network,
    scale_of,
    ticks,
)
from bri_data.present.figures.council.relations import silent_title

from .. import format as fmt
from .. import relations as values
from ..relations import Found, Network, Relation
from ..words import Texts
from .paper import INNER, Block, fitted, line, not_drawn, placed, rule

_NAME, _GAP, _LINE = 290.0, 20.0, 790.0
_STATE = _NAME + _LINE + 2 * _GAP
_MOST = 40


def relation_blocks(found: Found, texts: Texts) -> tuple[Block, ...]:
    """The ties with a contact, those without, the networks; the first of them where there are too many."""
    scale = scale_of(found)
    groups: list[tuple[str, list[Block]]] = [
        (texts("relations.ties"), [_tie(one, scale, texts) for one in found.active[:_MOST]]),
        (silent_title(found, scale, texts), [_tie(one, scale, texts) for one in found.silent[:_MOST]]),
        (texts("relations.networks"), [_network(one, scale, texts) for one in found.networks[:_MOST]]),
    ]
    left_out = sum(max(len(one) - _MOST, 0) for one in (found.active, found.silent, found.networks))
    blocks: list[Block] = [Block(definitions(), 0), _years(scale, texts)]
    for title, rows in groups:
        if rows:
            head = Block(line(title, 0, 24, 19, weight=600, serif=True) + rule(y=32), 36)
            blocks += [head, *rows, Block(Markup(), 8)]
    return (*blocks, not_drawn(left_out, texts))


def _years(scale: Scale, texts: Texts) -> Block:
    at = [*ticks(scale), *((year, scale.x(date(year, 7, 1))) for year in scale.years)]
    drawn = "".join(line(str(year), _at(x), 40, 15, hue="ink2", anchor="middle") for year, x in at)
    today = fmt.when(scale.today.isoformat(), None, texts)
    return Block(Markup("".join((drawn, line(today, _at(scale.now), 18, 15, weight=600, anchor="middle")))), 46)


def _at(x: float) -> float:
    return _NAME + _GAP + x * _LINE / WIDTH


def _tie(one: Relation, scale: Scale, texts: Texts) -> Block:
    end, status = values.end_said(one, scale.today, texts), values.status_said(one, texts)
    said = ", ".join(part for part in (end, status) if part)
    hue = "warn" if values.is_near(one, scale.today) else "ink2"
    last = values.last_said(one.last, texts)
    drawn = line_of(one, scale)
    return _row(values.name_of(one, texts), (said, last), drawn, HIGH if one.held else LOW, hue)


def _network(one: Network, scale: Scale, texts: Texts) -> Block:
    row = dict(one.rows[-1])
    said = (texts(f"data_page.code.{row['role']}"), mandate(row, texts))
    return _row(values.network_name(one, texts), said, line_of_network(one, scale), LOW, "ink2")


def _row(name: str, said: Sequence[str], drawn: Markup, height: float, hue: str) -> Block:
    scale = _LINE / WIDTH
    high = max(height * scale, 22)
    y = high / 2 + 5
    room = INNER - _STATE
    text = fitted(" · ".join(said), 15, room)
    svg = line(fitted(name, 17, _NAME), 0, y, 17, weight=600) + line(text, _STATE, y, 15, hue=hue)
    strip = Block(Markup(f'<g transform="scale({scale:.4f})">{drawn}</g>'), 0)
    return Block(svg + placed(strip, _NAME + _GAP, 0), high + 1)
