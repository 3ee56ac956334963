"""Landmarks beside a series: which are bars, which are words, and the line that names them."""

from __future__ import annotations

import pandas as pd
import pytest

from bri_data.present import landmarks
from bri_data.present.figures.council import landmarks as figures
from bri_data.present.words import texts

FR = texts("fr")


def row(code: str, start: str, end: str | None = None, title: str = "") -> dict[str, object]:
    return {
        "annotation_id": code,
        "kind": "politique",
        "title": title or code,
        "title_en": None,
        "start": start,
        "end": end,
        "explains": [],
        "source_ids": ["s"],
        "source_titles": ["Un <b>document</b>"],
        "source_urls": ["javascript:alert(1)"],
        "source_locator": "§ 1",
    }


def read(*rows: dict[str, object]) -> tuple[landmarks.Landmark, ...]:
    return landmarks.read(pd.DataFrame(list(rows)), FR)


@pytest.mark.parametrize(
    ("start", "end", "is_bar"),
    [
        ("2024-03-04", None, True),
        ("2024-02", None, True),
        ("2024", None, False),  # its month is not known
        ("2022", "2024-04", True),  # it began before: January to April are sure
        ("2024-10", "2026", True),  # it goes on beyond the year
        ("2023-09", "2024", False),  # it ends some day of the year
        ("2023", "2025", False),  # the whole year: no room is left for its words
    ],
)
def test_a_landmark_is_a_bar_where_both_ends_in_the_year_have_a_month(
    start: str, end: str | None, is_bar: bool
) -> None:
    items, loose = landmarks.placed(read(row("x", start, end)), 2024)
    assert (len(items), len(loose)) == ((1, 0) if is_bar else (0, 1))


def test_a_leap_day_stands_on_its_day() -> None:
    (item,), _ = landmarks.placed(read(row("x", "2024-02-29")), 2024)
    assert item.span is not None
    assert item.span.left == pytest.approx(100 * 59 / 366)
    assert item.span.right == pytest.approx(100 * 60 / 366)


def test_the_line_names_three_those_whose_month_is_known_first() -> None:
    found = read(row("a", "2025"), row("b", "2025-03-04"), row("c", "2025-11"), row("d", "2025-12"), row("e", "2025"))
    said = landmarks.line(found, FR).replace("\u00a0", " ")
    assert said == "Repères : 4 mars 2025, b; novembre 2025, c; décembre 2025, d; 2 autres repères."
    assert landmarks.line((), FR) == ""


def test_a_series_is_marked_in_the_year_each_begins_in() -> None:
    found = landmarks.by_year(read(row("a", "2022", "2024-09"), row("b", "2024-09"), row("c", "2024")))
    assert {year: [one.code for one in group] for year, group in found.items()} == {2022: ["a"], 2024: ["b", "c"]}


def test_words_of_the_data_are_text_and_a_script_is_no_link() -> None:
    found = read(row("a", "2025-03", title="<img src=x onerror=alert(1)>"))
    markup = figures.lane(found, 2025, FR) + figures.twin(found, FR) + figures.under_year(found, FR)
    assert "<img" not in markup
    assert "<b>document" not in markup
    assert "javascript:" not in markup
    assert figures.lane((), 2025, FR) == figures.twin((), FR) == figures.under_year((), FR) == ""
