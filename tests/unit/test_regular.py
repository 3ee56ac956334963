"""Files that never make their reader wait (bri_data/store/regular.py)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bri_data.store.regular import open_regular


def test_a_file_is_read_byte_for_byte(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"a\r\nb\n")
    with open_regular(file) as stream:
        assert stream.read() == b"a\r\nb\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither pipes among files nor /dev")
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "missing", "ring"])
def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    place = tmp_path / kind
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "device":
        place.symlink_to("/dev/zero")
    elif kind == "folder":
        place.mkdir()
    elif kind == "ring":
        place.symlink_to(place)
    with pytest.raises(OSError, match=kind):
        open_regular(place)
