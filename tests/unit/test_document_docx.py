"""A document as a Word file, opened again: its structure is real, and what is left to write can be found."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx import Document as opened
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from bri_data.export.docx import DocumentError, docx
from bri_data.present.fonts import FOLDER
from bri_data.present.report.model import (
    BulletList,
    Document,
    Figure,
    Figures,
    Labels,
    Paragraph,
    Picture,
    Section,
    Source,
    SourceList,
    Table,
    Todo,
)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><circle cx="5" cy="5" r="4"/></svg>'
TABLE = Table(
    "Missions, 2025", ("Ville", "Nombre"), ("text", "number"), (("Namur", "3"), ("<b>&", "")), "Sous le tableau"
)
DOCUMENT = Document(
    title="Rapport d’essai",
    lang="fr",
    date=date(2026, 1, 15),
    labels=Labels(
        "Bureau",
        "À compléter\u00a0:",
        "Table",
        "Page {page} de {pages}",
        "Chiffres",
        ("N", "Quoi", "Su"),
        table="Tableau",
        figure="Figure",
    ),
    kicker="Essai",
    lead="La phrase.",
    cover=(Figures((Figure("19", "accueils", ("8 nommés",), Picture(SVG, "19 accueils")),)),),
    sections=(
        Section(1, "Faits", (Paragraph("Texte."), BulletList(("Un", "Deux")), TABLE)),
        Section(2, "Carte", (Picture(SVG, "Carte de deux villes", "Légende"), Todo("écrire", ("Ceci", "Cela")))),
        Section(1, "Sources", (SourceList((Source("Avis", "Ville", "https://exemple.test/a"),)), Todo("signer"))),
    ),
    footer="Pied",
    has_contents=True,
)


@pytest.fixture(scope="module")
def word() -> WordDocument:
    return opened(io.BytesIO(docx(DOCUMENT)))


def test_headings_lists_and_captions_have_their_styles(word: WordDocument) -> None:
    styled = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs if paragraph.style]
    assert [pair for pair in styled if pair[0].startswith(("Heading", "Title"))] == [
        ("Title", "Rapport d’essai"),
        ("Heading 1", "Faits"),
        ("Heading 2", "Carte"),
        ("Heading 1", "Sources"),
    ]
    assert ("List Bullet", "Deux") in styled
    assert [text for name, text in styled if name == "Caption"] == [
        "Chiffres",
        "Tableau\u00a01. Missions, 2025",
    ]
    assert all(text or name in ("Normal", "toc 1", "toc 2") for name, text in styled)
    # a paragraph of the usual style without text holds a picture: none is there for its height
    pictured = [p for p in word.paragraphs if not p.text and p.style and p.style.name == "Normal"]
    assert all(paragraph._p.findall(f".//{qn('w:drawing')}") for paragraph in pictured)


def test_the_first_row_of_a_table_heads_every_page(word: WordDocument) -> None:
    figures, missions = word.tables
    assert [cell.text for cell in missions.rows[0].cells] == ["Ville", "Nombre"]
    assert [cell.text for cell in missions.rows[2].cells] == ["<b>&", "—"]
    for table in (figures, missions):
        marks = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marks == [True] + [False] * (len(marks) - 1)
    assert missions._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Missions, 2025"


def test_the_contents_are_a_field_filled_in_beforehand(word: WordDocument) -> None:
    body = word.element.body
    codes = [(node.text or "").strip() for node in body.iter(qn("w:instrText"))]
    assert codes[-2:] == [r"SEQ Tableau \* ARABIC", r"SEQ Figure \* ARABIC"]
    assert codes[0].startswith("TOC ")
    assert codes[1:-2] == [rf"PAGEREF _Toc000{i} \h" for i in range(3)]
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    marks = {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}
    assert set(links) == marks == {"_Toc0000", "_Toc0001", "_Toc0002"}
    kinds = [node.get(qn("w:fldCharType")) for node in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 6
    contents = [p.text for p in word.paragraphs if p.style and p.style.name.startswith("toc ")]  # type: ignore[union-attr]
    assert contents == ["Faits\t3", "Carte\t3", "Sources\t4"]
    assert word.settings.element.find(qn("w:updateFields")) is None  # Word asks nothing when it opens the file


def test_the_name_of_what_a_paragraph_speaks_of_stands_out() -> None:
    sections = (Section(1, "A", (Paragraph("Mission à Namur. Mars 2025.", "Mission à Namur"),)),)
    word = opened(io.BytesIO(docx(replace(DOCUMENT, cover=(), sections=sections))))
    (told,) = [one for one in word.paragraphs if one.text.startswith("Mission")]
    assert [(run.text, run.font.name) for run in told.runs] == [
        ("Mission à Namur", "BRI Sans Semibold"),
        (". Mars 2025.", None),
    ]


def test_a_picture_is_numbered_as_tables_are(word: WordDocument) -> None:
    assert "Figure\u00a01. Légende" in [paragraph.text for paragraph in word.paragraphs]


def test_a_tall_picture_stays_under_its_title() -> None:
    tall = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 40"><circle cx="5" cy="5" r="4"/></svg>'
    sections = (Section(1, "A", (Picture(tall, "Haute"), Picture(SVG, "Large"))),)
    shapes = opened(io.BytesIO(docx(replace(DOCUMENT, cover=(), sections=sections)))).inline_shapes
    assert [(round(one.width.pt), round(one.height.pt)) for one in shapes] == [(109, 435), (470, 118)]


def test_a_document_on_its_side_fills_its_page() -> None:
    across = opened(io.BytesIO(docx(replace(DOCUMENT, is_wide=True, has_contents=False))))
    page = across.sections[0]
    room = int(page.page_width) - int(page.left_margin) - int(page.right_margin)
    assert int(page.page_width) > int(page.page_height)
    assert sum(int(column.width) for column in across.tables[-1].columns) == pytest.approx(room, rel=0.01)
    title = next(one for one in across.paragraphs if one.style.name == "Title")
    assert {run.font.size.pt for run in title.runs} == {22}  # its picture has room under it


def test_every_picture_says_what_it_shows(word: WordDocument) -> None:
    assert [node.get("descr") for node in word.element.body.iter(qn("wp:docPr"))] == [
        "19 accueils",
        "Carte de deux villes",
    ]


def test_a_source_is_read_in_its_own_language() -> None:
    source = Source("Délégation de la Ville de Namur à Québec", "", "https://exemple.test/a")
    assert foreign(
        replace(DOCUMENT, lang="en", **BARE, sections=(Section(1, "Sources", (SourceList((source,)),)),))
    ) == [("fr-CA", source.title)]


BARE = {"title": "Report", "lead": "", "kicker": "", "cover": ()}


def foreign(document: Document) -> list[tuple[str, str]]:
    """The runs of the Word file that bear a language of their own, with it, in order."""
    runs = list(opened(io.BytesIO(docx(document))).element.body.iter(qn("w:r")))
    marked = [(run.find(f"{qn('w:rPr')}/{qn('w:lang')}"), run) for run in runs]
    return [
        (lang.get(qn("w:val")), "".join(node.text or "" for node in run.iter(qn("w:t"))))
        for lang, run in marked
        if lang is not None
    ]


def test_the_note_of_a_table_stays_with_its_last_rows(word: WordDocument) -> None:
    assert held_with_next(word) == [True, True, True]


def held_with_next(word: WordDocument) -> list[bool | None]:
    table = next(one for one in word.tables if one.rows[0].cells[0].text == "Ville")
    return [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]


def test_no_page_begins_or_ends_a_table_by_one_row() -> None:
    rows = tuple((f"Ville {n}", str(n)) for n in range(6))
    sections = (Section(1, "A", (replace(TABLE, rows=rows, note=""),)),)
    found = held_with_next(opened(io.BytesIO(docx(replace(DOCUMENT, cover=(), sections=sections)))))
    assert found == [True, True, None, None, None, True, None]


def test_what_is_in_another_language_says_so_wherever_it_stands() -> None:
    table = replace(TABLE, caption="Visit of the « Comité »", rows=(("Signed; le texte de l’entente", "3"), ("", "")))
    blocks = (Paragraph("« Faire du bruit » came."), BulletList(("La Ville est là",)), table)
    english = replace(DOCUMENT, lang="en", **BARE, sections=(Section(1, "The « Rayonne » axis", blocks),))
    assert foreign(english) == [
        ("fr-CA", "« Rayonne »"),  # in the contents, then above its section
        ("fr-CA", "« Rayonne »"),
        ("fr-CA", "« Faire du bruit »"),
        ("fr-CA", "La Ville est là"),
        ("fr-CA", "« Comité »"),
        ("fr-CA", "Ville"),
        ("fr-CA", "le texte de l’entente"),
        ("fr-CA", "Sous le tableau"),
    ]
    french = replace(
        DOCUMENT, **BARE | {"title": "Rapport"}, sections=(Section(1, "Axe", (Paragraph("The city of the year"),)),)
    )
    assert foreign(french) == [("en-CA", "The city of the year")]


def test_places_to_write_can_be_found(word: WordDocument) -> None:
    controls = list(word.element.body.iter(qn("w:sdt")))
    assert [control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) for control in controls] == [
        "a-completer"
    ] * 4
    prompts = ["".join(node.text or "" for node in control.iter(qn("w:t"))) for control in controls]
    assert prompts == ["À compléter\u00a0: écrire", "Ceci", "Cela", "À compléter\u00a0: signer"]
    # what a person writes keeps the paragraph: its style must be the usual one, the prompt's look that of its letters
    for control in controls:
        styles = [node.get(qn("w:val")) for node in control.iter(qn("w:pStyle"))]
        assert styles in ([], ["ListBullet"])
        runs = list(control.iter(qn("w:r")))
        assert all(run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") is not None for run in runs)


def test_language_properties_and_page_numbers(word: WordDocument) -> None:
    assert {node.get(qn("w:val")) for node in word.styles.element.iter(qn("w:lang"))} == {"fr-CA"}
    core = word.core_properties
    assert (core.title, core.author, core.language) == ("Rapport d’essai", "Bureau", "fr-CA")
    assert core.created is not None
    assert core.created.date() == date(2026, 1, 15)
    footer = word.sections[0].footer.paragraphs[0]
    assert [(node.text or "").strip() for node in footer._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert footer.text == "Pied\tPage 1 de 1"


def test_the_same_value_makes_the_same_file() -> None:
    assert docx(DOCUMENT) == docx(DOCUMENT)


@pytest.mark.parametrize(
    ("sections", "reason"),
    [
        ((Section(1, "A", (Picture(SVG, " "),)),), "no alternative text"),
        ((Section(1, "A"), Section(3, "B")), "« B » skips from level 1 to 3"),
        ((Section(2, "A"),), "skips from level 0 to 2"),
    ],
)
def test_what_would_shut_a_reader_out_is_refused(sections: tuple[Section, ...], reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        docx(replace(DOCUMENT, sections=sections))


def test_the_foot_has_one_stop_at_the_end_of_the_line(word: WordDocument) -> None:
    (stop,) = word.styles["Footer"].paragraph_format.tab_stops  # type: ignore[attr-defined]
    section = word.sections[0]
    assert abs(stop.position - (section.page_width - section.left_margin - section.right_margin)) < 1000  # type: ignore[operator]


def test_the_file_carries_nothing_of_another_document() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(DOCUMENT))) as archive:
        assert not [name for name in archive.namelist() if re.search("thumbnail|customXml|stylesWithEffects", name)]
        assert b"Macintosh" not in archive.read("docProps/app.xml")


def test_it_opens_as_a_file_of_todays_word_in_its_language(word: WordDocument) -> None:
    settings = word.settings.element
    modes = {one.get(qn("w:name")): one.get(qn("w:val")) for one in settings.iter(qn("w:compatSetting"))}
    assert modes["compatibilityMode"] == "15"
    assert settings.find(qn("w:decimalSymbol")).get(qn("w:val")) == ","
    english = opened(io.BytesIO(docx(replace(DOCUMENT, lang="en")))).settings.element
    assert english.find(qn("w:decimalSymbol")).get(qn("w:val")) == "."


def test_the_file_carries_its_letters() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(DOCUMENT))) as archive:
        table = archive.read("word/fontTable.xml").decode()
        keys = re.findall(r'fontKey="\{([0-9A-F-]{36})\}"', table)
        fonts = sorted(name for name in archive.namelist() if name.endswith(".odttf"))
        assert len(keys) == len(fonts) == 5
        key = bytes.fromhex(keys[0].replace("-", ""))[::-1]
        first = archive.read(fonts[0])
        plain = bytes(byte ^ key[i % 16] for i, byte in enumerate(first[:32])) + first[32:]
        assert plain == (FOLDER / "BRISans-Regular.ttf").read_bytes()
    used = {node.get(qn("w:ascii")) for node in opened(io.BytesIO(docx(DOCUMENT))).styles.element.iter(qn("w:rFonts"))}
    named = set(re.findall(r'w:font w:name="([^"]+)"', table))
    assert {one for one in used if one and one.startswith("BRI")} <= named
