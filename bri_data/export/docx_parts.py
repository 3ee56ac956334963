"""What a Word file needs beyond its library's own calls: fields, bookmarks, alternative texts, places to write in."""

from __future__ import annotations

from collections.abc import Sequence

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ..present.languages import stretches
from ..present.words import Lang

Entry = tuple[int, str, str, int]


def element(name: str, /, **attributes: str) -> BaseOxmlElement:
    """A `w:` element with its `w:` attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def field(paragraph: Paragraph, code: str, result: str) -> None:
    """A field that Word works out (`PAGE`), with what to show until then."""
    _begin(paragraph, code)
    paragraph.add_run(result)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def _begin(paragraph: Paragraph, code: str) -> None:
    paragraph.add_run()._r.append(element("fldChar", fldCharType="begin"))
    instruction = element("instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="separate"))


def contents(paragraphs: Sequence[Paragraph], entries: Sequence[Entry], own: Lang) -> None:
    """A table of contents field over `paragraphs`, one an entry (level, heading, bookmark, page), filled in beforehand:
    Word asks nothing when it opens the file, and works it out again when a person asks (F9)."""
    for i, (paragraph, (_, heading, bookmark, page)) in enumerate(zip(paragraphs, entries, strict=True)):
        if i == 0:
            _begin(paragraph, r'TOC \o "1-2" \h \z \u')
        start = len(paragraph._p)
        say(paragraph, heading, own)
        paragraph.add_run("\t")
        field(paragraph, rf"PAGEREF {bookmark} \h", str(page))
        inside = list(paragraph._p)[start:]
        link = element("hyperlink", anchor=bookmark, history="1")
        paragraph._p.append(link)
        link.extend(inside)
    paragraphs[-1].add_run()._r.append(element("fldChar", fldCharType="end"))


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A mark around the paragraph, for the contents to lead to."""
    first = 1 if paragraph._p.pPr is not None else 0
    paragraph._p.insert(first, element("bookmarkStart", id=str(number), name=name))
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def hyperlink(paragraph: Paragraph, text: str, url: str) -> Run:
    """A link to a web address; the run that shows it."""
    relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element("hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(text)
    link.append(run._r)
    paragraph._p.append(link)
    return run


def spoken(run: Run, lang: str) -> None:
    """Say that the run, whose look is set already, is in `lang` (« en-CA »)."""
    run._r.get_or_add_rPr().append(element("lang", val=lang))


def say(paragraph: Paragraph, text: str, own: Lang) -> None:
    """Add `text` to a paragraph of a file in the language `own`, each stretch in another language marked as such."""
    for part, lang in stretches(text, own):
        run = paragraph.add_run(part)
        if lang != own:
            spoken(run, f"{lang}-CA")


def describe(shape: InlineShape, alt: str, number: int) -> None:
    """The sentence that stands for a picture, which keeps to its place in the text."""
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")
    properties = shape._inline.docPr
    properties.set("descr", alt)
    properties.set("name", f"Image {number}")


def head_row(table: Table, caption: str) -> None:
    """The first row heads every page the table runs over; no row is cut; the table is named."""
    for i, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element("cantSplit"))
        if i == 0:
            properties.append(element("tblHeader"))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    for name in ("val", "firstRow", "firstColumn", "lastRow", "lastColumn", "noHBand", "noVBand"):
        look.set(qn(f"w:{name}"), {"val": "0020", "firstRow": "1", "noHBand": "1", "noVBand": "1"}.get(name, "0"))
    table._tbl.tblPr.append(element("tblCaption", val=caption))


def numbered(paragraph: Paragraph, word: str, number: int, caption: str, own: Lang) -> None:
    """A caption with a number that Word keeps in order, of all that bear the same word: « Tableau 3. Missions, 2025 »;
    the caption alone where there is no word."""
    if not word:
        say(paragraph, caption, own)
        return
    paragraph.add_run(f"{word}\u00a0")
    field(paragraph, rf"SEQ {word} \* ARABIC", str(number))
    paragraph.add_run(". ")
    say(paragraph, caption, own)


def place_to_write(paragraph: Paragraph, title: str, number: int) -> None:
    """A content control around `paragraph`: it is the prompt, and goes with its look when a person writes."""
    control, properties, content = element("sdt"), element("sdtPr"), element("sdtContent")
    properties.extend(
        [
            element("alias", val=title),
            element("tag", val="a-completer"),
            element("id", val=str(1000 + number)),
            element("showingPlcHdr"),
        ]
    )
    control.extend([properties, content])
    paragraph._p.addprevious(control)
    content.append(paragraph._p)
