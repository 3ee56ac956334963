"""The chart of all years as values and as a figure: what stands where, what is left out, what a selection means."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from bri_data.present.figures.timeline.plot import timeline_config, timeline_figure
from bri_data.present.timeline_plot import (
    Chart,
    Period,
    alternative,
    brushed,
    chart_of,
    lead,
    months_of,
    read_period,
    read_window,
)
from bri_data.present.words import texts

FR, EN = texts("fr"), texts("en")


def record(number: int, year: int, month: int | None, kind: str = "mission", state: str = "dated") -> dict[str, Any]:
    start = f"{year}-{month:02}" if month else str(year)
    agreement = kind == "entente"
    return {
        "record_id": f"r{number}", "record_table": "agreements" if agreement else "activities", "kind": kind,
        "state": state, "year": year, "month": month, "day": None, "title": f"Titre {number} <b>", "title_en": None,
        "start": start, "end": None,
    }  # fmt: skip


# two missions and an agreement in March 2025, one announced in June, two known by their year, an agreement of 1956
ROWS = [
    record(1, 1956, None, "entente", "named"),
    record(2, 2025, 3),
    record(3, 2025, 3),
    record(4, 2025, 3, "entente"),
    record(5, 2025, 6, state="announced"),
    record(6, 2025, None, "accueil", "named"),
    record(7, 2025, None, "accueil", "named"),
]


def counted(rows: list[dict[str, Any]], by: int = 1) -> pd.DataFrame:
    """What queries.timeline.every_month gives of these rows, each `by` times."""
    frame = pd.DataFrame(rows)
    grouped = frame.groupby(["year", "month", "kind", "state"], dropna=False, sort=False).size().mul(by)
    return grouped.reset_index(name="n").sort_values(["year", "month"], ascending=False)


def chart(rows: list[dict[str, Any]]) -> Chart:
    found = chart_of(counted(rows), pd.DataFrame(rows), FR)
    assert found is not None
    return found


def test_records_stand_in_their_month_and_those_without_one_apart() -> None:
    drawn = chart(ROWS)
    assert drawn.level == "month"
    assert [(block.first, block.last, block.data_id) for block in drawn.blocks] == [
        (date(2025, 3, 1), date(2025, 3, 31), "activite:r2"),
        (date(2025, 3, 1), date(2025, 3, 31), "activite:r3"),
        (date(2025, 3, 1), date(2025, 3, 31), "entente:r4"),
        (date(2025, 6, 1), date(2025, 6, 30), "activite:r5"),
    ]
    assert [(one.year, one.n) for one in drawn.undated] == [(1956, 1), (2025, 2)]
    assert (drawn.shown, drawn.before, drawn.highest) == ((2025, 2025), 1, 3)
    assert "1 activité ou entente d’avant 2025" in lead(drawn, FR)
    assert "6 en 2025" in alternative(drawn, FR)
    assert "3 n’ont que leur année" in alternative(drawn, FR)


def test_the_figure_stacks_each_record_once_and_draws_the_unknown_paler_than_the_known() -> None:
    figure = timeline_figure(chart(ROWS), Period("2025-03", "2025-06"), "light", FR)
    stacked = sorted((foot, bar.name) for bar in figure.data if bar.base is not None for foot in bar.base)
    assert stacked == [(0, "Mission"), (0, "Mission annoncée"), (1, "Mission"), (2, "Entente")]
    undated = figure.data[-1]
    assert list(undated.text) == ["1", "2"]
    assert undated.marker.pattern.fgcolor == "#D5DDE5"  # the colour of rules, not of a kind
    assert (figure.layout.shapes[0].x0, figure.layout.shapes[0].x1) == ("2025-03-01", "2025-07-01")
    assert "<b>" not in figure.to_json()


def test_a_century_stands_by_year_and_three_months_by_day() -> None:
    century = chart([record(year, year, None if year % 2 else 5) for year in range(1900, 2000)])
    assert century.level == "year"
    assert (len(century.blocks), century.undated, century.shown) == (100, (), (1900, 1999))
    days = [record(1, 2025, 3) | {"day": 19, "start": "2025-03-19"}, record(2, 2025, 4)]
    by_day = chart(days)
    assert by_day.level == "day"
    assert [(block.first.day, block.last.day) for block in by_day.blocks] == [(19, 19), (1, 30)]
    # « 5 août », « Aug 5 »: Plotly's own order of a day is the English one in every language
    said = [timeline_figure(by_day, None, "light", words).layout.xaxis.tickformatstops[-1].value for words in (FR, EN)]
    assert said == ["%-d %b\n%Y", "%b %-d\n%Y"]


def test_beyond_what_can_be_told_apart_a_block_counts_several_records() -> None:
    drawn = chart_of(counted(ROWS, by=1_000), pd.DataFrame(ROWS), FR)
    assert drawn is not None
    assert [block.n for block in drawn.blocks] == [1_000 * n for n in (2, 1, 1)]
    assert drawn.blocks[0].said == "Mars 2025\u00a0: 2\u00a0000 missions"
    assert not any(block.data_id for block in drawn.blocks)


def test_nothing_with_a_year_is_no_chart() -> None:
    nothing = pd.DataFrame([{"year": 2025, "month": None, "kind": None, "state": None, "n": 0}])
    assert chart_of(nothing, pd.DataFrame(), FR) is None


@pytest.mark.parametrize("wrong", ["", "2025", "2025-13_2026-01", "2025-06_2025-03", "2025-03_2025-06x"])
def test_what_is_no_period_is_none(wrong: str) -> None:
    assert read_period(wrong) is None


def test_a_selection_is_whole_months_whichever_way_it_was_drawn() -> None:
    period = brushed(["2025-05-12 07:31", "2024-08-30"])
    assert period == Period("2024-08", "2025-05")
    assert period.written == "2024-08_2025-05"
    assert period.days == (date(2024, 8, 1), date(2025, 5, 31))
    assert period.said(FR) == "Août 2024 à mai 2025"
    assert Period("2024-12", "2024-12").days == (date(2024, 12, 1), date(2024, 12, 31))
    assert brushed([3.5, "x"]) is None


def test_a_part_of_the_chart_is_read_as_plotly_tells_it_and_nothing_else() -> None:
    assert read_window("2024-03-09 21:00_2024-10-24") == ("2024-03-09 21:00", "2024-10-24")
    for wrong in ("", "whole", "2024-03-09", "2025-01-01_2024-01-01", "2024-13-01_2025-01-01", "2024-01-01_<b>"):
        assert read_window(wrong) is None


def test_the_months_to_choose_reach_back_to_the_period() -> None:
    drawn = chart(ROWS)
    assert (months_of(drawn, None)[0], months_of(drawn, None)[-1], len(months_of(drawn, None))) == (
        "2025-01",
        "2025-12",
        12,
    )
    assert months_of(drawn, Period("1956-05", "1999-01"))[0] == "1956-01"


def test_plotly_is_told_french() -> None:
    config = timeline_config(FR)
    told = config["locales"][config["locale"]]
    assert told["format"]["shortMonths"][7] == "août"
    assert told["format"]["days"][0] == "dimanche"
    assert told["dictionary"]["Reset axes"] == "Revenir au début"
