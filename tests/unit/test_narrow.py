"""Filters on a small folder: which records stay, and what could still be chosen. Three records in all:

a mission of March 2025 (San Antonio, AIMF, two themes, Rayonne, counted in 2025), an accueil of April 2025 (San
Antonio, no partner, theme or axis) and an agreement of 2020 (San Antonio, known to the year). All rest on one report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from bri_data.filters import Filters
from bri_data.highlight import Highlight
from bri_data.queries import highlight, map_page, narrow, overview, themes, timeline
from bri_data.store import database
from tests.unit.small_folder import small_rows, write_folder

MISSION, ACCUEIL, PACT = "mission-texas", "accueil-1", "pacte-1"
Opened = Callable[[], duckdb.DuckDBPyConnection]


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    folder = tmp_path_factory.mktemp("narrow")
    file = folder / "data.duckdb"
    assert database.build(write_folder(folder / "data", small_rows()), file, "test") == ()
    opened = database.Database(file, folder, "test")
    yield opened.cursor
    opened.close()


@pytest.fixture(params=["copied", "judged again"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of narrowing, the second of which is for large folders."""
    if request.param == "judged again":
        monkeypatch.setattr(narrow, "_MOST_COPIED", -1)
    return str(request.param)


def kept(cursor: Opened, filters: Filters) -> set[str]:
    with cursor() as con:
        narrow.narrow(con, filters)
        return {row[0] for row in con.execute("SELECT record_id FROM records").fetchall()}


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {MISSION, ACCUEIL, PACT}),
        (Filters(kinds=("entente", "mission")), {MISSION, PACT}),
        (Filters(states=("nommee",)), {PACT}),
        (Filters(states=("annoncee",)), set()),
        (Filters(axes=("rayonne",)), {MISSION}),
        (Filters(axes=("aucun",)), {ACCUEIL, PACT}),
        (Filters(axes=("aucun", "rayonne")), {MISSION, ACCUEIL, PACT}),
        (Filters(partners=("aimf",)), {MISSION}),
        (Filters(cities=("san-antonio",)), {MISSION, ACCUEIL, PACT}),
        (Filters(countries=("US",)), {MISSION, ACCUEIL, PACT}),
        (Filters(countries=("CA",)), set()),  # the Bureau's own city is no destination
        (Filters(themes=("climat",)), {MISSION}),
        (Filters(services=("culture",)), set()),
        (Filters(sources=("rapport",)), {MISSION, ACCUEIL, PACT}),
        (Filters(sources=("autres",)), set()),
        (Filters(since="2025-04"), {ACCUEIL}),
        (Filters(months=("3",)), {MISSION}),
        (Filters(months=("1",)), set()),  # known to the year only: it is in no month
        (Filters(since="2020-12-31", until="2025-03-19"), {MISSION, PACT}),  # 2020 may mean its last day
        (Filters(until="2019"), set()),
        (Filters(kinds=("mission",), themes=("climat",), since="2025"), {MISSION}),
        (Filters(kinds=("accueil",), themes=("climat",)), set()),
    ],
)
def test_keeps_the_records_that_pass_every_facet(cursor: Opened, filters: Filters, expected: set[str]) -> None:
    assert kept(cursor, filters) == expected
    with cursor() as con:
        assert narrow.kept(con, filters, None) == len(expected)


@pytest.mark.usefixtures("way")
def test_one_reader_does_not_narrow_another(cursor: Opened) -> None:
    with cursor() as mine, cursor() as theirs:
        narrow.narrow(mine, Filters(kinds=("mission",)))
        assert (narrow.size(mine, None), narrow.size(theirs, None)) == (1, 3)
        assert (narrow.size(mine, 2020), narrow.size(theirs, 2020)) == (0, 1)


def test_a_cursor_narrowed_for_a_while_speaks_of_every_record_again(cursor: Opened, way: str) -> None:
    con = cursor()
    with pytest.raises(ValueError, match="broken off"), narrow.narrowed(con, Filters(kinds=("mission",))):
        assert narrow.size(con, None) == 1
        raise ValueError("broken off")
    assert narrow.size(con, None) == 3
    with narrow.narrowed(con, Filters()):
        assert narrow.size(con, None) == 3


def test_both_ways_give_the_same_answers(cursor: Opened, way: str) -> None:
    """San Antonio in 2025: the mission of March and the accueil of April; one source, the report."""
    with cursor() as con:
        narrow.narrow(con, Filters(cities=("san-antonio",), since="2025"), 2025)
        (found,) = con.execute(
            "SELECT table_type FROM information_schema.tables WHERE table_catalog = 'temp'"
        ).fetchall()
        assert found[0] == {"copied": "LOCAL TEMPORARY", "judged again": "VIEW"}[way]
        assert overview.rows(con, 2025)["record_id"].to_list() == [ACCUEIL, MISSION]
        assert overview.rows(con, 2025)["cities"].map(list).to_list() == [["San Antonio"]] * 2
        assert timeline.items(con, 2025)["record_id"].to_list() == [MISSION, ACCUEIL]
        assert timeline.calendar(con, 2025)["month"].to_list() == [3, 4]
        assert themes.rows(con, 2025, "themes", code="climat")["record_id"].to_list() == [MISSION]
        assert map_page.city_marks(con, 2025)["record_id"].to_list() == [MISSION, ACCUEIL]
        assert map_page.rows(con, 2025)["all_rows"].to_list() == [2, 2]
        assert overview.cited_sources(con, None)["records"].to_list() == [2]


def test_two_records_stand_for_a_group_of_very_many(tmp_path: Path) -> None:
    """San Antonio, and seven more accueils like its own: eight are more than twice 3, and not more than twice 4."""
    rows = small_rows()
    (accueil,) = (row for row in rows["activities"] if row["activity_id"] == ACCUEIL)
    rows["activities"] += [accueil | {"activity_id": f"accueil-{number}"} for number in range(2, 9)]
    file = tmp_path / "data.duckdb"
    assert database.build(write_folder(tmp_path / "data", rows), file, "busy") == ()
    opened = database.Database(file, tmp_path, "busy")
    with opened.cursor() as con:
        for most, shown in ((2, [1, 7]), (3, [1, 7]), (4, [1, 1, 1, 5]), (8, [1] * 8)):
            marks = map_page.city_marks(con, 2025, most=most)
            assert marks[marks["kind"] == "accueil"]["n"].to_list() == shown
    opened.close()


def test_declared_totals_stay_whole(cursor: Opened) -> None:
    with cursor() as con:
        narrow.narrow(con, Filters(kinds=("accueil",)))
        assert list(overview.declared(con, 2025).value) == [8]


def offered(cursor: Opened, filters: Filters, year: int | None) -> dict[str, dict[str, int]]:
    with cursor() as con:
        frame = narrow.options(con, filters, year)
    facets: dict[str, dict[str, int]] = {}
    for facet, code, n in zip(frame.facet, frame.code, frame.n, strict=True):
        facets.setdefault(facet, {})[code] = int(n)
    return facets


def test_counts_what_each_facet_holds(cursor: Opened) -> None:
    assert offered(cursor, Filters(), None) == {
        "kinds": {"accueil": 1, "entente": 1, "mission": 1},
        "themes": {"climat": 1, "oeuvre_d_art": 1},
        "axes": {"aucun": 2, "rayonne": 1},
        "partners": {"aimf": 1},
        "cities": {"san-antonio": 3},
        "countries": {"US": 3},
        "states": {"datee": 2, "nommee": 1},
        "sources": {"rapport": 3},
        "months": {"3": 1, "4": 1},
    }


def test_counts_under_the_other_facets(cursor: Opened) -> None:
    found = offered(cursor, Filters(kinds=("accueil",), since="2021"), None)
    assert found["kinds"] == {"accueil": 1, "mission": 1}  # its own choice does not narrow it, the period does
    assert found["cities"] == {"san-antonio": 1}
    assert "themes" not in found


def test_counts_those_of_a_year(cursor: Opened) -> None:
    assert offered(cursor, Filters(), 2020)["kinds"] == {"entente": 1}


def test_a_chosen_code_is_offered_even_when_nothing_has_it(cursor: Opened) -> None:
    found = offered(cursor, Filters(kinds=("accueil",), themes=("climat",)), None)
    assert found["themes"] == {"climat": 0}
    assert found["kinds"] == {"mission": 1, "accueil": 0}


def test_says_which_codes_the_data_do_not_hold(cursor: Opened) -> None:
    asked = Filters(cities=("atlantis", "san-antonio"), themes=("voile",), kinds=("mission",))
    with cursor() as con:
        filters, unknown = narrow.held(con, asked)
    assert filters == Filters(cities=("san-antonio",), kinds=("mission",))
    assert unknown == (("cities", "atlantis"), ("themes", "voile"))


def test_gives_the_names_of_what_is_kept(cursor: Opened) -> None:
    with cursor() as con:
        frame = narrow.names(con, Filters(partners=("aimf",), themes=("climat",), kinds=("mission",)))
        none = narrow.names(con, Filters(kinds=("mission",)))
    assert sorted(zip(frame.facet, frame.code, frame.name, strict=True)) == [
        ("partners", "aimf", "Association des maires"),
        ("themes", "climat", "Climat"),
    ]
    assert none.empty


def test_a_choice_makes_the_marks_of_its_records_stand_out(cursor: Opened) -> None:
    with cursor() as con:
        found, tags = highlight.chosen(con, 2025, Highlight("theme", "climat"))
        both, _ = highlight.chosen(con, 2025, Highlight("ville", "san-antonio"))
        april, of_april = highlight.chosen(con, None, Highlight("mois", "4"))
        nobody, none = highlight.chosen(con, 2025, Highlight("partenaire", "nobody"))
    assert found == 1
    assert tags == [
        "activite:mission-texas",
        "annee:2025",
        "axe:rayonne",
        "case:climat:",
        "case:climat:rayonne",
        "case:oeuvre_d_art:",
        "case:oeuvre_d_art:rayonne",
        "mois:3",
        "mois:mission:3",
        "part-tout:mission:dated:total:1",
        "part:mission:dated:total:1",
        "partenaire:aimf",
        "theme:climat",
        "theme:oeuvre_d_art",
        "total:mission",
        "type:mission",
        "ville:san-antonio",
    ]
    assert both == 2  # the agreement of 2020 is not of the year
    assert (april, of_april) == (
        1,
        ["activite:accueil-1", "annee:2025", "mois:4", "mois:accueil:4", "type:accueil", "ville:san-antonio"],
    )
    assert (nobody, none) == (0, [])


@pytest.mark.parametrize(
    "text", ["", "ville", "ville:", "ville:Namur", "mois:13", "mois:0", "mois:x", "pays:BE", "a:b:c"]
)
def test_what_is_no_choice_makes_nothing_stand_out(text: str) -> None:
    assert Highlight.read(text) is None


def test_keeping_only_a_choice_is_a_filter() -> None:
    assert Highlight("ville", "namur").as_filters() == Filters(cities=("namur",))
    assert Highlight("mois", "2").as_filters() == Filters(months=("2",))


def test_a_year_keeps_what_touches_it_and_no_more(cursor: Opened) -> None:
    # all three pass; of 2025 are the mission and the accueil, of 2020 the pact, which 2021 does not run into
    for year, expected in ((2025, {MISSION, ACCUEIL}), (2020, {PACT}), (2021, set())):
        with cursor() as con:
            narrow.narrow(con, Filters(cities=("san-antonio",)), year)
            assert {row[0] for row in con.execute("SELECT record_id FROM records").fetchall()} == expected
