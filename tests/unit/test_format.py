"""Numbers, money and dates: expected texts written by hand from the Office québécois de la langue française's usage."""

import pytest

from bri_data.present import format as fmt
from bri_data.present.words import UnknownTextError, texts

FR, EN = texts("fr"), texts("en")


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [(0, "0", "0"), (19, "19", "19"), (188, "188", "188"), (6728.12, "6 728,12", "6,728.12"), (-5.5, "−5,5", "−5.5")],
)
def test_numbers(value: float, french: str, english: str) -> None:
    assert fmt.number(value, FR) == french.replace(" ", "\u00a0")
    assert fmt.number(value, EN) == english


def test_money_has_a_no_break_space_before_the_dollar_and_cents_always() -> None:
    assert fmt.money(6728.12, FR) == "6\u00a0728,12\u00a0$"
    assert fmt.money(250000, FR) == "250\u00a0000,00\u00a0$"
    assert fmt.money(6728.12, EN) == "$6,728.12"


def test_units() -> None:
    assert fmt.unit(3045, "km", FR) == "3\u00a0045\u00a0km"
    assert fmt.unit(185.28, "t", FR) == "185,28\u00a0t"


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        ("2025", None, "2025, mois non précisé", "2025, month not given"),
        ("2025-03", None, "mars 2025", "March 2025"),
        ("2025-05-01", None, "1er mai 2025", "May 1, 2025"),
        ("2023-08", "2026", "d’août 2023 à 2026, mois non précisé", "August 2023 to 2026, month not given"),
        ("2025-03-19", "2025-03-24", "du 19 au 24 mars 2025", "March 19–24, 2025"),
        ("2025-05-01", "2025-05-03", "du 1er au 3 mai 2025", "May 1–3, 2025"),
        ("2024-09-23", "2024-10-04", "du 23 septembre au 4 octobre 2024", "September 23 to October 4, 2024"),
        ("2024-12-30", "2025-01-02", "du 30 décembre 2024 au 2 janvier 2025", "December 30, 2024 to January 2, 2025"),
        (
            "2025-03-05",
            "2025-03",
            "à partir du 5 mars 2025, fin non précisée",
            "from March 5, 2025, end not given",
        ),
        ("2023-01", "2026-12", "de janvier 2023 à décembre 2026", "January 2023 to December 2026"),
    ],
)
def test_dates_say_their_precision(start: str, end: str | None, french: str, english: str) -> None:
    assert fmt.when(start, end, FR) == french
    assert fmt.when(start, end, EN) == english


def test_months_are_lower_case_in_french() -> None:
    assert [fmt.month_name(m, FR, short=True) for m in (1, 2, 7, 8, 9)] == ["janv.", "févr.", "juill.", "août", "sept."]


def test_lists_and_spelled_counts() -> None:
    assert fmt.joined(["Namur", "Nantes", "Bordeaux"], FR) == "Namur, Nantes et Bordeaux"
    assert fmt.joined([], FR) == ""
    assert [fmt.spelled(n, FR) for n in (1, 5, 10, 11)] == ["un", "cinq", "dix", "11"]


def test_a_date_that_is_none_and_a_key_that_is_unknown_are_refused() -> None:
    with pytest.raises(ValueError, match="2025-13"):
        fmt.when("2025-13", None, FR)
    with pytest.raises(UnknownTextError):
        FR("common.no_such_text")


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("35,79", 35.79, 35.79),
        ("35.79", 35.79, 35.79),
        ("1\u00a0200,5\u00a0$", 1200.5, 1200.5),
        ("1,200", 1.2, 1200.0),  # the comma is each language's own
        ("1,200.50", None, 1200.5),
        ("-3", -3.0, -3.0),
        ("cher", None, None),
        ("nan", None, None),
        ("1e3", None, None),
        ("1,2,3", None, None),
        ("", None, None),
    ],
)
def test_a_number_is_read_as_it_is_typed(text: str, french: float | None, english: float | None) -> None:
    assert (fmt.typed(text, FR), fmt.typed(text, EN)) == (french, english)
    assert (fmt.written(1200.5, FR), fmt.written(1200.5, EN)) == ("1200,5", "1200.5")
