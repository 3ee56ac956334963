"""The comparison as values, on the small folder and three more rows:

a mission known to the year 2024 (San Antonio), an accueil of May 2024 (Namur, climate) and 5 declared missions in 2024,
where 2025 declares 8 and names one. Worked out by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import duckdb
import pandas as pd
import pytest

from bri_data.filters import Filters
from bri_data.present import compare, compare_things, compare_years
from bri_data.present.compare import Choice
from bri_data.present.compare_years import Declared, Figure
from bri_data.present.figures.common import Run
from bri_data.present.figures.compare import board as compare_board
from bri_data.present.figures.compare import marks as compare_marks
from bri_data.present.figures.compare import tables as compare_figures
from bri_data.present.rows import plain
from bri_data.present.words import texts
from bri_data.queries import compare as queries
from bri_data.queries import compare_answers, compare_index, narrow, overview
from bri_data.store import database
from tests.unit.small_folder import Rows, small_rows, write_folder

FR, EN = texts("fr"), texts("en")
NB = "\u00a0"
_SOURCE = {"source_ids": "rapport-2025", "source_locator": "section 1"}
_PUBLIC = {"status": "realisee", "visibility": "public", **_SOURCE}


def rows() -> Rows:
    found = small_rows()
    namur = {"city_id": "namur", "name": "Namur", "name_en": "Namur", "country": "BE", "is_home": "non"}
    found["cities"].append({**namur, "latitude": "50.47", "longitude": "4.87", **_SOURCE})
    mission = {"activity_id": "mission-2024", "kind": "mission", "title": "Mission <b>2024</b>", "start": "2024"}
    visit = {"activity_id": "accueil-2024", "kind": "accueil", "title": "Délégation de Namur", "start": "2024-05"}
    found["activities"] += [
        {**mission, "city_ids": "san-antonio", "counted_in": "2024", **_PUBLIC},
        {**visit, "city_ids": "namur", "theme_ids": "climat", **_PUBLIC},
    ]
    declared = {"year": "2024", "indicator": "missions", "value": "5", "unit": "missions"}
    found["indicators"].append({**declared, **_SOURCE})
    flights = [("2023", "100.25", "10"), ("2025", "99", "10")]
    found["carbon_years"] = [
        {"travel_year": year, "tonnes": tonnes, "cost_cad_before_tax": cost, "scope": "Tous les vols", **_SOURCE}
        for year, tonnes, cost in flights
    ]
    return found


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], duckdb.DuckDBPyConnection]]:
    folder = tmp_path_factory.mktemp("compare")
    file = folder / "data.duckdb"
    assert database.build(write_folder(folder / "data", rows()), file, "test") == ()
    opened = database.Database(file, folder, "test")
    yield opened.cursor
    opened.close()


@pytest.fixture
def con(cursor: Callable[[], duckdb.DuckDBPyConnection]) -> duckdb.DuckDBPyConnection:
    return cursor()


def years(con: duckdb.DuckDBPyConnection, *asked: int, narrowed: bool = False) -> compare_years.Answers:
    codes = [str(year) for year in asked]
    whole = compare_answers.whole_of_years(con, asked)
    return compare_years.Answers(asked, **whole, **compare_answers.recorded_of_years(con, codes), narrowed=narrowed)


def things(con: duckdb.DuckDBPyConnection, what: compare.What, *codes: str) -> compare_things.Answers:
    known = {row["code"]: row for row in plain(compare_index.known(con, what))}
    frames: dict[str, Any] = compare_answers.recorded_of_things(con, what, codes, compare_things.TIES[what])
    (home,) = plain(overview.home_city(con))
    return compare_things.Answers(Choice(what, codes), tuple(known[code] for code in codes), home, **frames)


# --- The address ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "kept", "ignored"),
    [
        ([], (), ()),
        (["b", "a", "b"], ("b", "a"), ()),  # the order is kept, a thing stands once
        (["x", "a", "<script>"], ("a",), ("x", "<script>")),
        (["a", "b", "c", "d", "e", "f"], ("a", "b", "c", "d", "e"), ("f",)),
    ],
)
def test_a_choice_keeps_five_known_things_and_says_what_it_ignored(
    asked: list[str], kept: tuple[str, ...], ignored: tuple[str, ...]
) -> None:
    assert compare.read_choice("villes", asked, list("abcdef")) == (Choice("villes", kept), ignored)


def test_a_choice_writes_its_address() -> None:
    assert Choice("themes", ("a", "b")).query == [("quoi", "themes"), ("avec", "a"), ("avec", "b")]
    assert (compare.what_asked("villes"), compare.what_asked("x"), compare.what_asked(None)) == ("villes", None, None)


def test_the_first_choice_is_the_latest_year_with_a_report_and_the_one_before() -> None:
    known = ["2026", "2025", "2023", "2022"]
    assert compare.default_years(known, ["2025"], None) == ("2025", "2023")
    assert compare.default_years(known, ["2025"], 2023) == ("2023", "2022")
    assert compare.default_years(known, [], 1999) == ("2026", "2025")
    assert compare.default_years(["2022"], [], None) == ("2022",)
    assert compare.default_years([], [], None) == ()


# --- Years ------------------------------------------------------------------------------------------------------------

VALUES = {
    (2025, "accueils"): Declared(19, ""),
    (2024, "missions"): Declared(5, ""),
    (2025, "missions"): Declared(5, ""),
    (2022, "accueils"): Declared(21, ""),
    (2022, "tonnes"): Declared(185.28, "t", "vols"),
    (2024, "tonnes"): Declared(188, "t", "vols"),
    (2025, "tonnes"): Declared(188, "t", "Bureau seul"),
}


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("accueils", 2025, "\u22122 par rapport à 2022"),  # 19 − 21; 2024 and 2023 declare none
        ("accueils", 2024, ""),
        ("accueils", 2022, ""),
        ("missions", 2025, "même nombre qu’en 2024"),
        ("missions", 2022, ""),
        ("tonnes", 2024, f"+2,72{NB}t par rapport à 2022"),
        ("tonnes", 2025, "écart avec 2024 non montré\u00a0: la portée ou l’unité diffère"),
    ],
)
def test_a_change_needs_two_declared_years(name: str, year: int, expected: str) -> None:
    assert compare_years.change_of(name, year, (2025, 2024, 2022), VALUES, FR) == expected


def test_both_years_declared_show_their_change(con: duckdb.DuckDBPyConnection) -> None:
    latest, before = compare_years.columns(years(con, 2025, 2024), FR)
    mission = next(figure for figure in latest.kinds if figure.key == "mission")
    # 8 declared, of which 1 is named and dated
    assert mission == Figure(
        "mission",
        "8",
        "missions",
        True,
        (Run("mission", "dated", 1), Run("mission", "declared", 7)),
        ("1 nommée sur 8, 1 datée",),
        f"+3{NB}missions par rapport à 2024",
    )
    assert before.kinds[1].runs == (Run("mission", "named", 1), Run("mission", "declared", 4))
    assert before.kinds[1].change == ""
    assert (before.months[4], before.undated) == ((Run("accueil", "dated", 1, counted=False),), 1)
    assert compare_years.title(years(con, 2025, 2024), FR) == (
        "De 2024 à 2025, les missions déclarées passent de 5 à 8"
    )


def test_what_is_recorded_never_stands_as_a_declared_number(con: duckdb.DuckDBPyConnection) -> None:
    (column,) = compare_years.columns(years(con, 2024), FR)
    visits = column.kinds[0]
    assert (visits.number, visits.is_declared, visits.notes) == ("—", False, ("1 recensé, total inconnu",))
    assert visits.runs == (Run("accueil", "dated", 1, counted=False),)
    assert [figure.number for figure in column.smalls] == ["—", "—"]  # flights: 2024 is not declared


def test_flights_skip_a_year_that_declares_none(con: duckdb.DuckDBPyConnection) -> None:
    latest, middle, first = compare_years.columns(years(con, 2025, 2024, 2023), FR)
    tonnes, cost = latest.smalls
    # 99 − 100.25
    assert (tonnes.number, tonnes.change, tonnes.notes) == (
        f"99{NB}t",
        f"\u22121,25{NB}t par rapport à 2023",
        ("Tous les vols",),
    )
    assert cost.change == "même nombre qu’en 2023"
    assert [figure.number for figure in middle.smalls] == ["—", "—"]
    assert not first.has_report


def test_filters_touch_rows_and_never_a_declared_total(cursor: Callable[[], duckdb.DuckDBPyConnection]) -> None:
    kept = cursor()
    narrow.narrow(kept, Filters(kinds=("accueil",)))
    whole = compare_answers.whole_of_years(cursor(), (2025,))
    recorded = compare_answers.recorded_of_years(kept, ["2025"])
    (column,) = compare_years.columns(compare_years.Answers((2025,), **whole, **recorded, narrowed=True), FR)
    mission = column.kinds[1]
    assert (mission.number, mission.runs) == ("8", ())  # nothing hollow: what is unnamed belongs to no filter
    assert mission.notes == ("1 nommée sur 8, 1 datée", "aucune ligne avec ces filtres")
    assert column.kinds[0].runs == (Run("accueil", "dated", 1, counted=False),)


def test_without_two_declared_years_the_title_claims_no_change(con: duckdb.DuckDBPyConnection) -> None:
    answers = years(con, 2025, 2020)
    assert compare_years.title(answers, EN) == f"2025 declares 8{NB}missions; their number is not declared for 2020"
    assert compare_years.reasons(answers, FR)[0].startswith(f"Aucun rapport annuel trouvé pour 2020{NB}:")
    assert compare_years.title(years(con, 2020), FR) == "2020 ne déclare aucun total d’activités"
    assert compare_years.title(years(con, 2020, 2019), FR) == "2020 et 2019, côte à côte"


# --- Cities, partners, themes -----------------------------------------------------------------------------------------


def test_two_cities_on_the_same_rows(con: duckdb.DuckDBPyConnection) -> None:
    answers = things(con, "villes", "san-antonio", "namur")
    texas, namur = compare_things.columns(answers, FR)
    assert [(line.number, line.label, line.note) for line in texas.kinds] == [
        ("1", "accueil", ""),
        ("2", "missions", ""),
        ("1", "entente", ""),
    ]
    assert [(line.number, line.label, line.note) for line in namur.kinds] == [
        ("1", "accueil", ""),
        ("—", "missions", "aucune recensée"),
        ("—", "ententes", "aucune recensée"),
    ]
    assert [line.label for line in namur.years] == [line.label for line in texas.years] == ["2025", "2024", "2020"]
    # 2025 and 2024 have declared totals: the accueil of neither is in one
    assert texas.years[0].runs == (Run("mission", "dated", 1), Run("accueil", "dated", 1, counted=False))
    assert texas.first is not None
    assert texas.last is not None
    assert (texas.first["record_id"], texas.last["record_id"]) == ("pacte-1", "accueil-1")
    assert namur.facts == ("Belgique", f"à 5{NB}354{NB}km de Québec, de ville à ville, à vol d’oiseau")
    assert compare_things.title(answers, FR) == "San Antonio compte 3 activités recensées, Namur 1"


def test_what_things_share_and_what_no_source_says(con: duckdb.DuckDBPyConnection) -> None:
    answers = things(con, "villes", "san-antonio", "namur")
    texas, namur = compare_things.columns(answers, FR)
    # the mission to Texas and the visit from Namur bear « climat »
    assert texas.ties[0].items == (("climat", "Climat", 1, True), ("oeuvre_d_art", "Œuvre d’art", 1, False))
    assert namur.ties[0].items == (("climat", "Climat", 1, True),)
    assert compare_things.shared(answers, FR) == (f"Thème en commun{NB}: Climat.", "Aucun partenaire en commun.")
    assert namur.unsaid == (
        "le jour de l’activité",
        "les participants de l’activité",
        "la nature de l’accueil",
        "le lieu de l’activité",
    )
    assert "le nombre de voyageurs d’une mission sur 2" in texas.unsaid


def test_one_partner_alone_and_themes(con: duckdb.DuckDBPyConnection) -> None:
    partner = things(con, "partenaires", "aimf")
    (column,) = compare_things.columns(partner, FR)
    assert (column.name, column.facts) == ("Association des maires", ("Réseau de villes",))
    assert compare_things.title(partner, FR) == "Association des maires compte 1 activité recensée"
    assert compare_things.shared(partner, FR) == ()
    themes = things(con, "themes", "climat", "oeuvre_d_art")
    assert compare_things.title(themes, EN) == "“Climate” has 2 recorded activities, “Work of art” 1"


def test_a_leader_is_named_among_many_only_when_there_is_one(con: duckdb.DuckDBPyConnection) -> None:
    answers = things(con, "villes", "san-antonio", "namur", "quebec")
    four = compare_things.Answers(
        **{**vars(answers), "subjects": (*answers.subjects, {**answers.subjects[1], "code": "x"})}
    )
    assert compare_things.title(four, FR) == "Parmi ces 4 villes, San Antonio vient en tête avec 3 activités recensées"
    none = compare_things.Answers(**{**vars(four), "counts": four.counts[:0]})
    assert compare_things.title(none, FR) == "San Antonio, Namur, Québec et Namur, côte à côte"


def test_a_long_history_is_told_by_decades() -> None:
    counts = pd.DataFrame({"year": [*range(1980, 1995), None]})
    assert compare_things._spans(counts) == [(1990, 10), (1980, 10), (None, 10)]


# --- The picture ------------------------------------------------------------------------------------------------------


def test_symbols_keep_one_scale_and_become_bars_together() -> None:
    few, many = (Run("mission", "dated", 3),), (Run("accueil", "named", 30),)
    symbols = compare_marks.scale_of([few, many], 5)
    assert (symbols.per_row, symbols.is_bar) == (10, False)
    drawn = compare_marks.pile(many, "30 accueils", symbols)
    assert 'viewBox="0 0 240 72"' in drawn  # 30 symbols in three rows of ten
    assert 'viewBox="0 0 240 24"' in compare_marks.pile(few, "3 missions", symbols)  # as wide as its neighbour
    bars = compare_marks.scale_of([few, (Run("accueil", "named", 61),)], 2)
    assert bars.is_bar
    assert 'width="49.2"' in compare_marks.pile(few, "3 missions", bars)  # 1000 × 3 / 61
    assert compare_marks.pile((), "rien", symbols) == ""


def test_a_bar_has_its_number_beside_it_and_symbols_have_none(con: duckdb.DuckDBPyConnection) -> None:
    answers = things(con, "villes", "san-antonio", "namur")
    drawn = compare_figures.things_grid(compare_things.columns(answers, FR), "villes", FR)
    assert "<em>" not in drawn
    many = answers.counts.assign(n=answers.counts.n * 61)
    crowded = compare_things.columns(replace(answers, counts=many), FR)
    assert "<b>2024<em>61</em></b>" in compare_figures.things_grid(crowded, "villes", FR)


def test_what_is_shared_says_how_many_more_than_it_names(con: duckdb.DuckDBPyConnection) -> None:
    answers = things(con, "villes", "san-antonio", "namur")
    more = {to: frame.assign(common=12) for to, frame in answers.ties.items()}
    assert compare_things.shared(replace(answers, ties=more), FR)[0] == f"Thèmes en commun{NB}: Climat et 11 autres."


def test_what_comes_from_data_is_escaped(con: duckdb.DuckDBPyConnection) -> None:
    codes = ["2024"]
    found, cited = queries.rows(con, "annees", codes), queries.cited_sources(con, "annees", codes)
    _, markup = compare_board.years_board(years(con, 2024), found, cited, FR)
    assert "Mission &lt;b&gt;2024&lt;/b&gt;" in markup
    assert "<b>2024</b>" not in markup


def test_the_table_holds_as_many_rows_as_the_columns_count(con: duckdb.DuckDBPyConnection) -> None:
    codes = ["san-antonio", "namur", "quebec"]
    found = queries.rows(con, "villes", codes)
    sizes = compare_index.sizes(con, "villes").set_index("code").n.to_dict()
    # Québec's own: the mission that passes through it and the accueil held in it
    assert sizes == {"san-antonio": 4, "quebec": 2, "namur": 1}
    assert found.code.value_counts().to_dict() == sizes
    assert queries.rows(con, "villes", codes, most=1).found.tolist() == [1, 2, 4]
