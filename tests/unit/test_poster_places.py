"""Where posters place what they draw: under its month, under its column, at its year, as long as its number."""

from __future__ import annotations

import itertools
import re

import pytest

from bri_data.present.carbon import worked_out
from bri_data.present.figures.council.relation_axis import WIDTH, scale_of
from bri_data.present.overview import RibbonItem, RibbonMonth
from bri_data.present.posters.carbon import ranges_block
from bri_data.present.posters.crossings import crossing_block
from bri_data.present.posters.overview import months_block
from bri_data.present.posters.paper import INNER
from bri_data.present.posters.relations import relation_blocks
from bri_data.present.relations import Found
from tests.unit.test_carbon_values import BOSTON, FR, PARIS, journeys
from tests.unit.test_crossings_values import crossed
from tests.unit.test_relations_values import agreement, contact, told


def test_a_mark_of_the_crossing_stands_under_the_name_of_its_column() -> None:
    found = crossed(2025)
    drawn = crossing_block(found, FR).svg
    heads = [float(x) - 5 for x in re.findall(r"translate\(([\d.]+) [\d.]+\) rotate\(-90\)", drawn)]
    assert len(heads) == len(found.columns) > 2
    marks = re.findall(r'<rect x="([\d.]+)" y="[-\d.]+" width="20"|<circle cx="([\d.]+)" cy', drawn)
    centres = [float(box) + 10 if box else float(dot) for box, dot in marks]
    cells = sum(len(one.cells) for one in found.lines)
    assert centres[:cells] == pytest.approx(heads * len(found.lines), abs=0.15)


def test_the_band_of_a_journey_goes_from_its_lowest_to_its_highest_estimate() -> None:
    pairs = worked_out(journeys(PARIS, BOSTON))
    drawn = ranges_block(pairs, FR).svg
    bands = re.findall(r'<rect x="([\d.]+)" y="12" width="([\d.]+)"', drawn)
    kept = re.findall(r'<rect x="([\d.]+)" y="8" width="5"', drawn)
    top, plot = max(one.per_traveller.high for _, one in pairs), INNER - 850.0
    for (x, width), mark, (_, estimate) in zip(bands, kept, pairs, strict=True):
        kg = estimate.per_traveller
        found = (float(x) - 420, float(x) - 420 + float(width), float(mark) - 420 + 2.5)
        assert found == pytest.approx([one / top * plot for one in (kg.low, kg.high, kg.central)], abs=0.15)


def test_what_happened_stands_over_its_month() -> None:
    item = RibbonItem("mission", "dated", True, "Namur", 0)
    months = [RibbonMonth(month, (item,) if month in {1, 12} else (), 0) for month in range(1, 13)]
    drawn = months_block(months, (), 2025, FR).svg
    rules = [float(x) for x in re.findall(r'<path d="M([\d.]+) [\d.]+h', drawn)]
    steps = [after - before for before, after in itertools.pairwise(rules)]
    assert rules[0] == 0 and steps == pytest.approx([steps[0]] * 11, abs=0.11)
    names = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*>Namur', drawn)]
    assert names == pytest.approx([rules[0] + 24, rules[11] + 24], abs=0.1)


def test_the_years_stand_over_the_line_of_a_tie_where_its_days_are_drawn() -> None:
    found: Found = told(
        [agreement("a", "namur", signed="1999-10-28")], [contact("m", "mission", "2025-07-01", "namur")]
    )
    scale = scale_of(found)
    drawn = "".join(block.svg for block in relation_blocks(found, FR))
    at = {name: float(x) for x, name in re.findall(r'<text x="([\d.]+)"[^>]*>(20\d\d)<', drawn)}
    (left, ratio) = re.search(r'translate\(([\d.]+)[ ,][\d.]+\)"><g transform="scale\(([\d.]+)\)', drawn).groups()  # type: ignore[union-attr]
    mission = scale.x(found.active[0].contacts[0]["first_day"])
    assert at["2025"] == pytest.approx(float(left) + mission * float(ratio), abs=1.5)
    assert 0 < mission < WIDTH
