"""Agreements and networks, run by Streamlit's own test runner."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]


def test_the_page_draws_each_tie_and_names_its_marks(open_app: Open, markup_of: Markup) -> None:
    at = open_app("ententes")
    assert "liens sur 17 sont sans contact recensé" in at.title[0].value
    markup = markup_of(at).replace("\u00a0", " ")
    assert markup.count('<li class="bri-relation">') == 17 + 8
    assert 'data-id="ville:paris"' in markup
    assert "Mission : AIVP, New York, du 18 au 21 novembre 2025" in markup
    table = markup[markup.index('id="ententes-lignes"') :]
    assert table.count("<tr>") == 1 + 18


def test_a_filter_keeps_its_ties_and_english_says_the_same(open_app: Open, markup_of: Markup) -> None:
    at = open_app("ententes", lang="en", **{"f.ville": "paris"})
    markup = markup_of(at)
    assert markup.count('<li class="bri-relation">') < 17
    assert "ends 2026" in markup
    assert "Namur" not in markup
