"""Hidden rows are not in the served data, nor what only they use; whatever else is wrong in the files."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from bri_data.store import Database, DataFolder, check
from bri_data.store.refresh import Served
from tests.unit.planted import MARK, hide, planted
from tests.unit.small_folder import small_rows, write_folder

SHOWN = "2025-mission-milwaukee"


def opened(served: Served) -> Database:
    assert served.database is not None, served.problems
    return served.database


def everything(database: Database) -> str:
    """Every cell of every table and view, as text."""
    with database.cursor() as con:
        named = con.execute("SELECT table_name FROM information_schema.tables").fetchall()
        return "\n".join(str(con.table(name).fetchall()) for (name,) in named)


def count(database: Database, table: str) -> int:
    with database.cursor() as con:
        return len(con.table(table).fetchall())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return planted(tmp_path / "data")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_the_planted_rows_are_sound_and_none_of_their_words_is_served(
    folder: Path, cache: Path, tmp_path: Path
) -> None:
    assert check(folder) == ()
    with_them = opened(DataFolder(folder, cache).current())
    assert MARK not in everything(with_them).lower()
    whole = opened(DataFolder(Path(__file__).parents[2] / "data", tmp_path / "other").current())
    for table in ("activities", "agreements", "cities", "sources", "records", "search_names"):
        assert count(with_them, table) == count(whole, table)
    assert with_them.withdrawn != ""
    assert whole.withdrawn == ""


def test_a_lookup_goes_with_the_lookups_that_use_it_and_stays_while_a_public_row_does(tmp_path: Path) -> None:
    rows = small_rows()
    # hamburg: used by a partner that the hidden mission alone names; san-antonio: by a public visit too
    city = rows["cities"][1] | {"city_id": "hambourg", "name": "Hambourg", "name_en": "Hamburg", "country": "DE"}
    unused = city | {"city_id": "lyon", "name": "Lyon", "name_en": "Lyon", "country": "FR"}
    rows["cities"] += [city, unused]
    rows["partners"][0]["city_id"] = "hambourg"
    rows["activities"][0]["visibility"] = "interne"
    database = opened(DataFolder(write_folder(tmp_path / "data", rows), tmp_path / "cache").current())
    with database.cursor() as con:
        cities = {row[0] for row in con.execute("SELECT city_id FROM cities").fetchall()}
    assert cities == {"quebec", "san-antonio", "lyon"}  # the home city, a public row's, and one that no row uses
    assert count(database, "partners") == 0
    assert count(database, "trips") == 0


def test_an_amount_of_several_missions_goes_with_the_hidden_one_and_leaves_the_amount_that_holds_it(
    tmp_path: Path,
) -> None:
    rows = small_rows()
    source = {"source_ids": "rapport-2025", "source_locator": "section 1"}
    amount = {"nature": "reel", "category": "total", "amount_cad": "10", **source}
    rows["expenses"] = [
        amount | {"expense_id": "a", "activity_ids": "accueil-1", "included_in": "b"},
        amount | {"expense_id": "b", "activity_ids": "accueil-1;mission-texas"},
    ]
    rows["activities"][0]["visibility"] = "huis_clos"
    database = opened(DataFolder(write_folder(tmp_path / "data", rows), tmp_path / "cache").current())
    with database.cursor() as con:
        assert con.execute("SELECT expense_id, included_in FROM expenses").fetchall() == [("a", None)]


@pytest.mark.parametrize("mark", ["huis_clos", "huis_cloz", ""])
def test_a_row_marked_hidden_is_withdrawn_at_once_although_another_file_has_a_fault(
    folder: Path, cache: Path, mark: str
) -> None:
    data = DataFolder(folder, cache)
    before = opened(data.current())
    assert SHOWN in everything(before)
    cities = folder / "villes.csv"
    cities.write_bytes(cities.read_bytes().replace(b",Namur,", b",,", 1))
    hide(folder, "activities", SHOWN, mark)
    for served in (data.current(), DataFolder(folder, cache).current()):  # in this server, and after a restart
        assert served.problems
        after = opened(served)
        assert SHOWN not in everything(after)
        assert "assemblée générale de l’avglsl à milwaukee" not in everything(after).lower()
        assert MARK not in everything(after).lower()
        assert count(after, "records") == count(before, "records") - 1
        assert after.withdrawn != before.withdrawn
        assert after.fingerprint != before.fingerprint


def test_a_mark_is_read_in_a_row_and_in_a_file_that_cannot_be(folder: Path, cache: Path) -> None:
    data = DataFolder(folder, cache)
    opened(data.current())
    file = folder / "activites.csv"
    hide(folder, "activities", SHOWN, "huis_clos")
    text = file.read_text("utf-8")
    spoilt = {
        "a row of too few cells": text.replace(f"{SHOWN},mission,", f"{SHOWN},", 1),
        "no column of marks": text.replace("visibilite", "visible", 1),
        "a quote that never ends": text.replace("identifiant,", 'identifiant,"', 1),
    }
    whole = {said: content.encode() for said, content in spoilt.items()}
    for said, content in (whole | {"bytes of no encoding": text.encode() + b"\xff\xdc\n"}).items():
        file.write_bytes(content)
        served = data.current()
        assert served.problems, said
        assert SHOWN not in everything(opened(served)), said
        assert "2025-mission-washington" in everything(opened(served)), said


def test_a_row_comes_back_when_it_is_shown_again(folder: Path, cache: Path) -> None:
    data = DataFolder(folder, cache)
    hide(folder, "activities", SHOWN, "interne")
    assert SHOWN not in everything(opened(data.current()))
    hide(folder, "activities", SHOWN, "public")
    assert SHOWN in everything(opened(data.current()))


def test_readers_of_a_withdrawn_folder_wait_for_nobody(folder: Path, cache: Path) -> None:
    data = DataFolder(folder, cache)
    data.current()
    (folder / "villes.csv").write_text("", "utf-8")
    hide(folder, "activities", SHOWN, "interne")
    found: list[bool] = []
    threads = [threading.Thread(target=lambda: found.append(data.current().database is not None)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4
    assert SHOWN not in everything(opened(data.current()))
