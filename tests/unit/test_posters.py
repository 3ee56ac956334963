"""The sheet that pictures are drawn on: text that fits, symbols that wrap, names that stay text."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from bri_data.present.figures.common import Run
from bri_data.present.geo.text_width import text_width
from bri_data.present.posters.paper import (
    INNER,
    Block,
    Words,
    counted_symbols,
    fitted,
    mixed_line,
    not_drawn,
    paragraph,
    sheet,
    symbols,
    tspan,
    wrapped,
)
from bri_data.present.words import texts

NASTY = "<script>alert('a')</script> & \"b\""


def test_text_wraps_within_its_width() -> None:
    text = "Une barre pleine couvre les jours connus, ou le mois entier quand le jour manque"
    lines = wrapped(text, 20, 300)
    assert " ".join(lines) == text
    assert len(lines) > 2
    assert all(text_width(line, 20) <= 300 for line in lines)


def test_text_that_does_not_fit_is_cut_and_says_so() -> None:
    assert fitted("Namur", 20, 300) == "Namur"
    cut = fitted("Alliance des villes des Grands Lacs", 20, 120)
    assert cut.endswith("…")
    assert text_width(cut, 20) <= 120


@pytest.mark.parametrize("n", [1, 19, 60])
def test_one_symbol_an_activity_on_as_many_lines_as_needed(n: int) -> None:
    block = symbols([Run("mission", "dated", n)], 240)
    assert block.svg.count("<path") == n
    # ten symbols of 24 fit in 240
    assert block.height == 24 * -(-n // 10)


def test_too_many_symbols_become_a_bar() -> None:
    block = symbols([Run("mission", "dated", 90), Run("mission", "named", 30)], 602)
    assert block.svg.count("<rect") == 2
    assert symbols([], 240) == Block("", 0)


def test_a_cell_too_full_says_its_number() -> None:
    few = counted_symbols([Run("mission", "dated", 5)], 200, 5, texts("fr"))
    many = counted_symbols([Run("mission", "dated", 1200), Run("accueil", "named", 34)], 200, 5, texts("fr"))
    assert few.svg.count("<path") == 5
    assert "1\u00a0234" in many.svg
    assert many.svg.count("<rect") == 2


def test_a_sheet_is_as_high_as_its_blocks_and_escapes_its_text() -> None:
    drawn = sheet(Words(NASTY, NASTY, (NASTY,)), [Block("", 500), paragraph(NASTY, 20, INNER)], texts("en"))
    root = ET.fromstring(drawn)  # noqa: S314 - our own file
    assert int(root.get("height", "0")) > 600
    assert not root.findall(".//{*}script")
    assert root.findtext("{*}title") == NASTY
    assert root.get("lang") == "en"


def test_a_line_of_several_colours_keeps_its_blanks() -> None:
    line = ET.fromstring(mixed_line([tspan("Namur", weight=600), tspan(" AIVP", hue="ink2"), tspan("")], 0, 0, 16))  # noqa: S314
    assert "".join(line.itertext()) == "Namur AIVP"


def test_what_is_not_drawn_is_said() -> None:
    assert "3 more rows" in not_drawn(3, texts("en")).svg
    assert not_drawn(0, texts("en")) == Block("", 0)
