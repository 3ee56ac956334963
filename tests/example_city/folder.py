"""The data of Valbrume, a city that does not exist: the small folder of the tests, told of another home."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from tests.unit.small_folder import Rows, small_rows, write_folder

HERE = Path(__file__).parent
_NAMES = {"quebec": "valbrume", "Ville de Québec": "Commune de Valbrume", "YQB": "LYS", "YUL": "CDG"}
_NAMES |= {"rayonne": "ouvrir", "courtoisie": "amitie"}
_CITED = {"source_ids": "rapport-2025", "source_locator": "section 1"}


def rows() -> Rows:
    """The rows of the folder, by table: a mission, a visit, an agreement and a declared total, all invented."""
    made = {table: [{name: _renamed(value) for name, value in row.items()} for row in each] for table, each in _all()}
    home = next(row for row in made["cities"] if row["is_home"] == "oui")
    home |= {"name": "Valbrume", "name_en": "Valbrume", "country": "FR", "latitude": "45.5", "longitude": "4.5"}
    mission, visit = made["activities"][:2]
    # its year of reports opens in April: March 2026 is of 2025, February 2025 of 2024
    mission |= {"start": "2026-03-19", "end": "2026-03-21"}
    made["activities"] += [
        visit | {"activity_id": "accueil-2", "title": "Visite de février", "start": "2025-02-10"},
        visit | {"activity_id": "accueil-3", "title": "Visite sans mois", "start": "2025"},
    ]
    made["expenses"] = [
        {"expense_id": "billets", "activity_ids": "mission-texas", "nature": "reel", "category": "avion"}
        | {"amount_cad": "1234.5", "visibility": "public", **_CITED}
    ]
    made["emission_factors"] = [
        {"factor_id": one, "publisher": "Institut du vent", "edition": "2031", "haul": "monde", "cabin": cabin}
        | {"with_non_co2": kg, "without_non_co2": "0.1", **_CITED}
        for one, cabin, kg in (("vent", "moyenne", "0.2"), ("vent-eco", "economique", "0.15"))
    ]
    large = {"factor_id": "large", "publisher": "Observatoire du large", "edition": "2030", "haul": "tout"}
    made["emission_factors"].append(
        large | {"cabin": "moyenne", "with_non_co2": "0.3", "without_non_co2": "0.2", **_CITED}
    )
    return made


def write_example(folder: Path) -> Path:
    """Write the example, with its bureau.toml, in `folder`; the folder."""
    write_folder(folder, rows())
    shutil.copy(HERE / "bureau.toml", folder / "bureau.toml")
    return folder


def _all() -> list[tuple[str, list[dict[str, Any]]]]:
    return list(small_rows().items())


def _renamed(value: str) -> str:
    for old, new in _NAMES.items():
        value = value.replace(old, new)
    return value
