"""One thing written twice in the data: proposed, decided by a person, remembered, undone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bri_data.__main__ import main
from bri_data.intake.apply import Author, NothingToDoError, undo
from bri_data.intake.edit import Edit, save_edits
from bri_data.intake.folder import read_folder
from bri_data.intake.twins import SECOND, decide, twins
from bri_data.journal.history import changes
from bri_data.store import check

_SOURCE = {"source_ids": "rapport-2025", "source_locator": "p. 9"}
PLACE = {"country": "US", "latitude": "29.42", "longitude": "-98.49", "is_home": "non", **_SOURCE}
PAIR = {"kind": "jumelage", "status": "inconnue", "visibility": "public", "signed": "1999", **_SOURCE}


@pytest.fixture
def doubled(folder: Path) -> Path:
    """San Antonio under a second name, with an airport and a mission of its own; and a pair signed from both sides."""
    second = {"city_id": "sa-texas", "name": "San Antonio (Texas)", "name_en": "San Antonio, TX", **PLACE}
    mission = {"activity_id": "essai", "kind": "mission", "title": "Essai", "start": "2027", "status": "prevue"}
    rows = {
        "cities": [second],
        "activities": [mission | {"city_ids": "sa-texas", "visibility": "public", **_SOURCE}],
        "agreements": [
            PAIR | {"agreement_id": "a", "title": "Jumelage", "city_ids": "san-antonio;quebec"},
            PAIR | {"agreement_id": "b", "title": "Pacte de 1999", "city_ids": "quebec;san-antonio"},
        ],
    }
    for table, new in rows.items():
        file = read_folder(folder)[table]
        file.rows |= {str(number): row for number, row in enumerate(new)}
        (folder / file.table.file).write_bytes(file.content())
    assert check(folder) == ()
    return folder


def test_two_names_of_a_city_are_made_one_and_parted_again(doubled: Path) -> None:
    before = read_folder(doubled)
    city = next(one for one in twins(doubled) if one.table == "cities")
    assert city.id == "cities!san_antonio!sa_texas"
    assert [one.name for one in city.differing] == ["city_id", "name", "name_en", "airport", "source_locator"]
    number = decide(doubled, city, SECOND, Author("Direction", "même ville"))
    rows = read_folder(doubled)
    kept = rows["cities"].rows["sa_texas"]
    assert "san_antonio" not in rows["cities"].rows
    assert (kept["name"], kept["airport"]) == ("San Antonio (Texas)", "SAT")  # what only the other said
    assert (kept["source_ids"], kept["source_locator"]) == ("rapport-2025", "p. 9")
    named = [row["city_ids"] for name in ("activities", "agreements") for row in rows[name].rows.values()]
    assert not any("san-antonio" in one for one in named)
    assert check(doubled) == ()
    with pytest.raises(NothingToDoError):
        decide(doubled, city, SECOND, Author())
    undo(doubled, number, Author())
    after = read_folder(doubled)
    assert {name: one.rows for name, one in after.items()} == {name: one.rows for name, one in before.items()}


def test_the_command_lists_the_pairs_and_remembers_what_is_decided(
    doubled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["duplicates", "--folder", str(doubled)]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "cities!san_antonio!sa_texas · Villes" in said
    assert "Titre\u00a0: Jumelage | Pacte de 1999" in said
    decisions = tmp_path / "decisions.csv"
    with decisions.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(
            [["agreements!a!b", "first"], ["cities!san_antonio!sa_texas", "distinct"], ["cities!x!y", "first"]]
        )
    assert main([*command, "--decisions", str(decisions)]) == 1  # the last pair is none
    assert "cities!x!y · Cette paire n’attend pas de décision" in capsys.readouterr().out
    assert twins(doubled) == ()
    assert "b" not in read_folder(doubled)["agreements"].rows
    assert len(changes(doubled)) == 1
    theme = {"code": "eau", "label": "Eau", "label_en": "Water"}
    assert save_edits(doubled, [Edit("themes", None, theme)], Author()).number == 2  # and nothing asks again
