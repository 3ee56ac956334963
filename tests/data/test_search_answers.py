"""What the published data answer to words a director types, worked out by reading the CSV files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from bri_data.present import search as present
from bri_data.present.words import texts
from bri_data.queries.search import MOST, folded, search
from bri_data.store.database import Database, build

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    file = tmp_path_factory.mktemp("search") / "data.duckdb"
    assert build(DATA, file, "one") == ()
    opened = Database(file, DATA, "one")
    yield opened.cursor()
    opened.close()


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("OVPM", "partenaire:ovpm"),
        ("owhc", "partenaire:ovpm"),
        ("AVGLSL", "partenaire:avglsl"),
        ("GLSLCI", "partenaire:avglsl"),  # its English initials, in no cell of the file
        ("Hambourg", "ville:hambourg"),
        ("Hamburg", "ville:hambourg"),
        ("hambourgg", "ville:hambourg"),
        ("san antonio", "ville:san-antonio"),
        ("Quebec City", "ville:quebec"),
        ("saint petersburg", "ville:saint-petersbourg"),
        ("cordoba", "ville:cordoue"),
        ("hué", "ville:hue"),
        ("malmo", "ville:malmo"),
        ("xian", "ville:xian"),
        ("culture", "theme:culture"),
        ("main d'oeuvre", "theme:immigration"),
        ("sustainable health", "theme:sante_durable"),
        ("protocole équipe", "service:protocole"),
        ("congres ovpm", "activite:2022-evenement-congres-ovpm"),
        ("grands lacs journee", "activite:2025-mission-washington"),
        ("pacte san antonio", "entente:2025-pacte-san-antonio"),
    ],
)
def test_the_first_answer(con: duckdb.DuckDBPyConnection, asked: str, first: str) -> None:
    best = search(con, asked, folded(present.labels()))[0]
    assert f"{best.kind}:{best.rows.id.iloc[0]}" == first


def test_a_city_brings_its_missions_hostings_and_pact(con: duckdb.DuckDBPyConnection) -> None:
    found = {group.kind: list(group.rows.id) for group in search(con, "san antonio", folded(present.labels()))}
    assert found == {
        "ville": ["san-antonio"],
        "activite": ["2025-mission-san-antonio", "2025-accueil-san-antonio", "2024-accueil-san-antonio"],
        "entente": ["2025-pacte-san-antonio"],
    }


def test_the_answers_read_in_either_language(con: duckdb.DuckDBPyConnection) -> None:
    found = search(con, "hamburg", folded(present.labels()))
    said = {}
    for lang in ("fr", "en"):
        groups = present.groups([(group.kind, group.rows, group.more) for group in found], texts(lang))
        said[lang] = [(one.name, one.context, one.address) for group in groups for one in group.answers]
    assert said == {
        "fr": [
            ("Hambourg", "Allemagne", "./fiches?ville=hambourg"),
            (
                "Délégation de Hambourg",
                "Accueil · 2025, mois non précisé",
                "./fiches?activite=2025-accueil-hambourg",
            ),
        ],
        "en": [
            ("Hamburg", "Germany", "./fiches?ville=hambourg&lang=en"),
            (
                "Delegation from Hamburg",
                "Delegation received · 2025, month not given",
                "./fiches?activite=2025-accueil-hambourg&lang=en",
            ),
        ],
    }


def test_no_answer_is_longer_than_the_panel(con: duckdb.DuckDBPyConnection) -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for group in search(con, letter, folded(present.labels())):
            assert 0 < len(group.rows) <= MOST[group.kind]
            assert group.rows.id.is_unique
