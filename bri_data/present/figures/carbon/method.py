"""The method with its factors, the rows behind every figure, and the page's sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from bri_data.carbon import Estimate, Method
from bri_data.model import report_year
from bri_data.present import format as fmt
from bri_data.present.carbon import DeclaredYear, Journey, per_person
from bri_data.present.figures.carbon.ranges import cabin, date_and_state, edition, reason, route, sources, travellers
from bri_data.present.figures.common import brief_link, fold, table, title_link, with_method
from bri_data.present.figures.language import place, titled, worded
from bri_data.present.locators import locator
from bri_data.present.rows import plain
from bri_data.present.words import Texts

MOST_ROWS = 500


def method_block(frame: pd.DataFrame, method: Method | None, texts: Texts) -> Markup:
    """How estimates are made and with which factors, folded; `frame` is queries.carbon.factors."""
    css = "bri-co2-method" if method else ""
    return fold(texts("carbon.method.summary"), method_inside(frame, method, texts), css=css)


def method_inside(frame: pd.DataFrame, method: Method | None, texts: Texts) -> Markup:
    """What `method_block` folds."""
    if method is None:
        return Markup(f"<p>{escape(texts('carbon.method.missing'))}</p>")
    listed = "".join(f"<li>{escape(line)}</li>" for line in method_lines(method, texts))
    heads, cells = factor_table(frame, method, texts)
    linked = [
        [*map(escape, row[:-1]), title_link(row[-1], one["source_url"], texts)]
        for row, one in zip(cells, _used(frame, method), strict=True)
    ]
    return Markup(f"<ul>{listed}</ul>{table(texts('carbon.method.table'), heads, linked)}")


def method_lines(method: Method, texts: Texts) -> tuple[str, ...]:
    """How estimates are made, one sentence a step."""
    return (
        texts("carbon.method.central", edition=edition(method.central, texts)),
        texts("carbon.method.low"),
        texts("carbon.method.high", edition=edition(method.high, texts)),
        *(texts(f"carbon.method.{name}") for name in ("distance", "edition", "unknown", "credits")),
        texts("carbon.ranges.between"),
    )


def factor_table(
    frame: pd.DataFrame, method: Method, texts: Texts
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The headings and the rows, as plain text, of the factors that `method` uses; the title of the source last."""
    names = ("publisher", "edition", "band", "cabin", "with", "without", "source")
    heads = tuple(texts(f"carbon.method.headings.{name}") for name in names)
    return heads, tuple(_factor_cells(row, texts) for row in _used(frame, method))


def _used(frame: pd.DataFrame, method: Method) -> list[dict[str, Any]]:
    ids = {factor.factor_id for factor in (*method.central, *method.high)}
    return [row for row in plain(frame) if row["factor_id"] in ids]


def _factor_cells(row: dict[str, Any], texts: Texts) -> tuple[str, ...]:
    return (
        row["publisher"],
        locator(row["edition"], texts),
        _band(row, texts),
        texts(f"carbon.cabin.{row['cabin']}"),
        _factor(row["with_non_co2"], texts),
        _factor(row["without_non_co2"], texts),
        row["source_title"] or "",
    )


def _band(row: dict[str, Any], texts: Texts) -> str:
    low, high = row["min_km"] or 0, row["max_km"]
    if high is not None:
        bounds = {"low": fmt.number(low, texts), "high": fmt.number(high, texts)}
        return texts("carbon.method.band_between", **bounds)
    return texts("carbon.method.band_from", low=fmt.number(low, texts)) if low else texts("carbon.method.band_all")


def _factor(value: float | None, texts: Texts) -> str:
    return texts("common.unknown") if value is None else fmt.number(value, texts, decimals=6)


def rows_block(
    declared: pd.DataFrame, years: Sequence[DeclaredYear], found: Sequence[Journey], year: int, texts: Texts
) -> Markup:
    """The table twin: every declared year, gaps included, and every journey of the year with its sum."""
    blocks = [_declared(declared, years, texts)] if years else []
    blocks += [_trips(found, year, texts)] if found else []
    if not blocks:
        return Markup()
    return fold(texts("carbon.rows.summary"), Markup("".join(blocks)))


def _declared(frame: pd.DataFrame, years: Sequence[DeclaredYear], texts: Texts) -> Markup:
    names = ("year", "tonnes", "cost", "price", "scope")
    heads = [texts(f"carbon.rows.declared_headings.{name}") for name in names]
    heads += [texts("carbon.rows.headings.source"), texts("carbon.rows.headings.locator")]
    rows = {row["travel_year"]: row for row in plain(frame)}
    cells = [_declared_cells(year, rows.get(year.year), texts) for year in years]
    return table(texts("carbon.rows.declared"), heads, cells, id="lignes-declare")


def _declared_cells(year: DeclaredYear, row: dict[str, Any] | None, texts: Texts) -> tuple[str, ...]:
    unknown = escape(texts("common.unknown"))
    if row is None or year.tonnes is None:
        return (report_year.name(year.year), escape(texts("carbon.undeclared")), *[unknown] * 5)
    titles, urls = row["source_titles"] or [], row["source_urls"] or []
    return (
        report_year.name(year.year),
        escape(fmt.unit(year.tonnes, "t", texts)),
        unknown if year.cost_cad is None else escape(fmt.money(year.cost_cad, texts)),
        unknown if year.price_cad is None else escape(fmt.money(year.price_cad, texts)),
        worded(row, "scope", texts),
        Markup("<br>").join(title_link(title, url, texts) for title, url in zip(titles, urls, strict=True)),
        place(row["source_locator"], texts),
    )


def _trips(found: Sequence[Journey], year: int, texts: Texts) -> Markup:
    names = ("title", "date", "itinerary", "km", "cabin", "travellers", "low", "central", "high")
    heads = [texts(f"carbon.rows.trips_headings.{name}") for name in names]
    heads += [texts("carbon.rows.headings.source"), texts("carbon.rows.headings.locator")]
    cells = [_trip_cells(journey, texts) for journey in found[:MOST_ROWS]]
    kg = per_person(found)
    if kg is not None:
        total = escape(texts("carbon.rows.total"))
        cells.append(
            (
                Markup(f"<strong>{total}</strong>"),
                *[""] * 5,
                *(_kg(value, texts) for value in (kg.low, kg.central, kg.high)),
                "",
                "",
            )
        )
    caption = texts("carbon.rows.trips", year=year)
    if len(found) > MOST_ROWS:
        shown, all_rows = fmt.number(MOST_ROWS, texts), fmt.number(len(found), texts)
        caption += ". " + texts("carbon.rows.limited", shown=shown, total=all_rows)
    return table(caption, heads, cells, id="lignes-deplacements")


def _trip_cells(journey: Journey, texts: Texts) -> tuple[str, ...]:
    head = (brief_link("activite", journey.record_id, journey.title, texts), escape(date_and_state(journey, texts)))
    tail = (sources(journey, texts), place(journey.row["source_locator"], texts))
    if not isinstance(journey.result, Estimate):
        unknown = escape(texts("common.unknown"))
        return (*head, escape(reason(journey, texts)), *[unknown] * 6, *tail)
    kg = journey.result.per_traveller
    known = [route(journey, journey.result, texts), fmt.unit(round(journey.result.flown_km), "km", texts)]
    known += [cabin(journey, texts), travellers(journey, texts)]
    values = (_kg(value, texts) for value in (kg.low, kg.central, kg.high))
    return (*head, *(escape(text) for text in known), *values, *tail)


def _kg(value: float, texts: Texts) -> Markup:
    return escape(f"{fmt.number(round(value), texts)}{fmt.NBSP}kg")


def source_line(declared: pd.DataFrame, factor_frame: pd.DataFrame, method: Method | None, texts: Texts) -> str:
    """Whose word the declared totals and the estimates stand on, as plain text; "" for no source."""
    titles = _titles(declared, factor_frame, method)
    return texts("carbon.source.line", titles=fmt.joined(titles, texts)) if titles else ""


def source_markup(declared: pd.DataFrame, factor_frame: pd.DataFrame, method: Method | None, texts: Texts) -> Markup:
    """The source line as markup: each title of a document in its own language."""
    titles = _titles(declared, factor_frame, method)
    return with_method(titled(source_line(declared, factor_frame, method, texts), titles, texts), texts)


def _titles(declared: pd.DataFrame, factor_frame: pd.DataFrame, method: Method | None) -> list[str]:
    used = _used(factor_frame, method) if method else []
    titles = [title for row in plain(declared) for title in row["source_titles"] or []]
    titles += [row["source_title"] for row in used if row["source_title"]]
    return list(dict.fromkeys(titles))
