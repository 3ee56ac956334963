"""The scenario that the address of the carbon page supposes, as its slide and its files say it."""

from __future__ import annotations

from bri_data.carbon import method_of_record
from bri_data.present import carbon as values
from bri_data.present.carbon import Journey
from bri_data.present.carbon_scenario import MOST_INPUTS, TRAVELLERS, estimated, read_hypotheses, sentence
from bri_data.queries import carbon as queries

from .order import Order, Shown, shown_year

PAGE = "carbone"


def supposed(order: Shown) -> str:
    """What the address supposes of the year's journeys and what it calls for, in a sentence; "" for no scenario."""
    hypotheses = read_hypotheses(order.address.own)
    if order.address.page != PAGE or hypotheses.is_empty or order.year is None:
        return ""
    method = method_of_record(values.factors(queries.factors(order.con)))
    years = values.declared_years(queries.declared_years(order.con), queries.last_held_year(order.con))
    found = _journeys(order, order.year)
    return sentence(hypotheses, found, method, values.last_price(years), year=order.year, texts=order.texts)


def is_supposable(order: Order, name: str, value: str) -> bool:
    """Whether the page can suppose it: a readable number or cabin, and a journey of the year that has a number."""
    read = read_hypotheses([(name, value)])
    if read.is_empty:
        return False
    named = list(read.journeys())
    year = shown_year(order)
    if not named or year is None:
        return not named
    known = [journey.key for journey in estimated(_journeys(order, year))]
    if len(known) > MOST_INPUTS:
        return all(key == str(year) if one == TRAVELLERS else key in known for one, key in named)
    return all(key in known for _, key in named)


def _journeys(order: Order, year: int) -> tuple[Journey, ...]:
    method = method_of_record(values.factors(queries.factors(order.con)))
    return values.journeys(queries.trips(order.con, year), method, order.texts)
