"""What a reader takes away, read back: the same numbers as the pages, on the real files, and by the command line."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO
from urllib.parse import urlencode

import duckdb
import openpyxl
import pytest

from bri_data.__main__ import main
from bri_data.address import Address
from bri_data.documents import command
from bri_data.documents.formats import FORMATS, Format
from bri_data.documents.order import NothingToTakeError, Order, file_stem, page_title
from bri_data.export.progress import Cancelled
from bri_data.pages import ADDRESSES, PAGES
from bri_data.present.words import texts
from bri_data.store.refresh import DataFolder

DATA = Path(__file__).parents[2] / "data"
Make = Callable[..., Order]
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> object:
    served = DataFolder(DATA, tmp_path_factory.mktemp("cache")).current()
    assert served.database is not None
    return served.database


@pytest.fixture
def con(database: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    with database.cursor() as cursor:
        yield cursor


@pytest.fixture
def order(con: duckdb.DuckDBPyConnection) -> Make:
    def made(page: str = "", *items: tuple[str, str], **known: object) -> Order:
        return Order(con, Address.read(page, items), date(2026, 11, 22), **known)  # type: ignore[arg-type]

    return made


def rows_of(body: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def csv_rows(order: Order) -> Rows:
    return rows_of(FORMATS["csv"].make(order))


def test_the_overview_gives_the_rows_of_its_year(order: Make) -> None:
    found = csv_rows(order("", ("annee", "2025")))
    counted = [row for row in found if row["Compte dans"] == "2025"]
    # the page: all 5 missions, 8 of the 19 visits, 3 events and 1 agreement are named by the report
    kinds = Counter(row["Type"] for row in counted)
    assert (kinds["Mission"], kinds["Accueil"], kinds["Événement"], kinds["Entente"]) == (5, 8, 3, 1)
    assert {row["Année"] for row in found} == {"2025"}
    assert all(row["Sources"] and row["Repères"] for row in found)


def test_the_workbook_holds_the_declared_figures_apart(order: Make) -> None:
    made = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].make(order("", ("annee", "2025")))))
    assert made.sheetnames == ["Lisez-moi", "Activités", "Chiffres déclarés"]
    figures = {row[0]: row[2] for row in made["Chiffres déclarés"].iter_rows(min_row=2, values_only=True)}
    assert (figures["Accueils internationaux"], figures["Missions à l’étranger"]) == (19, 5)
    start = next(cell.column for cell in made["Activités"][1] if cell.value == "Début")
    starts = [row[start - 1] for row in made["Activités"].iter_rows(min_row=2, values_only=True)]
    assert any(isinstance(value, datetime) for value in starts)
    assert "2025" in starts  # known to the year only: said as it is known
    note = {row[0]: row[1] for row in made["Lisez-moi"].iter_rows(values_only=True) if row[0]}
    assert note["Données lues le"]
    assert note["Fichier produit le"] == "22 novembre 2026"
    assert {"Déclaré", "Recensé", "Annoncé", "Estimé"} <= set(note)


def test_filters_are_respected_and_said(order: Make) -> None:
    asked = [("annee", "toutes"), ("f.ville", "namur")]
    found = csv_rows(order("chronologie", *asked))
    assert found
    assert all("Namur" in row["Villes"] or "Namur" in row["Lieu"] for row in found)


def test_the_note_says_the_filters_in_words(order: Make) -> None:
    body = FORMATS["xlsx"].make(
        order("chronologie", ("annee", "toutes"), ("f.ville", "namur"), ("f.ville", "inconnue"))
    )
    note = openpyxl.load_workbook(io.BytesIO(body))["Lisez-moi"]
    said = {row[0]: row[1] for row in note.iter_rows(values_only=True) if row[0]}
    assert said["Filtres"] == "Ville\u00a0: Namur"
    assert said["Année"] == "toutes"


def test_the_same_rows_in_english(order: Make, database: duckdb.DuckDBPyConnection) -> None:
    french = csv_rows(order("themes", ("annee", "2025")))
    with database.cursor() as other:
        address = Address.read("themes", [("annee", "2025"), ("lang", "en")])
        english = csv_rows(Order(other, address, date(2026, 11, 22)))
    assert [row["Identifier"] for row in english] == [row["Identifiant"] for row in french]
    assert {row["Cities"] for row in english} >= {"Hamburg"}


def test_carbon_gives_declared_years_and_estimates_apart(order: Make) -> None:
    declared = csv_rows(order("carbone", ("annee", "2024")))
    tonnes = {row["Année des voyages"]: row["Émissions (t CO₂e)"] for row in declared}
    assert tonnes["2024"] == "188"


def test_a_brief_gives_its_records_and_what_stands_behind(order: Make) -> None:
    made = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].make(order("fiches", ("ville", "namur")))))
    assert made.sheetnames[:3] == ["Lisez-moi", "Activités", "Villes"]
    assert made["Villes"].max_row == 2


def test_the_data_page_gives_the_table_it_shows(order: Make) -> None:
    every = csv_rows(order("donnees", ("table", "ententes")))
    with (DATA / "ententes.csv").open(encoding="utf-8-sig", newline="") as file:
        public = [row for row in csv.DictReader(file) if row["visibilite"] == "public"]
    assert len(every) == len(public)
    assert {row["Identifiant"] for row in every} == {row["identifiant"] for row in public}


def test_the_table_of_the_data_page_follows_its_filters_and_says_so(order: Make) -> None:
    with (DATA / "activites.csv").open(encoding="utf-8-sig", newline="") as file:
        of_culture = [row for row in csv.DictReader(file) if "culture" in re.split(r"[;|, ]+", row["themes"])]
    kept = {row["identifiant"] for row in of_culture if row["visibilite"] == "public" and row["etat"] != "annulee"}
    assert len(kept) == 6
    assert {row["Identifiant"] for row in csv_rows(order("donnees", ("f.theme", "culture")))} == kept
    assert {row["Nom"] for row in csv_rows(order("donnees", ("table", "villes"), ("f.ville", "namur")))} == {
        "Namur",
        "Bordeaux",
        "Bruxelles",
        "Paris",  # the other stops of the mission of 2023
    }

    def filters_said(table: str) -> str:
        made = openpyxl.load_workbook(
            io.BytesIO(FORMATS["xlsx"].make(order("donnees", ("table", table), ("f.theme", "culture"))))
        )
        (said,) = [row[1] for row in made["Lisez-moi"].iter_rows(values_only=True) if row[0] == "Filtres"]
        return str(said)

    assert "Culture" in filters_said("activites")
    assert filters_said("ecarts").startswith("Aucun")  # contradictions have to do with no record
    whole = csv_rows(order("donnees", ("table", "ecarts")))
    assert csv_rows(order("donnees", ("table", "ecarts"), ("f.theme", "culture"))) == whole


@pytest.mark.parametrize("page", ["carte", "chronologie", "themes", "presenter", "fiches"])
def test_every_page_with_rows_gives_some(order: Make, page: str) -> None:
    assert csv_rows(order(page, ("annee", "2025")))


@pytest.mark.parametrize(
    ("page", "items", "known"),
    [("fiches", [("ville", "nulle-part")], {}), ("", [], {"sheet": "nulle"}), ("inconnue", [], {})],
)
def test_what_cannot_be_is_refused(
    order: Make, page: str, items: list[tuple[str, str]], known: dict[str, object]
) -> None:
    with pytest.raises(NothingToTakeError, match=r"export\.error\."):
        FORMATS["csv"].make(order(page, *items, **known))


# How a file of each kind begins.
BEGINS = {
    "csv": b"\xef\xbb\xbf",
    "csv-excel": b"\xef\xbb\xbf",
    "xlsx": b"PK",
    "pptx": b"PK",
    "svg": b"<?xml",
    "png": b"\x89PNG",
    "pdf": b"%PDF",
    "pdf-slides": b"%PDF",
    "docx": b"PK",
    "ics": b"BEGIN:VCALENDAR",
    "html": b"<!doctype html>",
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_makes_a_file_of_its_kind(order: Make, suffix: str) -> None:
    assert FORMATS[suffix].make(order("", ("annee", "2025"))).startswith(BEGINS[suffix])


# --- The command line -------------------------------------------------------------------------------------------------


def test_the_command_writes_the_same_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    out = tmp_path / "a" / "lignes.csv"
    out.parent.mkdir()
    asked = ["export", "--format", "csv", "--page", "chronologie", "--year", "2025", "--out", str(out)]
    assert main([*asked, "--folder", str(DATA), "--query", "f.genre=mission"]) == 0
    # five that the report names and counts, and what other sources add to the year
    assert {row["Type"] for row in rows_of(out.read_bytes())} == {"Mission"}
    assert [file.name for file in out.parent.iterdir()] == ["lignes.csv"]
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "lignes.csv" in captured.err


def test_the_command_stopped_half_way_leaves_the_old_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "out").mkdir()
    out = tmp_path / "out" / "lignes.csv"
    out.write_text("avant", "utf-8")

    def stopped(order: Order, out: IO[bytes]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(FORMATS, "csv", Format("text/csv", stopped))
    assert main(["export", "--format", "csv", "--folder", str(DATA), "--out", str(out)]) == 130
    assert out.read_text("utf-8") == "avant"
    assert len(list(out.parent.iterdir())) == 1
    assert "aucun fichier" in capsys.readouterr().err


def test_a_draft_that_cannot_take_its_place_is_removed(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        command.write_whole(tmp_path / "taken", lambda out: None)
    assert [file.name for file in tmp_path.iterdir()] == ["taken"]


@pytest.fixture(scope="module")
def cache_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the command keeps what it builds: once for all the tests that ask it."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def built_once(cache_built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command's own cache, shared."""
    monkeypatch.setenv("BRI_CACHE_DIR", str(cache_built))
    return cache_built


def test_the_command_refuses_bad_data_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    out = tmp_path / "x.csv"
    assert main(["export", "--format", "csv", "--folder", str(tmp_path / "nulle"), "--out", str(out)]) == 1
    assert not out.exists()
    assert "BRI_DATA_DIR" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "unknown"),
    [
        (["--page", "carte", "--query", "f.ville=atlantide"], "f.ville=atlantide"),
        (["--page", "carte", "--query", "f.type=mission"], "f.type=mission"),  # the filter is called f.genre
        (["--page", "carte", "--query", "ville=atlantide"], "ville=atlantide"),
        (["--page", "chronologie", "--query", "f.genre=voyage"], "f.genre=voyage"),
        (["--year", "1987"], "annee=1987"),
        (["--year", "toutes"], "annee=toutes"),
        (["--page", "depenses", "--year", "2023"], "annee=2023"),  # the page speaks of every year
        (["--page", "carte", "--query", "annee=1987"], "annee=1987"),
        (["--page", "carbone", "--query", "f.ville=namur"], "f.ville=namur"),  # no filter touches the page
        (["--page", "carte", "--query", "cadre=ZZ"], "cadre=ZZ"),
        (["--page", "carte", "--query", "table=depenses"], "table=depenses"),  # a parameter of another page
        (["--page", "carte", "--query", "choix=ville:atlantide"], "choix=ville:atlantide"),
        (["--page", "chronologie", "--query", "mois=accueil-13"], "mois=accueil-13"),
        (["--page", "themes", "--query", "par=couleurs"], "par=couleurs"),
        (["--page", "comparer", "--query", "quoi=villes&avec=atlantide"], "avec=atlantide"),
        (["--page", "seance", "--query", "au=hier"], "au=hier"),
        (["--page", "donnees", "--query", "table=cadeaux"], "table=cadeaux"),
        (["--page", "fiches", "--query", "activite=atlantide"], "activite=atlantide"),
        (["--page", "fiches", "--query", "tri=couleur"], "tri=couleur"),
        (["--page", "carbone", "--query", "s.prix=cher"], "s.prix=cher"),
        (["--page", "carbone", "--query", "s.cabine=soute"], "s.cabine=soute"),
        (["--page", "carbone", "--query", "s.couleur=bleu"], "s.couleur=bleu"),
        (["--page", "carbone", "--query", "s.enligne=atlantide"], "s.enligne=atlantide"),
        (["--page", "carte", "--query", "annee=2024&annee=2025"], "annee=2025"),
        (["--page", "carte", "--query", "ville=namur&ville=tunis"], "ville=tunis"),
        (["--page", "carte", "--query", "lang=de"], "lang=de"),
        (["--page", "presenter", "--query", "vue=p%3Dinconnue"], "vue=p=inconnue"),
        (["--page", "presenter", "--query", "vue=p%3Dcarte%26q%3Dville%253Dx"], "vue=p=carte&q=ville%3Dx"),
    ],
)
def test_the_command_refuses_what_its_page_cannot_show(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], built_once: Path, asked: list[str], unknown: str
) -> None:
    out = tmp_path / "x.csv"
    given = ["export", "--format", "csv", "--folder", str(DATA), "--out", str(out), *asked]
    assert main(given) == 2
    assert not out.exists()
    assert f"Rien n’a été écrit\N{NO-BREAK SPACE}: {unknown} n’existe pas" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--format", "gif"], "--format\u00a0: «\u00a0gif\u00a0» n’existe pas. Choisir parmi\u00a0: 'csv', "),
        (["--format", "csv", "--page", "atlantide"], "--page\u00a0: «\u00a0atlantide\u00a0» n’existe pas."),
        (["--format", "csv", "--year", "l’an 1"], "«\u00a0l’an 1\u00a0» n’est pas une année"),
        (["--page", "carte"], "il manque\u00a0: --format."),
        (["--format", "csv", "--couleur", "bleu"], "option inconnue\u00a0: --couleur bleu."),
        (["--format", "csv", "--page"], "--page\u00a0: il y manque une valeur."),
        (["--format", "csv", "--lang", "es"], "--lang\u00a0: «\u00a0es\u00a0» n’existe pas."),
        (["--format", "gif", "--lang", "en"], "--format: “gif” does not exist. Choose among: 'csv', "),
    ],
)
def test_an_option_that_is_none_is_refused_in_the_readers_language(
    capsys: pytest.CaptureFixture[str], asked: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["export", *asked])
    assert refused.value.code == 2
    assert said in " ".join(capsys.readouterr().err.split(" "))


@pytest.mark.parametrize("asked", [["--format", "svg", "--image", "x"], ["--format", "csv", "--sheet", "x"]])
def test_a_picture_or_a_table_of_no_such_name_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], built_once: Path, asked: list[str]
) -> None:
    given = ["export", "--folder", str(DATA), "--page", "carte", "--out", str(tmp_path / "x"), *asked]
    assert main(given) == 2
    assert "de ce nom" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_years_that_a_filter_empties_are_still_compared(order: Make) -> None:
    kept = rows_of(FORMATS["csv"].make(order("comparer", ("annee", "2025"), ("f.ville", "milwaukee"))))
    assert {row["Titre"] for row in kept} == {"Assemblée générale de l’AVGLSL à Milwaukee"}


def test_a_file_nobody_wants_any_more_stops(order: Make) -> None:
    def gone(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        FORMATS["xlsx"].make(order("", ("annee", "2025"), progress=gone))


def test_a_deck_of_many_views_stops_when_nobody_wants_it(order: Make) -> None:
    seen: list[int] = []

    def gone(done: int, total: int) -> None:
        seen.append(done)
        if done == 2:
            raise Cancelled

    view = urlencode({"p": "carte", "q": "annee=2025"})
    with pytest.raises(Cancelled):
        FORMATS["pptx"].make(order("presenter", *[("vue", view)] * 20, progress=gone))
    assert max(seen) == 2


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("page", ADDRESSES)
def test_a_file_bears_the_name_of_its_page_in_the_readers_language(order: Make, page: str, lang: str) -> None:
    words = texts("en" if lang == "en" else "fr")
    title = {"presenter": {"fr": "Présenter", "en": "Present"}, "carte": {"fr": "Carte", "en": "Map"}}.get(page, {})
    stem = file_stem(order(page, ("lang", lang)))
    assert title.get(lang, page_title(page, words)) in stem
    assert page_title(page, words) in [words(one.name) for one in PAGES]
    # the draft of the report is that of the year, and of no other page
    drafts = [
        suffix
        for suffix in ("pdf", "docx")
        if words("report.annual.file") in file_stem(order(page, ("lang", lang)), suffix)
    ]
    assert drafts == (["pdf", "docx"] if page in {"", "presenter"} else [])


@pytest.mark.parametrize(
    ("page", "items", "name"),
    [
        ("carte", [("annee", "2025"), ("f.ville", "namur"), ("f.pays", "FR")], "Carte - 2025 - namur, FR - 2026-11-22"),
        ("chronologie", [("annee", "toutes")], "Chronologie - toutes - 2026-11-22"),
        ("fiches", [("ville", "namur"), ("f.ville", "paris")], "Fiches - namur - 2026-11-22"),
        ("fiches", [("f.ville", "paris")], "Fiches - paris - 2026-11-22"),
        ("donnees", [("table", "depenses"), ("f.ville", "tunis")], "Données - depenses - tunis - 2026-11-22"),
        ("", [("annee", "2024"), ("f.ville", "namur")], "Vue d’ensemble - 2024 - 2026-11-22"),
        ("presenter", [("vue", "p=carte&q=&t=&n=")], "Présenter - Vues choisies - 2026-11-22"),
    ],
)
def test_a_files_name_says_what_it_keeps_and_its_day(
    order: Make, page: str, items: list[tuple[str, str]], name: str
) -> None:
    assert file_stem(order(page, *items)) == f"Québec à l’international - {name}"
