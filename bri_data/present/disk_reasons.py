"""Why a disk refuses, in the reader's words: what the system and SQLite say of it is English."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from .problems import shown
from .words import Texts

_BY_NUMBER = {
    errno.ENOSPC: "full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "full",
    errno.EROFS: "closed",
    errno.EACCES: "closed",
    errno.EPERM: "closed",
    errno.ENOENT: "missing",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "no_folder",
    errno.ENAMETOOLONG: "long_name",
}
# what SQLite says, which has no number
_BY_WORDS = {"disk is full": "full", "readonly database": "closed", "unable to open database": "closed"}


def disk_reason(error: BaseException, words: Texts) -> str:
    """Why the disk refused, from `error` or from what raised it; the system's own words when they are of no kind known
    here."""
    for one in _causes(error):
        by_words = (kind for said, kind in _BY_WORDS.items() if said in str(one).casefold())
        kind = _BY_NUMBER.get(getattr(one, "errno", None) or 0) or next(by_words, "")
        if kind:
            return words(f"problems.disk.{kind}")
    return shown(str(getattr(error, "strerror", None) or error or type(error).__name__))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
