"""Crossings, run by Streamlit's own test runner."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]


def test_the_pair_and_the_year_come_from_the_address(open_app: Open, markup_of: Markup) -> None:
    at = open_app("croisements", annee="2025")
    assert at.title[0].value.endswith("paires d’un partenaire et d’un thème ne sont pas réunies en 2025")
    markup = markup_of(at)
    assert 'data-id="partenaire:aivp"' in markup
    assert "bri-cross-unknown" in markup
    services = open_app("croisements", annee="2025", paire="services-themes", lang="en")
    assert "pairs of a department and a theme" in services.title[0].value
    assert "f.service=bri" in markup_of(services)
    assert "paire=rien" in markup_of(open_app("croisements", paire="rien"))
