"""The carbon page's markup, block by block, from the frames of queries.carbon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from bri_data import carbon
from bri_data.carbon import Method
from bri_data.present import carbon as values
from bri_data.present import format as fmt
from bri_data.present import landmarks, variance
from bri_data.present.carbon import DeclaredYear, Journey
from bri_data.present.figures.acronyms import explained
from bri_data.present.figures.carbon import year as blocks
from bri_data.present.figures.carbon.method import method_block, rows_block, source_markup
from bri_data.present.figures.carbon.months import month_bars, online
from bri_data.present.figures.carbon.ranges import ranges
from bri_data.present.figures.council import landmarks as beside
from bri_data.present.rows import localised, plain
from bri_data.present.words import Texts


@dataclass(frozen=True)
class Answers:
    """What the page asks: frames of queries.carbon under their function's name, and those of landmarks and changes.

    `trips` are the journeys of the chosen year, `declared_trips` those of the declared year the page opens with.
    """

    year: int
    declared_years: pd.DataFrame
    last_held_year: int | None
    trips: pd.DataFrame
    declared_trips: pd.DataFrame
    factors: pd.DataFrame
    landmarks: pd.DataFrame
    series: pd.DataFrame
    rules_of_changes: pd.DataFrame


@dataclass(frozen=True)
class Drawn:
    """The page: its title, the markup above and below the scenario, and what the scenario starts from."""

    title: str
    above: Markup
    below: Markup
    journeys: tuple[Journey, ...]
    method: Method | None
    price_cad: float | None


def draw(answers: Answers, texts: Texts) -> Drawn:
    """All of the page but the scenario's result."""
    method = carbon.method_of_record(values.factors(answers.factors))
    years = values.declared_years(answers.declared_years, answers.last_held_year)
    shown = values.year_to_show(years, answers.year)
    found = values.journeys(answers.trips, method, texts)
    declared = values.journeys(answers.declared_trips, method, texts)
    above = (
        _declared(answers, years, shown, declared, texts)
        + ranges(found, method, answers.year, texts)
        + month_bars(found, answers.year, texts)
        + online(found, answers.year, texts)
    )
    line = source_markup(answers.declared_years, answers.factors, method, texts)
    below = Markup("").join(
        (
            Markup(f'<p class="bri-source">{line}</p>') if line else "",
            method_block(answers.factors, method, texts),
            rows_block(answers.declared_years, years, found, answers.year, texts),
        )
    )
    return Drawn(
        title=values.title(shown, texts, answers.year),
        above=Markup(f'<div class="bri-board bri-co2">{above}</div>'),
        below=Markup(f'<div class="bri-board bri-co2">{explained(below, texts, also=above)}</div>'),
        journeys=found,
        method=method,
        price_cad=values.last_price(years),
    )


def _declared(
    answers: Answers,
    years: tuple[DeclaredYear, ...],
    shown: DeclaredYear | None,
    declared: tuple[Journey, ...],
    texts: Texts,
) -> Markup:
    if shown is None or shown.tonnes is None:
        return Markup(f'<div class="bri-empty"><p>{escape(texts("carbon.lead.nothing"))}</p></div>')
    found = landmarks.read(answers.landmarks, texts)
    changes = variance.changes(answers.series, answers.rules_of_changes, found)
    row = next(row for row in plain(answers.declared_years) if row["travel_year"] == shown.year)
    label = texts("carbon.squares.label", tonnes=fmt.number(shown.tonnes, texts), year=shown.year)
    return Markup(
        f'<p class="bri-lead">{escape(_lead(row, texts))}</p>'
        f"{blocks.heads(shown, years, texts, changes)}{blocks.squares(shown.tonnes, label)}"
        f'<p class="bri-co2-note">{escape(blocks.squares_note(shown.tonnes, texts))}</p>'
        f"{blocks.year_row(years, texts)}"
        f"{beside.series(found, [year.year for year in years[-blocks.MOST_YEARS :]], texts)}"
        f'<p class="bri-co2-share">{escape(values.share_sentence(shown, declared, texts))}</p>'
    )


def _lead(row: dict[str, Any], texts: Texts) -> str:
    scope, programme = localised(row, "scope", texts), row["programme"]
    credit = texts("carbon.lead.credits", programme=programme) if programme else texts("carbon.lead.credits_unnamed")
    return fmt.capitalised("; ".join(part for part in (scope, credit) if part)) + "."


def declared_year(declared_years: pd.DataFrame, chosen: int) -> int:
    """The year whose declared total the page opens with; the chosen one when none is declared."""
    shown = values.year_to_show(values.declared_years(declared_years, None), chosen)
    return shown.year if shown else chosen
