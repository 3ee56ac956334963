"""Any text that passes `check` makes every file: well-formed drawings and calendars, documents that open."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from pypdf import PdfReader

from bri_data.__main__ import main
from bri_data.present.fonts.coverage import drawn, printable
from bri_data.store.characters import cleaned, holds_forbidden, may_hold_forbidden
from pages.shared.as_written import as_written
from tests.unit.small_folder import small_rows, write_folder

HARD = (
    "Αθήνα Київ 東京 العربية ירושלים 서울 🙂 of\ufb01cielle \uf0b7 ★ \x0bvt \x1b[31m \x00 \ufffe \u202e \u2028 "
    "<b>&amp; $x$ **b** :red[x] [l](https://a.test) #eval " + "long " * 60
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = small_rows()
    for row in rows["activities"]:
        row |= {"title": HARD + row["title"], "summary": HARD}
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
    page = "fiches" if "activite" in query else "chronologie"
    out = tmp_path / f"made.{kind}"
    assert main(["export", "--format", kind, "--page", page, "--query", query, "--out", str(out)]) == 0
    made = out.read_bytes()
    if kind == "svg":
        ElementTree.fromstring(made)  # noqa: S314 - our own file
    elif kind == "ics":
        assert Calendar.from_ical(made).walk("VEVENT")
        assert not re.search(b"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", made)
    elif kind == "pdf":
        said = " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(made)).pages).split())
        assert "□" in said
        assert "lettre qui manque aux polices" in said
        assert "officielle" in said
    elif kind == "png":
        assert made.startswith(b"\x89PNG")
    else:
        with zipfile.ZipFile(io.BytesIO(made)) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(package.read(name))  # noqa: S314 - our own file


@given(st.text())
@settings(deadline=None, max_examples=300)
def test_a_cleaned_text_is_well_formed_and_drawn(text: str) -> None:
    clean, names = cleaned(text)
    assert not holds_forbidden(clean)
    assert bool(names) == holds_forbidden(text)
    ElementTree.fromstring(f"<t>{re.sub('[<&>]', '', clean)}</t>")  # noqa: S314 - our own text
    shown, _ = printable(clean)
    assert all(ord(letter) in drawn() for letter in shown if ord(letter) > 0x7F)


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
