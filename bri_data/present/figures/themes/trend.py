"""The years of each theme, service or sector as small bars on one scale, when every year is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from bri_data.present import format as fmt
from bri_data.present.theme import var
from bri_data.present.words import Texts

_WIDE, _HIGH = 132.0, 30.0


@dataclass(frozen=True)
class Trend:
    """The years that the year control offers, in order; of each row and year, how many records were held, and how many
    are only announced; of each row, how many have another year, or none. `top` is the most of any row and year."""

    years: tuple[int, ...]
    held: Mapping[tuple[str, int], int]
    announced: Mapping[tuple[str, int], int]
    elsewhere: Mapping[str, int]
    top: int


def trend_of(counts: Sequence[dict[str, Any]], years: Sequence[int]) -> Trend | None:
    """The trend of the rows of queries.themes.by_year; None for fewer than two years, which show none."""
    if len(years) < 2:
        return None
    known = tuple(sorted(years))
    held = {(row["code"], row["year"]): row["n"] - row["announced"] for row in counts if row["year"] in known}
    announced = {(row["code"], row["year"]): row["announced"] for row in counts if row["year"] in known}
    elsewhere: dict[str, int] = {}
    for row in counts:
        if row["year"] not in known:
            elsewhere[row["code"]] = elsewhere.get(row["code"], 0) + row["n"]
    top = max((held[key] + announced[key] for key in held), default=0)
    return Trend(known, held, announced, elsewhere, top)


def heading(trend: Trend, texts: Texts) -> Markup:
    """The head of the column: which years its bars stand for."""
    span = texts("themes.trend.span", first=trend.years[0], last=trend.years[-1])
    return Markup(
        f'<th scope="col" class="bri-theme-trend">{escape(texts("themes.trend.column"))} <small>{span}</small></th>'
    )


def cell(trend: Trend, code: str, texts: Texts) -> Markup:
    """The bars of one row, what they say for who does not see them, and how many records they leave out."""
    step = _WIDE / len(trend.years)
    wide, bars, told = max(step * 0.72, 0.6), [], []
    for index, year in enumerate(trend.years):
        held, announced = trend.held.get((code, year), 0), trend.announced.get((code, year), 0)
        if not held + announced:
            continue
        x, up, more = index * step + (step - wide) / 2, _height(held, trend), _height(announced, trend)
        if held:
            bars.append(f'<rect x="{x:.1f}" y="{_HIGH - up:.1f}" width="{wide:.1f}" height="{up:.1f}" {_SOLID}/>')
        if announced:
            y = _HIGH - up - more
            bars.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{more:.1f}" {_HOLLOW}/>')
        told.append(_said(year, held, announced, texts))
    rest = trend.elsewhere.get(code, 0)
    note = texts.count("themes.trend.elsewhere", rest, n=fmt.number(rest, texts)) if rest else ""
    note = f"<small>{escape(note)}</small>" if note else ""
    label = escape("; ".join(told) or texts("themes.trend.none"))
    return Markup(
        f'<td class="bri-theme-trend"><svg viewBox="0 -2 {_WIDE:g} {_HIGH + 3:g}" role="img" aria-label="{label}">'
        f'<title>{label}</title><path d="M0 {_HIGH:g}H{_WIDE:g}" stroke="{var("rule")}"/>'
        f"{''.join(bars)}</svg>{note}</td>"
    )


_SOLID = f'fill="{var("ink2")}"'
_HOLLOW = f'fill="{var("bg")}" stroke="{var("ink2")}" stroke-dasharray="2 1.5"'


def _height(n: int, trend: Trend) -> float:
    return _HIGH * n / trend.top if trend.top else 0.0


def _said(year: int, held: int, announced: int, texts: Texts) -> str:
    """« 2024 : 3, dont 1 annoncée » of the records of a year."""
    total = fmt.number(held + announced, texts)
    if not announced:
        return texts("themes.trend.year", year=year, n=total)
    return texts.count("themes.trend.year_announced", announced, year=year, total=total, n=fmt.number(announced, texts))
