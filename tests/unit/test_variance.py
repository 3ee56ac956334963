"""What changed from one declared year to the next: the limits of what must be explained, and what explains it."""

from __future__ import annotations

import pandas as pd
import pytest

from bri_data.model.variance import is_significant, share_of
from bri_data.present import landmarks, variance
from bri_data.present.words import texts

FR = texts("fr")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (10, 12, True),  # +20 %: the limit is included
        (10, 8, True),  # and so it is downwards
        (100, 119.99, False),
        (100, 80.01, False),
        (5, 6, False),  # +20 %, but one unit alone
        (4, 6, True),
        (0, 2, True),  # from nothing there is no percentage
        (0, 1, False),
        (7, 7, False),
        (0, 0, False),
        (0.1 + 0.2, 0.3, False),  # what a computer adds is no change
    ],
)
def test_a_change_is_judged_by_its_share_and_its_size(before: float, after: float, expected: bool) -> None:
    assert is_significant(before, after, share=20, least=2) is expected


def test_a_share_is_of_the_first_year_and_none_from_zero() -> None:
    assert share_of(8, 6) == -25
    assert share_of(0, 6) is None


def series(*rows: tuple[str, int, float, str, str]) -> pd.DataFrame:
    names = ("indicator", "year", "value", "unit", "scope")
    return pd.DataFrame([dict(zip(names, row, strict=True)) | {"source_titles": ["Rapport"]} for row in rows])


def rules(since: str = "2022", share: float = 20) -> pd.DataFrame:
    shared = {"scope": "tous", "function_ids": None, "possible_function_ids": None, "valid_until": None}
    made = [("a", "ecart_a_expliquer", share), ("b", "ecart_minimal", 2.0)]
    return pd.DataFrame(
        [{"rule_id": code, "rule": rule, "value": value, "valid_from": since, **shared} for code, rule, value in made]
    )


def landmark(start: str, *explains: str, end: str | None = None) -> landmarks.Landmark:
    row = {"annotation_id": "x", "kind": "election", "title": "Année électorale", "title_en": None, "start": start}
    (found,) = landmarks.read(pd.DataFrame([row | {"end": end, "explains": list(explains)}]), FR)
    return found


MISSIONS = series(("missions", 2023, 8, "", ""), ("missions", 2025, 5, "", ""))


@pytest.mark.parametrize(
    ("beside", "state"),
    [
        ((), "to_explain"),
        ((landmark("2025", "missions"),), "explained"),
        ((landmark("2024-05", "missions"),), "explained"),  # between the two years
        ((landmark("2023", "missions"),), "to_explain"),  # it already was when the first was declared
        ((landmark("2026", "missions"),), "to_explain"),
        ((landmark("2022", "missions", end="2024"),), "explained"),
        ((landmark("2025", "accueils"),), "to_explain"),
    ],
)
def test_a_change_is_explained_by_a_landmark_of_its_years(beside: tuple[landmarks.Landmark, ...], state: str) -> None:
    (change,) = variance.changes(MISSIONS, rules(), beside)
    assert (change.before_year, change.year, change.share, change.state) == (2023, 2025, -37.5, state)


def test_without_a_rule_of_that_year_nothing_is_judged() -> None:
    assert [one.state for one in variance.changes(MISSIONS, rules().iloc[:0], ())] == ["unjudged"]
    assert [one.state for one in variance.changes(MISSIONS, rules(since="2026"), ())] == ["unjudged"]
    assert variance.mark(variance.changes(MISSIONS, rules(since="2026"), ())[0], FR) == ""


def test_another_unit_another_scope_or_a_single_year_is_not_compared() -> None:
    rows = series(
        ("accueils", 2025, 19, "", ""),
        ("carbone_tonnes", 2022, 10, "t", "tous"),
        ("carbone_tonnes", 2023, 30, "t", "BRI"),
        ("carbone_tonnes", 2024, 30, "kg", "BRI"),
    )
    assert variance.changes(rows, rules(), ()) == ()


def test_a_change_says_both_figures_and_that_it_is_to_be_explained() -> None:
    (change,) = variance.changes(
        series(("carbone_cout", 2022, 4833.86, "$", "x"), ("carbone_cout", 2024, 6728.12, "$", "x")), rules(), ()
    )
    # 6 728,12 ÷ 4 833,86 = 1,3919
    assert variance.said(change, FR).replace("\u00a0", " ").replace("\u202f", " ") == (
        "Coût des crédits carbone : 4 833,86 $ en 2022, 6 728,12 $ en 2024, +39 %, à expliquer."
    )
