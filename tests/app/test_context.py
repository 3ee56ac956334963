"""Language and address: what the reader gets, and what the address keeps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ({}, '<a class="bri-language" href="?lang=en" lang="en" hreflang="en"'),
        ({"lang": "xx"}, '<a class="bri-language" href="?lang=en" lang="en" hreflang="en"'),
        ({"lang": "en"}, '<a class="bri-language" href="?" lang="fr" hreflang="fr"'),
        ({"annee": "2024"}, 'href="?annee=2024&amp;lang=en"'),
        ({"lang": "en", "annee": "2024"}, 'href="?annee=2024"'),
    ],
)
def test_language_link_keeps_the_address(
    open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str], address: dict[str, str], link: str
) -> None:
    assert link in markup_of(open_app(**address))


def test_language_stays_in_session_and_address(open_app: Callable[..., AppTest]) -> None:
    at = open_app(lang="en")
    assert at.query_params.get("lang") in ("en", ["en"])
    del at.query_params["lang"]  # as a page change does
    at.run()
    assert at.query_params.get("lang") in ("en", ["en"])


def test_french_leaves_nothing_in_the_address(open_app: Callable[..., AppTest]) -> None:
    assert "lang" not in open_app(lang="fr").query_params
