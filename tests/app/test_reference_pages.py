"""Pages of reference: reached from the foot of every page and from the search, in both languages."""

from __future__ import annotations

import csv
import html
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bri_data.pages import REFERENCE
from bri_data.present.words import LOCALES, texts

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize("lang", LOCALES)
def test_the_foot_leads_to_each_page_of_reference(
    open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str], lang: str
) -> None:
    for page in REFERENCE:
        at = open_app(page.script.removesuffix(".py"), lang=lang)
        drawn = markup_of(at)
        kept = "" if lang == "fr" else "?lang=en"
        for one in REFERENCE:
            here = ' aria-current="page"' if one is page else ""
            name = texts(lang)(one.name)  # type: ignore[arg-type]
            assert f'<a href="./{one.address}{kept}" target="_self"{here}>{name}</a>' in drawn


def test_the_page_of_open_data_says_that_no_licence_is_known(
    open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    drawn = markup_of(open_app("ouvertes"))
    assert texts("fr")("open_data.no_licence") in drawn
    assert 'href="./bri/ouvertes/donnees-ouvertes.zip"' in drawn
    assert 'href="./bri/ouvertes/csv/activites.csv"' in drawn
    assert 'href="./ouvertes"' in markup_of(open_app("donnees"))


def test_the_method_is_told_from_where_it_stands(
    open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    words = texts("en")
    drawn = html.unescape(markup_of(open_app("methode", lang="en")))
    for key in ("report.definition.declared", "report.definition.announced", "export.word.estimated.meaning"):
        assert words(key) in drawn
    assert words("export.column.counted_in.meaning") in drawn
    assert words("carbon.method.distance") in drawn
    with (DATA / "regles.csv").open(encoding="utf-8", newline="") as lines:
        rules = list(csv.DictReader(lines))
    assert drawn.count("<tr>") >= len(rules)
    for rule in rules:
        assert rule["reperes"].split(";")[0] in drawn
    assert '<div lang="fr"><ul><li>' in drawn  # the journal of versions is in French
    assert "Données ouvertes :" in drawn
    assert words.count("method.changes", 0) in drawn
