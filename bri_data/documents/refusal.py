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
from bri_data.present.carbon_scenario import SCENARIO
from bri_data.present.compare import what_asked
from bri_data.present.crossings import PAIRS
from bri_data.present.data_page import code_of
from bri_data.present.figures.briefs.index import ORDER, ORDERS
from bri_data.present.timeline import LANES
from bri_data.queries import briefs, compare_index, overview, timeline
from bri_data.queries.narrow import held
from bri_data.views import read_views

from . import carbon_state
from .framed import FRAME, region_framed
from .lit import CHOICE
from .meeting import ON, SINCE
from .order import SUBJECTS, Order, shown_year
from .page_slides import VIEW

_TABLE_PAGE = "donnees"


def unknown_parts(order: Order) -> tuple[str, ...]:
    """Each part of the order's address that the data or the page do not know, as "name=value"; () when all of it is
    shown.

    Those that are `missing_parts`, then what no file of that page takes: a parameter that the page does not have, a
    filter or a year on a page that has none, every year on one that shows one.
    """
    address = order.address
    kept = address.filters.to_query() if not _is_filtered(address) else []
    foreign = [(name, value) for name, value in address.own if not _has_parameter(address.page, name)]
    year = [] if _year_is_taken(address) else [(YEAR, str(address.year))]
    others = (f"{name}={value[:60]}" for name, value in (*kept, *foreign, *year))
    told = (f"{name}={value[:60]}" for name, value in address.own if _is_told(order, name, value))
    return tuple(dict.fromkeys([*missing_parts(order), *told, *others]))


def missing_parts(order: Order) -> tuple[str, ...]:
    """Each part that asks for what is not there, as "name=value"; () for none: a value that cannot be read or is said
    after another, a code that the data hold nowhere, a year they do not speak of.

    What a reader carries to a page that has no use for it (a filter, a year, another page's choice) is not missing; nor
    is a brief or a saved view that is not there, of which the page and its files speak themselves.
    """
    address = order.address
    _, codes = held(order.con, address.filters)
    named = [f"{PARAMETERS[facet]}={code}" for facet, code in codes]
    own = [f"{name}={value[:60]}" for name, value in address.own if _is_missing(order, name, value)]
    year = [] if _year_is_known(order) else [f"{YEAR}={address.year}"]
    return tuple(dict.fromkeys([*address.ignored, *named, *own, *year]))


def without_missing(order: Order) -> Address:
    """The address of what the page of `order` shows: without its `missing_parts`."""
    address = order.address
    filters, _ = held(order.con, address.filters)
    own = tuple(item for item in address.own if not _is_missing(order, *item))
    year = address.year if _year_is_known(order) else None
    return replace(address, filters=filters, own=own, year=year, ignored=())


def _is_filtered(address: Address) -> bool:
    return address.page in FILTERED or address.page == _TABLE_PAGE


def _has_parameter(page: str, name: str) -> bool:
    is_supposed = page == carbon_state.PAGE and name.startswith(SCENARIO)
    return name == CHOICE or is_supposed or name in _OWN.get(page, {})


def _is_missing(order: Order, name: str, value: str) -> bool:
    page = order.address.page
    return name not in _TOLD.get(page, ()) and not _is_understood(order, name, value)


def _is_told(order: Order, name: str, value: str) -> bool:
    """Whether it names a brief or a view that is not there."""
    return name in _TOLD.get(order.address.page, ()) and not _is_understood(order, name, value)


def _is_understood(order: Order, name: str, value: str) -> bool:
    """Whether the value means something to the order's page, or the page has no such parameter."""
    page = order.address.page
    if name == CHOICE:
        return _stands_out(order, value)
    if page == carbon_state.PAGE and name.startswith(SCENARIO):
        return carbon_state.is_supposable(order, name, value)
    check = _OWN.get(page, {}).get(name)
    return check is None or check(order, value)


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
    "depenses": {
        expense_plot.SERIE: lambda _, value: value in expense_plot.SERIES,
        expense_plot.FORM: lambda _, value: value in expense_plot.FORMS,
    },
    "croisements": {"paire": lambda _, value: value in PAIRS},
    "fiches": {
        "ville": _has("cities"),
        "partenaire": _has("partners"),
        "activite": _brief("activite"),
        "entente": _brief("entente"),
        ORDER: lambda _, value: value in ORDERS,
    },
    _TABLE_PAGE: {"table": lambda _, value: value in map(code_of, TABLES), "q": _anything, "ligne": _anything},
    "presenter": {VIEW: _is_view, "diapo": _anything},
}

# Of each page, what it and its files say themselves when it is not there.
_TOLD: dict[str, frozenset[str]] = {"fiches": SUBJECTS, "presenter": frozenset({VIEW})}


def _year_is_taken(address: Address) -> bool:
    """Whether the page takes the year that the address asks for, whichever it is."""
    if address.year is None:
        return True
    if address.page in WITHOUT_YEAR or address.year == EVERY_YEAR:
        return address.year == EVERY_YEAR and address.page in EVERY_YEAR_PAGES
    return True


def _year_is_known(order: Order) -> bool:
    """Whether the data speak of the year that the address asks for; so of any that the page does not take."""
    address = order.address
    if address.year is None or address.year == EVERY_YEAR or not _year_is_taken(address):
        return True
    found = timeline.years(order.con, address.year) if address.page == "chronologie" else overview.years(order.con)
    return address.year in {int(year) for year in found["year"]}
