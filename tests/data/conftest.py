"""The project's own data as the tests of this folder read it: opened, with the csv module alone, and on
the paper of an office program."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from pypdf import PdfReader

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


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The project's own data, opened as the dashboard opens it."""
    found = DataFolder(DATA, tmp_path_factory.mktemp("cache")).current().database
    assert found is not None
    yield found
    found.close()


@pytest.fixture(scope="module")
def con(database: Database) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of the project's own data for one file of tests."""
    with database.cursor() as cursor:
        yield cursor


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[bytes, str], PdfReader]:
    """A function that gives the pages which LibreOffice makes of a file, by its bytes and the end of its name; the test
    is skipped without LibreOffice, unless BRI_REQUIRE_OFFICE=1 says that it must be there."""
    found = shutil.which("soffice")
    if found is None and os.environ.get("BRI_REQUIRE_OFFICE") == "1":
        pytest.fail("BRI_REQUIRE_OFFICE=1, and LibreOffice (soffice) is not installed")
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed: the file is not converted")

    def convert(body: bytes, ending: str) -> PdfReader:
        source = tmp_path / f"fichier.{ending}"
        source.write_bytes(body)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [found, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return PdfReader(tmp_path / "fichier.pdf")

    return convert
