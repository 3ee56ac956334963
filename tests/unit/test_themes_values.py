"""The themes page as values, from small frames written by hand."""

import pandas as pd
import pytest

from bri_data.present import themes
from bri_data.present.figures.common import Run
from bri_data.present.themes import Cell, Choice, Leftover, Row
from bri_data.present.words import texts

FR, EN = texts("fr"), texts("en")


def groups(*rows: tuple[str, str, int, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["code", "name", "n", "uncounted", "announced"])
    return frame.assign(name_en=[f"{name} (en)" for name in frame.name])


def cells(*rows: tuple[str, str, str, str, bool, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["code", "axis", "kind", "state", "counted", "n"])


def totals(*rows: tuple[str, float, str | None, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["indicator", "value", "axis", "code"])
    return frame.assign(name=frame.code, name_en=None)


GROUPS = groups(("ports", "Ports", 3, 1, 0))
# one mission stands under two axes: three distinct records make four symbols
CELLS = cells(
    ("ports", "rayonne", "mission", "dated", True, 1),
    ("ports", "attire", "mission", "dated", True, 1),
    ("ports", "attire", "accueil", "named", True, 1),
    ("ports", "aucun", "evenement", "dated", False, 1),
)


def test_a_row_holds_its_cells_in_the_order_of_the_axes_and_marks_what_belongs_to_no_total() -> None:
    (row,) = themes.matrix(GROUPS, CELLS, totals(), True, FR)
    assert row == Row(
        code="ports",
        name="Ports",
        cells=(
            Cell("rayonne", (Run("mission", "dated", 1),)),
            Cell("apprend"),
            Cell("attire", (Run("accueil", "named", 1), Run("mission", "dated", 1))),
            Cell("aucun", (Run("evenement", "dated", 1, counted=False),)),
        ),
        n=3,
        uncounted=1,
        announced=0,
    )
    assert row.axes == 2


def test_without_a_report_nothing_is_outside_a_total() -> None:
    (row,) = themes.matrix(GROUPS, CELLS, totals(), False, FR)
    assert row.cells[3].runs == (Run("evenement", "dated", 1, counted=True),)
    assert row.uncounted == 0


def test_a_theme_named_for_a_total_is_a_mark_and_never_a_count() -> None:
    named = totals(
        ("rencontres_thematiques", 8.0, "apprend", "ports"), ("rencontres_thematiques", 8.0, "apprend", "gouv")
    )
    ports, gouv = themes.matrix(GROUPS, CELLS, named, True, FR)
    assert ports.cells[1] == Cell("apprend", (), "rencontre_thematique")
    assert (ports.n, ports.cells[1].n, ports.axes) == (3, 0, 2)
    assert (gouv.name, gouv.n, gouv.axes) == ("gouv", 0, 0)


def row(name: str, n: int, *axes: str, announced: int = 0) -> Row:
    held = tuple(Cell(axis, (Run("mission", "dated", 1),) if axis in axes else ()) for axis in themes.COLUMNS)
    return Row(name.lower(), name, held, n, 0, announced)


ALL = ("rayonne", "apprend", "attire")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "Aucune activité n’est rattachée à un thème en 2025"),
        ([row("A", 0)], "Aucune activité n’est rattachée à un thème en 2025"),
        ([row("A", 4, *ALL)], "Un seul thème est nommé en 2025\u00a0: «\u00a0A\u00a0»"),
        ([row("A", 4, *ALL), row("B", 2)], "«\u00a0A\u00a0» arrive en tête et traverse les trois axes"),
        ([row("A", 4), row("B", 2, *ALL)], "«\u00a0A\u00a0» arrive en tête; «\u00a0B\u00a0» traverse les trois axes"),
        (
            [row("A", 4, *ALL), row("B", 4, *ALL), row("C", 1)],
            "«\u00a0A\u00a0» et «\u00a0B\u00a0» arrivent en tête; deux\u00a0thèmes traversent les trois axes",
        ),
        (
            [row("A", 2), row("B", 2), row("C", 2)],
            "Trois\u00a0thèmes sont à égalité en 2025, avec deux\u00a0activités et ententes chacun",
        ),
        (
            [row("A", 1, announced=1), row("B", 1, announced=1)],
            "Seules des activités annoncées portent un thème en 2025",
        ),
        (  # what is announced gives no lead
            [row("A", 3, announced=2), row("B", 2)],
            "«\u00a0B\u00a0» arrive en tête, avec deux\u00a0activités et ententes",
        ),
    ],
)
def test_the_title_is_computed(rows: list[Row], sentence: str) -> None:
    assert themes.title(rows, "themes", 2025, FR) == sentence


@pytest.mark.parametrize("by", ["services", "secteurs"])
def test_only_a_theme_is_said_to_run_through_the_axes(by: str) -> None:
    assert "traverse" not in themes.title([row("A", 4, *ALL), row("B", 2, *ALL)], by, "2025", FR)


def test_a_folder_whose_records_have_no_year_is_given_none() -> None:
    assert themes.title([], "services", "", FR) == "Aucune activité ne nomme de service municipal"
    assert themes.title([row("A", 1)], "themes", "", EN) == "One theme alone is named: “A”"


def test_the_title_in_english() -> None:
    rows = [row("Culture", 4), row("Ports", 2)]
    assert themes.title(rows, "themes", 2025, EN) == "“Culture” leads, with four activities and agreements"


def coverage(*rows: tuple[str, str, bool, bool, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["kind", "state", "counted", "filed", "n"])
    ids = [[f"{kind}-{i}" for i in range(n)] for kind, n in zip(frame.kind, frame.n, strict=True)]
    return frame.assign(record_ids=ids, labels=ids, labels_en=ids)


def test_what_no_theme_holds_adds_up_to_the_declared_total() -> None:
    known = coverage(
        ("accueil", "dated", True, True, 2),
        ("accueil", "named", True, False, 1),
        ("accueil", "dated", False, False, 1),
        ("mission", "dated", True, True, 5),
    )
    inside, outside = themes.leftovers(known, {"accueils": 19.0, "missions": 5.0, "rencontres_thematiques": 8.0}, FR)
    # 19 accueils: 2 bear a theme, 1 is named without one, 16 nobody describes. The 5 missions all bear one.
    accueil = Leftover(
        "accueil",
        19,
        2,
        (Run("accueil", "named", 1), Run("accueil", "declared", 16)),
        ("accueil-0",),
        ("accueil-0",),
        1,
        16,
    )
    assert [left.kind for left in inside] == ["accueil", "rencontre_thematique"]
    assert inside[0] == accueil
    assert accueil.filed + accueil.named + accueil.unnamed == 19
    assert (inside[1].named, inside[1].unnamed) == (0, 8)
    assert [(left.kind, left.named, left.total) for left in outside] == [("accueil", 1, None)]


def test_without_a_report_every_record_without_a_theme_is_left() -> None:
    inside, outside = themes.leftovers(coverage(("mission", "dated", False, False, 3)), {}, FR)
    assert inside == ()
    assert [(left.kind, left.named) for left in outside] == [("mission", 3)]


def test_an_address_is_read_and_written_back() -> None:
    choice = Choice.read(2024, "secteurs", "onu:attire", "toutes")
    assert choice == Choice(2024, "secteurs", "onu", "attire", whole=True)
    assert choice.written() == {"par": "secteurs", "case": "onu:attire", "lignes": "toutes"}
    assert choice.href("en") == "?annee=2024&par=secteurs&case=onu:attire&lignes=toutes&lang=en"
    assert Choice.read(2024, "rien", "culture:ailleurs", "x") == Choice(2024, "themes", "culture")
    assert Choice(2024).written() == {}


def test_opening_an_open_list_shuts_it() -> None:
    choice = Choice(2025).opening("culture", "attire")
    assert (choice.code, choice.axis) == ("culture", "attire")
    assert choice.opening("culture", "attire") == Choice(2025)
    assert choice.opening("culture") == Choice(2025, code="culture")
