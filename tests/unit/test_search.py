"""The search box's questions, on a small folder: what is found, in what order, and what never is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from bri_data.present import search as present
from bri_data.queries import spelling
from bri_data.queries.search import MOST, folded, search
from bri_data.store.database import Database, build
from tests.unit.small_folder import Rows, small_rows, write_folder

Find = Callable[[str], dict[str, list[str]]]
_SOURCE = {"source_ids": "rapport-2025", "source_locator": "section 1"}


def city(code: str, name: str, name_en: str, country: str) -> dict[str, Any]:
    place = {"latitude": "50", "longitude": "5", "is_home": "non"}
    return {"city_id": code, "name": name, "name_en": name_en, "country": country, **place, **_SOURCE}


def partner(code: str, name: str, **others: str) -> dict[str, Any]:
    kind = {"sector": "reseau", "is_external": "oui", "is_network": "oui"}
    return {"partner_id": code, "name": name, **kind, **others, **_SOURCE}


def activity(code: str, title: str, **others: str) -> dict[str, Any]:
    row = {"kind": "accueil", "start": "2025-05-02", "status": "realisee", "visibility": "public"}
    return {"activity_id": code, "title": title, **row, **others, **_SOURCE}


def folder_rows() -> Rows:
    """The small folder, and what a bureau meets: two languages, acronyms, ligatures, apostrophes, hidden rows."""
    rows = small_rows()
    rows["cities"] += [
        city("hambourg", "Hambourg", "Hamburg", "DE"),
        city("xian", "Xi’an", "Xi’an", "CN"),
        city("copenhague", "Copenhague", "Copenhagen", "DK"),
        city("saint-malo", "Saint-Malo", "Saint-Malo", "FR"),
    ]
    rows["partners"] += [
        partner("ovpm", "Organisation des villes du patrimoine mondial", acronym="OVPM", acronym_en="OWHC"),
        partner("rvffa", "Réseau des villes francophones et francophiles d’Amérique"),
        partner("port", "Port de Hambourg"),
    ]
    rows["activities"] += [
        activity("hambourg-1", "Délégation de Hambourg", city_ids="hambourg", title_en="Delegation from Hamburg"),
        activity("hambourg-2", "Retour de Hambourg", city_ids="hambourg", start="2026"),
        activity("congres", "Congrès du réseau", partner_ids="ovpm", theme_ids="climat"),
        activity("oeuvres", "L’œuvre d’hiver", service_ids="culture"),
        activity("cachee", "Rencontre secrète", city_ids="hambourg", visibility="interne"),
        activity("huis-clos", "Confidence à Hambourg", visibility="huis_clos"),
        activity("annulee", "Rendez-vous annulé", status="annulee"),
    ]
    return rows


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    place = tmp_path_factory.mktemp("search")
    folder = write_folder(place / "data", folder_rows())
    assert build(folder, place / "built.duckdb", "one") == ()
    opened = Database(place / "built.duckdb", folder, "one")
    yield opened
    opened.close()


@pytest.fixture
def con(database: Database) -> Iterator[duckdb.DuckDBPyConnection]:
    with database.cursor() as cursor:
        yield cursor


@pytest.fixture
def find(con: duckdb.DuckDBPyConnection) -> Find:
    """The ids found, by kind, in the order of the answer."""
    labels = folded(present.labels())
    return lambda asked: {group.kind: list(group.rows.id) for group in search(con, asked, labels)}


@pytest.mark.parametrize(
    ("asked", "kind", "first"),
    [
        ("quebec", "ville", "quebec"),  # accents
        ("QUÉBEC", "ville", "quebec"),  # case
        ("Quebec City", "ville", "quebec"),  # the English name, in a French page or not
        ("hamburg", "ville", "hambourg"),
        ("Hambourg", "ville", "hambourg"),
        ("hamb", "ville", "hambourg"),  # a beginning
        ("antonio san", "ville", "san-antonio"),  # another order
        ("sanantonio", "ville", "san-antonio"),  # no space
        ("san-antonio", "ville", "san-antonio"),
        ("xian", "ville", "xian"),  # the apostrophe left out
        ("xi'an", "ville", "xian"),  # a typewriter's
        ("st malo", "ville", "saint-malo"),
        ("hambourgg", "ville", "hambourg"),  # a letter too many
        ("hmabourg", "ville", "hambourg"),  # two letters in each other's place
        ("copenague", "ville", "copenhague"),
        ("copnehage", "ville", "copenhague"),  # two slips in nine letters
        ("allemagne", "ville", "hambourg"),  # its country, in either language
        ("Germany", "ville", "hambourg"),
        ("OVPM", "partenaire", "ovpm"),
        ("o.v.p.m.", "partenaire", "ovpm"),
        ("owhc", "partenaire", "ovpm"),  # the English acronym
        ("rvffa", "partenaire", "rvffa"),  # initials that no source gives
        ("oeuvre", "theme", "oeuvre_d_art"),
        ("Œuvre d'art", "theme", "oeuvre_d_art"),
        ("work of art", "theme", "oeuvre_d_art"),
        ("culture", "service", "culture"),
        ("oeuvre", "activite", "oeuvres"),
        ("delegation", "activite", "hambourg-1"),
        ("accueil 2026", "activite", "hambourg-2"),  # its kind and its year, which its title does not say
        ("ovpm", "activite", "congres"),  # its partner
        ("pacte san antonio", "entente", "pacte-1"),
    ],
)
def test_is_found_first(find: Find, asked: str, kind: str, first: str) -> None:
    assert find(asked)[kind][0] == first


@pytest.mark.parametrize("asked", ["", "  ", "%", "_", "'", '"', "🙂", "\ud800", "...", "-", "\0"])
def test_nothing_to_look_for_finds_nothing(find: Find, asked: str) -> None:
    assert find(asked) == {}


@pytest.mark.parametrize(
    "asked",
    [
        "zzzz",
        "hxmbxrg",  # two slips in seven letters are another word
        "hambourg climat zzzz",  # every word counts
        "' OR 1=1 --",
        "Robert'); DROP TABLE cities;--",
        "a" * 10_000,
        "hambourg " + "x" * 10_000,
        "(((((",
        "[a-z]+ .*",
    ],
)
def test_what_is_hostile_or_unknown_finds_nothing(find: Find, asked: str) -> None:
    assert find(asked) == {}
    assert find("hambourg")["ville"] == ["hambourg"]  # and the data are still there


def test_wildcards_are_only_what_parts_words(find: Find) -> None:
    assert find("que%bec") == {}
    assert find("quebec%") == find("quebec")
    assert find("saint_malo")["ville"] == ["saint-malo"]


@pytest.mark.parametrize("asked", ["secrète", "secrets", "confidence", "confidenc", "rendez", "annulé"])
def test_what_is_not_public_is_never_found_nor_guessed(find: Find, con: duckdb.DuckDBPyConnection, asked: str) -> None:
    assert find(asked) == {}
    known = con.execute("SELECT word FROM search_words WHERE starts_with(word, $asked)", {"asked": asked[:6]})
    assert known.fetchall() == []


def test_what_hides_in_a_city_stays_hidden(find: Find) -> None:
    assert find("accueil hambourg")["activite"] == ["hambourg-2", "hambourg-1"]


def test_the_whole_name_comes_before_a_part_of_one_and_a_title_before_a_tie(find: Find) -> None:
    found = find("hambourg")
    # the name itself (1.2 + 0.5), a word of a title (1), a word of a name of three (1 less 0.03)
    assert list(found) == ["ville", "activite", "partenaire"]
    assert found["activite"] == ["hambourg-2", "hambourg-1"]  # alike: the latest first
    assert find("climat")["activite"] == ["congres", "mission-texas"]  # both by their theme alone: the latest first


def test_each_kind_is_capped_and_says_so(tmp_path: Path) -> None:
    rows = small_rows()
    rows["activities"] = [activity(f"a{number:02}", "Visite", start=f"2025-05-{number + 1:02}") for number in range(9)]
    rows["trips"] = []
    build(write_folder(tmp_path / "data", rows), tmp_path / "built.duckdb", "two")
    opened = Database(tmp_path / "built.duckdb", tmp_path / "data", "two")
    with opened.cursor() as con:
        (group,) = search(con, "visite", {})
    opened.close()
    # nine on the 1st to the 9th of May: the latest MOST, and a sign that there are more
    assert list(group.rows.id) == ["a08", "a07", "a06", "a05", "a04", "a03"]
    assert group.more
    assert sum(MOST.values()) == 24


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("quebec", "QUÉBEC"),
        ("quebec", "Que\u0301bec"),  # the accent apart
        ("oeuvre", "Œuvre"),
        ("l'art", "L’ART"),
        ("a b", "a\u00a0b"),
        ("tromso", "Tromsø"),
        ("strasse", "Straße"),
        ("a.b", "a.b"),
    ],
)
def test_a_pattern_matches_other_ways_of_writing(asked: str, written: str) -> None:
    with duckdb.connect() as con:
        row = con.execute("SELECT regexp_matches($t, $p)", {"t": written, "p": spelling.pattern(asked)}).fetchone()
        assert row == (True,)
        assert con.execute("SELECT regexp_matches('axb', $p)", {"p": spelling.pattern("a.b")}).fetchone() == (False,)


def test_a_word_pattern_stops_at_the_edges_of_a_word() -> None:
    with duckdb.connect() as con:

        def matches(written: str, word: str, *, whole: bool) -> bool:
            values = {"t": written, "p": spelling.word_pattern(word, whole=whole)}
            return con.execute("SELECT regexp_matches($t, $p)", values).fetchone() == (True,)

        assert matches("une école", "ecol", whole=False)
        assert not matches("une école", "ecol", whole=True)
        assert not matches("une école", "cole", whole=False)  # é is a letter
        assert matches("l’Œuvre.", "oeuvre", whole=True)
        assert matches("«\u00a0Namur\u00a0»", "namur", whole=True)
