"""Hidden rows with marked words in every cell that takes words, planted in a copy of the project's own data."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

from bri_data.intake.apply import Author
from bri_data.intake.edit import Edit, save_edits
from bri_data.intake.folder import read_folder
from bri_data.model.schema import table

DATA = Path(__file__).parents[2] / "data"
MARK = "zzsecret"  # stands in every planted word and code, and nowhere else
LEVELS = ("interne", "huis_clos")
_LOOKUPS = ("sources", "cities", "partners", "themes", "services", "functions")
_FIXED: dict[str, dict[str, str]] = {
    "sources": {"url": f"https://{MARK}.test/", "kind": "presse", "published": "2025-03-02", "is_indirect": "non"},
    "cities": {"country": "FR", "latitude": "44.1", "longitude": "3.2", "airport": "CDG", "is_home": "non"},
    "partners": {"sector": "reseau", "is_external": "oui", "is_network": "non", "named_in": ""},
    "activities": {"kind": "mission", "start": "2025-03-08", "end": "2025-03-09", "status": "realisee"},
    "agreements": {"kind": "pacte_amitie", "signed": "2025-03-08", "status": "en_vigueur", "amount_cad": "777"},
    "outcomes": {"status": "constatee", "due": "2026-03-07", "axis": "rayonne"},
    "trips": {"travellers": "7", "itinerary": "YQB-YUL-CDG", "round_trip": "oui", "assumed": "non"},
    "expenses": {"nature": "reel", "category": "total", "amount_cad": "7777777"},
    "roles": {"role": "membre", "start": "2024"},
    "discrepancies": {"year": "2025", "severity": "c", "source_ids": "rapport-2025"},
    "disclosures": {"document": "rapport_mission", "published_on": "2025-03-10", "url": f"https://{MARK}.test/d"},
}
_ORDER = (
    *_LOOKUPS,
    "activities",
    "agreements",
    "outcomes",
    "trips",
    "expenses",
    "disclosures",
    "roles",
    "discrepancies",
)


def planted(folder: Path) -> Path:
    """A copy of the project's data in `folder`, with one hidden activity and one hidden agreement for each level.

    Each has all that goes with it: six lookup rows that nothing else uses, an outcome, a trip, an amount, a document, a
    role of the partner, and a discrepancy that names the activity.
    """
    shutil.copytree(DATA, folder)
    for level in LEVELS:
        for name in _ORDER:
            _append(folder, name, _row(name, level))
    return folder


def with_past(folder: Path) -> Path:
    """A planted folder with two changes: what was public after the first, `arrete=1`, is closed by the second."""
    new = _row("activities", "huis_clos") | {"activity_id": f"{MARK}-huisclos-once", "visibility": "public"}
    new |= {"title": f"{MARK.capitalize()} huisclos once", "counted_in": ""}
    for name in ("source_ids", "city_ids", "partner_ids", "theme_ids", "service_ids", "function_ids"):
        new[name] = {"source_ids": "rapport-2025", "city_ids": "namur"}.get(name, "")
    assert save_edits(folder, [Edit("activities", None, new)], Author(), despite_doubts=True).number == 1
    there = read_folder(folder)["activities"].rows[new["activity_id"].replace("-", "_")]
    closed = [Edit("activities", there, {**there, "visibility": "huis_clos"})]
    assert save_edits(folder, closed, Author(), despite_doubts=True).number == 2
    return folder


def hide(folder: Path, name: str, key: str, mark: str) -> None:
    """Write `mark` as the visibility of one row of the table `name`."""
    declared = table(name)
    file = folder / declared.file
    with file.open(encoding="utf-8", newline="") as handle:
        lines = list(csv.reader(handle))
    place = lines[0].index("visibilite")
    changed = [line for line in lines if line[0] == key]
    assert len(changed) == 1
    changed[0][place] = mark
    _write(file, lines)


def mark(folder: Path, name: str, marks: dict[str, str], heading: str = "visibilite") -> None:
    """Give the file of the table `name` a column of that heading: the cells of `marks` by key, blank for other rows."""
    file = folder / table(name).file
    with file.open(encoding="utf-8", newline="") as handle:
        lines = list(csv.reader(handle))
    assert set(marks) <= {line[0] for line in lines}
    _write(file, [lines[0] + [heading], *([*line, marks.get(line[0], "")] for line in lines[1:])])


def _row(name: str, level: str) -> dict[str, str]:
    short = level.replace("_", "")
    code = {lookup: f"{MARK}-{short}-{lookup}" for lookup in (*_ORDER,)}
    row: dict[str, str] = {}
    for column in table(name).columns:
        if column.name in table(name).key:
            row[column.name] = code[name]
        elif column.name == "visibility":
            row[column.name] = level
        elif column.references in code and column.references != name:
            row[column.name] = code[column.references]
        elif column.type == "text":
            row[column.name] = f"{MARK.capitalize()} {short} {name} {column.name}"
    if name == "discrepancies":  # it has no reference: what it says names the activity
        row = {column: f"{MARK.capitalize()} {short} activities title" for column in row} | {
            table(name).key[0]: code[name]
        }
    return row | _FIXED.get(name, {})


def _append(folder: Path, name: str, row: dict[str, Any]) -> None:
    declared = table(name)
    file = folder / declared.file
    with file.open(encoding="utf-8", newline="") as handle:
        lines = list(csv.reader(handle))
    by_heading = {column.heading: row.get(column.name, "") for column in declared.columns}
    lines.append([by_heading[heading] for heading in lines[0]])
    _write(file, lines)


def _write(file: Path, lines: list[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(lines)
