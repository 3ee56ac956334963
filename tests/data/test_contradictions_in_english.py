"""Contradictions are told in English on English pages: both passages of each, and their places where they can be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bri_data.present.locators import locator
from bri_data.present.words import texts

Rows = Callable[[str], list[dict[str, str]]]


def test_both_passages_of_every_contradiction_are_translated(rows: Rows) -> None:
    found = rows("discrepancies")
    assert len(found) >= 49
    for row in found:
        for which in ("statement_1", "statement_2"):
            assert row[f"{which}_en"], row["discrepancy_id"]
            assert row[f"{which}_en"] != row[which], row["discrepancy_id"]


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        ("page entière", "page entière", "whole page"),
        ("2019, CO2 seul", "2019, CO2 seul", "2019, CO2 alone"),  # an edition
        ("§ Québec APPREND", "§ Québec APPREND", "§ Québec APPREND"),
    ],
)
def test_a_place_keeps_its_name_and_a_description_is_translated(written: str, french: str, english: str) -> None:
    assert locator(written, texts("fr")) == french
    assert locator(written, texts("en")) == english
