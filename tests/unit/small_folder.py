"""A small, faultless data folder built in code, for the store's tests to read, spoil and write in other ways."""

from __future__ import annotations

import copy
import csv
import io
from pathlib import Path
from typing import Any

from bri_data.model import schema

Rows = dict[str, list[dict[str, Any]]]
_SOURCE = {"source_ids": "rapport-2025", "source_locator": "section 1"}

_ROWS: Rows = {
    "sources": [
        {
            "source_id": "rapport-2025",
            "title": "Rapport annuel",
            "publisher": "Ville de Québec",
            "url": "https://exemple.test/rapport",
            "published": "2026",
            "kind": "rapport",
            "is_indirect": "non",
        }
    ],
    "themes": [
        {"code": "oeuvre_d_art", "label": "Œuvre d’art", "label_en": "Work of art"},
        {"code": "climat", "label": "Climat", "label_en": "Climate"},
    ],
    "services": [{"code": "culture", "label": "Culture", "label_en": "Culture"}],
    "functions": [{"code": "maire", "label": "Maire", "label_en": "Mayor"}],
    "cities": [
        {
            "city_id": "quebec",
            "name": "Québec",
            "name_en": "Québec City",
            "country": "CA",
            "latitude": "46.81",
            "longitude": "-71.21",
            "airport": "YQB",
            "is_home": "oui",
            **_SOURCE,
        },
        {
            "city_id": "san-antonio",
            "name": "San Antonio",
            "name_en": "San Antonio",
            "country": "US",
            "latitude": "29.42",
            "longitude": "-98.49",
            "airport": "SAT",
            "is_home": "non",
            **_SOURCE,
        },
    ],
    "partners": [
        {
            "partner_id": "aimf",
            "name": "Association des maires",
            "sector": "reseau",
            "city_id": "san-antonio",
            "is_external": "oui",
            "is_network": "oui",
            "named_in": "2024;2025",
            **_SOURCE,
        }
    ],
    "activities": [
        {
            "activity_id": "mission-texas",
            "kind": "mission",
            "title": "Mission au Texas",
            "start": "2025-03-19",
            "end": "2025-03-21",
            "city_ids": "san-antonio;quebec",
            "partner_ids": "aimf",
            "theme_ids": "climat;oeuvre_d_art",
            "axes": "rayonne",
            "function_ids": "maire",
            "summary": "Première visite,\nen deux temps",
            "status": "realisee",
            "counted_in": "2025",
            "visibility": "public",
            **_SOURCE,
        },
        {
            "activity_id": "accueil-1",
            "kind": "accueil",
            "nature": "courtoisie",
            "title": "Accueil",
            "start": "2025-04",
            "city_ids": "san-antonio",
            "place_id": "quebec",
            "status": "realisee",
            "visibility": "public",
            **_SOURCE,
        },
    ],
    "agreements": [
        {
            "agreement_id": "pacte-1",
            "kind": "pacte_amitie",
            "title": "Pacte",
            "city_ids": "san-antonio",
            "signed": "2020",
            "amount_cad": "1500.5",
            "status": "en_vigueur",
            "visibility": "public",
            **_SOURCE,
        }
    ],
    "trips": [
        {
            "trip_id": "vol-1",
            "activity_id": "mission-texas",
            "travellers": "3",
            "itinerary": "YQB-YUL-SAT",
            "round_trip": "oui",
            "assumed": "non",
            **_SOURCE,
        }
    ],
    "indicators": [
        {"year": "2025", "indicator": "missions", "value": "8", "unit": "missions", **_SOURCE},
    ],
}


def small_rows() -> Rows:
    """A fresh copy of the folder's rows, by table and English column name; tables without rows are empty lists."""
    return {table.name: copy.deepcopy(_ROWS.get(table.name, [])) for table in schema.TABLES}


def csv_text(table: str, rows: list[dict[str, Any]], delimiter: str = ",") -> str:
    """The CSV that holds `rows` under the schema's French headings."""
    lines: list[list[Any]] = [[column.heading for column in schema.table(table).columns]]
    lines += [[row.get(column.name, "") for column in schema.table(table).columns] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(lines)
    return out.getvalue()


def write_folder(folder: Path, rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write every table into `folder`; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in schema.TABLES:
        (folder / table.file).write_bytes(csv_text(table.name, rows[table.name], delimiter).encode(encoding))
    return folder
