"""Every content that a file of the folder has had, kept once: whole, or as what differs from the one before it."""

from __future__ import annotations

import hashlib
import zlib

from .engine import Journal

# so many differences are followed at most to read one content
_DEEPEST = 40


def digest(content: bytes | None) -> str:
    """What stands for a file's content when it is compared; "" for a file that is not there."""
    return "" if content is None else hashlib.blake2b(content, digest_size=16).hexdigest()


def keep_content(con: Journal, content: bytes | None, before: bytes | None = None) -> str:
    """Keep `content`, which often differs little from `before`; its digest, "" for a file that is not there.

    A row changed in a file of ten thousand costs that row, not the file.
    """
    mark = digest(content)
    if content is None or con.execute("SELECT 1 FROM content WHERE digest = ?", (mark,)).fetchone():
        return mark
    base = con.execute("SELECT digest, depth FROM content WHERE digest = ?", (digest(before),)).fetchone()
    if base is None or before is None or base[1] >= _DEEPEST:
        con.execute("INSERT INTO content VALUES (?, NULL, 0, 0, 0, ?)", (mark, zlib.compress(content)))
        return mark
    head = _same_length(before, content)
    tail = _same_length(before[head:][::-1], content[head:][::-1])
    middle = zlib.compress(content[head : len(content) - tail])
    con.execute("INSERT INTO content VALUES (?, ?, ?, ?, ?, ?)", (mark, base[0], base[1] + 1, head, tail, middle))
    return mark


def content_of(con: Journal, mark: str) -> bytes | None:
    """The content of that digest; None for "". KeyError when it was never kept."""
    if not mark:
        return None
    found = con.execute("SELECT base, head, tail, middle FROM content WHERE digest = ?", (mark,)).fetchone()
    if found is None:
        raise KeyError(mark)
    base, head, tail, middle = found
    before = content_of(con, base or "") or b""
    return before[:head] + zlib.decompress(middle) + before[len(before) - tail :]


def _same_length(one: bytes, other: bytes) -> int:
    """How many bytes two contents begin with in common."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least
