"""Who has signed out: remembered in a file of the cache, so that a copied cookie stays worthless after a restart.

One line a sign-out: a digest of the cookie, which gives nothing back, and the moment. A line older than any sign-in may
last is dropped. Servers that share a cache share the file; others each remember their own.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from pathlib import Path

from bri_data.access import LONGEST_HOURS
from bri_data.store.refresh import cache_dir

_NAME = "deconnexions"
_LASTS_S = LONGEST_HOURS * 3600
_MOST_BYTES = 4 << 20


class SignOuts:
    """The digests of cookies that hold no longer. Safe to share between threads."""

    def __init__(self) -> None:
        self._known: dict[str, float] = {}
        self._read: tuple[str, int, int] = ("", 0, 0)
        self._lock = threading.Lock()

    def add(self, digest: str) -> None:
        """Remember one, in this process at least; the log says when the file cannot be written."""
        with self._lock:
            self._known[digest] = time.time()
            line = f"{digest} {self._known[digest]:.0f}\n".encode()
            try:
                descriptor = os.open(_file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                with os.fdopen(descriptor, "ab") as file:
                    file.write(line)
                    file.flush()
                    os.fsync(file.fileno())
            except OSError:
                logging.getLogger(__name__).exception("a sign-out is remembered until the restart alone")

    def __contains__(self, digest: str) -> bool:
        with self._lock:
            self._refresh()
            return time.time() - self._known.get(digest, 0.0) < _LASTS_S

    def _refresh(self) -> None:
        """Read the file again where it has changed, and write it anew where it has grown long."""
        file = _file()
        try:
            found = file.stat()
        except OSError:
            return
        mark = (str(file), found.st_mtime_ns, found.st_size)
        if mark == self._read:
            return
        with contextlib.suppress(OSError):
            self._read = mark
            since = time.time() - _LASTS_S
            for line in file.read_text("ascii", "replace").splitlines():
                digest, _, at = line.partition(" ")
                if at.isdecimal() and float(at) > since:
                    self._known[digest] = float(at)
            self._known = {digest: at for digest, at in self._known.items() if at > since}
            if found.st_size > _MOST_BYTES:
                draft = file.with_name(f".{file.name}.part")
                draft.write_text("".join(f"{digest} {at:.0f}\n" for digest, at in self._known.items()), "ascii")
                draft.replace(file)


def _file() -> Path:
    return cache_dir() / _NAME
