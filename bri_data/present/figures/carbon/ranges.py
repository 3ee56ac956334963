"""Estimates per traveller: a band between methods for each journey, with everything behind it one click away."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10

from markupsafe import Markup, escape

from bri_data.carbon import CALCULATION_VERSION, Estimate, Factor, Method, Range, Unknown
from bri_data.present import format as fmt
from bri_data.present.carbon import Journey, ranges_title, said_kg, worked_out
from bri_data.present.figures.common import brief_link, title_link
from bri_data.present.locators import locator
from bri_data.present.records import state_of
from bri_data.present.words import Texts

MOST_BANDS = 12
_MOST_UNKNOWN = 12
_WIDEST = 64  # per cent of the plot that the longest band takes: its numbers stand at its end


def ranges(found: Sequence[Journey], method: Method | None, year: int, texts: Texts) -> Markup:
    """The year's journeys, farthest first, as bands on one zero-based axis; an empty state when none has a number."""
    pairs = worked_out(found)
    unknown = _unknown([journey for journey in found if not isinstance(journey.result, Estimate)], texts)
    if not pairs or method is None:
        return Markup(_empty(found, year, texts) + unknown)
    top = max(estimate.per_traveller.high for _, estimate in pairs[:MOST_BANDS]) or 1.0
    ticks = _ticks(top)
    bands = "".join(
        f'<details class="bri-co2-band">{_band(journey, estimate, top, ticks, texts)}'
        f"{_detail(journey, estimate, method, texts)}</details>"
        for journey, estimate in pairs[:MOST_BANDS]
    )
    notes = [texts("carbon.ranges.between"), texts("carbon.ranges.more")]
    if len(pairs) > MOST_BANDS:
        shown, total = fmt.number(MOST_BANDS, texts), fmt.number(len(pairs), texts)
        notes.insert(0, texts("carbon.ranges.limited", shown=shown, total=total))
    return Markup(
        f'<section class="bri-co2-ranges"><h2>{escape(ranges_title(found, texts))}</h2>'
        f'<p class="bri-lead">{escape(texts("carbon.ranges.lead", year=year))}</p>'
        f'<div class="bri-co2-bands">{bands}{_axis(top, ticks, texts)}</div>'
        f'<p class="bri-co2-note">{escape(" ".join(notes))}</p>{unknown}</section>'
    )


def _empty(found: Sequence[Journey], year: int, texts: Texts) -> Markup:
    key = "none" if found else "no_mission"
    lacks_routes = all(isinstance(one.result, Unknown) and one.result.reason == "no_itinerary" for one in found)
    why = f"{key}_why" if lacks_routes else f"{key}_why_other"
    return Markup(
        f'<section class="bri-co2-ranges"><h2>{escape(texts("carbon.ranges.title"))}</h2><div class="bri-empty">'
        f"<p><strong>{escape(texts(f'carbon.ranges.{key}', year=year))}</strong></p>"
        f"<p>{escape(texts(f'carbon.ranges.{why}'))}</p></div></section>"
    )


def _unknown(journeys: Sequence[Journey], texts: Texts) -> Markup:
    if not journeys:
        return Markup()
    items = "".join(
        f"<li>{brief_link('activite', journey.record_id, journey.title, texts)} "
        f"<span>{escape(date_and_state(journey, texts))}, {escape(reason(journey, texts))}</span></li>"
        for journey in journeys[:_MOST_UNKNOWN]
    )
    more = len(journeys) - _MOST_UNKNOWN
    items += f"<li>{escape(texts('carbon.months.more', n=more))}</li>" if more > 0 else ""
    lead = escape(texts.count("carbon.ranges.unknown", len(journeys)))
    return Markup(f'<div class="bri-co2-missing"><p>{lead}</p><ul>{items}</ul></div>')


def reason(journey: Journey, texts: Texts) -> str:
    """Why the journey has no number; "" when it has one."""
    if isinstance(journey.result, Estimate):
        return ""
    return texts(f"carbon.reason.{journey.result.reason}", detail=journey.result.detail)


def date_and_state(journey: Journey, texts: Texts) -> str:
    """The journey's date, and that it is announced only, if so."""
    return f"{journey.date}, {state_of(journey.row['kind'], 'announced', texts)}" if journey.announced else journey.date


# --- Bands ------------------------------------------------------------------------------------------------------------


def _ticks(top: float) -> list[float]:
    """Round values from 0 to the end of the axis, which is wider than the longest band."""
    width = top / _WIDEST * 100
    rough = width / 5
    magnitude = 10.0 ** floor(log10(rough))
    step = next(factor for factor in (1, 2, 5, 10) if factor * magnitude >= rough) * magnitude
    return [i * step for i in range(ceil(width / step))]


def _x(kg: float, top: float) -> str:
    return f"{kg / top * _WIDEST:.2f}%"


def _band(journey: Journey, estimate: Estimate, top: float, ticks: Sequence[float], texts: Texts) -> Markup:
    kg = estimate.per_traveller
    said, km = said_kg(kg, texts), fmt.unit(round(estimate.direct_km), "km", texts)
    month = fmt.month_name(journey.month, texts) if journey.month else texts("carbon.ranges.month_unknown")
    label = texts("carbon.ranges.label", name=journey.name, km=km, value=said.whole)
    grid = "".join(f'<line x1="{_x(t, top)}" x2="{_x(t, top)}" y1="0" y2="100%"/>' for t in ticks)
    return Markup(
        f'<summary><span class="bri-co2-band-name"><b>{escape(journey.name)}</b>'
        f" <span>{escape(km)}</span><small>{escape(month)}</small></span>"
        f'<span class="bri-co2-band-plot"><svg role="img" aria-label="{escape(label)}" width="100%" height="100%">'
        f'<g class="bri-co2-grid">{grid}</g>{_range(kg, top)}</svg>'
        f'<span class="bri-co2-band-text" style="--x:{_x(kg.high, top)}" aria-hidden="true">'
        f"<b>{escape(said.central)}</b> {escape(said.spread)}</span></span></summary>"
    )


def _range(kg: Range, top: float) -> Markup:
    width = _x(kg.high - kg.low, top)
    return Markup(
        f'<rect class="bri-co2-band-range" x="{_x(kg.low, top)}" y="26%" width="{width}" height="48%" rx="4"/>'
        f'<rect class="bri-co2-band-tick" x="{_x(kg.central, top)}" y="18%" width="5" height="64%" '
        f'transform="translate(-2.5 0)"/>'
    )


def _axis(top: float, ticks: Sequence[float], texts: Texts) -> Markup:
    in_tonnes = ticks[-1] >= 1000
    unit = "t" if in_tonnes else "kg"
    labels = "".join(
        f'<text x="{_x(t, top)}" y="1.1em">{escape(fmt.unit(t / 1000 if in_tonnes else t, unit, texts))}</text>'
        for t in ticks
    )
    return Markup(
        '<div class="bri-co2-band-axis" aria-hidden="true"><span></span><span class="bri-co2-band-plot">'
        f'<svg width="100%" height="100%">{labels}</svg></span></div>'
    )


# --- What stands behind a band ----------------------------------------------------------------------------------------


def _detail(journey: Journey, estimate: Estimate, method: Method, texts: Texts) -> Markup:
    rows = [
        ("itinerary", [route(journey, estimate, texts), journey.assumption or texts("carbon.detail.published")]),
        ("distance", [_distances(estimate, texts)]),
        ("cabin", [cabin(journey, texts)]),
        ("travellers", [travellers(journey, texts)]),
        ("total", [said_kg(estimate.total, texts).whole if estimate.total else texts("carbon.detail.total_unknown")]),
        ("effects", [_combustion(estimate, texts)]),
        ("version", [texts("carbon.detail.version_value", version=CALCULATION_VERSION)]),
        ("method", _methods(journey, estimate, method, texts)),
    ]
    listed = "".join(
        f"<div><dt>{escape(texts(f'carbon.detail.{name}'))}</dt><dd>{'<br>'.join(escape(line) for line in lines)}</dd>"
        "</div>"
        for name, lines in rows
    )
    source = texts("carbon.detail.source", titles=sources(journey, texts)) if journey.row["source_titles"] else ""
    link = brief_link("activite", journey.record_id, texts("carbon.detail.fiche"), texts)
    heading = f"{escape(journey.title)}, {escape(date_and_state(journey, texts))}"
    return Markup(
        f'<div class="bri-co2-detail"><p><strong>{heading}</strong> {link}</p><dl>{listed}</dl><p>{source}</p></div>'
    )


def sources(journey: Journey, texts: Texts) -> Markup:
    """Links to the mission's sources."""
    titles, urls = journey.row["source_titles"] or [], journey.row["source_urls"] or []
    return Markup("; ".join(title_link(title, url, texts) for title, url in zip(titles, urls, strict=True)))


def route(journey: Journey, estimate: Estimate, texts: Texts) -> str:
    """« YQB–YUL–CDG, aller-retour »."""
    stops = "–".join([estimate.legs[0].start, *(leg.end for leg in estimate.legs)])
    return texts("carbon.detail.round_trip" if journey.trip.round_trip else "carbon.detail.one_way", legs=stops)


def cabin(journey: Journey, texts: Texts) -> str:
    """The cabin, or what is taken in its place."""
    stated = journey.trip.cabin
    return texts(f"carbon.cabin.{stated}") if stated else texts("carbon.detail.cabin_unknown")


def travellers(journey: Journey, texts: Texts) -> str:
    """How many fly, or that nobody says."""
    number = journey.trip.travellers
    return texts("carbon.detail.travellers_unknown") if number is None else fmt.number(number, texts)


def _distances(estimate: Estimate, texts: Texts) -> str:
    legs = " + ".join(fmt.unit(round(leg.km), "km", texts) for leg in estimate.legs)
    whole = fmt.unit(round(estimate.flown_km), "km", texts)
    return texts("carbon.detail.distances", legs=legs, total=whole)


def _methods(journey: Journey, estimate: Estimate, method: Method, texts: Texts) -> list[str]:
    central, high = edition(method.central, texts), edition(method.high, texts)
    stated = journey.trip.cabin
    kg = [f"{fmt.number(round(value), texts)}{fmt.NBSP}kg" for value in _values(estimate.per_traveller)]
    low_cabin = texts(f"carbon.cabin.{stated or 'economique'}")
    return [
        texts("carbon.detail.low", cabin=low_cabin, edition=central, value=kg[0]),
        texts("carbon.detail.central", cabin=texts(f"carbon.cabin.{estimate.cabin}"), edition=central, value=kg[1]),
        texts("carbon.detail.high", edition=high, value=kg[2]),
    ]


def edition(factors: Sequence[Factor], texts: Texts) -> str:
    """« UK DESNZ/DEFRA 2025 », the publisher and edition that these factors share."""
    return f"{factors[0].publisher} {locator(factors[0].edition, texts)}"


def _values(kg: Range) -> tuple[float, float, float]:
    return kg.low, kg.central, kg.high


def _combustion(estimate: Estimate, texts: Texts) -> str:
    central = estimate.per_traveller.central
    without, with_effects = (said_kg(Range(v, v, v), texts).central for v in (estimate.combustion_kg, central))
    return texts("carbon.detail.combustion", without=without, with_effects=with_effects)
