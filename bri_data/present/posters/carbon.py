"""The carbon page as posters: one square a tonne, year by year; and the estimated ranges, journey by journey."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from markupsafe import Markup

from bri_data.model import report_year
from bri_data.present.figures.carbon.year import cost_change, tonnes_per_square

from ...carbon import Estimate
from .. import format as fmt
from ..carbon import DeclaredYear, Journey, said_kg
from ..theme import var
from ..variance import Change
from ..words import Texts
from .paper import INNER, Block, fitted, line, not_drawn, paragraph, placed, rule, stacked

_COLUMNS = 47
_MOST_BANDS = 20


def declared_block(
    shown: DeclaredYear, years: Sequence[DeclaredYear], texts: Texts, changes: Sequence[Change] = ()
) -> Block:
    """The year's tonnes as squares under its figures, then the latest four years side by side; `changes` say what must
    be explained."""
    tonnes = texts("common.unknown") if shown.tonnes is None else fmt.unit(shown.tonnes, "t", texts)
    heads = [(tonnes, texts("carbon.head.tonnes", year=shown.year))]
    if shown.cost_cad is not None:
        change = cost_change(shown, changes, texts)
        heads.append((fmt.money(shown.cost_cad, texts), ". ".join(filter(None, (texts("carbon.head.cost"), change)))))
    if shown.price_cad is not None:
        heads.append((fmt.money(shown.price_cad, texts), texts("carbon.head.price")))
    column = INNER / 3
    figures = "".join(
        placed(_head(number, label, column - 30), column * i, 0) for i, (number, label) in enumerate(heads)
    )
    recent = years[-4:]
    cells = [_year(year, INNER / 4 - 30, texts) for year in recent]
    row = "".join(placed(cell, INNER / 4 * i, 0) for i, cell in enumerate(cells))
    height = max((cell.height for cell in cells), default=0)
    return stacked(
        [
            Block(Markup(figures), 120),
            squares(shown.tonnes or 0, INNER),
            Block(Markup(), 30),
            Block(Markup(row), height),
        ]
    )


def _head(number: str, label: str, width: float) -> Block:
    top = rule(width, hue="ink") + line(number, 0, 54, 48, serif=True)
    return stacked([Block(top, 66), paragraph(label, 18, width, hue="ink2")])


def squares(tonnes: float, width: float) -> Block:
    """One square a tonne (ten, or a hundred, where they could not be counted), the last as wide as what is left."""
    count = tonnes / tonnes_per_square(tonnes) if tonnes else 0
    pitch = width / _COLUMNS
    side = pitch * 0.84
    full = int(count)
    widths = [side] * full + ([side * (count - full)] if count > full else [])
    drawn = "".join(
        f'<rect x="{pitch * (i % _COLUMNS):.2f}" y="{pitch * (i // _COLUMNS):.2f}" width="{one:.2f}" '
        f'height="{side:.2f}" rx="{side / 10:.2f}"/>'
        for i, one in enumerate(widths)
    )
    return Block(Markup(f'<g fill="{var("ink2")}">{drawn}</g>'), pitch * ceil(len(widths) / _COLUMNS))


def _year(year: DeclaredYear, width: float, texts: Texts) -> Block:
    head = Block(rule(width) + line(report_year.name(year.year), 0, 32, 22, weight=600), 44)
    if year.tonnes is None:
        return stacked([head, paragraph(texts("carbon.undeclared"), 17, width, hue="ink2")])
    facts = [fmt.unit(year.tonnes, "t", texts)]
    facts += [fmt.money(year.cost_cad, texts)] if year.cost_cad is not None else []
    said = paragraph(" · ".join(facts), 17, width, hue="ink2")
    return stacked([head, squares(year.tonnes, width), Block(Markup(), 6), said])


def ranges_block(pairs: Sequence[tuple[Journey, Estimate]], texts: Texts) -> Block:
    """A band between the lowest and the highest method for each journey, a mark at the one kept, per traveller."""
    name, plot = 420.0, INNER - 420.0 - 430.0
    top = max((estimate.per_traveller.high for _, estimate in pairs), default=1) or 1
    drawn = []
    for journey, estimate in pairs[:_MOST_BANDS]:
        kg = estimate.per_traveller
        said = said_kg(kg, texts)
        low, mid, high = (value / top * plot for value in (kg.low, kg.central, kg.high))
        km = fmt.unit(round(estimate.direct_km), "km", texts)
        name_and_km = line(fitted(journey.name, 18, name - 150), 0, 28, 18, weight=600)
        name_and_km += line(km, name - 20, 28, 17, hue="ink2", anchor="end")
        hue = var("mission")
        band = Markup(
            f'<rect x="{name + low:.1f}" y="12" width="{high - low:.1f}" height="20" rx="4" fill="{hue}" '
            f'fill-opacity=".3"/><rect x="{name + mid - 2.5:.1f}" y="8" width="5" height="28" fill="{hue}"/>'
        )
        values = line(f"{said.central} {said.spread}", name + high + 14, 28, 17)
        drawn.append(Block(rule(INNER) + name_and_km + band + values, 44))
    return stacked([*drawn, not_drawn(len(pairs) - _MOST_BANDS, texts)])
