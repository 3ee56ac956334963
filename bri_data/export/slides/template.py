"""The presentation that a deck starts from: a file, made to be restyled in PowerPoint, and where it puts things.

`deck.pptx`, beside this file, is the house's own: 16:9, one master, six layouts. Another file serves as well if it is
of the same size and has a title slide, a slide with a title and a text, and one with a title alone. Slides take the
places, the colours and the fonts of its placeholders and of its theme.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from lxml.etree import XMLSyntaxError
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE

from bri_data import bureau
from bri_data.present.theme import Scheme
from bri_data.present.words import Texts
from bri_data.present.words import texts as words_of

from .canvas import EMU_PER_PX, HEIGHT, WIDTH, Box, emu
from .ink import CUSTOM
from .markup import element, tag
from .text import HUNDREDTHS_PER_PX, LANGUAGES
from .theme_xml import theme_xml

LayoutName = Literal["cover", "section", "body", "title", "number", "closing"]
OWN = Path(__file__).with_name("deck.pptx")
# Sizes of text, in pixels of the design: nothing is under SMALL, which is 14 points.
SMALL = 28.0
BEFORE = 18.0  # above a paragraph of the body, in pixels
# The type of a layout that serves under a name, where no layout bears the name itself.
_TYPES: dict[LayoutName, tuple[str, ...]] = {
    "cover": ("title",),
    "section": ("secHead",),
    "body": ("obj", "tx"),
    "title": ("titleOnly",),
    "number": ("titleOnly",),
    "closing": ("obj", "tx"),
}
_NEEDED: tuple[LayoutName, ...] = ("cover", "body", "title")
_ORDER: tuple[LayoutName, ...] = ("cover", "section", "body", "title", "number", "closing")  # in the house's own file
_TITLES, _BODIES = frozenset({"title", "ctrTitle"}), frozenset({"body", "obj", "subTitle", None})
_SOURCE = "Source"  # what the placeholder of the sources is called
# PowerPoint counts words and slides itself when it saves: nothing of another file's counts is left.
_NO_COUNTS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


class TemplateError(ValueError):
    """A file that no deck can start from."""


@dataclass(frozen=True)
class Slot:
    """A placeholder of a layout: its type in the format ("body" where the format says none), its number, its place."""

    kind: str
    index: int | None
    box: Box
    name: str = ""


@dataclass(frozen=True)
class Look:
    """One layout: where a title, a text and the sources go, and the size of its titles, in pixels of the design.

    `body` is the master's where the layout has none: what is drawn then takes that place. `source` and `number` are
    None where there is no such placeholder.
    """

    layout: Any
    title: Slot
    body: Slot
    footer: Box
    source: Slot | None
    number: Slot | None
    title_size: float


def opened(texts: Texts, scheme: Scheme, file: Path | None = None) -> Any:
    """A presentation of python-pptx without a slide: of `file`, else of the bureau's template, else of the house's own.

    TemplateError for a file that cannot serve. Colours of `scheme` and words of the reader are only the house's own's.
    """
    chosen = file or bureau.deck_template()
    if chosen is None:
        made = Presentation(str(OWN))
        _dress(made, texts, scheme)
    else:
        made = _read(chosen)
    for look in made.part._element.iter(tag("a:defRPr")):
        look.set("lang", LANGUAGES[texts.lang])
    for part in made.part.package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = _NO_COUNTS
    return made


def _read(file: Path) -> Any:
    try:
        made: Any = Presentation(io.BytesIO(file.read_bytes()))
    except (OSError, PythonPptxError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError) as error:
        raise TemplateError(file.name) from error
    has_size = (made.slide_width, made.slide_height) == (emu(WIDTH), emu(HEIGHT))
    if not has_size or any(_layout(made, name) is None for name in _NEEDED):
        raise TemplateError(file.name)
    ids = made.slides._sldIdLst
    for known in list(ids):  # the slides that show how it looks
        made.part.drop_rel(known.get(tag("r:id")))
        ids.remove(known)
    extensions = made.part._element.find(tag("p:extLst"))
    if extensions is not None:  # sections of those slides
        made.part._element.remove(extensions)
    return made


def _dress(made: Any, texts: Texts, scheme: Scheme) -> None:
    """The words of the house's own file in the reader's language; the theme of the dark scheme where it is asked."""
    for layout, name in zip(made.slide_layouts, _ORDER, strict=True):
        layout.element.find(tag("p:cSld")).set("name", texts(f"pptx.layout.{name}"))
        _prompts(layout, texts)
    _prompts(made.slide_master, texts)
    if scheme == "dark":
        names = {token: texts(f"pptx.colour.{token}") for token in CUSTOM}
        theme = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme._blob = theme_xml(scheme, texts(f"pptx.theme.{scheme}"), names)


def _prompts(part: Any, texts: Texts) -> None:
    for shape in part.element.iter(tag("p:sp")):
        kind = _kind(shape)
        named = shape.find(tag("p:nvSpPr")).find(tag("p:cNvPr"))
        if named.get("name") != _SOURCE:
            key = "title" if kind in _TITLES else kind if kind in {"ftr", "sldNum", "subTitle"} else "body"
            named.set("name", texts(f"pptx.placeholder.{key}"))
            _say(shape, key, texts)
    for said in part.element.iter():
        if "lang" in said.attrib:
            said.set("lang", LANGUAGES[texts.lang])


def _say(shape: Any, key: str, texts: Texts) -> None:
    """The prompt of a placeholder, in the reader's language, level by level."""
    runs = [run for run in shape.iter(tag("a:t")) if run.getparent().tag == tag("a:r")]
    for level, run in enumerate(runs):
        keys = {"title": "title", "subTitle": "subtitle"}
        run.text = texts(f"pptx.prompt.{keys.get(key, f'level_{level + 1}')}")


def look_of(made: Any, name: LayoutName) -> Look:
    """The layout for that kind of slide, and where it puts things; what it lacks is taken from the master."""
    layout = _layout(made, name) or _layout(made, "body" if name == "closing" else "title")
    own, inherited = list(_slots(layout)), list(_slots(made.slide_master))
    title = next(slot for slot in (*own, *inherited) if slot.kind in _TITLES)
    body = next(slot for slot in (*own, *inherited) if slot.kind in _BODIES and slot.name != _SOURCE)
    source = next((slot for slot in own if slot.name == _SOURCE), None)
    number = next((slot for slot in own if slot.kind == "sldNum"), None)
    foot = source or next((slot for slot in (*own, *inherited) if slot.kind == "ftr"), None)
    below = body.box.bottom + 20
    footer = foot.box if foot else Box(body.box.x, below, body.box.width, max(HEIGHT - below, 60))
    return Look(layout, title, body, footer, source, number, _title_size(made))


def _layout(made: Any, name: LayoutName) -> Any:
    """The layout that bears that place in the house's own file, by its name in either language; else by its type."""
    named = {words_of(lang)(f"pptx.layout.{name}") for lang in LANGUAGES}
    typed = [layout for layout in made.slide_layouts if layout.element.get("type") in _TYPES[name]]
    return next((layout for layout in made.slide_layouts if layout.name in named), typed[0] if typed else None)


def _slots(part: Any) -> Iterator[Slot]:
    """The placeholders of a layout or of a master, with the place they take, or inherit."""
    for shape in part.placeholders:
        if shape.width:
            box = Box(*(edge / EMU_PER_PX for edge in (shape.left, shape.top, shape.width, shape.height)))
            yield Slot(_kind(shape._element) or "body", shape.placeholder_format.idx, box, shape.name)


def _kind(shape: Any) -> str | None:
    known = shape.find(tag("p:nvSpPr")).find(tag("p:nvPr")).find(tag("p:ph"))
    return None if known is None else known.get("type")


def _title_size(made: Any) -> float:
    found = made.slide_master.element.find(tag("p:txStyles")).find(tag("p:titleStyle")).find(tag("a:lvl1pPr"))
    size = found.find(tag("a:defRPr")).get("sz") if found is not None else None
    return int(size or 3200) / HUNDREDTHS_PER_PX


def linked_notes(presentation: Any, language: str) -> None:
    """Once slides have notes: the presentation names their master, as the format asks, in the reader's language."""
    part = presentation.part
    master = presentation.notes_master
    for look in master._element.iter():
        if "lang" in look.attrib:
            look.set("lang", language)
    known = element("p:notesMasterId")
    known.set(tag("r:id"), part.relate_to(master.part, RELATIONSHIP_TYPE.NOTES_MASTER))
    if part._element.find(tag("p:notesMasterIdLst")) is None:
        part._element.find(tag("p:sldMasterIdLst")).addnext(element("p:notesMasterIdLst", known))
