"""A small, faultless folder of data, and where to keep what is built from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.small_folder import small_rows, write_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small folder, written anew for each test."""
    return write_folder(tmp_path / "data", small_rows())


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A place of its own for built databases, not made yet."""
    return tmp_path / "cache"
