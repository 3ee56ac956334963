"""What an address asks for and its page cannot show: a file made without it would pass for the file asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qsl

from bri_data.address import EVERY_YEAR, YEAR, Address, is_state
from bri_data.filters import PARAMETERS, Filters
from bri_data.highlight import MONTH, Highlight
from bri_data.model.schema import TABLES
from bri_data.pages import EVERY_YEAR_PAGES, FILTERED, WITHOUT_YEAR
from bri_data.present import expense_plot, map_page, themes, timeline_plot
from bri_data.present.compare import what_asked
from bri_data.present.crossings import PAIRS
from bri_data.present.data_page import code_of
from bri_data.present.timeline import LANES
from bri_data.queries import briefs, compare_index, overview, timeline
from bri_data.queries.narrow import held
from bri_data.views import read_views

from .framed import FRAME, region_framed
from .lit import CHOICE
from .meeting import ON, SINCE
from .order import Order, shown_year
from .page_slides import VIEW

_TABLE_PAGE = "donnees"
_SCENARIO_PAGE, _SCENARIO = "carbone", "s."


def unknown_parts(order: Order) -> tuple[str, ...]:
    """Each part of the order's address that the data or the page do not know, as "name=value", in order; () when all
    of it is shown.

    An unreadable filter or year, a parameter that no page of that address has, a code that the data hold nowhere, a
    year they do not speak of, every year on a page that shows one, a filter or a year on a page that has none.
    """
    address = order.address
    _, codes = held(order.con, address.filters)
    kept = address.filters.to_query() if not _is_filtered(address) else []
    named = [f"{PARAMETERS[facet]}={code}" for facet, code in codes]
    own = [f"{name}={value[:60]}" for name, value in address.own if not _is_known(order, name, value)]
    year = [] if _year_is_known(order) else [f"{YEAR}={address.year}"]
    return tuple(dict.fromkeys([*address.ignored, *named, *(f"{name}={value}" for name, value in kept), *own, *year]))


def _is_filtered(address: Address) -> bool:
    return address.page in FILTERED or address.page == _TABLE_PAGE


def _is_known(order: Order, name: str, value: str) -> bool:
    """Whether the order's page has that parameter, and its value means something to it."""
    page = order.address.page
    if name == CHOICE:
        return _stands_out(order, value)
    if page == _SCENARIO_PAGE and name.startswith(_SCENARIO):
        return True
    check = _OWN.get(page, {}).get(name)
    return check is not None and check(order, value)


def _stands_out(order: Order, value: str) -> bool:
    choice = Highlight.read(value)
    if choice is None or choice.kind == MONTH:
        return choice is not None
    known, _ = held(order.con, choice.as_filters())
    return not known.is_empty


def _has(facet: str) -> Callable[[Order, str], bool]:
    """Whether the data hold the code, among those of `facet`."""

    def check(order: Order, code: str) -> bool:
        one, _ = Filters.from_query([(PARAMETERS[facet], code)])
        known, _ = held(order.con, one)
        return not known.is_empty

    return check


def _brief(kind: str) -> Callable[[Order, str], bool]:
    return lambda order, code: not briefs.subject(order.con, kind, code).empty


def _frames(order: Order, _: str) -> bool:
    return region_framed(order.con, order.address, shown_year(order)) is not None


def _compares(order: Order, code: str) -> bool:
    what = what_asked(order.address.value("quoi")) or "annees"
    return code in set(compare_index.known(order.con, what).code)


def _is_month(_: Order, value: str) -> bool:
    lane, _dash, month = value.partition("-")
    return lane in LANES and month in {str(number) for number in range(1, 13)}


def _is_day(_: Order, value: str) -> bool:
    return is_state(value) and "-" in value


def _is_view(order: Order, value: str) -> bool:
    """Whether the value writes a view whose every part can be shown."""
    views, _ = read_views([value])
    return all(
        not unknown_parts(replace(order, address=Address.read(one.page, parse_qsl(one.query)))) for one in views
    ) and bool(views)


def _anything(_: Order, __: str) -> bool:
    return True


# The parameters of each page beside its filters and its year, and what their values must be.
_OWN: dict[str, dict[str, Callable[[Order, str], bool]]] = {
    "carte": {
        "ville": _has("cities"),
        FRAME: _frames,
        "zoom": lambda _, value: value == "0" or map_page.steps_of(value) != 0,
        "centre": lambda _, value: map_page.centre_of(value) is not None,
    },
    "chronologie": {"mois": _is_month, "periode": lambda _, value: timeline_plot.read_period(value) is not None},
    "themes": {"par": lambda _, value: value in themes.BY, "case": _anything, "lignes": _anything},
    "comparer": {"quoi": lambda _, value: what_asked(value) is not None, "avec": _compares},
    "seance": {ON: _is_day, SINCE: _is_day},
    "depenses": {"serie": lambda _, value: value in expense_plot.SERIES},
    "croisements": {"paire": lambda _, value: value in PAIRS},
    "fiches": {
        "ville": _has("cities"),
        "partenaire": _has("partners"),
        "activite": _brief("activite"),
        "entente": _brief("entente"),
    },
    _TABLE_PAGE: {"table": lambda _, value: value in map(code_of, TABLES), "q": _anything},
    "presenter": {VIEW: _is_view, "diapo": _anything},
}


def _year_is_known(order: Order) -> bool:
    address = order.address
    if address.year is None:
        return True
    if address.page in WITHOUT_YEAR or address.year == EVERY_YEAR:
        return address.year == EVERY_YEAR and address.page in EVERY_YEAR_PAGES
    found = timeline.years(order.con, address.year) if address.page == "chronologie" else overview.years(order.con)
    return address.year in {int(year) for year in found["year"]}
