"""A document as a PDF: what assistive technology finds in it, what is refused, and the same bytes every time."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pdfua
import pytest
import segno
import typst
from pikepdf import Dictionary, Pdf
from pypdf import PdfReader

from bri_data.export.pdf import File, _code, pdf, spans, widths
from bri_data.present.report.model import (
    BulletList,
    Document,
    Figure,
    Figures,
    Labels,
    Note,
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
    "Missions, 2025", ("Ville", "Nombre"), ("text", "number"), (("Namur", "3"), ("#eval $x$ _a_", "")), "Note"
)
DOCUMENT = Document(
    title="Rapport d’essai",
    lang="fr",
    date=date(2026, 1, 15),
    labels=Labels("Bureau", "À compléter\u00a0:", "Table des matières", "Page {page} de {pages}"),
    kicker="Essai",
    lead="Une phrase avec # $ * _ <b> \\ et « CO₂ ».",
    cover=(Figures((Figure("19", "accueils", ("8 nommés",), Picture(SVG, "19 accueils")),)), Note("Légende")),
    sections=(
        Section(1, "Faits", (Paragraph("Texte."), BulletList(("Un", "Deux")), TABLE)),
        Section(2, "Carte", (Picture(SVG, "Carte de deux villes", "Légende de la carte"), Todo("écrire", ("Ceci",)))),
        Section(1, "Sources", (SourceList((Source("Avis", "Ville", "https://exemple.test/a"), Source("Note", ""))),)),
    ),
    footer="Pied",
    has_contents=True,
)


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return PdfReader(io.BytesIO(pdf(DOCUMENT, [File("lignes", "Les lignes", "\ufeffville,n\r\nNamur,3\r\n")])))


def elements(node: Any) -> list[Any]:
    """Every element of the structure tree under `node`."""
    node = node.get_object()
    if not hasattr(node, "get"):
        return []
    children = node.get("/K", [])
    children = children if isinstance(children, list) else [children]
    return [node, *(found for child in children if not isinstance(child, int) for found in elements(child))]


def of_type(reader: PdfReader, name: str) -> list[Any]:
    found = elements(reader.trailer["/Root"]["/StructTreeRoot"])
    return [element for element in found if element.get("/S") == f"/{name}"]


def test_it_is_tagged_titled_and_in_its_language(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr-CA"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Rapport d’essai", "Bureau")
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1" in xmp
    assert "<pdfaid:part>3" in xmp
    assert "<pdfaid:conformance>A" in xmp


def test_headings_lists_and_table_headers_are_real(reader: PdfReader) -> None:
    # two sections of the first level and the contents' own heading; one of the second
    assert [len(of_type(reader, name)) for name in ("Title", "H1", "H2", "H3")] == [1, 3, 1, 0]
    assert len(of_type(reader, "TH")) == 4  # two headings, and the first cell of two rows
    assert len(of_type(reader, "TD")) == 2
    assert len(of_type(reader, "TOC")) >= 1
    assert len(of_type(reader, "L")) == 3
    assert len(of_type(reader, "Link")) >= 1


def test_every_picture_says_what_it_shows(reader: PdfReader) -> None:
    assert [figure["/Alt"] for figure in of_type(reader, "Figure")] == ["19 accueils", "Carte de deux villes"]


def test_the_rows_travel_inside(reader: PdfReader) -> None:
    (data,) = reader.attachments["lignes.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == [
        ["ville", "n"],
        ["Namur", "3"],
    ]
    (file,) = [entry.get_object() for entry in reader.trailer["/Root"]["/AF"]]
    assert file["/AFRelationship"] == "/Data"
    assert file["/EF"]["/F"]["/Subtype"] == "/text/csv"
    assert file["/Desc"] == "Les lignes"


def test_data_never_becomes_source(reader: PdfReader) -> None:
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Une phrase avec # $ * _ <b> \\ et « CO₂ »." in text.replace("\n", " ")
    assert "#eval $x$ _a_" in text
    assert "Page 2 de 3" in text


def test_the_same_value_makes_the_same_file() -> None:
    assert pdf(DOCUMENT) == pdf(DOCUMENT)


@pytest.mark.parametrize(
    ("sections", "reason"),
    [
        ((Section(1, "A", (Picture(SVG, ""),)),), "alt"),
        ((Section(1, "A"), Section(3, "B")), "heading"),
        ((Section(2, "A"),), "heading"),
    ],
)
def test_what_would_shut_a_reader_out_is_refused(sections: tuple[Section, ...], reason: str) -> None:
    with pytest.raises(typst.TypstError, match=reason):
        pdf(replace(DOCUMENT, sections=sections, has_contents=False))


def test_a_letter_that_no_font_draws_never_vetoes_the_document_and_is_said() -> None:
    labels = replace(DOCUMENT.labels, unprinted="lettres sans dessin ({n})")
    made = pdf(replace(DOCUMENT, labels=labels, sections=(Section(1, "𒀀 ofﬁce"),), has_contents=False))
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())
    assert "□ office" in text
    assert "Pied · lettres sans dessin (1)" in text


def test_the_first_cell_of_each_row_is_its_header_and_the_contents_are_open() -> None:
    with Pdf.open(io.BytesIO(pdf(DOCUMENT))) as opened:
        cells = [one for one in opened.objects if isinstance(one, Dictionary) and one.get("/S") in {"/TH", "/TD"}]
        scopes = [str(one.A[0].Scope) for one in cells if one.S == "/TH"]
        assert (scopes.count("/Row"), scopes.count("/Column")) == (2, 2)
        assert sum(one.S == "/TD" for one in cells) == 2  # and none of the empty ones that hold rows on one page
        assert opened.Root.PageMode == "/UseOutlines"


def test_a_telephone_reads_the_address_of_the_page() -> None:
    address = "https://exemple.test/fiches?ville=namur"
    labels = replace(DOCUMENT.labels, code="Code\u00a0: {address}")
    reader = PdfReader(io.BytesIO(pdf(replace(DOCUMENT, address=address, labels=labels))))
    links = [one.get_object() for one in reader.pages[0]["/Annots"]]
    assert [one["/A"]["/URI"] for one in links] == [address]
    with Pdf.open(io.BytesIO(pdf(replace(DOCUMENT, address=address, labels=labels)))) as opened:
        told = [str(one.Alt) for one in opened.objects if isinstance(one, Dictionary) and "/Alt" in one]
    assert f"Code\u00a0: {address}" in told
    drawn = io.BytesIO()
    segno.make(address, micro=False, error="m").save(drawn, kind="svg", xmldecl=False, svgclass=None, lineclass=None)
    assert drawn.getvalue().decode() == _code(address)
    assert _code("") == ""


def test_a_validator_of_accessibility_finds_nothing(tmp_path: Path) -> None:
    """The machine-checkable part of PDF/UA-1 that `pdfua` holds: veraPDF is in no package registry."""
    file = tmp_path / "essai.pdf"
    labels = replace(DOCUMENT.labels, code="{address}")
    file.write_bytes(pdf(replace(DOCUMENT, address="https://exemple.test/", labels=labels)))
    assert [str(finding) for outcome in pdfua.validate(str(file)).outcomes for finding in outcome.findings] == []


def test_columns_share_the_width_by_their_words() -> None:
    city, number = widths(TABLE, is_wide=False)
    assert city > number > 8.4  # « Nombre », 6 letters at 1.1, and the margin of 1.8
    assert city + number == pytest.approx(100)


def test_a_column_is_as_wide_as_spares_most_lines() -> None:
    long = "du 14 au 16 mai 2025 (dates de l’activité, non du voyage)"
    rows = tuple((f"Mission {n}", "Namur", long, "total déclaré 2025") for n in range(8))
    found = widths(Table("", ("Activité", "Ville", "Date", "Compte dans"), ("text",) * 4, rows), is_wide=False)
    lines = [[-(-len(cell) * 1.1 // (wide - 1.8)) for cell, wide in zip(row, found, strict=True)] for row in rows]
    wide = widths(Table("", ("Activité", "Ville", "Date", "Compte dans"), ("text",) * 4, rows), is_wide=True)
    assert wide[2] - 1.8 > len(long) * 0.7  # a page on its side holds the date on one line
    assert {max(row) for row in lines} == {2}  # by their mean lengths alone, the dates would take three
    assert sum(found) == pytest.approx(100)


def test_rows_keep_together_where_a_page_would_part_two() -> None:
    def kept(*lengths: int) -> list[int]:
        return spans(replace(TABLE, rows=tuple(("x" * n, "1") for n in lengths)))

    assert (kept(), kept(9), kept(9, 9, 9)) == ([], [1], [3])
    assert kept(*[9] * 7) == [2, 1, 1, 1, 2]
    assert kept(900, *[9] * 4) == [1, 1, 1, 2]  # a page might not hold the first with another


def test_tables_and_pictures_are_numbered_as_in_the_word_file(reader: PdfReader) -> None:
    labels = replace(DOCUMENT.labels, table="Tableau", figure="Figure")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(replace(DOCUMENT, labels=labels)))).pages)
    assert "Tableau 1. Missions, 2025" in text.replace("\u00a0", " ")
    assert "Figure 1. Légende de la carte" in text.replace("\u00a0", " ")
    assert "Tableau" not in "".join(page.extract_text() for page in reader.pages)[30:]  # without a word, no number


def test_the_name_of_what_a_paragraph_speaks_of_stands_out() -> None:
    sections = (Section(1, "A", (Paragraph("Mission à Namur. Mars 2025.", "Mission à Namur"),)),)
    found: dict[str, str] = {}

    def read(text: str, _cm: object, _tm: object, font: Any, _size: float) -> None:
        found[text.strip()] = str(font["/BaseFont"]) if font else ""

    PdfReader(io.BytesIO(pdf(replace(DOCUMENT, cover=(), sections=sections)))).pages[-1].extract_text(visitor_text=read)
    bold = [text for text, face in found.items() if face.endswith("BRISans-Semibold") or "Semibold" in face]
    assert "Mission à Namur" in " ".join(bold)
    assert ". Mars 2025." not in " ".join(bold)


def test_a_source_is_read_in_its_own_language() -> None:
    source = Source("Délégation de la Ville de Namur à Québec", "", "https://exemple.test/a")
    english = replace(DOCUMENT, lang="en", sections=(Section(1, "Sources", (SourceList((source,)),)),))
    read = PdfReader(io.BytesIO(pdf(english)))
    assert read.trailer["/Root"]["/Lang"] == "en-CA"
    assert "fr-CA" in [one.get("/Lang") for name in ("Link", "LBody") for one in of_type(read, name)]


def test_what_is_in_another_language_says_so_wherever_it_stands() -> None:
    table = replace(TABLE, caption="Missions", note="", rows=(("Signed; le texte de l’entente", "3"),))
    blocks = (Paragraph("« Faire du bruit » came."), BulletList(("La Ville est là",)), table)
    bare = {"title": "Report", "lead": "", "kicker": "", "cover": (), "sections": (Section(1, "Facts", blocks),)}
    read = PdfReader(io.BytesIO(pdf(replace(DOCUMENT, lang="en", **bare))))
    spoken = [one["/S"] for one in elements(read.trailer["/Root"]["/StructTreeRoot"]) if one.get("/Lang") == "fr-CA"]
    # the typesetter gives an element the language of its first words, and marks the others among them
    assert spoken == ["/P", "/LBody"]
    drawn = read.pages[-1].get_contents().get_data()
    assert (drawn.count(b"/Lang(en-CA)"), drawn.count(b"/Lang(fr-CA)")) == (1, 1)  # « came », and half of the cell
