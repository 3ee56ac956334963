"""The codec of saved views: what is written is read back, what makes no sense is left out and said."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bri_data.address import LONGEST_PART, MOST_PARTS, Address
from bri_data.pages import VIEWS as PAGES
from bri_data.views import LONGEST_VIEW, MOST_VIEWS, View, read_views
from pages.shared.widgets.tools import script

# any text a browser can write in an address: no lone surrogates
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
VIEWS = st.builds(View, st.sampled_from(PAGES), TEXTS.filter(lambda text: text[:1] != "?"), TEXTS, TEXTS)


@given(st.lists(VIEWS, max_size=6))
def test_what_is_written_is_read_back_in_order(views: list[View]) -> None:
    assert read_views([view.written() for view in views]) == (tuple(views), ())


@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text_is_read_or_left_out_without_an_error(values: list[str]) -> None:
    views, ignored = read_views(values)
    assert len(views) + len(ignored) == len(values)
    assert read_views([view.written() for view in views]) == (views, ())


def test_a_view_is_read_as_a_browser_writes_it() -> None:
    # new URLSearchParams({p, q, t, n}).toString(): spaces as +, the rest in UTF-8
    value = "p=carte&q=annee%3D2025%26ville%3Dnamur&t=Namur+re%C3%A7ue&n=Dire+%C2%AB+bonjour+%C2%BB"
    view = View("carte", "annee=2025&ville=namur", "Namur reçue", "Dire « bonjour »")
    assert read_views([value]) == ((view,), ())
    assert read_views([View("", "?annee=2024").written()])[0] == (View("", "annee=2024"),)


@pytest.mark.parametrize(
    "value", ["", "carte", "p=inconnue", "p=../secret", "q=annee%3D2025", "p=carte&" * 20, "é" * 9000]
)
def test_what_names_no_page_is_left_out_and_said(value: str) -> None:
    assert read_views([View("carte").written(), value]) == ((View("carte"),), (value,))


def test_a_deck_has_an_end() -> None:
    views, ignored = read_views(["p=carte"] * (MOST_VIEWS + 2))
    assert (len(views), ignored) == (MOST_VIEWS, ("p=carte", "p=carte"))


def test_the_written_value_can_stand_in_a_link() -> None:
    assert quote(View("carte", "f.ville=namur").written()) == "p%3Dcarte%26q%3Df.ville%253Dnamur%26t%3D%26n%3D"


def test_the_browser_keeps_as_many_views_as_a_link_may_write() -> None:
    made = script("fr")
    assert f"const MOST_VIEWS = {MOST_VIEWS};" in made
    assert f"const LONGEST_WRITTEN = {LONGEST_VIEW};" in made


def test_an_address_is_read_as_far_as_the_dashboard_writes_any() -> None:
    views = [("vue", "p=carte")] * MOST_VIEWS
    many = Address.read("presenter", [*views, *((f"autre{n}", "1") for n in range(50_000))])
    assert len(many.own) == MOST_PARTS
    assert many.own[:MOST_VIEWS] == tuple(views)
    assert many.ignored == (f"autre{MOST_PARTS - MOST_VIEWS}=1",)
    long = Address.read("carte", [("ville", "x" * (LONGEST_PART + 1)), ("annee", "2024")])
    assert (long.own, long.year, long.ignored) == ((), 2024, (f"ville={'x' * 60}",))
