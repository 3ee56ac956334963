"""Which letters the fonts of the documents draw, which file draws them, and what stands for those that none draws.

Our own faces draw Latin. The files of the folder `world`, read only once a text asks for another script, draw the
living scripts of the world, symbols and emoji, in one weight.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
_WORD = re.compile("[^\x00-\x20]+")
_MARKUP = frozenset("<>&\"'")  # what « ＜ » must not become inside a drawing
# draws nothing: parts a word, joins or marks letters that do exist
_UNDRAWN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_LIGATURES = frozenset(range(0xFB00, 0xFB07))  # « ﬁ »: written as its letters, which a reader finds
_MARKS = frozenset({"Mn", "Mc", "Me"})
PLACE_OF_A_LETTER = "□"
LATIN = "Noto Sans"  # the file of the world that draws Latin too, with the marks that ours lack

# Which family draws a cluster: "" for our own, None for no file.
Family = Callable[[str], str | None]


@dataclass(frozen=True)
class Face:
    """A font file of the world: its family, and the code points that it draws."""

    file: Path
    family: str
    points: frozenset[int]


@cache
def drawn() -> frozenset[int]:
    """The code points that the sans-serif draws in each of its weights: what a table or a sentence is set in."""
    faces = sorted(_FOLDER.glob("BRISans-*.ttf"))
    return frozenset.intersection(*(frozenset(_font(face).getBestCmap()) for face in faces))


@cache
def _foreign() -> re.Pattern[str]:
    """A letter that our own faces lack."""
    return re.compile(f"[^\\x00-\\x7e{''.join(re.escape(chr(point)) for point in sorted(drawn()) if point > 0x7E)}]")


@cache
def world() -> tuple[Face, ...]:
    """The faces of the folder `world`: the one that draws Latin first, then by the name of their file."""
    found = [_face(file) for file in sorted((_FOLDER / "world").glob("*.[to]tf"))]
    return tuple(sorted(found, key=lambda face: face.family != LATIN))


def _font(file: Path) -> Any:
    """The font of `file`. The library that reads it is loaded with the first: no start of the server waits for it."""
    return import_module("fontTools.ttLib").TTFont(file, lazy=True)


def _face(file: Path) -> Face:
    with _font(file) as font:
        family = font["name"].getBestFamilyName() or ""
        points = frozenset(font.getBestCmap())
    return Face(
        file, family, frozenset(point for point in points - _LIGATURES if unicodedata.category(chr(point)) != "Co")
    )


def printable(text: str) -> tuple[str, int]:
    """`text` with « □ » for each letter that no file draws, and how many there are; line ends stay."""
    return _printed(text, _family)


def latin_only(text: str) -> tuple[str, int]:
    """`text` with « □ » for each letter that our own faces lack, whatever the world's draw, and how many there are."""
    return _printed(text, _own)


def undrawn(text: str) -> str:
    """The letters of `text` that no file draws, once each with their number: « 𒀀 (U+12000) »; "" for none."""
    if not is_foreign(text):
        return ""
    missing = dict.fromkeys(part for part, way in _written(text, _family) if way is None)
    return ", ".join(f"{part} ({' '.join(f'U+{ord(letter):04X}' for letter in part)})" for part in missing)


def is_foreign(text: str) -> bool:
    """Whether `text` holds a letter that our own faces lack."""
    return _foreign().search(text) is not None


def runs(text: str) -> list[tuple[str, str]]:
    """The stretches of `text` that one file draws, in order: (its family, "" for our own faces, the stretch)."""
    found: list[tuple[str, str]] = []
    for cluster in _clusters(text):
        family = _family(cluster) or ""
        if cluster == " " and found and ord(" ") in _points(found[-1][0]):
            family = found[-1][0]  # two words of a script stay one stretch: their order may be from right to left
        before = found.pop()[1] if found and found[-1][0] == family else ""
        found.append((family, before + cluster))
    return found


def face_of(family: str) -> Face:
    """The file of that family. StopIteration for none of the world's."""
    return next(face for face in world() if face.family == family)


def _printed(text: str, family: Family) -> tuple[str, int]:
    if not is_foreign(text):
        return text, 0
    missing = 0

    def replaced(word: re.Match[str]) -> str:
        nonlocal missing
        if not is_foreign(word[0]):
            return word[0]
        ways = [way for _, way in _written(word[0], family)]
        missing += ways.count(None)
        return "".join(PLACE_OF_A_LETTER if way is None else way for way in ways)

    return _WORD.sub(replaced, text), missing


def _written(text: str, family: Family) -> Iterator[tuple[str, str | None]]:
    """Each part of `text` that is drawn as one, and how it is written with the files there are; None for no way.

    Where a letter and its marks have no file together, the letter stands alone and nothing stands for the marks.
    """
    for cluster in _clusters(text):
        if cluster.isascii():
            yield cluster, cluster
            continue
        way = _way(cluster, family)
        if way is not None or len(cluster) == 1:
            yield cluster, "" if cluster in _UNDRAWN else way
            continue
        for letter in cluster:
            way = None if unicodedata.category(letter) in _MARKS else _way(letter, family)
            yield letter, "" if letter in _UNDRAWN else way


def _way(cluster: str, family: Family) -> str | None:
    """`cluster` as a file draws it, taken apart or put together if it must be; None when none does."""
    # « ﬁ » of a text copied from a PDF is « fi »
    ways = (cluster, unicodedata.normalize("NFC", cluster), unicodedata.normalize("NFKC", cluster))
    for way in ways:
        parts = list(_clusters(way))
        families = [family(part) for part in parts]
        if None not in families and (way == cluster or not _MARKUP & set(way)):
            return "".join(_without_boxes(part, name or "") for part, name in zip(parts, families, strict=True))
    return None


def _without_boxes(cluster: str, family: str) -> str:
    """`cluster` without the joiners that its face would draw as an empty box."""
    return "".join(letter for letter in cluster if letter not in _UNDRAWN or ord(letter) in _points(family))


def _points(family: str) -> frozenset[int]:
    return face_of(family).points if family else drawn()


def _clusters(text: str) -> Iterator[str]:
    """The parts of `text` that are drawn as one: a letter with its marks, emoji that a joiner ties, a flag."""
    cluster = ""
    for letter in text:
        if cluster and not _goes_with(cluster, letter):
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def _goes_with(cluster: str, letter: str) -> bool:
    if letter.isascii() or (cluster.isascii() and not cluster.isalnum()):
        return False
    point = ord(letter)
    is_mark = unicodedata.category(letter) in _MARKS or letter in _UNDRAWN or point in _SKIN_TONES
    is_second_of_flag = len(cluster) == 1 and ord(cluster) in _FLAG_LETTERS and point in _FLAG_LETTERS
    return is_mark or is_second_of_flag or cluster[-1] == _JOINER


def _own(cluster: str) -> str | None:
    """ "" when our own faces draw the whole cluster, None otherwise."""
    return "" if all(letter in _UNDRAWN or ord(letter) in drawn() for letter in cluster) else None


@lru_cache(maxsize=20_000)
def _family(cluster: str) -> str | None:
    """The family that draws the whole cluster: "" for our own, None for no file."""
    if _own(cluster) is not None:
        return ""
    points = {ord(letter) for letter in cluster if letter not in _UNDRAWN}
    # a mark on a letter of ours: the typesetter then looks in one other file only
    faces = world()[:1] if ord(cluster[0]) in drawn() else world()
    return next((face.family for face in faces if points <= face.points), None)
