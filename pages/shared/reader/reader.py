"""What the reader asked for: read from the address, restored from the session when a page change emptied it.

The address is the one place where a choice is kept. Streamlit empties it when the reader goes to another page by the
navigation: the year and the filters then come back from the session.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from bri_data.address import Address
from bri_data.filters import NOTHING, Filters
from bri_data.pages import KEEPING
from bri_data.present.carbon_scenario import SCENARIO

_KEPT = "bri-kept"
_LEFT = "bri-left"
_WROTE = "bri-wrote"
_BEHIND_S = 5.0  # how long a browser may take to hear of an address, on a slow line
# A page that covers the others: whoever leaves it goes back to the one before.
_COVERS = "presenter"
# Not gone back to: the page that covers the others, and that of the data's keeper.
_NOT_LEFT = {_COVERS, KEEPING.address}
_PAGE = "bri-page"
# The thing chosen to stand out (bri_data.highlight).
CHOICE = "choix"
_SCENARIO_PAGE = "carbone"


@dataclass(frozen=True)
class Kept:
    """What follows the reader from page to page, and the page it was last seen on; the scenario waits for its page."""

    page: str
    year: int | Literal["toutes"] | None
    filters: Filters
    choice: str = ""
    scenario: tuple[tuple[str, str], ...] = ()
    as_of: str = ""


@dataclass(frozen=True)
class Wrote:
    """The parameters of the address before and after we last wrote them, and when."""

    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    at: float


def resolve(arrived: Address, kept: Kept | None) -> Address:
    """The address to show. On the page where the reader was, it is what the address says, even nothing.

    On another page, what the address says of the year, of the filters, of the past state of the data or of what stands
    out wins, each on its own (a link); what it does not say follows from the page before.
    """
    if kept is None or kept.page == arrived.page:
        return arrived
    year = arrived.year if arrived.year is not None else kept.year
    filters = kept.filters if arrived.filters.is_empty else arrived.filters
    own = arrived.own
    if kept.choice and not arrived.value(CHOICE):
        own = (*own, (CHOICE, kept.choice))
    if arrived.page == _SCENARIO_PAGE and not scenario_of(arrived):
        own = (*own, *kept.scenario)
    # whoever changes the data sees them as they are now
    as_of = "" if arrived.page == KEEPING.address else arrived.as_of or kept.as_of
    return replace(arrived, year=year, filters=filters, own=own, as_of=as_of)


def keep_scenario(address: Address) -> None:
    """Make `address` that of the carbon page, whose hypotheses wait for who leaves it: its panel reruns alone, without
    `settle`."""
    write(address.query())
    st.session_state[_LEFT] = address
    kept = st.session_state.get(_KEPT)
    if kept is not None:
        st.session_state[_KEPT] = replace(kept, scenario=scenario_of(address))


def scenario_of(address: Address) -> tuple[tuple[str, str], ...]:
    """The parameters that write the hypotheses of the carbon page, in their order."""
    return tuple((name, value) for name, value in address.own if name.startswith(SCENARIO))


def settle(page: str) -> None:
    """Before the page `page` runs: complete its address with what follows the reader, and remember it. A page that the
    back button brings is shown as it was."""
    st.session_state[_PAGE] = page
    wrote = st.session_state.get(_WROTE)
    if wrote is not None and _items() == wrote.before:  # the reader went back to it
        del st.session_state[_WROTE]
    arrived = asked()
    shown = arrived if _comes_back() else resolve(arrived, st.session_state.get(_KEPT))
    if shown != arrived:
        write(shown.query())
    kept = st.session_state.get(_KEPT)
    scenario = kept.scenario if kept is not None and page != _SCENARIO_PAGE else scenario_of(shown)
    st.session_state[_KEPT] = Kept(page, shown.year, shown.filters, shown.value(CHOICE), scenario, shown.as_of)
    if page not in _NOT_LEFT:
        st.session_state[_LEFT] = shown


def _comes_back() -> bool:
    """Whether the back or forward button of the browser brings the page of this run."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def came_from() -> Address:
    """The page that the presentation covers, as it was last seen; the overview for who opened a presentation first."""
    left: Address = st.session_state.get(_LEFT, Address())
    return left


def forget() -> None:
    """Let nothing follow to the next page: it is about to be shown exactly as its address says."""
    st.session_state.pop(_KEPT, None)


def asked() -> Address:
    """The address of this run."""
    return Address.read(st.session_state.get(_PAGE, ""), _items())


def own_value(name: str) -> str:
    """What the address of this run says of one of the page's own parameters; "" for nothing."""
    return asked().value(name)


def _items() -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name in st.query_params for value in st.query_params.get_all(name))


def write(items: Iterable[tuple[str, str]]) -> None:
    """Make `items` the parameters of the address, in their order."""
    before = _items()
    st.query_params.from_dict(parameters(items))
    st.session_state[_WROTE] = Wrote(before, _items(), time.monotonic())


def catch_up() -> None:
    """In the callback of what the browser tells by itself (the room of a drawing): keep the address that a click has
    just written.

    Such a word may have left the browser before it heard of that address; its run would bring back the one before, and
    the click would be lost.
    """
    wrote = st.session_state.get(_WROTE)
    if wrote is not None and _items() == wrote.before and time.monotonic() - wrote.at < _BEHIND_S:
        st.query_params.from_dict(parameters(wrote.after))


def parameters(items: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """`items` as st.query_params and st.switch_page take them: the values of each name, in order."""
    found: dict[str, list[str]] = {}
    for name, value in items:
        found.setdefault(name, []).append(value)
    return found


def keep_filters(filters: Filters, *, year: Literal["toutes"] | None = None) -> None:
    """Show the page under `filters` instead, and under `year` when one is given."""
    address = asked()
    write(replace(address, filters=filters, year=address.year if year is None else year).query())


def keep_year(year: int | Literal["toutes"] | None) -> None:
    """Show the page of `year`; of its own choice for None."""
    write(replace(asked(), year=year).query())


def clear_filters() -> None:
    """Show the page whole."""
    keep_filters(NOTHING)
