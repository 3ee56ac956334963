"""Who wins: the address we did not write, or what followed the reader from the page before."""

from __future__ import annotations

from bri_data.address import Address
from bri_data.filters import NOTHING, Filters
from pages.shared.reader.reader import Kept, resolve

CULTURE, NAMUR = Filters(themes=("culture",)), Filters(cities=("namur",))


def test_a_first_page_is_what_its_address_says() -> None:
    arrived = Address("carte", "en", 2024, CULTURE, (("ville", "namur"),))
    assert resolve(arrived, None) == arrived


def test_year_and_filters_follow_to_another_page() -> None:
    shown = resolve(Address("themes"), Kept("carte", 2024, CULTURE))
    assert (shown.page, shown.year, shown.filters) == ("themes", 2024, CULTURE)


def test_a_link_wins_over_what_follows() -> None:
    shown = resolve(Address("themes", year=2025, filters=NAMUR), Kept("carte", 2024, CULTURE))
    assert (shown.year, shown.filters) == (2025, NAMUR)


def test_what_a_link_does_not_say_follows() -> None:
    link = Address("fiches", own=(("ville", "namur"),))
    shown = resolve(link, Kept("carte", "toutes", CULTURE))
    assert (shown.year, shown.filters, shown.own) == ("toutes", CULTURE, (("ville", "namur"),))


def test_on_the_same_page_an_empty_address_means_nothing_is_filtered() -> None:
    shown = resolve(Address("themes"), Kept("themes", 2024, CULTURE))
    assert (shown.year, shown.filters) == (None, NOTHING)
