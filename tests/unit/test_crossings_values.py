"""What was put together, told of a few rows: together, announced, another year, never, unknown are five states."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from bri_data.present import crossings as values
from bri_data.present.figures.council.crossings import draw
from bri_data.present.posters.crossings import crossing_block
from bri_data.present.words import texts

FR = texts("fr")


def record(code: str, year: int | None, partners: str, themes: str, **more: Any) -> dict[str, Any]:
    return {
        "record_id": code, "kind": "mission", "state": "dated", "label": code, "label_en": code, "year": year,
        "counted_in": None, "partners": partners.split(), "themes": themes.split(), "services": [],
        "source_ids": ["s"], "source_titles": ["Bilan <1>"], "total": 7,
    } | more  # fmt: skip


ROWS = [
    record("a", 2025, "p", "climat"),
    record("b", 2025, "p", "climat port"),
    record("c", 2024, "q", "port"),
    record("d", 2025, "q", "culture", state="announced"),
    record("e", 2025, "silent", ""),  # who worked on what is not said
    record("f", 2025, "", "alone"),
    record("g", None, "", ""),
]
NAMES = [
    *({"side": "partners", "code": code, "name": code.upper(), "name_en": code} for code in ("p", "q", "silent", "z")),
    *(
        {"side": "themes", "code": code, "name": code.upper(), "name_en": code}
        for code in ("climat", "port", "culture", "alone")
    ),
]


def crossed(year: int | None, pair: str = "partenaires-themes", *, is_whole: bool = True) -> values.Crossing:
    return values.crossing(pair, year, pd.DataFrame(ROWS), pd.DataFrame(NAMES), FR, is_whole=is_whole)


UNKNOWN = ("unknown", 0)


@pytest.mark.parametrize(("year", "of_2024"), [(2025, ("other_year", 0)), (None, ("together", 1))])
def test_five_states_are_told_apart(year: int | None, of_2024: tuple[str, int]) -> None:
    found = crossed(year)
    told = {
        line.item.name: {one.name: (cell.state, cell.n) for one, cell in zip(found.columns, line.cells, strict=True)}
        for line in found.lines
    }
    assert told == {
        "P": {"CLIMAT": ("together", 2), "PORT": ("together", 1), "CULTURE": ("never", 0), "ALONE": UNKNOWN},
        "Q": {"CLIMAT": ("never", 0), "PORT": of_2024, "CULTURE": ("announced", 1), "ALONE": UNKNOWN},
        "SILENT": dict.fromkeys(("CLIMAT", "PORT", "CULTURE", "ALONE"), UNKNOWN),
    }


def test_the_title_counts_the_gaps_that_can_be_told_and_the_lead_what_they_are_worth() -> None:
    # in 2025, of p and q with three themes: three are never or not that year put together
    assert values.title(crossed(2025), FR) == "3 des 6 paires d’un partenaire et d’un thème ne sont pas réunies en 2025"
    assert values.title(crossed(None), FR).startswith("2 des 6 paires")
    # a, b and d name both; e and f one; c is of 2024 and g of no year
    assert values.lead(crossed(2025), FR).startswith(
        "3 lignes sur 5 nomment un partenaire et un thème; 2 nomment l’un sans l’autre, aucune ne les tait"
    )
    rows = pd.DataFrame([record("a", 2025, "p", "climat")])
    alone = values.crossing("partenaires-themes", 2025, rows, pd.DataFrame(NAMES), FR, is_whole=True)
    assert values.title(alone, FR) == "Partenaires et thèmes\u00a0: aucun écart connu en 2025"
    nothing = crossed(2025, "services-themes")
    assert values.title(nothing, FR) == "Aucune ligne ne réunit un service et un thème"
    assert nothing.lines == ()


def test_what_no_row_names_is_said_of_the_whole_alone() -> None:
    assert values.absent_said(crossed(2025), FR) == ["1 partenaire n’est nommé par aucune ligne\u00a0: Z."]
    assert values.absent_said(crossed(2025, is_whole=False), FR) == []


def test_a_cell_leads_to_its_one_record_or_to_the_timeline_of_several() -> None:
    markup = draw(crossed(2025), FR)
    assert 'data-id="lieu:chronologie?annee=2025&amp;f.partenaire=p&amp;f.theme=climat"' in markup
    assert 'data-id="activite:b"' in markup
    assert "Bilan &lt;1&gt;" in markup
    assert markup.count('<i class="bri-cross bri-cross-unknown"') == 2 + 4 + 1  # two alone, a silent row, the key
    told = crossing_block(crossed(2025), FR).told[0]
    assert told.rows[0] == ("P", "CLIMAT et PORT", "1 écart et 1 inconnu")


def test_an_address_that_names_no_pair_has_the_first() -> None:
    assert values.read_pair("rien") == "partenaires-themes"
