"""The rows behind the pictures, as the server gives them when a reader opens them (pages/shared/server/rows.py)."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from bri_data.pages import VIEWS
from pages.shared.server.rows import HOME, send_brief, send_rows


def ask(page: str, query: str = "") -> Response:
    return send_rows(
        Request({"type": "http", "headers": [], "query_string": query.encode(), "path_params": {"page": page}})
    )


def rows_of(page: str, query: str) -> list[list[str]]:
    """The cells of the answer, as text."""
    answer = ask(page, query)
    assert answer.status_code == 200
    lines = re.findall(r"<tr>(<td>.*?)</tr>", bytes(answer.body).decode())
    return [
        [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td>(.*?)</td>", one)] for one in lines
    ]


def test_the_rows_of_the_map_are_those_that_its_filters_keep() -> None:
    namur = rows_of("carte", "annee=2025&f.ville=namur")
    assert [row[0] for row in namur] == ["Namur"]
    assert namur[0][2:4] == ["Accueil", "du 27 au 29 juillet 2025dates données après coup"]
    every = rows_of("carte", "annee=2025")
    assert namur[0] in every
    assert len(every) == 14
    assert {row[0] for row in rows_of("carte", "annee=2025&lang=en&f.pays=DE")} == {"Hamburg"}


def test_the_rows_of_the_timeline_hold_declared_figures_only_when_it_is_whole() -> None:
    whole, missions = rows_of("chronologie", "annee=2025"), rows_of("chronologie", "annee=2025&f.genre=mission")
    assert "Accueils internationaux" in {row[0] for row in whole}
    assert "Accueils internationaux" not in {row[0] for row in missions}
    records = [row for row in missions if len(row) == 7]
    assert len(records) == 8
    assert all(row in whole for row in records)


def test_the_rows_of_the_themes_follow_what_the_rows_of_the_matrix_are() -> None:
    by_theme, by_sector = (bytes(ask("themes", f"annee=2025{more}").body).decode() for more in ("", "&par=secteurs"))
    assert '<th scope="col">Thème</th>' in by_theme
    assert '<th scope="col">Thème</th>' not in by_sector


def test_the_rows_of_a_table_on_paper_are_those_that_are_searched() -> None:
    assert [row[0] for row in rows_of("donnees", "table=villes&q=namur")] == ["Namur"]


def test_no_row_is_said_in_words() -> None:
    assert bytes(ask("carte", "annee=2025&f.ville=namur&f.genre=mission").body).decode() == "<p>Aucune ligne</p>"
    assert bytes(ask("carte", "annee=2025&f.ville=namur&f.genre=mission&lang=en").body).decode() == "<p>No row</p>"


@pytest.mark.parametrize("page", ["", "nulle-part", "carbone", "../carte", "presenter"])
def test_a_page_without_folded_rows_has_none(page: str) -> None:
    assert ask(page).status_code == 404


def test_garbage_in_the_address_is_left_out() -> None:
    same = ask("carte", "annee=2025")
    assert ask("carte", "annee=2025&f.ville=%27%3B--&f.genre=<script>&x=1").body == same.body


def test_without_sound_data_there_are_no_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRI_DATA_DIR", str(tmp_path / "absent"))
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    assert ask("carte", "annee=2025").status_code == 503


def brief_of(page: str, query: str) -> list[str]:
    """The lines of a page in brief, as text."""
    answer = send_brief(
        Request({"type": "http", "headers": [], "query_string": query.encode(), "path_params": {"page": page or HOME}})
    )
    assert answer.status_code == 200
    found = re.findall(r"<li>(.*?)</li>", bytes(answer.body).decode())
    return [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in found]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_page_says_itself_in_five_lines_at_most_and_names_its_source(lang: str) -> None:
    for page in VIEWS:
        subject = "&ville=namur" if page == "fiches" else ""  # the list of briefs has nothing to say
        lines = brief_of(page, f"annee=2025&lang={lang}{subject}")
        assert 3 <= len(lines) <= 5, page
        assert lines[-1].startswith(("Source", "Rapport") if lang == "fr" else ("Source", "Report")), (page, lines)
        assert len(set(lines)) == len(lines)


def test_a_page_in_brief_follows_its_year_and_its_filters() -> None:
    assert brief_of("", "annee=2025")[0] == "En 2025, Québec compte 19 accueils et 5 missions à l’étranger."
    assert brief_of("carte", "annee=toutes&f.pays=BE")[:2] == [
        "Belgique : 7 activités et ententes en tout.",
        "Filtré : Pays : Belgique. Quatre villes visitées, une ville reçue.",
    ]
    nothing = brief_of("carte", "annee=2025&f.pays=TN&f.theme=ports_fleuve")
    assert nothing == ["Rien à dire en bref de cette page dans son état présent."]
