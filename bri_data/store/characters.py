"""Characters that no text needs and that break a file, a page or a terminal: taken out once, when a file is read."""

from __future__ import annotations

import re

_NONCHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
# a pasted break of line or page stands for a space between two words
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]+")
# controls (but tab and line ends), orders to write from right to left, half pairs, points that are no character
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef" + _NONCHARACTERS + "]"
)
_PLAIN_CONTROLS = bytes(byte for byte in (*range(0x20), 0x7F) if byte not in b"\t\n\r")
# Each begins with bytes of its own, which are found at the speed of memory: one pattern of them all would be far slower
_LONGER = tuple(
    re.compile(pattern)
    for pattern in (
        b"\xc2[\x80-\x9f]",
        b"\xe2\x80[\xa8-\xae]",
        b"\xe2\x81[\xa6-\xa9]",
        b"\xef\xb7",
        b"\xbf[\xbe\xbf]",
    )
)


def may_hold_forbidden(block: bytes) -> bool:
    """Whether UTF-8 bytes may hold a character that `cleaned` takes out: never a wrong no, rarely a wrong yes."""
    if len(block.translate(None, _PLAIN_CONTROLS)) != len(block):
        return True
    return not block.isascii() and any(one.search(block) for one in _LONGER)


def holds_forbidden(text: str) -> bool:
    """Whether `cleaned` would change `text`."""
    return _FORBIDDEN.search(text) is not None


def cleaned(text: str) -> tuple[str, str]:
    """`text` without such characters (a pasted break becomes a space), and their names, « U+0007 », once each."""
    names = dict.fromkeys(f"U+{ord(found):04X}" for found in _FORBIDDEN.findall(text))
    return _FORBIDDEN.sub("", _BREAKS.sub(" ", text)), ", ".join(names)
