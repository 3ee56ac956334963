"""Hidden rows are not in the served data, nor what only they use; whatever else is wrong in the files."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

import pytest

from bri_data.model.clock import BUREAU
from bri_data.store import Database, DataFolder, check
from bri_data.store.refresh import Served
from tests.unit.planted import MARK, hide, mark, planted
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
    for table in ("activities", "agreements", "cities", "sources", "roles", "discrepancies", "records", "search_names"):
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


def keys(database: Database, table: str) -> set[str]:
    with database.cursor() as con:
        return {row[1] for row in con.table(table).fetchall()}  # after its line


def test_any_table_may_bear_marks_and_the_stricter_one_wins(tmp_path: Path) -> None:
    rows = small_rows()
    folder = write_folder(tmp_path / "data", rows)
    mark(folder, "themes", {"climat": "huis_clos"})
    mark(folder, "partners", {"aimf": "interne"})
    assert check(folder) == ()
    database = opened(DataFolder(folder, tmp_path / "cache").current())
    with database.cursor() as con:
        # the mission stays, without the partner and the theme that are not for everybody
        kept = con.execute(
            "SELECT partner_ids, theme_ids FROM activities WHERE activity_id = 'mission-texas'"
        ).fetchone()
        assert kept == (None, ["oeuvre_d_art"])
        assert con.execute("SELECT code FROM themes").fetchall() == [("oeuvre_d_art",)]
        assert con.execute("SELECT count(*) FROM partners").fetchone() == (0,)
        assert con.execute("SELECT count(*) FROM roles").fetchone() == (0,)


def test_a_row_of_reference_marked_public_stays_with_its_roles_although_only_hidden_rows_use_it(tmp_path: Path) -> None:
    rows = small_rows()
    for activity in rows["activities"]:
        if activity.get("partner_ids"):
            activity["visibility"] = "huis_clos"
    hidden = opened(DataFolder(write_folder(tmp_path / "one", rows), tmp_path / "cache").current())
    folder = write_folder(tmp_path / "two", rows)
    mark(folder, "partners", {"aimf": "public"})
    shown = opened(DataFolder(folder, tmp_path / "cache").current())
    assert count(hidden, "partners") == 0
    assert count(shown, "partners") == 1


def test_a_fact_goes_when_its_every_source_is_hidden(tmp_path: Path, folder: Path, cache: Path) -> None:
    with opened(DataFolder(folder, cache).current()).cursor() as con:
        alone = con.execute("SELECT source_ids[1] FROM roles WHERE len(source_ids) = 1").fetchone()
        assert alone is not None
        source = str(alone[0])
    mark(folder, "sources", {source: "interne"})
    after = opened(DataFolder(folder, cache).current())
    with after.cursor() as con:
        assert con.execute("SELECT count(*) FROM sources WHERE source_id = ?", [source]).fetchone() == (0,)
        for table in ("roles", "activities", "partners", "indicators"):
            named = f"SELECT count(*) FROM {table} WHERE list_contains(source_ids, ?) OR source_ids IS NULL"  # noqa: S608
            assert con.execute(named, [source]).fetchone() == (0,), table


@pytest.mark.parametrize("written", ["huis_clos", "Interne", "huit clos"])
def test_a_row_of_reference_just_marked_is_withdrawn_although_its_own_file_has_a_fault(
    folder: Path, cache: Path, written: str
) -> None:
    data = DataFolder(folder, cache)
    before = opened(data.current())
    assert "namur" in keys(before, "cities")
    mark(folder, "cities", {"namur": written})
    file = folder / "villes.csv"
    file.write_text(file.read_text("utf-8").replace("milwaukee,Milwaukee", "milwaukee,", 1), "utf-8")
    served = data.current()
    assert served.problems
    assert "namur" not in keys(opened(served), "cities")
    assert "milwaukee" in keys(opened(served), "cities")


def test_an_unreadable_mark_hides_in_a_row_that_cannot_be_read_and_under_a_heading_said_twice(
    folder: Path, cache: Path
) -> None:
    data = DataFolder(folder, cache)
    opened(data.current())
    file = folder / "activites.csv"
    sound = file.read_text("utf-8")
    hide(folder, "activities", SHOWN, "huit clos")
    file.write_text(file.read_text("utf-8").replace(f"{SHOWN},mission,", f"{SHOWN},", 1), "utf-8")
    assert SHOWN not in everything(opened(data.current()))
    lines = sound.splitlines()
    twice = [
        line + (",visibilite" if not n else ",huis_clos" if line.startswith(SHOWN) else ",public")
        for n, line in enumerate(lines)
    ]
    file.write_text("\n".join(twice), "utf-8")
    after = everything(opened(data.current()))
    assert SHOWN not in after
    assert "2025-mission-washington" in after


def test_a_file_that_cannot_be_opened_keeps_the_marks_last_known(folder: Path, cache: Path) -> None:
    data = DataFolder(folder, cache)
    hide(folder, "activities", SHOWN, "interne")
    before = opened(data.current())
    (folder / "activites.csv").unlink()
    (folder / "activites.csv").mkdir()
    after = everything(opened(data.current()))
    assert SHOWN not in after
    assert MARK not in after.lower()
    assert count(opened(data.current()), "records") == count(before, "records")


def day(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    """Let the Bureau's clock say one minute past midnight of that day."""
    moment = datetime.fromisoformat(f"{said}T00:01").replace(tzinfo=BUREAU)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))


def test_a_row_under_embargo_opens_by_itself_on_its_day(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = small_rows()
    folder = write_folder(tmp_path / "data", rows)
    mark(folder, "activities", {"mission-texas": "2026-12-01"}, "embargo")
    mark(folder, "sources", {"rapport-2025": "2026-11-30"}, "embargo")  # over already
    assert check(folder) == ()
    day(monkeypatch, "2026-11-30")
    data, inside = DataFolder(folder, cache), DataFolder(folder, cache, "interne")
    closed = opened(data.current())
    assert "mission-texas" not in keys(closed, "activities")
    assert "accueil-1" in keys(closed, "activities")
    assert keys(closed, "trips") == set()  # what hangs on it waits too
    assert "mission-texas" in keys(opened(inside.current()), "activities")
    assert data.current().database is closed
    day(monkeypatch, "2026-12-01")
    again = opened(data.current())  # no file has changed
    assert "mission-texas" in keys(again, "activities")
    assert keys(again, "trips") != set()
    assert again.fingerprint != closed.fingerprint
    assert "mission-texas" in keys(opened(DataFolder(folder, cache).current()), "activities")


def test_an_embargo_just_written_hides_at_once_whatever_is_wrong_beside_it(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day(monkeypatch, "2026-11-30")
    data = DataFolder(folder, cache)
    before = keys(opened(data.current()), "activities")
    hidden = dict(zip(sorted(before), ("2026-12", "demain", "2026-13-01", "2099-01-01", "un jour"), strict=False))
    over = sorted(before)[len(hidden)]
    mark(folder, "activities", hidden | {over: "2026-11-30"}, "embargo")
    file = folder / "activites.csv"  # « un jour » stands in a row that cannot be read as one of the table
    file.write_text(file.read_text("utf-8").replace("un jour", "un jour,de trop"), "utf-8")
    served = data.current()
    assert served.problems
    assert keys(opened(served), "activities") == before - set(hidden)
    assert over in before


def test_an_embargo_without_its_day_is_a_fault(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "data", small_rows())
    mark(folder, "activities", {"mission-texas": "2026-12", "accueil-1": "2026-12-01"}, "embargo")
    assert [(one.column, one.rule, one.value) for one in check(folder)] == [
        ("embargo", "embargo_without_day", "2026-12")
    ]
