"""The styles of our Word files: what every paragraph and table is dressed in, so that a person can restyle them all."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Inches, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

from ..present.theme import paper_colour

INK, INK2, WARN, ACCENT = (RGBColor.from_string(paper_colour(token)) for token in ("ink", "ink2", "warn", "accent"))
# The letters of the PDF: the file carries them (docx_package.py).
SANS, SANS_BOLD, SERIF, SERIF_BOLD = "BRI Sans", "BRI Sans Semibold", "BRI Serif", "BRI Serif Semibold"
TODO, NOTE, KICKER, LEAD = "À compléter", "Note du tableau", "Surtitre", "Chapeau"
REFERENCE = "Référence"
CELL, HEAD, TABLE = "Cellule", "En-tête de colonne", "Tableau du rapport"
_SHORT, _LONG = Inches(8.5), Inches(11)


def text_width(*, is_wide: bool) -> int:
    """How wide the text of a page is, one on its side or upright."""
    return _LONG - 2 * Mm(19) if is_wide else _SHORT - 2 * Mm(25)


def dress(word: WordDocument, lang: str, *, is_wide: bool = False) -> None:
    """Page, language and styles of the document `word`; `lang` is « fr-CA » or « en-CA », `is_wide` on its side."""
    _page(word, is_wide=is_wide)
    _language(word, lang)
    _headings(word)
    _text_styles(word)
    _edge_styles(word, text_width(is_wide=is_wide))
    _contents_styles(word, text_width(is_wide=is_wide))
    word.styles.element.append(_table_style())


def _page(word: WordDocument, *, is_wide: bool) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if is_wide else (_SHORT, _LONG)
    section.left_margin = section.right_margin = Mm(19) if is_wide else Mm(25)
    section.top_margin, section.bottom_margin = (Mm(18), Mm(18)) if is_wide else (Mm(24), Mm(24))
    if is_wide:  # two lines at the foot, and room above them
        section.footer_distance = Mm(8)
    section.different_first_page_header_footer = True


def _language(word: WordDocument, lang: str) -> None:
    for root, name in ((word.styles.element, "w:lang"), (word.settings.element, "w:themeFontLang")):
        for element in root.iter(qn(name)):
            element.set(qn("w:val"), lang)


def _headings(word: WordDocument) -> None:
    for level, size, before, after in ((1, 18, 26, 8), (2, 13.5, 18, 5), (3, 11.5, 14, 4)):
        style = _style(word, f"Heading {level}")
        _letters(style, SERIF, size, INK, bold=True)
        _space(style, before, after, keep=True)
    _rule(_style(word, "Heading 1"), "top", paper_colour("ink"), 12)


def _text_styles(word: WordDocument) -> None:
    normal = _style(word, "Normal")
    _letters(normal, SANS, 10.5, INK)
    _space(normal, 0, 7)
    normal.paragraph_format.line_spacing = 1.12
    title = _style(word, "Title")
    _letters(title, SERIF, 30, INK, bold=True)
    _space(title, 4, 8)
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)  # the template's blue line
    _letters(_style(word, "List Bullet"), SANS, 10.5, INK)
    _space(_style(word, "List Bullet"), 0, 3)
    reference = _added(word, REFERENCE)  # sources, and what is about the document
    reference.base_style = _style(word, "List Bullet")
    _letters(reference, SANS, 9, INK)
    reference.paragraph_format.line_spacing = 1.0
    caption = _style(word, "Caption")
    _letters(caption, SANS, 10, INK, bold=True)
    _space(caption, 12, 4, keep=True)
    _letters(_added(word, KICKER), SANS, 10, INK2, bold=True)
    _letters(_added(word, LEAD), SERIF, 13.5, INK)
    _space(_added(word, LEAD), 0, 14)
    _letters(_added(word, NOTE), SANS, 9, INK2)
    _space(_added(word, NOTE), 4, 8)
    _letters(_added(word, CELL), SANS, 9, INK)
    _space(_added(word, CELL), 1, 1)
    _letters(_added(word, HEAD), SANS, 9, INK, bold=True)
    _space(_added(word, HEAD), 1, 1, keep=True)
    _prompt(word)


def _edge_styles(word: WordDocument, across: int) -> None:
    for name in ("Header", "Footer"):
        _letters(_style(word, name), SANS, 8.5, INK2)
        _style(word, name).paragraph_format.tab_stops.clear_all()  # the template's, for another width of page
        _style(word, name).paragraph_format.tab_stops.add_tab_stop(Emu(across), WD_TAB_ALIGNMENT.RIGHT)


def _prompt(word: WordDocument) -> None:
    """The look of a prompt is one of letters alone: it goes with them, and what a person writes looks as the rest."""
    style = word.styles.add_style(TODO, WD_STYLE_TYPE.CHARACTER)
    style.element.set(qn("w:styleId"), "Consigne")  # LibreOffice finds no style by a name with accents
    style.font.color.rgb, style.font.italic = WARN, True
    style.element.get_or_add_rPr().append(
        _xml(f'<w:shd {{}} w:val="clear" w:color="auto" w:fill="{paper_colour("todo")}"/>')
    )


def prompt(run: Run) -> None:
    """The look of a prompt on the letters themselves as well: LibreOffice shows no style of letters in a control."""
    run.font.color.rgb, run.font.italic = WARN, True


def _contents_styles(word: WordDocument, across: int) -> None:
    _letters(_style(word, "TOC Heading"), SERIF, 18, INK, bold=True)
    for level in (1, 2):
        style = _added(word, f"toc {level}")
        _letters(style, SANS, 10.5, INK, bold=level == 1)
        _space(style, 6 if level == 1 else 0, 2)
        style.paragraph_format.left_indent = Pt(14 * (level - 1))
        style.paragraph_format.tab_stops.add_tab_stop(Emu(across), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _style(word: WordDocument, name: str) -> ParagraphStyle:
    style = word.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _added(word: WordDocument, name: str) -> ParagraphStyle:
    """The style `name`, based on the usual text; made when the document has none."""
    if name not in word.styles:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        style.element.set(qn("w:styleId"), f"Rapport{len(word.styles)}")
    return _style(word, name)


def _letters(style: ParagraphStyle, family: str, size: float, colour: RGBColor, *, bold: bool = False) -> None:
    # a semibold of our own where letters are bold: Word would make one by thickening them
    family = {SANS: SANS_BOLD, SERIF: SERIF_BOLD}[family] if bold else family
    style.font.size, style.font.bold, style.font.italic = Pt(size), False if bold else None, None
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]  # a theme's font would win over ours
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), family)


def _space(style: ParagraphStyle, before: float, after: float, *, keep: bool = False) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if keep:
        style.paragraph_format.keep_with_next = True


def _rule(style: ParagraphStyle, side: str, colour: str, eighths: int) -> None:
    """A line on one side of every paragraph of the style, `eighths` of a point thick."""
    border = f'<w:pBdr {{}}><w:{side} w:val="single" w:sz="{eighths}" w:space="6" w:color="{colour}"/></w:pBdr>'
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _table_style() -> BaseOxmlElement:
    """Rules between rows alone; a heading row that stands apart."""
    ink, rule = paper_colour("ink"), paper_colour("rule")
    return _xml(
        f'<w:style {{}} w:type="table" w:customStyle="1" w:styleId="TableauRapport"><w:name w:val="{TABLE}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
        f'<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{ink}"/>'
        f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{rule}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{rule}"/></w:tblBorders>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="115" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{ink}"/></w:tcBorders></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )


def _xml(markup: str) -> BaseOxmlElement:
    return parse_xml(markup.format(nsdecls("w")))
