"""What an address asks for and its page cannot show: a file made without it would pass for the file asked for."""

from __future__ import annotations

from bri_data.address import EVERY_YEAR, YEAR
from bri_data.filters import PARAMETERS, Filters
from bri_data.pages import EVERY_YEAR_PAGES
from bri_data.queries import overview, timeline
from bri_data.queries.narrow import held

from .order import Order

# The page's own parameters whose value is the code of a facet.
_CODED = {"ville": "cities", "partenaire": "partners"}
_FILTER = "f."


def unknown_parts(order: Order) -> tuple[str, ...]:
    """Each part of the order's address that the data or the page do not know, as "name=value", in order; () when all
    of it is shown.

    An unreadable filter or year, a parameter that looks like a filter and is none, a code that the data hold nowhere,
    a year they do not speak of, every year on a page that shows one.
    """
    address = order.address
    misspelt = [f"{name}={value[:60]}" for name, value in address.own if name.startswith(_FILTER)]
    _, codes = held(order.con, address.filters)
    named = [f"{PARAMETERS[facet]}={code}" for facet, code in codes]
    own = [f"{name}={value[:60]}" for name, value in address.own if name in _CODED and not _is_held(order, name, value)]
    year = [] if _year_is_known(order) else [f"{YEAR}={address.year}"]
    return tuple(dict.fromkeys([*address.ignored, *misspelt, *named, *own, *year]))


def _is_held(order: Order, name: str, code: str) -> bool:
    one, _ = Filters.from_query([(PARAMETERS[_CODED[name]], code)])
    known, _ = held(order.con, one)
    return not known.is_empty


def _year_is_known(order: Order) -> bool:
    address = order.address
    if address.year is None:
        return True
    if address.year == EVERY_YEAR:
        return address.page in EVERY_YEAR_PAGES
    found = timeline.years(order.con, address.year) if address.page == "chronologie" else overview.years(order.con)
    return address.year in {int(year) for year in found["year"]}
