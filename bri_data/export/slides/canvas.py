"""What is put on a slide: text boxes, shapes, outlines and groups, in pixels of the 1920 by 1080 design.

The order in which things are put is the order in which they are read aloud.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

from .ink import Ink
from .markup import SPACES, Element, element, parsed, worded
from .text import Paragraph, Writer

WIDTH, HEIGHT = 1920.0, 1080.0
EMU_PER_PX = 6350
MARGIN = 112.0  # on both sides of what is drawn across the whole slide
_DECORATIVE_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


@dataclass(frozen=True)
class Box:
    """A rectangle of the slide: left and top edges, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


def around(boxes: Sequence[Box]) -> Box:
    """The smallest rectangle that holds all these; an empty one for none."""
    if not boxes:
        return Box(0, 0, 0, 0)
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def emu(pixels: float) -> int:
    """Pixels of the design in the unit of the file."""
    return round(pixels * EMU_PER_PX)


class Canvas:
    """A slide's shapes, or those of a group on it.

    What is drawn says something to a reader who does not see it (`alt`), or is marked as decorative (no `alt`).
    """

    def __init__(self, tree: Element, writer: Writer, ids: Iterator[int] | None = None) -> None:
        self.tree = tree
        self.writer = writer
        self.ids = ids or count(2)  # 1 is the tree itself
        self._boxes: list[Box] = []

    @property
    def ink(self) -> Ink:
        """The colours."""
        return self.writer.ink

    def placeholder(self, kind: str, name: str, paragraphs: Sequence[Paragraph], index: int | None = None) -> None:
        """The text of a placeholder of the layout (title, ctrTitle, subTitle, body): it has its place and its look.

        « source » is the placeholder of the sources, a text of its own: Office fills its footer for all slides at once.
        """
        known = element(
            "p:ph",
            type="body" if kind == "source" else None if kind == "body" and index is not None else kind,
            sz="quarter" if kind == "source" else None,
            idx=index,
        )
        self._put(
            self._head("p:nvSpPr", name, "p:cNvSpPr", locks=True, known=known),
            element("p:spPr"),
            self.writer.body("p:txBody", paragraphs),
        )

    def slide_number(self, name: str, index: int, number: int) -> None:
        """The number of the slide, as a field that follows when slides are moved."""
        field = element(
            "a:fld",
            element("a:rPr", lang=self.writer.language),
            worded("a:t", str(number)),
            id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}",
            type="slidenum",
        )
        body = element(
            "p:txBody",
            element("a:bodyPr"),
            element("a:lstStyle"),
            element("a:p", field, element("a:endParaRPr", lang=self.writer.language)),
        )
        known = element("p:ph", type="sldNum", sz="quarter", idx=index)
        self._put(self._head("p:nvSpPr", name, "p:cNvSpPr", locks=True, known=known), element("p:spPr"), body)

    def text(
        self, box: Box, paragraphs: Sequence[Paragraph], name: str, *, anchor: str = "t", wraps: bool = True
    ) -> None:
        """A text box without margins; `anchor` is t, ctr or b. A text that does not wrap may run past its box."""
        self._boxes.append(box)
        look = element(
            "a:bodyPr",
            element("a:normAutofit" if wraps else "a:noAutofit"),  # shrinks where another font is wider than ours
            wrap="square" if wraps else "none",
            lIns=0,
            tIns=0,
            rIns=0,
            bIns=0,
            rtlCol=0,
            anchor=anchor,
        )
        spot = element("p:spPr", _place(box), _preset("rect"), element("a:noFill"))
        self._put(
            self._head("p:nvSpPr", name, "p:cNvSpPr", is_text=True),
            spot,
            self.writer.body("p:txBody", paragraphs, look),
        )

    def shape(
        self,
        preset: str,
        box: Box,
        name: str,
        *,
        fill: Element | None = None,
        line: Element | None = None,
        alt: str = "",
        turn: float = 0,
        guides: Mapping[str, int] | None = None,
    ) -> None:
        """A shape of DrawingML (`ellipse`, `rect`, `diamond`…), turned by so many degrees.

        `guides` are its handles, in hundred-thousandths.
        """
        self._boxes.append(box)
        place = _place(box)
        if turn:
            place.set("rot", str(round(turn % 360 * 60_000)))
        self._drawn(name, alt, place, _preset(preset, guides), fill=fill, line=line)

    def outline(
        self,
        lines: Sequence[Sequence[tuple[float, float]]],
        name: str,
        *,
        closed: bool = True,
        fill: Element | None = None,
        line: Element | None = None,
        alt: str = "",
    ) -> None:
        """One freeform of these lines, in pixels of the slide; rings within rings are holes. Nothing for no line."""
        points = [point for one in lines for point in one]
        if not points:
            return
        box = around([Box(x, y, 0, 0) for x, y in points])
        self._boxes.append(box)
        self._drawn(name, alt, _place(box), _geometry(lines, box, closed=closed), fill=fill, line=line)

    @contextmanager
    def group(self, name: str, alt: str = "") -> Iterator[Canvas]:
        """A group whose shapes keep the slide's own pixels; nothing when nothing is put in it."""
        tree = element("p:grpSp")
        inside = Canvas(tree, self.writer, self.ids)
        head = self._head("p:nvGrpSpPr", name, "p:cNvGrpSpPr", alt=alt)
        yield inside
        if not inside._boxes:
            return
        box = around(inside._boxes)
        self._boxes.append(box)
        tree.insert(0, head)
        place = _place(box)
        place.append(element("a:chOff", x=emu(box.x), y=emu(box.y)))
        place.append(element("a:chExt", cx=emu(box.right) - emu(box.x), cy=emu(box.bottom) - emu(box.y)))
        tree.insert(1, element("p:grpSpPr", place))
        self.tree.append(tree)

    def adopted(self, frame: Element, name: str, alt: str) -> None:
        """Names a chart or a table that was put on the slide by other means, and gives it its number and its words."""
        known = frame.find(".//{*}cNvPr")
        known.set("id", str(next(self.ids)))
        known.set("name", name)
        known.set("descr", alt)

    def _drawn(
        self, name: str, alt: str, place: Element, geometry: Element, *, fill: Element | None, line: Element | None
    ) -> None:
        look = element(
            "p:spPr",
            place,
            geometry,
            self.ink.fill(None) if fill is None else fill,
            self.ink.line(None) if line is None else line,
        )
        self._put(self._head("p:nvSpPr", name, "p:cNvSpPr", alt=alt), look)

    def _put(self, *parts: Element) -> None:
        self.writer.heard()
        self.tree.append(element("p:sp", *parts))

    def _head(
        self,
        name: str,
        called: str,
        own: str,
        *,
        alt: str = "",
        is_text: bool = False,
        locks: bool = False,
        known: Element | None = None,
    ) -> Element:
        silent = not alt and not is_text and not locks
        return element(
            name,
            element(
                "p:cNvPr",
                _decorative() if silent else None,
                id=next(self.ids),
                name=called,
                descr=alt or None,
            ),
            element(own, element("a:spLocks", noGrp=True) if locks else None, txBox=True if is_text else None),
            element("p:nvPr", known),
        )


def _decorative() -> Element:
    mark = element("adec:decorative", val=True)
    return element("a:extLst", element("a:ext", mark, uri=_DECORATIVE_URI))


def _place(box: Box) -> Element:
    left, top = emu(box.x), emu(box.y)
    size = element("a:ext", cx=max(0, emu(box.right) - left), cy=max(0, emu(box.bottom) - top))
    return element("a:xfrm", element("a:off", x=left, y=top), size)


def _preset(name: str, guides: Mapping[str, int] | None = None) -> Element:
    listed = (element("a:gd", name=guide, fmla=f"val {value}") for guide, value in (guides or {}).items())
    return element("a:prstGeom", element("a:avLst", *listed), prst=name)


def _geometry(lines: Sequence[Sequence[tuple[float, float]]], box: Box, *, closed: bool) -> Element:
    """A custom geometry whose unit is a tenth of a pixel: enough for any screen, and short in the file."""
    left, top = emu(box.x) / EMU_PER_PX, emu(box.y) / EMU_PER_PX
    size = {"w": max(1, round(box.width * 10)), "h": max(1, round(box.height * 10))}
    fill = "" if closed else ' fill="none"'
    # numbers alone, written in one go: a map has tens of thousands of points, each two elements
    drawn = "".join(_subpath(one, left, top, closed=closed) for one in lines)
    path = parsed(f'<a:path xmlns:a="{SPACES["a"]}" w="{size["w"]}" h="{size["h"]}"{fill}>{drawn}</a:path>')
    rectangle = element("a:rect", l="0", t="0", r="r", b="b")
    empty = (element(f"a:{name}") for name in ("avLst", "gdLst", "ahLst", "cxnLst"))
    return element("a:custGeom", *empty, rectangle, element("a:pathLst", path))


def _subpath(points: Sequence[tuple[float, float]], left: float, top: float, *, closed: bool) -> str:
    spots = [f'<a:pt x="{round((x - left) * 10)}" y="{round((y - top) * 10)}"/>' for x, y in points]
    rest = "".join(f"<a:lnTo>{spot}</a:lnTo>" for spot in spots[1:])
    return f"<a:moveTo>{spots[0]}</a:moveTo>{rest}{'<a:close/>' if closed else ''}" if spots else ""
