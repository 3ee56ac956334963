"""Expenses, run by Streamlit's own test runner."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]
ONE = "Une seule mission sur 18 permet de comparer le prévu et le réel"


def test_the_page_shows_amounts_steps_and_rows(open_app: Open, markup_of: Markup) -> None:
    at = open_app("depenses")
    assert at.title[0].value == ONE
    markup = markup_of(at).replace("\u00a0", " ")
    assert (
        "3 missions sur 18 ont un coût publié, dont 2 seulement dans un total commun; deux ont été payées par un tiers."
        in markup
    )
    assert "29 349 $ pour deux missions ensemble" in markup
    assert 'data-id="activite:2023-mission-nordique"' in markup
    assert markup.count('data-step="Rapport"') == 18
    table = markup[markup.index('id="depenses-lignes"') :]
    assert table.count("<tr>") == 1 + 9
    assert "compris dans 42 328 $" in table
    assert "bri-is-late" not in markup  # nothing proves any delay


def test_filters_keep_their_missions_and_a_filter_that_keeps_none_says_so(open_app: Open, markup_of: Markup) -> None:
    at = open_app("depenses", **{"f.ville": "vancouver"})
    assert at.title[0].value != ONE
    assert markup_of(at).count('data-step="Rapport"') == 1
    none = open_app("depenses", **{"f.genre": "accueil", "f.ville": "vancouver"})
    assert not none.exception
    assert "data-step" not in markup_of(none)


def test_it_reads_in_english(open_app: Open, markup_of: Markup) -> None:
    at = open_app("depenses", lang="en")
    assert at.title[0].value == "Only one mission of 18 lets planned and actual be compared"
    assert "by category: $10,700" in markup_of(at)


def test_a_series_is_asked_by_the_address_and_one_that_is_none_is_said(open_app: Open, markup_of: Markup) -> None:
    heads = open_app("depenses", serie="postes")
    assert heads.segmented_control[0].value == "postes"
    table = markup_of(heads).replace("\u00a0", " ")
    table = table[table.index("bri-on-paper") : table.index("bri-complete")]
    assert table.count("<tr>") == 1 + 4  # the total of 10 700 $ and its three heads
    assert "Total publié, 10 700 $" in table
    assert table.count('<i class="bri-actual" style="width:55.14%">') == 1  # transport, drawn for paper
    assert "bri-on-paper" not in markup_of(open_app("depenses"))  # the page's own bars say it
    wrong = open_app("depenses", serie="rien")
    assert "serie=rien" in markup_of(wrong)
    assert wrong.segmented_control[0].value == "annees"
    daily = open_app("depenses", serie="jours", lang="en")
    assert "Known for 3 missions of 18." in markup_of(daily)


def test_the_forms_compared_are_kept_in_the_address(open_app: Open) -> None:
    at = open_app("depenses", serie="missions")
    whole = list(at.pills[0].value)
    assert len(whole) > 1
    at.pills[0].set_value(whole[:1]).run()
    assert at.query_params["forme"] == whole[0]
    # a link, or a reload, opens the same; another series has forms of its own
    again = open_app("depenses", serie="missions", forme=whole[0])
    assert list(again.pills[0].value) == whole[:1]
    again.pills[0].set_value(whole).run()
    assert "forme" not in again.query_params
