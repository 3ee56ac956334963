"""What the poster of expenses draws: lengths in proportion to dollars, a square a mission, and what each fill means."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from bri_data.present.figures.expenses.board import scale_of
from bri_data.present.posters.expenses import bars_block, wholes_block, years_block
from bri_data.present.theme import var
from tests.unit.test_expenses_values import FR, amount, mission, spent, values

RECT = re.compile(r'<rect width="([\d.]+)" (?:height="30"|y="8" height="14") fill="([^"]+)"')


def test_lengths_are_in_proportion_to_dollars_and_the_unknown_is_hatched() -> None:
    found = spent(
        [mission("a"), mission("b")],
        [amount("p", 30.0, "a"), amount("c", 60.0, "a", nature="plafond"), amount("d", 45.0, "b", nature="plafond")],
    )
    a, b = found["a"], found["b"]
    planned, actual = RECT.findall(bars_block((a,), FR).svg)[:2]
    assert (planned[1], actual[1]) == (var("home"), var("accent"))
    # 560 units hold the scale of the bars
    scale = scale_of((a,))
    assert [float(planned[0]), float(actual[0])] == pytest.approx([560 * 60 / scale, 560 * 30 / scale], abs=0.1)
    ceiling, unknown = RECT.findall(bars_block((b,), FR).svg)[:2]
    assert ceiling[1] == var("home")
    assert unknown == ("70.0", "url(#bri-silent-year)")  # a length that says nothing


def test_a_mission_is_a_square_and_its_fill_says_how_its_cost_is_known() -> None:
    missions = [mission("a"), mission("b"), mission("c"), mission("d"), mission("e", paid_by="tiers")]
    amounts = [amount("own", 30.0, "a"), amount("both", 90.0, "b", "c", category="total")]
    found = spent(missions, amounts)
    assert [found[code].cost for code in "abcde"] == ["own", "shared", "shared", "none", "third"]
    drawn = re.findall(r'height="18" fill="([^"]+)" stroke="([^"]+)"', years_block(tuple(found.values()), FR).svg)
    accent, home, paper = var("accent"), var("home"), var("bg")
    own, shared, third, none = (accent, accent), (home, accent), (paper, var("ink2")), (paper, var("ink3"))
    squares, keys = drawn[:5], drawn[5:]
    assert sorted(squares) == sorted([own, shared, shared, third, none])
    assert sorted(keys) == sorted({own, shared, third, none})


def test_a_total_names_its_parts_and_what_is_left_of_it() -> None:
    rows = [amount("all", 100.0, "a", "b"), amount("part", 40.0, "a", included_in="all")]
    (whole,) = values.wholes(pd.DataFrame(rows))
    said = re.sub(r"<[^>]+>", "|", wholes_block((whole,), FR).svg).replace("\u00a0", " ")
    assert [cell in said for cell in ("|A||40 $|", "|B||60 $ ensemble, calculé|")] == [True, True]
