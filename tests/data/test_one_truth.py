"""One record, one wording: pages, slides, workbook, CSV, Word and PDF files read back say the same of each record.

What is expected is worked out from the CSV files alone. A picture draws as many symbols as the number beside it says.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document as opened_word
from docx.oxml.ns import qn
from pptx import Presentation
from pypdf import PdfReader

from bri_data.address import Address
from bri_data.documents.behind import rows_behind
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.documents.page_slides import slides_of
from bri_data.present import format as fmt
from bri_data.present.figures.common import Run, strip
from bri_data.present.figures.symbols import TINT
from bri_data.present.posters import carbon as carbon_poster
from bri_data.present.posters.paper import counted_symbols
from bri_data.present.slides.model import Symbols
from bri_data.present.words import Lang, Texts, texts
from bri_data.store.database import Database

DATA = Path(__file__).parents[2] / "data"
ON = date(2026, 11, 22)
YEARS = ("2022", "2023", "2024", "2025", "2026", "toutes")
PAGES = ("carte", "chronologie", "themes")
FILTERS: tuple[tuple[tuple[str, str], ...], ...] = ((), (("f.genre", "mission"),))
Items = tuple[tuple[str, str], ...]
Table = list[dict[str, str]]

TOTAL: dict[Lang, dict[str, str]] = {
    "fr": {
        "declared": "total déclaré {}",
        "off": "hors total",
        "none": "aucun total d’activités déclaré cette année-là",
        "no_year": "sans date connue, dans aucun total",
    },
    "en": {
        "declared": "declared total {}",
        "off": "outside the total",
        "none": "no total of activities declared that year",
        "no_year": "no known date, in no total",
    },
}


def lines(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


REPORTED = {row["annee"] for row in lines("indicateurs.csv")}


def expected(lang: Lang) -> dict[str, dict[str, str]]:
    """What each public record must say, by its title in either language: id, kind, state, total and date."""
    words, told = texts(lang), {}
    for name, start_name in (("activites.csv", "debut"), ("ententes.csv", "signature")):
        for row in lines(name):
            kind = row["type"] if name == "activites.csv" else "entente"
            start, end = row[start_name], row.get("fin", "") if kind != "entente" else ""
            announced = row.get("etat") == "prevue"
            state = "announced" if announced else "dated" if len(start) > 4 else "named"
            said = {
                "id": row["identifiant"],
                "kind": words(f"common.kind.{kind}"),
                "state": words.count(f"common.run.{words(f'common.gender.{kind}')}.{state}", 1),
                "total": _total(row["compte_dans"], start, announced=announced, words=TOTAL[lang]),
                "date": fmt.when(start, end or None, words) if start else words("common.unknown"),
            }
            told |= {title: said for title in (row["titre"], row["titre_en"]) if title}
    return told


def _total(counted_in: str, start: str, *, announced: bool, words: dict[str, str]) -> str:
    if counted_in and not announced:
        return words["declared"].format(counted_in)
    if start[:4] in REPORTED:
        return words["off"]
    return words["none"] if start else words["no_year"]


def order(database: Database, page: str, items: Items) -> Order:
    return Order(database.cursor(), Address.read(page, items), ON)


def headed(rows: Sequence[Sequence[str]], words: Texts, keys: str) -> Table:
    """Rows under their headings, by the name of the field: `keys` is where the headings' texts stand."""
    names = ("kind", "title", "date", "state", "total")
    headings = {words(keys.format(name)): name for name in names if words.has(keys.format(name))}
    found = [headings.get(heading, heading) for heading in rows[0]]
    return [dict(zip(found, row, strict=False)) for row in rows[1:]]


def of_page(markup: str, words: Texts) -> Table:
    """The records of every table of a page; a symbol is no text, and what a date rests on stands on its own line."""
    found: Table = []
    for table in re.findall(r"<table>.*?</table>", markup, flags=re.S):
        rows = re.findall(r"<tr>(.*?)</tr>", table, flags=re.S)
        cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.S) for row in rows]
        plain = [[html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<br>.*", "", one))) for one in row] for row in cells]
        found += headed(plain, words, "overview.rows.headings.{}")
    return [row for row in found if "total" in row and "title" in row]


def of_deck(order: Order) -> Table:
    """The records in the rows behind each slide, as the presentation shows them."""
    found: Table = []
    for slide in slides_of(order):
        found += headed([slide.rows.headings, *slide.rows.cells], order.texts, "overview.rows.headings.{}")
    return [row for row in found if {"title", "total", "kind"} <= set(row)]


def of_slides(blob: bytes, words: Texts) -> Table:
    """The records of the tables of a PowerPoint file; in English, their titles stand under the heading of paper."""
    found: Table = []
    of_paper, of_files = words("overview.rows.headings.title"), words("export.column.title.heading")
    for slide in Presentation(io.BytesIO(blob)).slides:
        for shape in slide.shapes:
            if getattr(shape, "has_table", False):
                rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
                rows[0] = [of_files if heading == of_paper else heading for heading in rows[0]]
                found += headed(rows, words, "export.column.{}.heading")
    return [row for row in found if {"title", "state", "kind"} <= set(row)]


def of_word(blob: bytes, words: Texts) -> Table:
    found: Table = []
    total = words("overview.rows.headings.total")
    for table in opened_word(io.BytesIO(blob)).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        under = table._tbl.getnext()  # rows that all count in one total say so in a line under them
        note = "".join(node.text or "" for node in under.iter(qn("w:t"))) if under is not None else ""
        said = words("report.pair", what=total, text="")
        shared = {"total": note.partition(said)[2].removesuffix(".")} if said in note else {}
        found += [row | shared for row in headed(rows, words, "overview.rows.headings.{}")]
    return [row for row in found if {"title", "total", "state"} <= set(row)]


def of_csv(blob: bytes, words: Texts) -> Table:
    return headed(list(csv.reader(io.StringIO(blob.decode("utf-8-sig")))), words, "export.column.{}.heading")


def of_workbook(blob: bytes, words: Texts) -> Table:
    heading = words("export.column.title.heading")
    for sheet in openpyxl.load_workbook(io.BytesIO(blob), read_only=True).worksheets:
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        start = next(
            (i for i, row in enumerate(rows) if heading in row and words("export.column.total.heading") in row), None
        )
        if start is not None:
            return headed(rows[start:], words, "export.column.{}.heading")
    return []


def disagreements(found: Table, told: dict[str, dict[str, str]], fields: Sequence[str]) -> list[tuple[str, ...]]:
    """Each field that says something else than the files: title, field, what is said, what should be."""
    wrong = []
    for row in found:
        title = row["title"]
        if title not in told:
            wrong.append((title, "title", title, "?"))
            continue
        for name in fields:
            said = row.get(name)
            if said is not None and said != told[title][name] and not said.startswith(f"{told[title][name]} ("):
                wrong.append((title, name, said, told[title][name]))
    return wrong


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("year", YEARS)
def test_every_medium_says_the_same_of_a_record(database: Database, year: str, filters: Items, lang: Lang) -> None:
    words, told = texts(lang), expected(lang)
    seen: dict[str, set[str]] = {}
    for page in PAGES:
        items = (("annee", year), ("lang", lang), *filters)
        media = {"csv": of_csv, "xlsx": of_workbook}
        found = {
            suffix: read(FORMATS[suffix].make(order(database, page, items)), words) for suffix, read in media.items()
        }
        if (page, year) != ("chronologie", "toutes"):  # all years are told by their numbers
            found["page"] = of_page(rows_behind(order(database, page, items)), words)
        for medium, rows in found.items():
            fields = ("kind", "state", "total") + (("date",) if medium == "page" else ())
            assert disagreements(rows, told, fields) == [], (page, medium)
        ids = {medium: {told[row["title"]]["id"] for row in rows} for medium, rows in found.items()}
        seen[page] = ids["csv"]
        assert ids["xlsx"] == seen[page]
        assert ids.get("page", set()) <= seen[page]
    assert seen["carte"] or (year, filters) == ("2026", FILTERS[1])  # no mission of 2026 is known
    assert seen["carte"] == seen["themes"] == seen["chronologie"]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("year", YEARS[:-1])
def test_slides_and_report_say_what_the_files_say(database: Database, year: str, lang: Lang) -> None:
    words, told = texts(lang), expected(lang)
    items = (("annee", year), ("lang", lang))
    fields = ("kind", "date", "state", "total")
    deck = of_deck(order(database, "", items))
    # no record of 2026 lies in another city: its map has no slide
    slides = of_slides(FORMATS["pptx"].make(order(database, "themes" if year == "2026" else "carte", items)), words)
    report = of_word(FORMATS["docx"].make(order(database, "", items)), words)
    assert disagreements(deck, told, fields) == []
    assert disagreements(report, told, fields) == []
    assert disagreements(slides, told, ("kind", "state")) == []
    assert deck
    assert slides or year == "2026"
    if int(year) in (2022, 2023, 2024, 2025):
        assert report
    text = " ".join(
        " ".join(page.extract_text().split())
        for page in PdfReader(io.BytesIO(FORMATS["pdf"].make(order(database, "", items)))).pages
    )
    others = {TOTAL[lang]["none"]} if year in REPORTED else {TOTAL[lang]["declared"].format(year)}
    assert not [one for one in others if one in text]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_declared_number_is_the_same_in_every_medium(database: Database, lang: Lang) -> None:
    words = texts(lang)
    declared = {
        words(f"indicator.{row['indicateur']}"): row["valeur"]
        for row in lines("indicateurs.csv")
        if row["annee"] == "2025"
    }
    items = (("annee", "2025"), ("lang", lang))
    markup = rows_behind(order(database, "chronologie", items))
    rows = [
        [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td>(.*?)</td>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", markup)
    ]
    page = {row[0]: _digits(row[1]) for row in rows if row and row[0] in declared}
    word = {
        cells[0]: _digits(cells[1])
        for table in opened_word(io.BytesIO(FORMATS["docx"].make(order(database, "", items)))).tables
        if table.rows[0].cells[0].text == words("overview.rows.declared_headings.figure")
        for cells in ([cell.text for cell in row.cells] for row in table.rows)
        if cells[0] in declared and len(cells) > 1
    }
    assert page == declared
    assert {name: declared[name] for name in word} == word
    assert len(word) > 10


def _digits(text: str) -> str:
    """« 3 000 $ CA » → « 3000 »."""
    return re.sub(r"\D", "", text)


# --- Symbols drawn = number said --------------------------------------------------------------------------------------

RUNS = (Run("mission", "dated", 3), Run("mission", "named", 2), Run("mission", "announced", 1, counted=False))
MANY = (Run("mission", "dated", 60), Run("mission", "named", 30), Run("mission", "announced", 10))


def test_a_strip_draws_one_symbol_a_record() -> None:
    one = strip([Run("mission", "dated", 1)], "").count("<path")
    assert strip([Run("mission", "dated", 7)], "").count("<path") == 7 * one
    assert len(re.findall(r"stroke-dasharray", strip(RUNS, ""))) == 1


@pytest.mark.parametrize("drawn", [strip(MANY, ""), counted_symbols(MANY, 402.0, 20, texts("fr")).svg])
def test_a_bar_is_as_long_as_its_numbers_and_painted_as_its_symbols(drawn: str) -> None:
    parts = re.findall(r"<rect [^>]*>", drawn)
    widths = [float(re.search(r'width="([\d.]+)"', part)[1]) + 2 for part in parts]  # type: ignore[index]
    assert [round(width / sum(widths), 2) for width in widths] == [0.6, 0.3, 0.1]
    assert sum(widths) == pytest.approx(400, abs=3)
    fills = [re.search(r'fill-opacity="([\d.]+)"', part)[1] for part in parts]  # type: ignore[index]
    assert fills == ["1", f"{TINT:g}", "0"]
    assert ["stroke-dasharray" in part for part in parts] == [False, False, True]


@pytest.mark.parametrize(("tonnes", "squares", "last"), [(188, 188, 1.0), (185.28, 186, 0.28)])
def test_a_square_stands_for_each_tonne_and_a_part_for_the_rest(tonnes: float, squares: int, last: float) -> None:
    widths = [
        float(one) for one in re.findall(r'<rect [^>]*?width="([\d.]+)"', carbon_poster.squares(tonnes, 1000).svg)
    ]
    assert len(widths) == squares
    assert widths[-1] / widths[0] == pytest.approx(last, abs=0.01)


@pytest.mark.parametrize(
    "items",
    [
        (("quoi", "villes"), ("avec", "namur"), ("avec", "bordeaux")),
        (("quoi", "annees"), ("avec", "2025"), ("avec", "2024")),
        (("quoi", "themes"), ("avec", "culture"), ("avec", "habitation")),
    ],
)
def test_a_comparison_says_as_many_as_it_draws(database: Database, items: Items) -> None:
    (slide,) = slides_of(order(database, "comparer", items))
    assert isinstance(slide.body, Symbols)
    assert [row.number for row in slide.body.rows] == [str(sum(run.n for run in row.runs)) for row in slide.body.rows]
    assert all(run.n for row in slide.body.rows for run in row.runs)
