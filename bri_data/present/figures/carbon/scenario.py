"""What the reader's scenario calls for: tonnes flown, credits, flights avoided, each as a range and an estimate."""

from __future__ import annotations

from markupsafe import Markup, escape

from bri_data.carbon import Forecast, Range
from bri_data.present import format as fmt
from bri_data.present.carbon import Said, said_cad, said_kg
from bri_data.present.words import Texts


def result(forecast: Forecast, price_cad: float, year: int, texts: Texts) -> Markup:
    """The forecast's three figures with what it leaves out; a sentence when it has nothing to count."""
    left_out = texts.count("carbon.scenario.left_out", forecast.left_out) if forecast.left_out else ""
    if forecast.flown is None or forecast.cost_cad is None:
        nothing = texts("carbon.scenario.nothing", year=year)
        return Markup(f'<div class="bri-empty"><p>{escape(nothing)}</p></div>')
    price = texts("carbon.scenario.cost", price=fmt.money(price_cad, texts))
    figures = [
        _figure(said_kg(forecast.flown, texts), texts("carbon.scenario.flown"), texts),
        _figure(said_cad(forecast.cost_cad, texts), price, texts),
        _avoided(forecast.avoided, texts),
    ]
    notes = [_online(forecast, texts), left_out]
    said = " ".join(note for note in notes if note)
    return Markup(
        f'<div class="bri-co2-heads bri-co2-result">{"".join(figures)}</div><p class="bri-co2-note">{escape(said)}</p>'
    )


def _figure(said: Said, label: str, texts: Texts) -> Markup:
    return Markup(
        f'<section class="bri-co2-head"><b>{escape(said.central)}</b> <i class="bri-co2-tag">'
        f"{escape(texts('carbon.estimated'))}</i><p>{escape(label)}</p><p>{escape(said.spread)}</p></section>"
    )


def _avoided(avoided: Range | None, texts: Texts) -> Markup:
    if avoided is None:
        unknown, label = texts("common.unknown"), texts("carbon.scenario.avoided_none")
        return Markup(
            f'<section class="bri-co2-head bri-unknown"><b>{escape(unknown)}</b><p>{escape(label)}</p></section>'
        )
    return _figure(said_kg(avoided, texts), texts("carbon.scenario.avoided"), texts)


def _online(forecast: Forecast, texts: Texts) -> str:
    if forecast.avoided is None:
        return ""
    if forecast.online_kg is None:
        return texts("carbon.scenario.online_unknown")
    kg = forecast.online_kg
    return texts("carbon.scenario.online_result", value=said_kg(Range(kg, kg, kg), texts).central)
