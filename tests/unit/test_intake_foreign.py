"""Files that were not made for us: federal travel expenses, a list of agreements, a calendar."""

from __future__ import annotations

from pathlib import Path

import pytest

from bri_data.__main__ import main
from bri_data.bureau import current
from bri_data.intake.apply import Author, apply_plan
from bri_data.intake.folder import read_folder
from bri_data.intake.plan import plan_import
from bri_data.intake.planned import Plan
from bri_data.intake.reading import read_file
from bri_data.intake.sheets import RefusedFileError
from bri_data.store import check

TRAVEL = """\
ref_number,name,title_en,title_fr,purpose_en,purpose_fr,start_date,end_date,destination_en,destination_fr,\
airfare,other_transport,lodging,meals,other_expenses,total,owner_org
T-1,"Untel, J.",Mayor,Maire,Trade,Commerce,2025-03-19,2025-03-21,San Antonio,San Antonio,"1,234.50",,200,0,,1434.50,pc
T-2,"Untel, Jeanne",Mayor,Maire,Culture,,2025-05-02,2025-05-03,"Paris, France","Paris, France",500,,,,,500,pc
"""
CALENDAR = """\
BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//essai//FR\r
BEGIN:VEVENT\r
UID:a1@exemple.test\r
SUMMARY:Visite de San Antonio\r
DTSTART;VALUE=DATE:20270314\r
DTEND;VALUE=DATE:20270317\r
LOCATION:San Antonio\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:a2@exemple.test\r
SUMMARY:Soirée\r
DTSTART:20270401T020000Z\r
DTEND:20270401T033000Z\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:a3@exemple.test\r
SUMMARY:Chaque lundi\r
DTSTART;VALUE=DATE:20270405\r
RRULE:FREQ=WEEKLY\r
END:VEVENT\r
END:VCALENDAR\r
"""


def written(place: Path, text: str) -> Path:
    place.write_text(text, "utf-8", newline="")
    return place


def plan(folder: Path, file: Path, values: dict[tuple[str, str], str], **answers: str) -> Plan:
    return plan_import(folder, read_file(file), file.name, matches=values, answers=answers)


def test_travel_expenses_become_missions_and_amounts_and_name_nobody(folder: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "travelq.csv", TRAVEL)
    asked = plan(folder, file, {})
    assert {(one.rule, one.table, one.value) for one in asked.faults} == {
        ("absent_column", "activities", "source_ids"),
        ("absent_column", "expenses", "source_ids"),
    }
    (question,) = asked.questions
    assert (question.rule, question.value, question.id) == (
        "unknown_name", "Paris, France", "travelq!=Paris, France!destination_fr",
    )  # fmt: skip
    command = ["import", str(file), "--into", str(folder), "--apply"]
    assert main(command) == 1
    assert main([*command, "--value", "sources=rapport-2025", "--answer", f"{question.id}=aside"]) == 0
    rows = read_folder(folder)
    first, second = (rows["activities"].rows[key] for key in ("pc_t_1", "pc_t_2"))
    assert (first["title"], first["title_en"], first["start"], first["end"]) == (
        "Commerce", "Trade", "2025-03-19", "2025-03-21",
    )  # fmt: skip
    assert (first["city_ids"], first["function_ids"], first["source_locator"]) == ("san-antonio", "maire", "travelq, 2")
    assert (second["title"], second["city_ids"]) == ("Culture", "")
    amounts = {key: row["amount_cad"] for key, row in rows["expenses"].rows.items() if key.startswith("pc")}
    assert amounts == {
        "pc_t_1_total": "1434.50",
        "pc_t_1_avion": "1234.50",
        "pc_t_1_hebergement": "200",
        "pc_t_1_repas": "0",
        "pc_t_2_total": "500",
        "pc_t_2_avion": "500",
    }
    assert rows["expenses"].rows["pc_t_1_repas"]["included_in"] == "pc-t-1-total"
    assert not any("Untel" in file.read_text("utf-8") for file in folder.glob("*.csv"))
    assert check(folder) == ()
    again = plan_import(folder, read_file(file), file.name, answers={question.id: "aside"})
    assert (again.changes, again.faults, again.questions) == ((), (), ())


def test_a_list_of_agreements_is_matched_by_a_person_and_names_the_other_city(folder: Path, tmp_path: Path) -> None:
    """The home city stands in some rows: the pair is the same whichever comes first."""
    file = written(
        tmp_path / "jumelages 2026.csv", "Ville jumelle|Depuis\nSan Antonio|1999\nQuébec et San Antonio|2003\n"
    )
    command = ["import", str(file), "--into", str(folder), "--apply"]
    told = [
        "--table", "ententes", "--match", "Ville jumelle=villes", "--match", "Depuis=signature",
        "--value", "type=jumelage",
        "--value", "titre=Jumelage avec {Ville jumelle} ({Depuis})", "--value", "etat=inconnue",
        "--value", "visibilite=public", "--value", "sources=rapport-2025",
    ]  # fmt: skip
    assert main(command) == 1  # nobody has said what the columns are
    assert main([*command, *told]) == 0
    rows = read_folder(folder)["agreements"].rows.values()
    made = {row["title"]: (row["city_ids"], row["signed"]) for row in rows if row["title"].startswith("Jumelage avec")}
    assert made == {
        "Jumelage avec San Antonio (1999)": ("san-antonio", "1999"),
        "Jumelage avec Québec et San Antonio (2003)": ("san-antonio", "2003"),
    }
    newer = written(tmp_path / "jumelages 2027.csv", "Ville jumelle|Depuis\nSan Antonio|2010\n")
    assert main(["import", str(newer), "--into", str(folder), "--apply"]) == 0  # its columns are remembered
    assert "Jumelage avec San Antonio (2010)" in {
        row["title"] for row in read_folder(folder)["agreements"].rows.values()
    }


def test_what_a_person_gave_for_new_rows_leaves_those_that_are_there(folder: Path, tmp_path: Path) -> None:
    row = read_folder(folder)["agreements"].rows
    key, there = next(iter(row.items()))
    file = written(tmp_path / "ententes.csv", f"identifiant,titre\n{key},Autre titre\n")
    (one,) = plan(folder, file, {("agreements", "=status"): "echue", ("agreements", "=visibility"): "interne"}).changes
    assert one.change.after is not None
    assert {name: text for name, text in one.change.after.items() if text != there.get(name)} == {
        "title": "Autre titre"
    }


def test_a_calendar_becomes_activities_and_what_repeats_is_left(folder: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "agenda.ics", CALENDAR)
    values = {
        ("activities", f"={name}"): text
        for name, text in {
            "kind": "accueil", "status": "prevue", "visibility": "public", "source_ids": "rapport-2025",
        }.items()
    }  # fmt: skip
    found = plan(folder, file, values)
    assert (found.faults, found.questions, found.left) == ((), (), ("Chaque lundi",))
    rows = [one.change.after or {} for one in found.changes]
    assert [(row["title"], row["start"], row.get("end"), row.get("city_ids")) for row in rows] == [
        ("Visite de San Antonio", "2027-03-14", "2027-03-16", "san-antonio"),
        ("Soirée", "2027-03-31", None, None),  # ten in the evening, in Québec
    ]
    ours = CALENDAR.replace("exemple.test", current().identifier)
    assert main(["import", str(written(tmp_path / "b.ics", ours)), "--into", str(folder)]) == 1
    assert main(["import", str(written(tmp_path / "c.ics", "BEGIN:VCALENDAR\r\nEND:")), "--into", str(folder)]) == 1


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("DURATION:P3D", "2027-03-16"),  # three days from the 14th
        ("DTEND;VALUE=DATE:20270315", ""),  # one day
        ("DTEND;VALUE=DATE:20270314", ""),  # one day, by those who say the last one
        ("DTEND;VALUE=DATE:20270301", "2027-02-28"),  # before it begins: the checks say so
        ("DTEND:ʰ703(F", "ʰ703(F"),  # no day: what stands there goes to the checks, which say so at its row
        ("DTEND;VALUE=DATE:20270315\r\nDTEND;VALUE=DATE:20270318", "20270315 20270318"),
        ("DURATION:P9999999999D", "P9999999999D"),
    ],
)
def test_the_last_day_of_an_event_is_read_or_said_as_it_stands(tmp_path: Path, said: str, last: str) -> None:
    text = CALENDAR.replace("DTEND;VALUE=DATE:20270317", said, 1)
    (sheet, _) = read_file(written(tmp_path / "agenda.ics", text))
    assert sheet.rows[1][1][3].text == last


def test_a_line_of_an_event_that_is_none_refuses_the_calendar(tmp_path: Path) -> None:
    text = CALENDAR.replace("DTEND;VALUE=DATE:20270317", 'DTEND;X="a:20270317', 1)
    with pytest.raises(RefusedFileError, match="broken_calendar"):
        read_file(written(tmp_path / "agenda.ics", text))


def test_two_travellers_of_one_trip_are_one_mission_if_a_person_says_so(folder: Path, tmp_path: Path) -> None:
    one = 'T-{n},"X",Mayor,{who},Trade,Commerce,2025-03-19,2025-03-21,San Antonio,San Antonio,,,,,,{total},pc\n'
    heading = TRAVEL.split("\n", 1)[0] + "\n"
    rows = [one.format(n=n, who=who, total=total) for n, who, total in ((7, "Maire", 100), (8, "Élue", 250))]
    file = written(tmp_path / "travelq.csv", heading + "".join(rows))
    given = {(table, "=source_ids"): "rapport-2025" for table in ("activities", "expenses")}
    others = {one.id: "aside" for one in plan(folder, file, given).questions}  # « Élue » is no function known
    (twin,) = plan(folder, file, given, **others).questions
    assert (twin.rule, twin.choices, twin.row) == ("same_row_of_the_file", ("same", "other"), 3)
    both = plan(folder, file, given, **others, **{twin.id: "other"})
    assert [one.change.key for one in both.changes if one.change.table == "activities"] == ["pc_t_7", "pc_t_8"]
    same = plan(folder, file, given, **others, **{twin.id: "same"})
    assert (same.faults, same.questions) == ((), ())
    assert [one.change.key for one in same.changes if one.change.table == "activities"] == ["pc_t_7"]
    apply_plan(folder, same, Author())
    kept = read_folder(folder)["expenses"].rows
    assert {kept[f"pc_t_{n}_total"]["activity_ids"].replace("-", "_") for n in (7, 8)} == {"pc_t_7"}
    assert check(folder) == ()
    again = plan(folder, file, given, **others, **{twin.id: "same"})
    assert (again.changes, again.faults) == ((), ())
