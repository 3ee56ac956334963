"""A role that may not read a closed-door row learns of it from no change, even after it was deleted."""

from __future__ import annotations

from pathlib import Path

from bri_data.intake.readable import readable_changes
from bri_data.journal.history import Change, RowChange
from bri_data.journal.transaction import digests, enter

HELD = {"title": "Mission publique", "visibility": "public", "city_ids": "namur"}
CLOSED = {"title": "Mission secrète", "visibility": "huis_clos", "city_ids": "namur;zanzibar"}
CITY = {"name": "Zanzibar"}
COST = {"activity_ids": "secrete", "amount_cad": "12"}


def change(folder: Path, who: str, *rows: RowChange) -> None:
    content = str(len(list(readable_changes(folder, "huis_clos")))).encode()
    enter(folder, Change("2027-01-02T10:00:00", who, "", "edit"), rows, {"a.csv": content}, digests(folder, ["a.csv"]))


def test_a_role_sees_only_the_changes_of_rows_that_it_may_read(tmp_path: Path) -> None:
    change(
        tmp_path,
        "A",
        RowChange("activities", "publique", None, HELD),
        RowChange("cities", "namur", None, {"name": "Namur"}),
    )
    hidden = [("activities", "secrete", CLOSED), ("cities", "zanzibar", CITY), ("expenses", "billet", COST)]
    change(tmp_path, "B", *(RowChange(table, key, None, row) for table, key, row in hidden))
    change(tmp_path, "C", *(RowChange(table, key, row, None) for table, key, row in hidden))
    change(tmp_path, "D", RowChange("activities", "publique", HELD, HELD | {"title": "x"}),
           RowChange("activities", "autre", None, CLOSED | {"visibility": "Huis clos "}))  # fmt: skip
    change(tmp_path, "E", RowChange("activities", "sans", None, {"title": "Sans visibilité", "visibility": ""}))
    for level in ("public", "interne"):
        seen = [(one.who, n, whole) for one, n, whole in readable_changes(tmp_path, level)]
        assert seen == [("D", 1, False), ("A", 2, True)]
    everything = [(one.who, n, whole) for one, n, whole in readable_changes(tmp_path, "huis_clos")]
    assert everything == [("E", 1, True), ("D", 2, True), ("C", 3, True), ("B", 3, True), ("A", 2, True)]


def test_a_row_that_was_closed_and_is_public_today_has_a_history_since_it_was_opened(tmp_path: Path) -> None:
    change(tmp_path, "A", RowChange("activities", "une", None, CLOSED))
    change(tmp_path, "B", RowChange("activities", "une", CLOSED, CLOSED | {"visibility": "public"}))
    assert readable_changes(tmp_path, "interne") == ()
    change(tmp_path, "C", RowChange("activities", "une", CLOSED | {"visibility": "public"}, HELD))
    change(tmp_path, "D", RowChange("expenses", "billet", None, COST | {"activity_ids": "une"}))
    assert [one.who for one, *_ in readable_changes(tmp_path, "interne")] == ["D", "C"]


def test_a_folder_without_history_has_no_change(tmp_path: Path) -> None:
    assert readable_changes(tmp_path, "public") == ()
