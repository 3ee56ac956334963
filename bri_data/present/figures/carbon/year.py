"""What is declared: the heads of the page, one square per tonne, and the years side by side. Markup out, escaped."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from markupsafe import Markup, escape

from bri_data.model import report_year
from bri_data.present import format as fmt
from bri_data.present import variance
from bri_data.present.carbon import DeclaredYear
from bri_data.present.variance import Change
from bri_data.present.words import Texts

COST = "carbone_cout"
COLUMNS = 47  # 188 = 47 × 4
MOST_YEARS = 4
_MOST_SQUARES = 1000  # beyond, a square is ten tonnes, or a hundred: squares nobody can count say no more
_PITCH = 10.0
_SIDE = 8.4


def heads(shown: DeclaredYear, years: Sequence[DeclaredYear], texts: Texts, changes: Sequence[Change] = ()) -> Markup:
    """Tonnes, cost and price of the year shown, and the latest year when it is not declared; `changes` say what must be
    explained."""
    unknown = texts("common.unknown")
    tonnes = unknown if shown.tonnes is None else fmt.unit(shown.tonnes, "t", texts)
    cost = unknown if shown.cost_cad is None else fmt.money(shown.cost_cad, texts)
    cost_label = texts("carbon.head.no_cost" if shown.cost_cad is None else "carbon.head.cost")
    parts = [
        _head(tonnes, texts("carbon.head.tonnes", year=shown.year)),
        _head(cost, cost_label, cost_change(shown, changes, texts)),
    ]
    if shown.price_cad is not None:
        parts.append(_head(fmt.money(shown.price_cad, texts), texts("carbon.head.price"), _change(shown, texts)))
    last = years[-1]
    if last.tonnes is None:
        parts.append(_head(unknown, texts("carbon.head.next", year=last.year, following=last.year + 1), known=False))
    return Markup(f'<div class="bri-co2-heads">{"".join(parts)}</div>')


def _head(number: str, label: str, note: str = "", *, known: bool = True) -> Markup:
    kind = "" if known else " bri-unknown"
    extra = f"<p><strong>{escape(note)}</strong></p>" if note else ""
    return Markup(f'<section class="bri-co2-head{kind}"><b>{escape(number)}</b><p>{escape(label)}</p>{extra}</section>')


def cost_change(shown: DeclaredYear, changes: Sequence[Change], texts: Texts) -> str:
    """« +39 % par rapport à 2022, à expliquer »; "" where nothing must be explained."""
    found = [one for one in changes if one.indicator == COST and one.year == shown.year]
    told = [one for one in found if variance.mark(one, texts)]
    if not told:
        return ""
    by = texts("carbon.head.change", change=variance.percent(told[0], texts), year=told[0].before_year)
    return texts("variance.change", by=by, mark=variance.mark(told[0], texts))


def _change(year: DeclaredYear, texts: Texts) -> str:
    if year.change is None:
        return ""
    rounded = round(year.change * 100)
    percent = texts("carbon.percent", n=fmt.number(rounded, texts))
    signed = f"+{percent}" if rounded > 0 else percent
    return texts("carbon.head.change", change=signed, year=year.change_from)


def squares(tonnes: float, label: str) -> Markup:
    """One square per tonne in rows of COLUMNS, the last one as wide as the part of a tonne it stands for."""
    per_square = tonnes_per_square(tonnes)
    count = tonnes / per_square
    full = int(count)
    widths = [_SIDE] * full + ([_SIDE * (count - full)] if count > full else [])
    drawn = "".join(
        f'<rect x="{_PITCH * (i % COLUMNS):g}" y="{_PITCH * (i // COLUMNS):g}" width="{width:.3g}" height="{_SIDE:g}"'
        f' rx="{min(0.8, width / 2):.2g}"/>'
        for i, width in enumerate(widths)
    )
    height = _PITCH * max(ceil(len(widths) / COLUMNS), 1) - (_PITCH - _SIDE)
    return Markup(
        f'<svg class="bri-co2-squares" role="img" aria-label="{escape(label)}" '
        f'viewBox="0 0 {COLUMNS * _PITCH - (_PITCH - _SIDE):g} {height:g}">{drawn}</svg>'
    )


def tonnes_per_square(tonnes: float) -> int:
    """1 as long as the squares can be counted, else the power of ten that keeps them under a thousand."""
    per_square = 1
    while tonnes / per_square > _MOST_SQUARES:
        per_square *= 10
    return per_square


def squares_note(tonnes: float, texts: Texts) -> str:
    """What a square stands for."""
    per_square = tonnes_per_square(tonnes)
    if per_square == 1:
        return texts("carbon.squares.note")
    return texts("carbon.squares.grouped", n=fmt.number(per_square, texts))


def year_row(years: Sequence[DeclaredYear], texts: Texts) -> Markup:
    """The latest MOST_YEARS side by side, each with its squares or dashed when nobody declared it."""
    items = "".join(_year(year, texts) for year in years[-MOST_YEARS:])
    earlier = len(years) - MOST_YEARS
    note = f"<p>{escape(texts.count('carbon.years.earlier', earlier))}</p>" if earlier > 0 else ""
    return Markup(f'<ol class="bri-co2-years" aria-label="{escape(texts("carbon.years.label"))}">{items}</ol>{note}')


def _year(year: DeclaredYear, texts: Texts) -> Markup:
    name = report_year.name(year.year)
    if year.tonnes is None:
        return Markup(f'<li class="bri-unknown"><h3>{name}</h3><p>{escape(texts("carbon.undeclared"))}</p></li>')
    facts = [fmt.unit(year.tonnes, "t", texts)]
    facts += [fmt.money(year.cost_cad, texts)] if year.cost_cad is not None else []
    if year.price_cad is not None:
        facts.append(texts("carbon.years.price", price=fmt.money(year.price_cad, texts)))
    label = texts("carbon.squares.label", tonnes=fmt.number(year.tonnes, texts), year=year.year)
    return Markup(f"<li><h3>{name}</h3>{squares(year.tonnes, label)}<p>{escape(' · '.join(facts))}</p></li>")
