"""The text of a file whose encoding nobody wrote down: the one under which it reads as French."""

from __future__ import annotations

import codecs
import re

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Windows, « CSV (MS-DOS) » in Canada and in the United States, « CSV (Macintosh) »
_PAGES = ("cp1252", "cp850", "cp437", "mac_roman")
# what UTF-8 looks like once read as Windows-1252: a file that holds some was saved in two encodings
_TWICE = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")
_LETTERS = frozenset("àâçéèêëîïôùûüœæÀÂÇÉÈÊËÎÏÔÙÛÜŒÆ")
_MARKS = frozenset("§«»’‘“”–—…°\u00a0€")
_ODD = frozenset("ƒ†‡ˆ‰‹›˜¨¯¸¬¦¤¥¢¶√∞≤≥∂∑∏π∫Ω≈∆◊ﬁﬂ\uf8ff‚„ıˇ˘˙˚˝˛")
_UTF7 = re.compile(r"\+(?:A[A-P][A-Za-z0-9+/]|IB[A-Za-z0-9+/])+-")


class UnknownEncodingError(Exception):
    """Bytes that no encoding makes French for sure; `position` is the first that is not plain."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


def decoded(data: bytes) -> str:
    """The text of `data`: Unicode where it is, else the code page under which its accents stand where French has them.

    UnknownEncodingError when it mixes two encodings, is no text, or reads equally well in two ways.
    """
    if data.startswith(_UTF16_MARKS):
        return _strict(data, "utf-16")
    if b"\0" in data[:4096]:
        return _wide(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _of_a_page(data, error.start)
    return text.encode("ascii").decode("utf-7") if text.isascii() and _is_utf7(text) else text


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncodingError(error.start) from None


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: one byte of two is null, on the same side. A few nulls are letters to take out."""
    sample = data[:4096]
    low, high = sample[::2].count(0), sample[1::2].count(0)
    if max(low, high) > len(sample) / 4 and min(low, high) * 20 < max(low, high):
        return _strict(data, "utf-16-le" if high > low else "utf-16-be")
    first_line = data.split(b"\n", 1)[0]
    if b"\0" in first_line or sample.count(0) * 20 > len(sample):
        raise UnknownEncodingError(data.index(0))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _of_a_page(data, error.start)


def _is_utf7(text: str) -> bool:
    """Whether plain letters hide accents as UTF-7 writes them (« Qu+AOk-bec »), all of which are of French."""
    try:
        letters = "".join(found[0].encode().decode("utf-7") for found in _UTF7.finditer(text))
        text.encode("ascii").decode("utf-7")
    except UnicodeDecodeError:
        return False
    return bool(letters) and all(letter in _LETTERS or letter in _MARKS for letter in letters)


def _of_a_page(data: bytes, position: int) -> str:
    if _TWICE.search(data.decode("cp1252", "replace")):
        raise UnknownEncodingError(position)
    texts = {}
    for page in _PAGES:
        try:
            texts[page] = data.decode(page)
        except UnicodeDecodeError:
            continue
    scores = {page: frenchness(text) for page, text in texts.items()}
    best = max(scores, key=lambda page: scores[page])  # the first of equals
    # Windows' own page wins over its equals, and the two of MS-DOS differ by capitals alone: any other equal is a guess
    equals = {texts[page] for page in scores if scores[page] == scores[best] and page != "cp437"}
    if scores[best] < 0 or (len(equals) > 1 and best != "cp1252"):
        raise UnknownEncodingError(position)
    return texts[best]


def frenchness(text: str) -> int:
    """How many letters and signs of French stand where French has them, less twice those that stand where it never
    does: a capital or a sign inside a word, a drawing of frames, half of a pair.
    """
    score = 0
    for found in re.finditer(r"[^\x00-\x7f]", text):
        letter, place = found[0], found.start()
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        inside = before.isalpha() and after.isalpha()
        if (
            letter in _ODD
            or "\u0250" <= letter <= "\u1fff"
            or "\u2300" <= letter <= "\u25ff"
            or "\x80" <= letter <= "\x9f"
        ):
            score -= 2
        elif letter.isalpha():
            if letter.isupper() and (before.islower() or (inside and after.islower())):
                score -= 2
            elif letter in _LETTERS:
                score += 1
        elif letter in _MARKS:
            score += -2 if inside and letter not in "’‘–\u00a0" else 1
        elif inside:
            score -= 2
    return score
