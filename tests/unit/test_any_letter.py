"""Any text that passes `check` makes every file: well-formed drawings and calendars, documents that open."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest
from docx import Document as word
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pypdf import PdfReader

from bri_data.__main__ import main
from bri_data.export.pdf import pdf
from bri_data.present.fonts.coverage import drawn, latin_only, printable, world
from bri_data.present.fonts.outlines import outlined
from bri_data.present.report.model import Document, Labels
from bri_data.store.characters import cleaned, holds_forbidden, may_hold_forbidden
from pages.shared.base.as_written import as_option, as_written
from tests.unit.small_folder import small_rows, write_folder

# as typed, and as a reader finds it in a PDF; what is read from right to left is found by its letters alone
SCRIPTS = "Αθήνα Київ 東京 ひらがな 서울 ไทย ᐃᓄᒃᑎᑐᑦ Հայաստան საქართველო ትግርኛ 🙂 ★"
HARD = (
    SCRIPTS + " العربية ירושלים हिन्दी 👩\u200d👩\u200d👧 🇨🇦 x\u0302 1\ufe0f\u20e3 𒀀 of\ufb01cielle \uf0b7 "
    "★ \x0bvt \x1b[31m \x00 \ufffe \u202e \u2028 <b>&amp; $x$ **b** :red[x] [l](https://a.test) #eval " + "long " * 60
)
# What a spreadsheet would run, what ends a section of XML, and a title of 775 letters.
STARTS = ("=1+1 ", "+1 ", "-1 ", "@SUM(A1) ", "\t=1 ", "]]> ", "Un long titre, " * 51 + "en tout ")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = small_rows()
    for number, row in enumerate(rows["activities"]):
        start = STARTS[number % len(STARTS)]
        row |= {"title": start + HARD + row["title"], "short_title": start + row["title"], "summary": HARD}
    for row in rows["cities"]:
        row |= {"name": row["name"] + HARD[:60]}
    return write_folder(tmp_path_factory.mktemp("hard"), rows)


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("pdf", "annee=2025"),
        ("docx", "annee=2025"),
        ("docx", "activite=mission-texas"),
        ("pdf", "activite=mission-texas"),
        ("pptx", "activite=mission-texas"),
        ("pptx", "annee=2025"),
        ("pdf-slides", "annee=2025"),
        ("csv", "annee=2025"),
        ("csv-excel", "annee=2025"),
        ("html", "annee=2025"),
        ("xlsx", "annee=2025"),
        ("svg", "annee=2025"),
        ("png", "annee=2025"),
        ("ics", "annee=2025"),
    ],
)
def test_every_file_is_made_and_well_formed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, query: str
) -> None:
    monkeypatch.setenv("BRI_DATA_DIR", str(folder))
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    page = "fiches" if "activite" in query else "presenter" if kind == "pptx" else "chronologie"
    out = tmp_path / f"made.{kind}"
    assert main(["export", "--format", kind, "--page", page, "--query", query, "--out", str(out)]) == 0
    made = out.read_bytes()
    if kind == "svg":
        ElementTree.fromstring(made)  # noqa: S314 - our own file
    elif kind == "ics":
        assert Calendar.from_ical(made).walk("VEVENT")
        assert not re.search(b"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", made)
    elif kind.startswith("csv"):
        lines = list(csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";" if kind == "csv-excel" else ","))
        assert len({len(line) for line in lines}) == 1
        live = [cell for line in lines for cell in line if re.match(r"\s*[=+\-@]", cell)]
        assert [cell for cell in live if not re.fullmatch(r"[+-]?[\d.,]+", cell)] == []
    elif kind == "html":
        assert b"<b>&amp;" not in made
        assert "&lt;b&gt;&amp;amp" in made.decode()
    elif kind == "pdf-slides":
        assert len(PdfReader(io.BytesIO(made)).pages) > 1
    elif kind == "pdf":
        said = " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(made)).pages).split())
        assert [word for word in SCRIPTS.split() if word not in said] == []
        assert {*"العربية", *"ירושלים"} <= set(said)
        assert "□" in said  # cuneiform, and a sign of private use
        assert "lettre qui manque aux polices" in said
        assert "officielle" in said
    elif kind == "png":
        assert made.startswith(b"\x89PNG")
    else:
        with zipfile.ZipFile(io.BytesIO(made)) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(package.read(name))  # noqa: S314 - our own file
                    assert b"<f>" not in package.read(name)
        assert [str(error) for error in OpenXmlValidator().validate(str(out)).errors] == []
        opened = {"docx": word, "pptx": Presentation, "xlsx": load_workbook}[kind](str(out))
        if page == "presenter":
            titles = [one.shapes.title.text for one in opened.slides if one.shapes.title]
            assert "Huit missions déclarées en 2025, une nommée" in [one.replace("\u00a0", " ") for one in titles]
        if kind == "docx":  # a title of any length is said in a line above each page, and in one under it
            section = opened.sections[0]
            edges = [part.paragraphs[0].text for part in (section.header, section.footer)]
            assert [edge.partition(" · ")[0] for edge in edges if len(edge.partition(" · ")[0]) > 112] == []


def test_the_open_data_are_made_and_read_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRI_DATA_DIR", str(folder))
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    assert main(["package", str(tmp_path / "ouvertes")]) == 0
    made = [one for one in (tmp_path / "ouvertes").rglob("*") if one.is_file()]
    assert {one.suffix for one in made} == {".csv", ".parquet", ".json", ".geojson", ".ics"}
    with duckdb.connect() as con:
        for one in made:
            if one.suffix in {".json", ".geojson"}:
                json.loads(one.read_text(encoding="utf-8"))
            elif one.suffix == ".ics":
                assert Calendar.from_ical(one.read_bytes()).walk("VEVENT")
            elif one.suffix == ".parquet":
                rows = con.execute("SELECT * FROM read_parquet($file)", {"file": str(one)}).fetchall()
                lines = list(
                    csv.reader(io.StringIO((one.parents[1] / "csv" / f"{one.stem}.csv").read_text("utf-8-sig")))
                )
                assert len(rows) == len(lines) - 1


def test_no_text_stops_a_document() -> None:
    """Whatever marks stand on whatever letters: what no file draws together is drawn apart or said."""
    hard = "a\u20dd e\u0327\u0301 \u0300 a\u05b0 カ\u0301 क\u200dष 東\ufe00 \u034f \ufffd \U0001f3fb \U000e0067 é\u0e31"
    labels = Labels("Bureau", "À compléter", "Contenu", "{page}/{pages}")
    assert pdf(Document(hard, "fr", date(2026, 1, 2), labels, lead=hard)).startswith(b"%PDF")


@given(st.text())
@settings(deadline=None, max_examples=300)
def test_a_cleaned_text_is_well_formed_and_drawn(text: str) -> None:
    clean, names = cleaned(text)
    assert not holds_forbidden(clean)
    assert bool(names) == holds_forbidden(text)
    ElementTree.fromstring(f"<t>{re.sub('[<&>]', '', clean)}</t>")  # noqa: S314 - our own text
    shown, _ = printable(clean)
    files = drawn().union(*(face.points for face in world()))
    assert all(ord(letter) in files for letter in shown if ord(letter) > 0x7F)
    assert (
        not set(latin_only(clean)[0])
        - {chr(point) for point in drawn()}
        - set(clean.encode("ascii", "ignore").decode())
    )


def test_a_drawing_outlines_what_our_faces_lack_and_keeps_its_other_texts() -> None:
    drawn_text = (
        "<svg><title>東京</title><text x='9' y='2' font-size='10'>Paris</text>"
        "<text class='c' x='50' y='20' font-size='10' fill='red' text-anchor='end'>A &lt; हिन्दी </text></svg>"
    )
    root = ElementTree.fromstring(outlined(drawn_text))  # noqa: S314 - our own drawing
    assert (root[0].text, root[1].text) == ("東京", "Paris")
    assert root[2].get("aria-label") == "A < हिन्दी "
    assert [(one.tag, one.get("fill"), one.get("class")) for one in root[2]] == [("path", "red", "c")] * 2
    # as wide as its letters: it ends where it is anchored
    (left,) = re.findall(r"translate\((\S+) 20\)", root[2].get("transform") or "")
    assert 5 < float(left) < 25
    assert printable("\ufe64b\ufe65") == ("□b□", 2)  # never « <b> »


def test_a_letter_that_nothing_prints_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = small_rows()
    rows["activities"][0]["title"] = "Visite à 𒀀𒀁 et à 東京 𒀀"
    assert main(["check", str(write_folder(tmp_path, rows))]) == 0
    (line,) = [one for one in capsys.readouterr().out.splitlines() if "police" in one]
    assert line.startswith("activites.csv, ligne 2, colonne «\u00a0titre\u00a0»")
    assert "𒀀 (U+12000), 𒀁 (U+12001)" in line


@given(st.text(st.characters(codec="utf-8")))
@settings(deadline=None)
def test_no_forbidden_byte_is_overlooked(text: str) -> None:
    assert may_hold_forbidden(text.encode()) or not holds_forbidden(text)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Fonds de 5 $ à 10 $", r"Fonds de 5 \$ à 10 \$"),
        ("**b** :red[x]", r"\*\*b\*\* \:red\[x\]"),
        ("[l](https://a.test) www.a.test", r"\[l\](https\://a.test) www\.a.test"),
        ("# titre\nsuite", r"\# titre suite"),
        ("Mission : Paris (2025), 5 villes", "Mission : Paris (2025), 5 villes"),
    ],
)
def test_signs_of_markdown_are_letters(name: str, written: str) -> None:
    assert as_written(name) == written
    assert as_option(name) == name.replace("\n", " ")  # a list to unfold shows what it is given
