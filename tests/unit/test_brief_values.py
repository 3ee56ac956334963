"""What a brief says, from a small folder on a real database; the expected values are worked out by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from bri_data.present import briefs
from bri_data.present.brief_blanks import unsaid
from bri_data.present.briefs import Brief, Direction, YearRow
from bri_data.present.figures.briefs.board import board, kicker, lead
from bri_data.present.figures.briefs.index import activities_shown, order_key
from bri_data.present.figures.common import Run
from bri_data.present.words import Texts, texts
from bri_data.queries.brief_answers import answers
from bri_data.store import DataFolder
from tests.unit.small_folder import Rows, small_rows, write_folder

FR, EN = texts("fr"), texts("en")
_SOURCE = {"source_ids": "rapport-2025", "source_locator": "section 1"}


def opened(folder: Path, rows: Rows) -> DuckDBPyConnection:
    served = DataFolder(write_folder(folder / "data", rows), folder / "cache").current()
    assert served.database is not None, served.problems
    return served.database.cursor()


@pytest.fixture
def con(tmp_path: Path) -> DuckDBPyConnection:
    return opened(tmp_path, small_rows())


def brief(con: DuckDBPyConnection, kind: str, code: str) -> Brief:
    frames = answers(con, kind, code)
    assert frames is not None
    return briefs.brief_of(kind, frames)


def activity(code: str, **cells: str) -> dict[str, Any]:
    kept = {"kind": "mission", "title": code, "start": "2025", "status": "realisee", "visibility": "public"}
    return {"activity_id": code, **kept, **_SOURCE, **cells}


def test_records_stand_newest_first_and_those_known_to_the_year_at_its_end(tmp_path: Path) -> None:
    rows = small_rows()
    rows["activities"] += [
        activity("annee", city_ids="san-antonio", start="2025"),
        activity("ancienne", city_ids="san-antonio", start="2024-12-31"),
    ]
    rows["agreements"].append(rows["agreements"][0] | {"agreement_id": "sans-date", "signed": ""})
    found = brief(opened(tmp_path, rows), "ville", "san-antonio").entries
    # 2025: April, March, then the year alone; 2024; 2020; no date
    expected = ["accueil-1", "mission-texas", "annee", "ancienne", "pacte-1", "sans-date"]
    assert [row["record_id"] for row in found] == expected


def test_the_finding_counts_what_was_held_apart_from_what_is_announced(tmp_path: Path) -> None:
    rows = small_rows()
    rows["activities"] += [activity("prevue", city_ids="san-antonio", start="2026", status="prevue")]
    con = opened(tmp_path, rows)
    found = brief(con, "ville", "san-antonio")
    assert briefs.finding(found, FR) == (
        "Deux activités nommées en 2025; une activité annoncée, tenue non confirmée; un pacte d’amitié signé en 2020."
    )
    assert briefs.finding(found, EN) == (
        "Two activities named in 2025; one activity announced, not confirmed as held; a friendship pact signed in 2020."
    )
    # the network took part in the mission alone
    assert briefs.finding(brief(con, "partenaire", "aimf"), FR) == "Une activité nommée en 2025."


def test_a_city_without_records_says_so(tmp_path: Path) -> None:
    rows = small_rows()
    rows["cities"].append(rows["cities"][1] | {"city_id": "nulle-part", "name": "Nulle part"})
    found = brief(opened(tmp_path, rows), "ville", "nulle-part")
    assert briefs.finding(found, FR) == "Aucune activité ni entente recensée."
    assert briefs.last_contact(found) is None
    assert briefs.years(found, FR) == ()
    assert unsaid(found, FR) == ()
    assert "Aucune activité ni entente recensée par une source publique." in board(found, "", FR)


def test_the_latest_contact_is_held_and_as_precise_as_it_can_be(tmp_path: Path) -> None:
    rows = small_rows()
    rows["activities"] += [
        activity("annoncee", city_ids="san-antonio", start="2027-01-01", status="prevue"),
        activity("sans-mois", city_ids="san-antonio", start="2025"),
        activity("avril", city_ids="san-antonio", start="2025-04-20"),
    ]
    latest = briefs.last_contact(brief(opened(tmp_path, rows), "ville", "san-antonio"))
    assert latest is not None
    assert latest["record_id"] == "avril"  # not the announced one, nor « avril 2025 », nor the year alone


def test_distance_is_measured_from_home(con: DuckDBPyConnection) -> None:
    # great circle from (46.81, -71.21) to (29.42, -98.49) on a sphere of 6 371.0088 km: 3 044 km
    km = briefs.kilometres(brief(con, "ville", "san-antonio"))
    assert km is not None
    assert round(km) == 3044
    assert briefs.kilometres(brief(con, "ville", "quebec")) is None


def test_reciprocity_shows_who_travels(tmp_path: Path) -> None:
    rows = small_rows()
    rows["activities"].append(activity("prevue", city_ids="san-antonio", start="2026", status="prevue"))
    found = briefs.reciprocity(brief(opened(tmp_path, rows), "ville", "san-antonio"), FR)
    # 2025 has a declared total (missions): what is not counted in it is drawn small; 2026 has none
    assert found == (
        Direction(
            "Missions vers elle", "1", (Run("mission", "dated", 1), Run("mission", "announced", 1)), "et 1 annoncée"
        ),
        Direction("Accueils à Québec", "1", (Run("accueil", "dated", 1, counted=False),)),
        Direction("Rencontres en ligne", "aucune recensée", ()),
    )


def test_years_fold_into_decades_and_the_undated_come_last(tmp_path: Path) -> None:
    rows = small_rows()
    agreement = rows["agreements"][0]
    few = briefs.years(brief(opened(tmp_path / "few", rows), "ville", "san-antonio"), FR)
    assert [(row.label, row.n) for row in few] == [("2025", 2), ("2020", 1)]
    # 2025, 2020 and eleven more years from 1991 to 2001 make thirteen; one agreement has no date
    for year in range(1991, 2002):
        rows["agreements"].append(agreement | {"agreement_id": f"pacte-{year}", "signed": str(year)})
    rows["agreements"].append(agreement | {"agreement_id": "sans-date", "signed": ""})
    many = briefs.years(brief(opened(tmp_path / "many", rows), "ville", "san-antonio"), FR)
    assert [(row.label, row.n) for row in many] == [
        ("2020-2029", 3),
        ("2000-2009", 2),
        ("1990-1999", 9),
        ("Sans date", 1),
    ]
    assert many[-1] == YearRow("Sans date", (Run("entente", "named", 1),), 1)


def test_what_sources_do_not_say_is_worked_out_from_the_blanks(con: DuckDBPyConnection) -> None:
    # one mission (day known, mayor named, three travellers, published itinerary, no cost) and one visit (month known,
    # nobody named, nature and place known); the pact has a year and no expiry
    assert unsaid(brief(con, "ville", "san-antonio"), FR) == (
        "le jour d’une activité sur 2",
        "les participants d’une activité sur 2",
        "le coût de la mission",
        "l’échéance de l’entente",
    )
    assert unsaid(brief(con, "entente", "pacte-1"), EN) == (
        "the day of signing",
        "the expiry",
        "the themes",
        "the outcomes",
    )


@pytest.mark.parametrize(
    ("nature", "category", "missions", "is_said"),
    [
        ("reel", "total", "mission-texas", True),
        ("plafond", "total", "mission-texas", False),
        ("reel", "repas", "mission-texas", False),
        ("reel", "total", "mission-texas;accueil-1", False),
    ],
)
def test_who_travelled_is_known_where_what_one_mission_cost_says_for_how_many(
    tmp_path: Path, nature: str, category: str, missions: str, is_said: bool
) -> None:
    rows = small_rows()
    rows["trips"][0]["travellers"] = ""
    spent = {"expense_id": "e", "activity_ids": missions, "nature": nature, "category": category, "amount_cad": "900"}
    rows["expenses"] = [spent | {"travellers": "3", "source_ids": "rapport-2025", "source_locator": "p. 1"}]
    said = unsaid(brief(opened(tmp_path / "one", rows), "ville", "san-antonio"), FR)
    assert ("le nombre de voyageurs de la mission" not in said) is is_said


def test_home_gathers_what_it_holds(con: DuckDBPyConnection) -> None:
    assert [row["record_id"] for row in brief(con, "ville", "quebec").entries] == ["accueil-1", "mission-texas"]


def test_two_published_totals_that_differ_are_both_said(tmp_path: Path) -> None:
    rows = small_rows()
    kept = {"activity_ids": "mission-texas", "nature": "reel", "category": "total", **_SOURCE}
    rows["expenses"] = [
        kept | {"expense_id": "a", "amount_cad": "10700"},
        kept | {"expense_id": "b", "amount_cad": "12979"},
        kept | {"expense_id": "c", "amount_cad": "13000", "nature": "plafond"},
        kept | {"expense_id": "d", "amount_cad": "99", "activity_ids": "mission-texas;accueil-1"},
    ]
    found = brief(opened(tmp_path, rows), "activite", "mission-texas")
    assert briefs.disagreement(found, EN) == (
        "The published totals disagree: $10,700.00 and $12,979.00. All are shown, none are added."
    )
    assert [row["amount_cad"] for row in found.expenses] == [10700, 12979, 13000, 99]
    assert briefs.disagreement(brief(opened(tmp_path, rows), "activite", "accueil-1"), EN) == ""


@pytest.mark.parametrize("visibility", ["interne", "huis_clos"])
def test_what_is_not_public_leaves_no_trace(tmp_path: Path, visibility: str) -> None:
    rows = small_rows()
    rows["activities"].append(
        activity("secrete", title="Secret", city_ids="san-antonio", partner_ids="aimf", visibility=visibility)
    )
    rows["agreements"].append(rows["agreements"][0] | {"agreement_id": "accord-secret", "visibility": visibility})
    outcome = {"statement": "Secret", "status": "constatee", **_SOURCE}
    rows["outcomes"] = [
        outcome | {"outcome_id": "a", "activity_id": "secrete"},
        outcome | {"outcome_id": "b", "activity_id": "secrete", "agreement_id": "pacte-1"},
        outcome | {"outcome_id": "c", "activity_id": "mission-texas", "agreement_id": "accord-secret"},
    ]
    rows["trips"].append(rows["trips"][0] | {"trip_id": "vol-secret", "activity_id": "secrete"})
    amount = {"nature": "reel", "category": "total", "amount_cad": "4321", **_SOURCE}
    rows["expenses"] = [
        amount | {"expense_id": "a", "activity_ids": "secrete"},
        amount | {"expense_id": "b", "activity_ids": "mission-texas;secrete"},
    ]
    con = opened(tmp_path, rows)
    assert answers(con, "activite", "secrete") is None
    assert answers(con, "entente", "accord-secret") is None
    for kind, code in (("ville", "san-antonio"), ("partenaire", "aimf"), ("activite", "mission-texas")):
        found = brief(con, kind, code)
        assert "secret" not in board(found, "", FR).lower()
        assert "4\u00a0321" not in board(found, "", FR)
        assert found.outcomes == []
    assert len(brief(con, "ville", "san-antonio").entries) == 3


@pytest.mark.parametrize("kind", ["ville", "partenaire", "activite", "entente"])
def test_an_unknown_id_has_no_brief(con: DuckDBPyConnection, kind: str) -> None:
    assert answers(con, kind, "inconnu") is None
    assert answers(con, kind, "' OR 1=1 --") is None


def test_text_of_the_files_is_never_markup(tmp_path: Path) -> None:
    rows = small_rows()
    evil = "<img src=x onerror=alert(1)>"
    rows["activities"][0] |= {"title": evil, "summary": evil, "objective": evil}
    rows["partners"][0] |= {"name": evil}
    rows["cities"][1] |= {"name": evil}
    rows["sources"][0] |= {"title": evil, "url": 'https://exemple.test/"onmouseover=alert(1)'}
    rows["functions"][0] |= {"label": evil}
    con = opened(tmp_path, rows)
    subjects = {"ville": "san-antonio", "partenaire": "aimf", "activite": "mission-texas", "entente": "pacte-1"}
    for kind, code in subjects.items():
        drawn = board(brief(con, kind, code), "", FR)
        assert "&lt;img" in drawn
        assert "<img" not in drawn
        assert '"onmouseover' not in drawn


def kicker_words(found: Brief, words: Texts) -> str:
    return re.sub("<[^>]+>", "", kicker(found, words))


def test_the_lines_around_the_name(con: DuckDBPyConnection) -> None:
    mission, pact = brief(con, "activite", "mission-texas"), brief(con, "entente", "pacte-1")
    assert (kicker_words(mission, FR), lead(mission, FR)) == ("Toutes les fiches · Mission", "Du 19 au 21 mars 2025.")
    assert (kicker_words(pact, FR), lead(pact, FR)) == (
        "Toutes les fiches · Pacte d’amitié · en vigueur",
        "Signature\u00a0: 2020; échéance non précisée.",
    )
    assert (
        kicker_words(brief(con, "ville", "san-antonio"), EN)
        == "All briefs · City · United States · Compare · Highlight"
    )
    assert (
        kicker_words(brief(con, "partenaire", "aimf"), FR)
        == "Toutes les fiches · Réseau de villes · Comparer · Mettre en évidence"
    )


def test_names_sort_without_their_accents() -> None:
    assert sorted(["Évian", "Œdipe", "Zurich", "Oslo", "abc", "Eu"], key=order_key) == [
        "abc",
        "Eu",
        "Évian",
        "Œdipe",
        "Oslo",
        "Zurich",
    ]


def test_many_activities_are_listed_a_year_at_a_time() -> None:
    rows = [{"section": 2000 + number % 10} for number in range(301)]
    shown, years = activities_shown(rows, 2003)
    assert years == list(range(2009, 1999, -1))
    assert len(shown) == 30
    assert {row["section"] for row in shown} == {2003}
    assert activities_shown(rows, 1850)[0][0]["section"] == 2009
    assert activities_shown(rows[:300], 2003) == (rows[:300], [])
