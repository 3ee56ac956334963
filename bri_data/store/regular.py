"""Files opened for reading without ever waiting: what is no regular file is refused at once."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

# A pipe nobody writes into is opened at once rather than waited for; Windows has neither that nor untranslated lines.
_HOW = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_regular(file: Path) -> BinaryIO:
    """`file`, open for reading bytes; OSError when it is missing, locked, a pipe, a device or a folder.

    The kind is that of what was opened, not of what stood there a moment before.
    """
    descriptor = os.open(file, _HOW)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a regular file", str(file))
    return os.fdopen(descriptor, "rb")
