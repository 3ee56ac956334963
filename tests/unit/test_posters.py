"""The sheet that pictures are drawn on: text that fits, symbols that wrap, names that stay text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from types import SimpleNamespace

import pandas as pd
import pytest

from bri_data.carbon.estimate import Range
from bri_data.documents.year_bars import bars_of_years
from bri_data.present.figures.common import Run
from bri_data.present.figures.symbols import bar_part, symbol
from bri_data.present.geo.text_width import text_width
from bri_data.present.posters.carbon import ranges_block
from bri_data.present.posters.paper import (
    INNER,
    Block,
    Words,
    counted_symbols,
    fitted,
    legend,
    mixed_line,
    not_drawn,
    paragraph,
    sheet,
    symbols,
    tspan,
    wrapped,
)
from bri_data.present.posters.timeline import year_block
from bri_data.present.timeline import Lane, Month
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


def test_a_column_of_a_full_lane_is_as_high_as_the_number_over_it() -> None:
    months = tuple(Month(number, n, (), n) for number, n in ((1, 20), (2, 10), (6, 5)))
    drawn = year_block([Lane("mission", "Missions", (), (), months, (), 0)], 2025, texts("fr")).svg
    columns = re.findall(r'height="([\d.]+)" fill="var\(--b-mission\)"/><text[^>]*>(\d+)<', drawn)
    assert [int(number) for _, number in columns] == [20, 10, 5]
    assert [float(height) / float(columns[0][0]) for height, _ in columns] == [1, 0.5, 0.25]


def test_each_state_of_a_legend_stands_beside_its_own_symbol() -> None:
    words = texts("fr")
    drawn = legend((), ("dated", "named", "declared"), words).svg
    size = next(size / 10 for size in range(100, 400) if symbol("mission", "dated", 0, 0, size / 10) in drawn)
    for state, other in (("dated", "named"), ("named", "declared"), ("declared", "")):
        mark, name = symbol("mission", state, 0, 0, size), words(f"common.state.{state}")
        assert drawn.index(mark) < drawn.index(f">{name}<")
        if other:
            assert drawn.index(f">{name}<") < drawn.index(symbol("mission", other, 0, 0, size))


def test_a_bar_is_painted_part_by_part_in_the_order_of_its_runs() -> None:
    runs = (Run("mission", "dated", 30), Run("mission", "named", 10))
    drawn = counted_symbols(runs, 402, 20, texts("fr")).svg
    for run, (x, width) in zip(runs, ((0, 301.5), (301.5, 100.5)), strict=True):
        assert bar_part(run.kind, run.state, x=x + 1, y=2, width=width - 2, height=6) in drawn


def test_the_kept_value_of_a_range_stands_where_its_number_is() -> None:
    estimate = SimpleNamespace(per_traveller=Range(100, 200, 400), direct_km=1000)
    drawn = ranges_block([(SimpleNamespace(name="Essai"), estimate)], texts("fr")).svg  # type: ignore[list-item]
    (left, width), (mark, thick) = re.findall(r'<rect x="([\d.]+)" y="\d+" width="([\d.]+)"', drawn)
    kept = float(mark) + float(thick) / 2 - float(left)
    assert kept / float(width) == pytest.approx((200 - 100) / (400 - 100), abs=0.001)


def test_a_bar_of_a_year_counts_what_its_rows_stand_for() -> None:
    rows = [(2024, "mission", "dated", 3), (2024, "accueil", "named", 2), (2025, "mission", "announced", 4)]
    found = bars_of_years(pd.DataFrame(rows, columns=["year", "kind", "state", "n"]), texts("fr"))
    assert [series.code for series in found.series] == ["accueil", "mission"]
    assert [(bar.label, bar.values) for bar in found.bars] == [("2025", (0.0, 4.0)), ("2024", (2.0, 3.0))]
