"""The timeline as values: spans, lanes and titles, from small frames written by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from bri_data.present import timeline
from bri_data.present.timeline import Month, Span, span
from bri_data.present.timeline_title import title, title_of_years
from bri_data.present.words import texts

FR, EN = texts("fr"), texts("en")


def percent(days: int, of: int = 365) -> float:
    return 100 * days / of


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        # a day is a day: November 18 is day 322 of 2025
        ("2025-11-18", None, Span(11, percent(321), percent(322), percent(322))),
        # an interval holds both its ends: March 19–24 are days 78 to 83
        ("2025-03-19", "2025-03-24", Span(3, percent(77), percent(83), percent(83))),
        # a month is a month: March is days 60 to 90
        ("2025-03", None, Span(3, percent(59), percent(90), percent(90))),
        ("2024-02", None, Span(2, percent(31, 366), percent(60, 366), percent(60, 366))),
        # March 5, and an end some day of March: the rest of the month is not known
        ("2025-03-05", "2025-03", Span(3, percent(63), percent(64), percent(90))),
        # March 28, and an end some day of April: sure until April 1 (day 91), not known until the 30th (day 120)
        ("2025-03-28", "2025-04", Span(3, percent(86), percent(91), percent(120))),
    ],
)
def test_a_span_is_as_precise_as_its_dates(start: str, end: str | None, expected: Span) -> None:
    assert rounded(span(start, end, int(start[:4]))) == rounded(expected)


def rounded(value: Span) -> Span:
    return Span(
        value.month,
        round(value.left, 6),
        round(value.known, 6),
        round(value.right, 6),
        value.open_left,
        value.open_right,
    )


def test_a_span_that_crosses_new_year_is_cut_with_an_open_end() -> None:
    old, new = span("2024-12-28", "2025-01-03", 2024), span("2024-12-28", "2025-01-03", 2025)
    assert (old.month, old.right, old.open_left, old.open_right) == (12, 100, False, True)
    assert rounded(new) == rounded(Span(1, 0, percent(3), percent(3), open_left=True))


def test_a_text_that_is_no_date_has_no_span() -> None:
    with pytest.raises(ValueError, match="hier"):
        span("hier", None, 2025)


def record(record_id: str, kind: str = "mission", **values: object) -> dict[str, object]:
    return {
        "record_id": record_id,
        "record_table": "agreements" if kind == "entente" else "activities",
        "kind": kind,
        "state": "dated",
        "carried": False,
        "counted": True,
        "year_only": False,
        "title": f"Titre {record_id}",
        "title_en": None,
        "label": f"Titre {record_id}",
        "label_en": None,
        "start": "2025-03",
        "end": None,
        "date_basis": None,
        "cities": None,
        "cities_en": None,
    } | values


def drawn(*records: dict[str, object], total: bool = True) -> tuple[timeline.Item, ...]:
    return timeline.items(pd.DataFrame(list(records)), 2025, frozenset(timeline.LANES) if total else frozenset(), FR)


def counts(*rows: tuple[str, str, bool, bool, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["kind", "state", "year_only", "counted", "n"])


def calendar(*rows: tuple[str, str | None, str, int, int | None, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["kind", "agreement_kind", "state", "month", "day", "n"])


def test_a_record_says_its_name_its_date_and_whose_date_it_is() -> None:
    washington = record(
        "w",
        title="Journée des Grands Lacs à Washington",
        label="Grands Lacs, Washington",
        cities=["Washington"],
        start="2025-03-05",
        end="2025-03",
        date_basis="annoncee",
    )
    (item,) = drawn(washington)
    assert (item.name, item.detail, item.notes) == ("Washington", "Grands Lacs", ("dates annoncées",))
    assert item.spoken == (
        "Journée des Grands Lacs à Washington · à partir du 5 mars 2025, fin non précisée · nommée et datée"
        " · dates annoncées"
    )


def test_off_total_is_said_only_where_a_total_is_declared() -> None:
    (with_total,) = drawn(record("x", counted=False))
    (without,) = drawn(record("x", counted=False), total=False)
    assert (with_total.notes, without.notes) == (("hors total",), ())


def test_announced_is_not_held_and_carried_says_since_when() -> None:
    announced, carried = drawn(
        record("a", "evenement", state="announced", date_basis="annoncee"),
        record("c", carried=True, counted=False, start="2024-12-28", end="2025-01-03"),
    )
    assert announced.notes == ("annoncé",)
    assert carried.notes == ("depuis le 28 décembre 2024",)


def test_names_do_not_repeat_the_city() -> None:
    (visit, trip, named, long) = drawn(
        record("v", "accueil", label="Visite de Namur", cities=["Namur"]),
        record("t", label="Mission nordique", cities=["Copenhague", "Malmö", "Helsinki"]),
        record("n", "accueil", label="Délégation de Namur", cities=["Namur"], year_only=True, start="2025"),
        record("l", label="Tournée", cities=["A", "B", "C", "D"]),
    )
    assert (visit.name, visit.detail) == ("Visite de Namur", "")
    assert (trip.name, trip.detail) == ("Copenhague, Malmö…", "Mission nordique")
    assert (named.name, named.detail, named.span) == ("Namur", "", None)
    assert (long.name, long.detail) == ("A, B…", "Tournée")


def test_a_lane_shows_what_is_declared_beyond_its_rows() -> None:
    known = counts(
        ("accueil", "dated", False, True, 1),
        ("accueil", "named", True, True, 7),
        ("mission", "dated", False, True, 4),
        ("mission", "dated", False, False, 2),
        ("mission", "announced", False, False, 1),
    )
    days = calendar(("accueil", None, "dated", 7, 27, 1))
    lanes = {lane.key: lane for lane in timeline.lanes(known, (), days, {"accueils": 19.0, "missions": 5.0}, FR)}
    # 19 declared - 1 dated - 7 named = 11 that nobody describes
    assert lanes["accueil"].undetailed == 11
    assert lanes["accueil"].notes == ("19 déclarés",)
    assert [(band.state, band.n) for band in lanes["accueil"].bands] == [("named", 7)]
    assert lanes["accueil"].months == (Month(7, 1, ((27, 1),), 0),)
    # the 2 off total and the 1 announced are in no total: 5 declared - 4 counted = 1
    assert lanes["mission"].undetailed == 1
    assert lanes["mission"].notes == ("5 déclarées", "plus 2 hors total", "1 annoncée")
    assert lanes["evenement"].notes == ("aucun recensé",)
    assert lanes["evenement"].undetailed == 0


def test_more_rows_than_declared_leaves_nothing_without_detail() -> None:
    (mission, *_) = timeline.lanes(counts(("mission", "dated", False, True, 3)), (), calendar(), {"missions": 2.0}, FR)
    assert mission.undetailed == 0


MARCH = calendar(
    ("mission", None, "dated", 3, 5, 1),
    ("mission", None, "dated", 3, 19, 1),
    ("entente", "pacte_amitie", "dated", 3, None, 1),
    ("mission", None, "announced", 4, 2, 9),
    ("evenement", None, "dated", 10, 4, 2),
)


def test_the_title_says_the_busiest_month_and_what_it_holds() -> None:
    assert title(MARCH, counts(), 2025, FR) == "Mars concentre deux missions et un pacte d’amitié"
    assert title(MARCH, counts(), 2025, EN) == "March has two missions and a friendship pact"


def test_the_title_counts_when_the_busiest_month_holds_too_many_kinds() -> None:
    more = calendar(("accueil", None, "dated", 3, 1, 1), ("rencontre_thematique", None, "dated", 3, 1, 2))
    # 3 + 3 in March, 2 in October
    assert title(pd.concat([MARCH, more]), counts(), 2025, FR) == (
        "Mars est le mois le plus chargé de 2025\u00a0: 6 dates sur 8"
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (
            [("mission", 3, 2), ("accueil", 8, 2), ("mission", 9, 1)],
            "Mars et août sont les mois les plus chargés de 2023",
        ),
        ([("mission", 3, 1), ("accueil", 8, 1)], "En 2023, les activités datées se répartissent sur deux mois"),
        ([("mission", 8, 1)], "Août est le seul mois daté de 2023\u00a0: une mission"),
    ],
)
def test_the_title_falls_back_when_no_month_stands_out(days: list[tuple[str, int, int]], expected: str) -> None:
    rows = calendar(*((kind, None, "dated", month, 1, n) for kind, month, n in days))
    assert title(rows, counts(), 2023, FR) == expected


def test_an_announced_month_is_not_denied_by_the_title() -> None:
    rows = calendar(("evenement", None, "dated", 1, 15, 1), ("evenement", None, "announced", 10, None, 1))
    assert title(rows, counts(), 2026, FR) == "Janvier 2026 compte un événement; les autres dates sont annoncées"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([("entente", "named", True, False, 1)], "En 1962, aucune activité n’est datée au mois près"),
        (
            [("mission", "announced", False, False, 2)],
            "En 1962, deux activités sont annoncées, aucune n’est encore recensée",
        ),
        ([], "En 1962, aucune activité n’est recensée"),
    ],
)
def test_the_title_of_a_year_without_a_held_month(known: list[tuple[str, str, bool, bool, int]], expected: str) -> None:
    assert title(calendar(), counts(*known), 1962, FR) == expected


def every_month(*rows: tuple[int | None, int | None, str | None, str | None, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["year", "month", "kind", "state", "n"])


def test_the_title_of_all_years() -> None:
    rows = every_month(
        (2025, 3, "mission", "dated", 3), (2024, 3, "mission", "dated", 1), (None, None, "entente", "named", 2)
    )
    assert title_of_years(rows, FR) == "2025 réunit 3 des 6 activités et ententes"
    assert title_of_years(rows.head(1), FR) == "3 activités et ententes, placées dans leur année"
    # a year is not made up for what has none
    both = every_month((2018, 8, "mission", "dated", 1), (None, None, "entente", "named", 630))
    assert title_of_years(both, FR) == "631 activités et ententes, dont 630 sans année connue"
    assert title_of_years(both.tail(1), FR) == "630 activités et ententes, sans année connue"
    assert title_of_years(every_month(), FR) == "Aucune activité recensée"
    assert title_of_years(every_month((2025, None, None, None, 0)), FR) == "Aucune activité recensée"
