"""The overview as a reader's session runs it, on the project's own data."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

DATA = Path(__file__).parents[2] / "data"
Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]


def text_of(markup: str) -> str:
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", markup))


def figures(markup: str) -> list[tuple[str, str]]:
    return re.findall(r'bri-figure-head" href="#[^"]*"><b>([^<]*)</b> <span>([^<]*)</span>', markup)


def test_2025_shows_the_reports_figures(open_app: Open, markup_of: Markup) -> None:
    at = open_app()
    assert at.title[0].value == "En 2025, Québec compte 19\u00a0accueils et 5\u00a0missions à l’étranger"
    markup = markup_of(at)
    assert figures(markup) == [
        ("19", "accueils internationaux"),
        ("5", "missions"),
        ("8", "rencontres en ligne"),
        ("4", "événements"),
        ("1", "entente de financement"),
    ]
    said = text_of(markup)
    assert "8 de courtoisie · 7 collaborations ciblées · 4 échanges stratégiques" in said
    for figure in ("18 partenaires externes", "14 services municipaux", "2 nouvelles collaborations"):
        assert figure in said
    assert "188\u00a0t compensées pour 2024 6\u00a0728,12\u00a0$ avant taxes; 2025 non déclaré" in said


def test_the_same_figures_in_english(open_app: Open, markup_of: Markup) -> None:
    at = open_app(lang="en")
    assert at.title[0].value == "In 2025, Québec City reports 19\u00a0delegations and 5\u00a0missions abroad"
    markup = markup_of(at)
    assert [number for number, _ in figures(markup)] == ["19", "5", "8", "4", "1"]
    assert "188\u00a0t offset for 2024 $6,728.12 before tax" in text_of(markup)


def test_a_year_without_a_report_declares_nothing(open_app: Open, markup_of: Markup) -> None:
    at = open_app(annee="2024")
    markup = markup_of(at)
    said = text_of(markup)
    assert "Aucun rapport annuel trouvé pour 2024" in said
    assert {label: number for number, label in figures(markup)} == {
        "accueil international": "1",
        "missions": "3",  # New York, Cordoue, Lisbonne; Wittenberg is only announced
        "rencontres en ligne": "—",
        "événement": "1",
        "ententes": "—",  # the partnership announced in December has no known signature
    }
    assert "sans détail" not in said
    assert "services municipaux" not in said


@pytest.mark.parametrize(("page", "year"), [("", "2022"), ("", "2023"), ("", "2026"), ("chronologie", "2023")])
def test_a_kind_without_rows_is_not_told_of_a_total_that_nobody_declared(
    open_app: Open, markup_of: Markup, page: str, year: str
) -> None:
    said = text_of(markup_of(open_app(page, annee=year)))
    assert "Le total déclaré n’a pas de ligne" not in said
    if not page:
        assert re.search(r"(Accueils|Événements|Missions) Aucune? recensée?\.", said)


def test_a_declared_total_without_rows_is_told_as_such(open_app: Open, markup_of: Markup) -> None:
    said = text_of(markup_of(open_app(annee="2025")))
    assert "Rencontres thématiques Le total déclaré n’a pas de ligne" in said


def test_2026_has_announcements_that_are_not_called_held(open_app: Open, markup_of: Markup) -> None:
    said = text_of(markup_of(open_app(annee="2026")))
    assert "1 annoncé, tenue non confirmée" in said


def test_choosing_a_year_writes_it_in_the_address(open_app: Open) -> None:
    at = open_app()
    at.button_group[0].set_value(2023).run()
    assert at.query_params["annee"] == "2023"
    assert at.title[0].value.startswith("En 2023, les sources publiques recensent")
    at.button_group[0].set_value(2025).run()
    assert "annee" not in at.query_params


def test_a_bad_year_in_the_address_opens_the_default(open_app: Open) -> None:
    for bad in ("1492", "99999", "<script>", "2024' OR 1=1"):
        assert open_app(annee=bad).title[0].value.startswith("En 2025, ")


def test_each_figure_leads_to_its_rows_and_each_row_to_its_source(open_app: Open, markup_of: Markup) -> None:
    markup = markup_of(open_app())
    targets = set(re.findall(r'href="#(lignes-[a-z_]+)"', markup))
    assert targets >= {"lignes-accueil", "lignes-mission", "lignes-evenement", "lignes-entente", "lignes-declare"}
    for target in targets:
        assert f'id="{target}"' in markup
    missions = markup[markup.index('id="lignes-mission"') :]
    missions = missions[: missions.index("</table>")]
    assert missions.count("<tr>") == 1 + 8  # headings; 5 counted missions and 3 outside the total
    assert missions.count("total déclaré 2025") == 5
    assert missions.count("§") >= 5


def test_a_folder_without_any_year_says_so(
    open_app: Open, markup_of: Markup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    for name in (
        "activites.csv",
        "indicateurs.csv",
        "retombees.csv",
        "divulgations.csv",
        "deplacements.csv",
        "depenses.csv",
    ):
        file = folder / name
        file.write_text(file.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    monkeypatch.setenv("BRI_DATA_DIR", str(folder))
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    # agreements alone open their years: two of them are counted in 2025, as in the whole folder
    assert open_app().title[0].value == "En 2025, les sources publiques recensent 2\u00a0ententes"
    agreements = folder / "ententes.csv"
    agreements.write_text(agreements.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache of nothing"))
    at = open_app()
    assert at.title[0].value == "Aucune activité n’est encore inscrite"
    assert "activites.csv" in markup_of(at)


def test_symbols_figures_and_axes_lead_to_what_they_stand_for(
    open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    drawn = markup_of(open_app(annee="2025"))
    months = re.search(r'<ol class="bri-months".*?</ol>', drawn, re.DOTALL)
    assert months is not None
    # each of the twelve dated records of the year: symbol and name are one link to the brief
    links = re.findall(
        r'<a href="fiches\?[^"]+" data-id="((?:activite|entente):[a-z0-9-]+)" title="[^"]+"><svg', months[0]
    )
    assert len(links) == len(set(links)) == len(re.findall(r"data-tag=", months[0]))
    assert "activite:2025-mission-luxembourg" not in links  # known to the year only: it is in no month
    assert "entente:2025-pacte-san-antonio" in links
    # « 18 partenaires externes » leads to the nine that the report names
    assert '<a href="#lignes-partenaires"><strong>partenaires externes' in drawn
    named = re.search(r'id="lignes-partenaires".*?</table>', drawn, re.DOTALL)
    assert named is not None
    assert len(re.findall(r'data-id="partenaire:', named[0])) == 9
    assert 'data-id="lieu:themes?annee=2025&amp;f.axe=rayonne"' in drawn
    assert 'data-id="lieu:carbone?annee=2024"' in drawn
