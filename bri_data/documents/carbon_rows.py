"""The tables of the carbon page: what is declared, what is estimated journey by journey, and the factors."""

from __future__ import annotations

from typing import Any

from bri_data import carbon as arithmetic
from bri_data.carbon import Estimate
from bri_data.export.sheets import Sheet
from bri_data.model.listed import beside, listed
from bri_data.model.schema import table
from bri_data.present import carbon as values
from bri_data.present.figures.carbon.ranges import reason
from bri_data.present.locators import locator
from bri_data.present.records import state_of
from bri_data.present.rows import localised, plain
from bri_data.present.words import Texts
from bri_data.queries import carbon as queries

from . import fields as columns
from .landmarks import landmarks_sheet
from .order import Shown
from .table_rows import cited_by, table_sheet


def carbon_sheets(order: Shown) -> tuple[Sheet, ...]:
    """The declared years, the journeys of the year with their estimates, every emission factor, the landmarks."""
    factors = table_sheet(order, table("emission_factors"))
    return (_declared(order), _journeys(order), factors, *landmarks_sheet(order, of_series=True))


def _declared(order: Shown) -> Sheet:
    words = order.texts
    found = plain(queries.declared_years(order.con))
    rows = [
        (
            row["travel_year"],
            row["tonnes"],
            row["cost_cad_before_tax"],
            arithmetic.price_per_tonne(row["cost_cad_before_tax"], row["tonnes"]),
            row["programme"],
            row["bought"],
            localised(row, "scope", words),
            listed(row["source_titles"] or []),
            beside(row["source_urls"] or []),
            locator(row["source_locator"], words),
        )
        for row in found
    ]
    heads = columns.fields(columns.CARBON_YEARS, words)
    return Sheet("declare", words("export.sheet.carbon_years"), heads, rows, len(rows), cited_by(found))


def _journeys(order: Shown) -> Sheet:
    words, year = order.texts, order.year
    rows: list[list[Any]] = []
    cited: tuple[str, ...] = ()
    if year is not None:
        method = arithmetic.method_of_record(values.factors(queries.factors(order.con)))
        found = values.journeys(queries.trips(order.con, year), method, words)
        rows = [_journey(journey, words) for journey in found]
        cited = cited_by(journey.row for journey in found)
    heads = columns.fields(columns.TRIPS, words)
    return Sheet("deplacements", words("export.sheet.trips"), heads, rows, len(rows), cited)


def _journey(journey: values.Journey, words: Texts) -> list[Any]:
    row, result = journey.row, journey.result
    kg = result.per_traveller if isinstance(result, Estimate) else None
    found: list[Any] = [
        journey.title,
        journey.record_id,
        state_of(row["kind"], row["state"], words),
        row["start"],
        row["itinerary"],
        None if row["round_trip"] is None else words("data_page.yes" if row["round_trip"] else "data_page.no"),
        journey.trip.travellers,
        words(f"data_page.code.{row['cabin']}") if row["cabin"] else None,
        journey.assumption or None,
        round(result.direct_km) if isinstance(result, Estimate) else None,
        *((round(kg.low), round(kg.central), round(kg.high)) if kg else (None, None, None)),
        reason(journey, words) or None,
        listed(row["source_titles"] or []),
        locator(row["trip_locator"] or row["source_locator"], words),
    ]
    return found


SHEETS = carbon_sheets
