"""What Plotly must be told to speak the reader's language and to offer only what a chart can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from babel.dates import get_day_names, get_month_names

from ..words import Texts

_WORDS = {
    "Box Select": "select",
    "Zoom": "zoom",
    "Pan": "pan",
    "Zoom in": "closer",
    "Zoom out": "further",
    "Reset axes": "whole",
}


# The room of the buttons at the right of a chart: standing in one column, they never meet the words above it.
BUTTONS = 44


def plot_buttons(colour: Callable[[str], str]) -> dict[str, str]:
    """How the buttons of a chart are drawn: in the margin BUTTONS, from its top."""
    return {
        "orientation": "v",
        "bgcolor": "rgba(0,0,0,0)",
        "color": colour("ink3"),
        "activecolor": colour("accent"),
    }


def plot_config(texts: Texts, without: Sequence[str]) -> dict[str, Any]:
    """The configuration of a chart: months, days, numbers and buttons in words, less the buttons `without`."""
    locale = texts.locale
    wide, short = (
        [get_month_names(width, locale=locale)[month] for month in range(1, 13)] for width in ("wide", "abbreviated")
    )
    # Plotly's week begins on Sunday, Babel's on Monday
    days, short_days = (
        [get_day_names(width, locale=locale)[day] for day in (6, 0, 1, 2, 3, 4, 5)] for width in ("wide", "abbreviated")
    )
    code = f"{texts.lang}-CA"
    said = {
        "dictionary": {english: texts(f"common.plot_bar.{key}") for english, key in _WORDS.items()},
        "format": {
            "months": wide,
            "shortMonths": short,
            "days": days,
            "shortDays": short_days,
            "date": "%Y-%m-%d",
            "decimal": "," if texts.lang == "fr" else ".",
            "thousands": "\u00a0" if texts.lang == "fr" else ",",
        },
    }
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtonsToRemove": list(without),
        "locale": code,
        "locales": {code: said},
    }
