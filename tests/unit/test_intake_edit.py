"""Rows edited in the dashboard: checked as files are, one change of the history, and nobody's work lost."""

from __future__ import annotations

import threading
from itertools import pairwise
from pathlib import Path

import pytest

from bri_data.intake.apply import Author
from bri_data.intake.edit import MINE, THEIRS, Edit, Saved, save_edits
from bri_data.intake.folder import read_folder
from bri_data.intake.said import still_named
from bri_data.intake.sheets import RefusedFileError
from bri_data.journal.history import Row, changes, rows_of_change
from bri_data.model.columns import Level
from bri_data.present.words import texts
from bri_data.queries.past import differences
from bri_data.store import DataFolder, check
from bri_data.store.past import PastFolder

CITY = "san_antonio"
# each checks the whole folder in its turn; twenty writers of the journal are in test_journal.py
EDITORS = 5
LEVELS = ("interne", "huis_clos")


def row(folder: Path, table: str, key: str) -> Row:
    return dict(read_folder(folder)[table].rows[key])


def edited(folder: Path, seen: Row, **cells: str) -> Saved:
    return save_edits(folder, [Edit("cities", seen, {**seen, **cells})], Author("Une", "essai"))


def test_two_people_on_one_row_keep_what_both_did(folder: Path) -> None:
    seen = row(folder, "cities", CITY)
    assert edited(folder, seen, airport="").number == 1
    second = edited(folder, seen, name_en="San Antonio, Texas")
    assert second.number == 2
    assert [(one.column, one.seen, one.now) for one in second.theirs] == [("airport", "SAT", "")]
    now = row(folder, "cities", CITY)
    assert (now["airport"], now["name_en"]) == ("", "San Antonio, Texas")
    change = rows_of_change(folder, 2)[0]
    assert (change.before or {}).get("name_en") == "San Antonio"
    last, _ = changes(folder)[0]
    assert (last.who, last.why, last.kind) == ("Une", "essai", "edit")


def test_the_same_cell_changed_twice_waits_for_a_choice(folder: Path) -> None:
    seen = row(folder, "cities", CITY)
    edited(folder, seen, name_en="San Antonio, TX")
    mine = [Edit("cities", seen, {**seen, "name_en": "San Antonio (Texas)"})]
    asked = save_edits(folder, mine, Author())
    ((clash,), number) = asked.clashes, asked.number
    assert (number, clash.column, clash.seen, clash.now, clash.wanted) == (
        0,
        "name_en",
        "San Antonio",
        "San Antonio, TX",
        "San Antonio (Texas)",
    )
    assert save_edits(folder, mine, Author(), choices={clash.id: THEIRS}).number == 0
    assert row(folder, "cities", CITY)["name_en"] == "San Antonio, TX"
    assert save_edits(folder, mine, Author(), choices={clash.id: MINE}).number == 2
    assert row(folder, "cities", CITY)["name_en"] == "San Antonio (Texas)"


def test_a_fault_is_told_at_its_cell_and_nothing_is_written(folder: Path) -> None:
    seen = row(folder, "cities", CITY)
    told = edited(folder, seen, latitude="290")
    assert told.plan is not None
    assert [(one.place.heading or (one.problem and one.problem.column)) for one in told.plan.faults] == ["latitude"]
    assert changes(folder) == ()
    removed = save_edits(folder, [Edit("cities", seen, None)], Author())
    assert removed.plan is not None
    assert {one.problem.rule for one in removed.plan.faults if one.problem} == {"dangling_reference"}
    (said,) = still_named(removed.plan.faults, texts("en"))  # once, however many rows name it
    assert said.startswith("“san-antonio” cannot be removed:")
    assert "“Activities” (" in said


def test_a_row_and_what_it_names_enter_together_and_go_again(folder: Path) -> None:
    city = {
        "name": "Namur",
        "name_en": "Namur",
        "country": "Belgique",
        "latitude": "50,46669",
        "longitude": "4,86746",
        "is_home": "non",
        "source_ids": "rapport-2025",
        "source_locator": "p. 1",
    }
    mission = {
        "kind": "mission",
        "title": "Namur en mai",
        "start": "14 mai 2027",
        "city_ids": "Namur",
        "status": "prevue",
        "visibility": "interne",
        "source_ids": "Rapport annuel",
        "source_locator": "p. 2",
    }
    assert save_edits(folder, [Edit("activities", None, mission), Edit("cities", None, city)], Author()).number == 1
    made = row(folder, "activities", "2027_mission_namur_en_mai")
    assert (made["start"], made["city_ids"], made["source_ids"]) == ("2027-05-14", "namur", "rapport-2025")
    assert save_edits(folder, [Edit("activities", made, {**made, "visibility": "public"})], Author()).number == 2
    public = row(folder, "activities", "2027_mission_namur_en_mai")
    assert save_edits(folder, [Edit("activities", public, {**public, "visibility": "huis_clos"})], Author()).number == 3
    hidden = row(folder, "activities", "2027_mission_namur_en_mai")
    assert save_edits(folder, [Edit("activities", hidden, None)], Author()).number == 4
    assert check(folder) == ()


def test_what_was_hidden_before_it_was_removed_stays_hidden_in_the_past(folder: Path, cache: Path) -> None:
    seen = row(folder, "activities", next(iter(read_folder(folder)["activities"].rows)))
    new = {**seen, "activity_id": "essai", "title": "Essai", "counted_in": ""}
    marks = [new, {**new, "visibility": "interne"}, None]
    save_edits(folder, [Edit("activities", None, new)], Author(), despite_doubts=True)
    for was, wanted in pairwise(marks):
        save_edits(folder, [Edit("activities", was, wanted)], Author(), despite_doubts=True)
    assert len(changes(folder)) == 3
    past = PastFolder(folder, cache).at("1", DataFolder(folder, cache).current())
    assert past.database is not None
    with past.database.cursor() as con:
        assert con.execute("SELECT count(*) FROM activities WHERE activity_id = 'essai'").fetchone() == (0,)


@pytest.mark.parametrize(("level", "read"), [("public", ()), ("interne", ("interne",)), ("huis_clos", LEVELS)])
def test_a_past_state_and_what_changed_since_hold_what_each_reader_may_read(
    folder: Path, cache: Path, level: Level, read: tuple[str, ...]
) -> None:
    shown = row(folder, "activities", next(iter(read_folder(folder)["activities"].rows)))
    new = [
        {**shown, "activity_id": f"secret-{one}", "title": f"Secret {one}", "visibility": one, "counted_in": ""}
        for one in LEVELS
    ]
    save_edits(folder, [Edit("activities", None, one) for one in new], Author(), despite_doubts=True)
    there = [row(folder, "activities", f"secret_{one}") for one in LEVELS]
    renamed = [Edit("activities", one, {**one, "title": one["title"] + " bis"}) for one in there]
    assert save_edits(folder, renamed, Author(), despite_doubts=True).number == 2
    present = DataFolder(folder, cache, level).current()
    past = PastFolder(folder, cache, level).at("1", present)
    assert present.database is not None
    assert past.database is not None
    with past.database.cursor() as old, present.database.cursor() as now:
        found = old.execute("SELECT title FROM activities WHERE title LIKE 'Secret%' ORDER BY title").fetchall()
        since = sorted((one.after or {}).get("title", "") for one in differences(old, now))
    assert found == [(f"Secret {one}",) for one in sorted(read)]
    assert since == [f"Secret {one} bis" for one in sorted(read)]


def test_editors_who_save_at_once_lose_no_change(folder: Path) -> None:
    """Each adds a theme, and each changes a cell of one row that all have seen as it was."""
    seen = row(folder, "themes", "climat")
    failed: list[object] = []

    def save(number: int) -> None:
        new = {"code": f"essai-{number}", "label": f"Essai {number}", "label_en": f"Trial {number}"}
        cell = {0: {"label": "Climat changé"}, 1: {"label_en": "Climate change"}}.get(number, {})
        told = save_edits(
            folder, [Edit("themes", None, new), Edit("themes", seen, {**seen, **cell})], Author(str(number))
        )
        if not told.number:
            failed.append(told)

    editors = [threading.Thread(target=save, args=(number,)) for number in range(EDITORS)]
    for one in editors:
        one.start()
    for one in editors:
        one.join()
    assert failed == []
    found = read_folder(folder)["themes"].rows
    assert {f"essai_{number}" for number in range(EDITORS)} <= set(found)
    assert (found["climat"]["label"], found["climat"]["label_en"]) == ("Climat changé", "Climate change")
    assert sorted(int(one.who) for one, _ in changes(folder)) == list(range(EDITORS))
    assert check(folder) == ()


def test_a_file_corrected_by_hand_while_a_form_is_open_loses_nothing(folder: Path) -> None:
    """Another cell and another row of the hand stay; the same cell waits for a choice; a fault refuses and says so."""
    file = folder / "villes.csv"
    seen, by_hand = row(folder, "cities", CITY), file.read_text("utf-8")
    file.write_text(by_hand.replace(",SAT,", ",,"), "utf-8")
    changed = file.read_text("utf-8")
    assert changed != by_hand
    told = edited(folder, seen, name_en="San Antonio, Texas")
    assert [(one.column, one.now) for one in told.theirs] == [("airport", "")]
    now = row(folder, "cities", CITY)
    assert (told.number, now["airport"], now["name_en"]) == (1, "", "San Antonio, Texas")
    file.write_text(file.read_text("utf-8").replace("San Antonio, Texas", "San Antonio (TX)"), "utf-8")
    (clash,) = edited(folder, now, name_en="San Antonio du Texas").clashes
    assert (clash.now, clash.wanted) == ("San Antonio (TX)", "San Antonio du Texas")
    sound = file.read_text("utf-8")
    file.write_text(sound + "x,\n", "utf-8")
    with pytest.raises(RefusedFileError, match="folder_has_faults"):
        edited(folder, now, latitude="29,5")
    assert file.read_text("utf-8") == sound + "x,\n"
