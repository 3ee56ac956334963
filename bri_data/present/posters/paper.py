"""The sheet that a picture is drawn on, and what is drawn on all of them: lines of text, symbols, a legend.

Positions are in units of a sheet WIDTH wide. Colours are tokens (see present/theme.py) until the sheet is taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from .. import format as fmt
from ..figures.common import MOST_SYMBOLS, Run
from ..figures.symbols import OFF_TOTAL, bar_part, symbol
from ..geo.text_width import text_width
from ..overview import STATE_ORDER
from ..theme import FONT, KINDS, State, var
from ..words import Texts
from .told import Told, in_words

WIDTH, MARGIN = 1600.0, 48.0
INNER = WIDTH - 2 * MARGIN
SERIF = '"Source Serif", "Source Serif 4", serif'
_SANS = FONT.replace(", sans-serif", ', "Source Sans 3", sans-serif')
_PITCH, _SIZE = 24.0, 17.0


@dataclass(frozen=True)
class Block:
    """A part of the sheet, drawn from (0, 0), `width` wide at most; the next one stands `height` below.

    `told` are its values as tables; () for what stands in words already.
    """

    svg: Markup
    height: float
    told: tuple[Told, ...] = ()
    width: float = INNER


@dataclass(frozen=True)
class Words:
    """What is written around the drawings: the finding, the line under it, the lines at the foot of the sheet."""

    title: str
    lead: str = ""
    foot: tuple[str, ...] = ()


def sheet(words: Words, blocks: Sequence[Block], texts: Texts, margin: float = MARGIN) -> Markup:
    """The whole picture: `blocks` under each other between the title and the foot, as wide as they ask, in a `margin`
    (a page of paper has its own)."""
    y, drawn = margin, []
    inner = max((block.width for block in blocks if block.svg), default=INNER)
    width = inner + 2 * margin
    head = paragraph(words.title, 42, inner, serif=True, weight=600)
    lead = paragraph(words.lead, 21, inner, hue="ink2")
    for block in (head, lead, Block(Markup(), 18), *blocks):
        drawn.append(placed(block, margin, y))
        y += block.height
    y += 16
    for line in words.foot:
        block = paragraph(line, 16, inner, hue="ink3")
        drawn.append(placed(block, margin, y))
        y += block.height
    height = y + margin / 2
    values = in_words([one for block in blocks for one in block.told], texts)
    desc = " ".join(filter(None, (words.lead, values, *words.foot)))
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:.0f}" '
        f'viewBox="0 0 {width:g} {height:.0f}" role="img" lang="{texts.lang}" font-family="{escape(_SANS)}">'
        f"<title>{escape(words.title)}</title><desc>{escape(desc)}</desc>"
        f'<rect width="{width:g}" height="{height:.0f}" fill="{var("bg")}"/>{"".join(drawn)}</svg>'
    )


def placed(block: Block, x: float, y: float) -> Markup:
    """The block, moved."""
    return Markup(f'<g transform="translate({x:.1f} {y:.1f})">{block.svg}</g>' if block.svg else "")


def beside(left: Block, right: Block, x: float) -> Block:
    """Two blocks side by side, the second `x` to the right."""
    return Block(Markup(f"{left.svg}{placed(right, x, 0)}"), max(left.height, right.height), (*left.told, *right.told))


def stacked(blocks: Sequence[Block]) -> Block:
    """Blocks under each other, as one."""
    y, drawn = 0.0, []
    for block in blocks:
        drawn.append(placed(block, 0, y))
        y += block.height
    return Block(Markup("".join(drawn)), y, tuple(one for block in blocks for one in block.told))


# --- Text -------------------------------------------------------------------------------------------------------------


def line(
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    hue: str = "ink",
    weight: int = 400,
    serif: bool = False,
    anchor: str = "start",
) -> Markup:
    """One line of text whose baseline starts (or ends, or is centred) at (x, y)."""
    family = f' font-family="{escape(SERIF)}"' if serif else ""
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return Markup(
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{var(hue)}"{bold}{family}{at}>{escape(text)}</text>'
    )


def tspan(text: str, *, hue: str = "ink", weight: int = 400) -> Markup:
    """A stretch of a line of its own colour and weight; nothing for no text."""
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return Markup(f'<tspan fill="{var(hue)}"{bold}>{escape(text)}</tspan>' if text else "")


def mixed_line(stretches: Sequence[str], x: float, y: float, size: float, *, anchor: str = "start") -> Markup:
    """One line made of stretches (see tspan); blanks between them count."""
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return Markup(
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" xml:space="preserve"{at}>{"".join(stretches)}</text>'
    )


def paragraph(
    text: str,
    size: float,
    width: float,
    *,
    hue: str = "ink",
    weight: int = 400,
    serif: bool = False,
) -> Block:
    """`text` on as many lines as it needs; nothing for no text."""
    if not text:
        return Block(Markup(), 0)
    step = size * 1.32
    lines = wrapped(text, size, width)
    drawn = "".join(
        line(one, 0, step * i + size, size, hue=hue, weight=weight, serif=serif) for i, one in enumerate(lines)
    )
    return Block(Markup(drawn), step * len(lines) + size * 0.2)


def wrapped(text: str, size: float, width: float) -> list[str]:
    """The lines that `text` takes in `width`; a word too long for a line is cut with « … »."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(fitted(word, size, width))
    return lines


def fitted(text: str, size: float, width: float) -> str:
    """`text`, cut with « … » where it does not fit in `width`."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


# --- Symbols ----------------------------------------------------------------------------------------------------------


def symbols(runs: Sequence[Run], width: float, *, scale: float = 1.0) -> Block:
    """One symbol per activity, on as many lines as they need; beyond MOST_SYMBOLS, a bar in proportion."""
    total = sum(run.n for run in runs)
    if not total:
        return Block(Markup(), 0)
    if total > MOST_SYMBOLS:
        return _bar(runs, min(width, 600 * scale), 18 * scale)
    pitch, x, y, drawn = _PITCH * scale, 0.0, 0.0, []
    for run in runs:
        size = _SIZE * scale * (1 if run.counted else OFF_TOTAL)
        for _ in range(run.n):
            if x + pitch > width:
                x, y = 0.0, y + pitch
            drawn.append(symbol(run.kind, run.state, x + pitch / 2, y + pitch / 2, size))
            x += pitch
    return Block(Markup("".join(drawn)), y + pitch)


def counted_symbols(runs: Sequence[Run], width: float, most: int, texts: Texts, *, scale: float = 1.0) -> Block:
    """The symbols of a cell; beyond `most` of them, their number and under it a bar of its parts."""
    total = sum(run.n for run in runs)
    if total <= most:
        return symbols(runs, width, scale=scale)
    number = Block(line(fmt.number(total, texts), 2, 15, 16), 20)
    return stacked([number, _bar(runs, width, 6)])


def _bar(runs: Sequence[Run], width: float, height: float) -> Block:
    total = sum(run.n for run in runs)
    x, drawn = 0.0, []
    for run in runs:
        part = width * run.n / total
        drawn.append(bar_part(run.kind, run.state, x=x + 1, y=2, width=max(part - 2, 1), height=height))
        x += part
    return Block(Markup("".join(drawn)), height + 6)


def legend(kinds: Sequence[str], states: Sequence[State], texts: Texts, *, off_total: bool = False) -> Block:
    """The shapes, then what full, tinted and hollow mean, then the small ones; on as many lines as they need."""
    items = [(symbol(kind, "dated", 0, 0, _SIZE), texts(f"common.kind.{kind}")) for kind in kinds]
    items += [(symbol("mission", state, 0, 0, _SIZE), texts(f"common.state.{state}")) for state in states]
    if off_total:
        items.append((symbol("mission", "dated", 0, 0, _SIZE * OFF_TOTAL), texts("common.off_total")))
    x, y, drawn = 0.0, 0.0, []
    for mark, text in items:
        width = 34 + text_width(text, 17) + 24
        if x and x + width > INNER:
            x, y = 0.0, y + 30
        drawn.append(f'<g transform="translate({x + 11:.1f} {y + 15:.1f})">{mark}</g>')
        drawn.append(line(text, x + 30, y + 21, 17, hue="ink2"))
        x += width
    return Block(Markup("".join(drawn)), y + 36) if items else Block(Markup(), 0)


def runs_legend(runs: Sequence[Run], texts: Texts) -> Block:
    """The legend of what these runs draw."""
    kinds = [kind for kind in KINDS if any(run.kind == kind for run in runs)]
    states = [state for state in STATE_ORDER if any(run.state == state for run in runs)]
    return legend(kinds, states, texts, off_total=any(not run.counted for run in runs))


def not_drawn(n: int, texts: Texts) -> Block:
    """How many rows the picture has no room for; nothing for none."""
    if n <= 0:
        return Block(Markup(), 0)
    return paragraph(texts.count("export.not_drawn", n, n=fmt.number(n, texts)), 16, INNER, hue="ink2")


def rule(width: float = INNER, *, hue: str = "rule", y: float = 0) -> Markup:
    """A thin line across."""
    return Markup(f'<path d="M0 {y:g}H{width:g}" stroke="{var(hue)}" stroke-width="1.5"/>')


def hatch(name: str, hue: str) -> Markup:
    """The definition of the stripes `name`, for what is known to the year only."""
    return Markup(
        f'<defs><pattern id="{escape(name)}" width="9" height="9" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0V9" stroke="{var(hue)}" stroke-width="2" '
        f'stroke-opacity=".35"/></pattern></defs>'
    )
