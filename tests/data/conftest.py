"""The project's own data as the tests of this folder read it: opened, and with the csv module alone."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bri_data.model.schema import table
from bri_data.store import Database, DataFolder

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def rows() -> Callable[[str], list[dict[str, str]]]:
    """A function that gives the rows of one table, by English column name."""

    def read(name: str) -> list[dict[str, str]]:
        declared = table(name)
        with (DATA / declared.file).open(encoding="utf-8", newline="") as handle:
            lines = list(csv.reader(handle))
        names = [column.name for column in declared.columns]
        return [dict(zip(names, line, strict=True)) for line in lines[1:]]

    return read


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The project's own data, opened as the dashboard opens it."""
    found = DataFolder(DATA, tmp_path_factory.mktemp("cache")).current().database
    assert found is not None
    yield found
    found.close()
