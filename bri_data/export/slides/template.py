"""The empty presentation: 16:9, one master, four layouts with real placeholders, made in code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from bri_data.present.theme import Scheme
from bri_data.present.words import Texts

from .canvas import HEIGHT, WIDTH, Box, emu
from .ink import CUSTOM, Ink
from .markup import Element, element, tag, worded
from .text import HUNDREDTHS_PER_PX, LANGUAGES
from .theme_xml import theme_xml

LayoutName = Literal["body", "title", "number", "closing"]
# Left and right edge of everything on a slide, in pixels of the design.
MARGIN = 112.0
TITLE = Box(MARGIN, 44, WIDTH - 2 * MARGIN, 146)
NUMBER_TITLE = Box(MARGIN, 92, WIDTH - 2 * MARGIN, 560)
CLOSING_TITLE = Box(MARGIN, 150, WIDTH - 2 * MARGIN, 150)
BODY = Box(MARGIN, 270, WIDTH - 2 * MARGIN, 690)
CLOSING_BODY = Box(MARGIN, 340, WIDTH - 2 * MARGIN, 600)
FOOTER = Box(MARGIN, 980, WIDTH - 2 * MARGIN - 140, 76)
PAGE_NUMBER = Box(WIDTH - MARGIN - 120, 980, 120, 76)
# Sizes of text, in pixels of the design: nothing is under SMALL, which is 14 points.
TITLE_SIZE, BODY_SIZE, SMALL = 64.0, 44.0, 28.0
BEFORE = 18.0  # above a paragraph of the body, in pixels
BODY_INDEX, FOOTER_INDEX, NUMBER_INDEX = 1, 11, 12
_LEVELS = (BODY_SIZE, 36.0, 32.0, SMALL, SMALL)


# PowerPoint counts words and slides itself when it saves: nothing of python-pptx's own template is left.
_NO_COUNTS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


@dataclass(frozen=True)
class _Layout:
    name: LayoutName
    type: str
    title: Box
    body: Box | None


@dataclass(frozen=True)
class _Slot:
    """A placeholder: what it holds (None: whatever is put there), where, its number, and how its text stands."""

    kind: str | None
    box: Box
    index: int | None = None
    anchor: str | None = None


_LAYOUTS = (
    _Layout("body", "obj", TITLE, BODY),
    _Layout("title", "titleOnly", TITLE, None),
    _Layout("number", "titleOnly", NUMBER_TITLE, None),
    _Layout("closing", "obj", CLOSING_TITLE, CLOSING_BODY),
)


def empty_presentation(texts: Texts, scheme: Scheme) -> Any:
    """A presentation of python-pptx without a slide; its layouts stand in the order of LayoutName."""
    made: Any = Presentation()
    made.slide_width, made.slide_height = emu(WIDTH), emu(HEIGHT)
    made.part._element.find(tag("p:sldSz")).attrib.pop("type", None)
    _forget(made.part.package, RELATIONSHIP_TYPE.THUMBNAIL)
    _forget(made.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
    for layout in list(made.slide_layouts)[len(_LAYOUTS) :]:
        made.slide_layouts.remove(layout)
    writer = _Writer(texts, scheme)
    writer.master(made.slide_master.element)
    for index, (layout, wanted) in enumerate(zip(made.slide_layouts, _LAYOUTS, strict=True)):
        layout.part.partname = type(layout.part.partname)(f"/ppt/slideLayouts/slideLayout{index + 1}.xml")
        writer.layout(layout.element, wanted)
    theme = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    names = {token: texts(f"pptx.colour.{token}") for token in CUSTOM}
    theme._blob = theme_xml(scheme, texts(f"pptx.theme.{scheme}"), names)
    for look in made.part._element.iter(tag("a:defRPr")):
        look.set("lang", LANGUAGES[texts.lang])
    for part in made.part.package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = _NO_COUNTS
    return made


def layout_of(presentation: Any, name: LayoutName) -> Any:
    """The layout of that name."""
    position = next(index for index, layout in enumerate(_LAYOUTS) if layout.name == name)
    return presentation.slide_layouts[position]


def linked_notes(presentation: Any, language: str) -> None:
    """Once slides have notes: the presentation names their master, as the format asks, in the reader's language."""
    part = presentation.part
    master = presentation.notes_master
    for look in master._element.iter():
        if "lang" in look.attrib:
            look.set("lang", language)
    known = element("p:notesMasterId")
    known.set(tag("r:id"), part.relate_to(master.part, RELATIONSHIP_TYPE.NOTES_MASTER))
    part._element.find(tag("p:sldMasterIdLst")).addnext(element("p:notesMasterIdLst", known))


def _forget(part: Any, kind: str) -> None:
    """Drops what python-pptx's own template carries and a dashboard has no use for."""
    for key in [key for key, link in part._rels.items() if link.reltype == kind]:
        part._rels.pop(key)


class _Writer:
    def __init__(self, texts: Texts, scheme: Scheme) -> None:
        self.texts = texts
        self.ink = Ink(scheme)
        self.language = LANGUAGES[texts.lang]

    def master(self, master: Element) -> None:
        """Fills the master: background, placeholders, text styles."""
        shapes = [
            self._placeholder(2, _Slot("title", TITLE, None, "b"), self._title()),
            self._placeholder(3, _Slot("body", BODY, BODY_INDEX, "t"), self._levels()),
            *self._small(),
        ]
        background = element("p:bg", element("p:bgPr", self.ink.fill("bg"), element("a:effectLst")))
        self._replace(master, element("p:cSld", background, _tree(shapes)))
        styles = master.find(tag("p:txStyles"))
        styles.getparent().replace(styles, self._styles())

    def layout(self, layout: Element, wanted: _Layout) -> None:
        """Fills one layout with the placeholders it takes from the master, in its own places."""
        anchor = "t" if wanted.name == "closing" else None
        shapes = [self._placeholder(2, _Slot("title", wanted.title, None, anchor), self._title())]
        if wanted.body:
            shapes.append(self._placeholder(3, _Slot(None, wanted.body, BODY_INDEX), self._levels()))
        shapes += self._small()
        self._replace(layout, element("p:cSld", _tree(shapes), name=self.texts(f"pptx.layout.{wanted.name}")))
        layout.set("type", wanted.type)
        layout.set("preserve", "1")

    def _replace(self, part: Element, content: Element) -> None:
        part.replace(part.find(tag("p:cSld")), content)

    def _title(self) -> list[Element]:
        return [self._prompt(self.texts("pptx.prompt.title"))]

    def _levels(self) -> list[Element]:
        return [self._prompt(self.texts(f"pptx.prompt.level_{level + 1}"), level) for level in range(5)]

    def _prompt(self, text: str, level: int = 0) -> Element:
        look = element("a:pPr", lvl=level) if level else None
        run = element("a:r", element("a:rPr", lang=self.language), worded("a:t", text))
        return element("a:p", look, run, element("a:endParaRPr", lang=self.language))

    def _small(self) -> list[Element]:
        """The source at the foot, and the number of the slide."""
        field = element(
            "a:fld",
            element("a:rPr", lang=self.language),
            worded("a:t", "‹#›"),
            id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}",
            type="slidenum",
        )
        end = element("a:endParaRPr", lang=self.language)
        return [
            self._placeholder(4, _Slot("ftr", FOOTER, FOOTER_INDEX, "ctr"), [element("a:p", end)]),
            self._placeholder(5, _Slot("sldNum", PAGE_NUMBER, NUMBER_INDEX, "ctr"), [element("a:p", field, end)]),
        ]

    def _placeholder(self, number: int, slot: _Slot, paragraphs: Sequence[Element]) -> Element:
        small = slot.kind in ("ftr", "sldNum")
        known = element("p:ph", type=slot.kind, sz="quarter" if small else None, idx=slot.index)
        return element(
            "p:sp",
            element(
                "p:nvSpPr",
                element("p:cNvPr", id=number, name=self.texts(f"pptx.placeholder.{slot.kind or 'body'}")),
                element("p:cNvSpPr", element("a:spLocks", noGrp=True)),
                element("p:nvPr", known),
            ),
            element("p:spPr", _place(slot.box), element("a:prstGeom", element("a:avLst"), prst="rect")),
            element("p:txBody", _body_look(slot, small=small), _list_style(slot, small=small), *paragraphs),
        )

    def _styles(self) -> Element:
        title = self._level("a:lvl1pPr", TITLE_SIZE, "ink", heading=True)
        levels = [
            self._level(f"a:lvl{level + 1}pPr", size, "ink" if level == 0 else "ink2", level=level)
            for level, size in enumerate(_LEVELS)
        ]
        other = [self._level(f"a:lvl{level + 1}pPr", SMALL, "ink") for level in range(5)]
        return element(
            "p:txStyles",
            element("p:titleStyle", title),
            element("p:bodyStyle", *levels),
            element("p:otherStyle", *other),
        )

    def _level(self, name: str, size: float, token: str, *, heading: bool = False, level: int | None = None) -> Element:
        """The look of one level: of a list when `level` (0 the first) is given, else of a line without a bullet."""
        bullet = [element("a:buNone")]
        margins = {}
        if level is not None:
            bullet = [element("a:buFont", typeface="Arial"), element("a:buChar", char="–" if level else "•")]
            margins = {"marL": 342900 * (level + 1), "indent": -342900}
        face = "mj" if heading else "mn"
        fonts = [element(f"a:{slot}", typeface=f"+{face}-{code}") for slot, code in _FACES]
        before = 0 if level is None else round(BEFORE * HUNDREDTHS_PER_PX)
        points = round(size * HUNDREDTHS_PER_PX)
        return element(
            name,
            element("a:lnSpc", element("a:spcPct", val=90000 if heading else 100000)),
            element("a:spcBef", element("a:spcPts", val=before)),
            *bullet,
            element("a:defRPr", self.ink.fill(token), *fonts, lang=self.language, sz=points, kern=1200),
            algn="l",
            defTabSz=914400,
            rtl=0,
            eaLnBrk=1,
            latinLnBrk=0,
            hangingPunct=1,
            **margins,
        )


_FACES = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))


def _body_look(slot: _Slot, *, small: bool) -> Element:
    return element(
        "a:bodyPr",
        None if small else element("a:normAutofit"),
        vert="horz",
        wrap="square",
        lIns=0,
        tIns=0,
        rIns=0,
        bIns=0,
        rtlCol=0,
        anchor=slot.anchor,
    )


def _list_style(slot: _Slot, *, small: bool) -> Element:
    """The source and the number are small and grey; the rest follows the master's styles."""
    if not small:
        return element("a:lstStyle")
    grey = element("a:solidFill", element("a:schemeClr", val="tx2"))
    look = element("a:defRPr", grey, sz=round(SMALL * HUNDREDTHS_PER_PX))
    return element("a:lstStyle", element("a:lvl1pPr", look, algn="r" if slot.kind == "sldNum" else "l"))


def _place(box: Box) -> Element:
    size = element("a:ext", cx=emu(box.width), cy=emu(box.height))
    return element("a:xfrm", element("a:off", x=emu(box.x), y=emu(box.y)), size)


def _tree(shapes: Sequence[Element]) -> Element:
    corner = [element("a:off", x=0, y=0), element("a:ext", cx=0, cy=0)]
    corner += [element("a:chOff", x=0, y=0), element("a:chExt", cx=0, cy=0)]
    head = element("p:nvGrpSpPr", element("p:cNvPr", id=1, name=""), element("p:cNvGrpSpPr"), element("p:nvPr"))
    return element("p:spTree", head, element("p:grpSpPr", element("a:xfrm", *corner)), *shapes)
