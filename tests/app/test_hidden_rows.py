"""A crawl of pages and of the search over planted hidden rows: no word of theirs is found anywhere.

Files, rows and feed are in test_hidden_crawl."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from bri_data.pages import ADDRESSES
from bri_data.present import search as present
from bri_data.queries.search import folded, search
from bri_data.store import DataFolder
from pages.shared.rights.editing import may_edit
from tests.app.signing import ADDRESSES as ADDRESSES_OF
from tests.app.signing import cookie, signing
from tests.cases import telling
from tests.unit.planted import LEVELS, MARK, hide, planted, with_past
from tests.unit.small_folder import small_rows, write_folder

SHORT = ("interne", "huisclos")
SHOWN = "2025-mission-milwaukee"
TITLE = "assemblée générale de l’avglsl à milwaukee"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_past(planted(tmp_path_factory.mktemp("planted") / "data"))


@pytest.fixture
def on_the_folder(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRI_DATA_DIR", str(folder))
    monkeypatch.setenv("BRI_CACHE_DIR", str(folder.parent / "cache"))
    return folder


def said(at: AppTest, markup_of: Callable[[AppTest], str]) -> str:
    """All that a page sends: its markup, and every element's own words, options included."""
    own = [json.dumps(str(element.proto)) for element in at.main]
    return (markup_of(at) + "\n".join(own)).lower()


PAGES = [(page, {"lang": lang}) for page in ADDRESSES for lang in ("fr", "en")]
# a state in which a row that is closed today was public: what it shows, and what has changed since
THEN = [(page, {"arrete": "1"}) for page in ADDRESSES]
TOLD = ("chronologie", "seance", "donnees")


@pytest.mark.parametrize(
    ("page", "asked"),
    telling([*PAGES, *(one for one in THEN if one[0] in TOLD)], also=[one for one in THEN if one[0] not in TOLD]),
)
def test_no_page_says_a_hidden_word(
    on_the_folder: Path,
    open_app: Callable[..., AppTest],
    markup_of: Callable[[AppTest], str],
    page: str,
    asked: dict[str, str],
) -> None:
    address = {"annee": "toutes"} if page in {"carte", "chronologie", "themes"} else {}
    at = open_app(page or "", **address, **asked)
    assert MARK not in said(at, markup_of)


@pytest.mark.parametrize("level", [level.replace("_", "") for level in LEVELS])
def test_a_hidden_row_answers_as_an_unknown_one(
    on_the_folder: Path, open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str], level: str
) -> None:
    for kind, table in (("activite", "activities"), ("entente", "agreements"), ("ville", "cities")):
        hidden, unknown = f"{MARK}-{level}-{table}", f"aaaaaaaa-{level}-{table}"
        answers = [markup_of(open_app("fiches", **{kind: code})) for code in (hidden, unknown)]
        assert answers[0].replace(MARK, "aaaaaaaa") == answers[1]


def test_a_page_says_to_each_reader_what_they_may_read(
    on_the_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_app: Callable[..., AppTest],
    markup_of: Callable[[AppTest], str],
) -> None:
    may_read = {"": (), "lecture": ("interne",), "redaction": ("interne",), "direction": SHORT}
    for role, levels in may_read.items():
        asked = {"Host": "tableau.test"} | ({"Cookie": cookie(ADDRESSES_OF[role])} if role else {})
        monkeypatch.setattr(ContextProxy, "headers", asked)
        with signing(tmp_path):
            timeline = said(open_app("chronologie", annee="2025"), markup_of)
            for level in SHORT:
                assert (f"{MARK} {level}" in timeline) == (level in levels), role
                guessed = said(open_app("fiches", activite=f"{MARK}-{level}-activities"), markup_of)
                assert (f"{MARK} {level}" in guessed) == (level in levels), role
            assert ("se déconnecter" if role else "se connecter") in guessed
            assert may_edit(asked) == (role == "direction")  # the files hold rows that the others may not read


def test_an_editor_keeps_a_folder_that_hides_nothing_from_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = small_rows()
    rows["activities"][0]["visibility"] = "huis_clos"
    folder = write_folder(tmp_path / "data", rows)
    monkeypatch.setenv("BRI_DATA_DIR", str(folder))
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    with signing(tmp_path):
        asked = {role: {"cookie": cookie(ADDRESSES_OF[role])} for role in ("redaction", "lecture")}
        assert may_edit(asked["redaction"])  # nothing was read yet: the page will tell
        assert not may_edit(asked["redaction"], looks=True)
        assert not may_edit(asked["redaction"])
        write_folder(folder, small_rows())
        assert may_edit(asked["redaction"], looks=True)  # at once, though no page was asked for since
        assert may_edit(asked["redaction"])
        assert not may_edit(asked["lecture"], looks=True)


def test_the_search_finds_no_hidden_name(on_the_folder: Path) -> None:
    database = DataFolder(on_the_folder, on_the_folder.parent / "cache").current().database
    assert database is not None
    with database.cursor() as con:
        for asked in (MARK, f"{MARK} interne cities", f"{MARK} huisclos partners name"):
            assert [group.kind for group in search(con, asked, folded(present.labels())) if len(group.rows)] == []


def test_visitors_read_how_many_faults_there_are_and_not_what_they_quote(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_app: Callable[..., AppTest],
    markup_of: Callable[[AppTest], str],
) -> None:
    folder = planted(tmp_path / "data")
    monkeypatch.setenv("BRI_DATA_DIR", str(folder))
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    assert TITLE in said(open_app("chronologie", annee="2025"), markup_of)
    file = folder / "activites.csv"
    hide(folder, "activities", SHOWN, "huis_clos")
    file.write_text(file.read_text("utf-8").replace(",2025-05-14,", ",2025-05-99,", 1), "utf-8")
    drawn = said(open_app("chronologie", annee="2025"), markup_of)
    assert "1 erreur à corriger" in drawn
    for word in (TITLE, "2025-05-99", "activites.csv", MARK):
        assert word not in drawn
    monkeypatch.setenv("BRI_KEEPER", "1")
    kept = said(open_app("chronologie", annee="2025"), markup_of)
    assert "activites.csv" in kept
    assert "2025-05-99" in kept
