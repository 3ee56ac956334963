"""Acronyms give their meaning on the pages where they stand, in both languages, and mean what the data say."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from bri_data.present.figures.acronyms import acronyms, explained
from bri_data.present.words import texts

DATA = Path(__file__).parents[2] / "data"
FR, EN = texts("fr"), texts("en")


def meanings(markup: str) -> dict[str, str]:
    return dict(re.findall(r'data-said="([^"]*)">([^<]*)<', markup))


def partners() -> list[dict[str, str]]:
    with (DATA / "partenaires.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["sigle"]]


@pytest.mark.parametrize("row", partners(), ids=lambda row: row["sigle"])
def test_the_acronym_of_every_organisation_is_in_the_table_and_means_its_name(row: dict[str, str]) -> None:
    for words, acronym, name in (
        (FR, row["sigle"], row["nom"]),
        (EN, row["sigle_en"] or row["sigle"], row["nom_en"] or row["nom"]),
    ):
        drawn = acronyms(f"<p>{acronym}</p>", words)
        assert f">{acronym}<" in drawn
        assert name.split(" (")[0].replace("&", "&amp;") in drawn


def test_only_what_a_reader_sees_as_a_word_is_explained() -> None:
    drawn = acronyms('<p title="AIVP">Le BRI, l’UNESCO et 3 t de CO₂e; ONU-Habitat; AIMFX</p>', FR)
    found = list(meanings(drawn).values())
    assert found == ["BRI", "CO₂e", "ONU-Habitat", "UNESCO"]
    assert acronyms("<p>Rien</p>", FR) == ""


def test_an_acronym_takes_the_focus_and_its_meaning_is_read() -> None:
    drawn = acronyms("<p>OWHC</p>", EN)
    assert 'tabindex="0" data-said="Organization of World Heritage Cities">OWHC<span class="bri-hidden">' in drawn


def test_the_line_follows_the_source_line() -> None:
    page = '<div><p class="bri-source">Source: X.</p><details>AIVP</details></div>'
    drawn = explained(page, EN)
    assert re.search(r'Source: X\.</p><p class="bri-acronyms">.*AIVP.*</p><details>', drawn)
    assert explained("<p>nothing</p>", EN) == "<p>nothing</p>"
    assert explained("<p></p>", EN, also="<p>AIVP</p>").startswith('<p></p><p class="bri-acronyms">')
