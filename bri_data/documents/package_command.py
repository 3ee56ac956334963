"""`python -m bri_data package FOLDER` or `FILE.zip`: the open data, without the dashboard."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TextIO

from duckdb import DuckDBPyConnection

from bri_data.address import home_address
from bri_data.model.clock import now
from bri_data.present.disk_reasons import disk_reason
from bri_data.present.words import Texts
from bri_data.store.refresh import DataFolder, data_dir

from .package import package_files, zipped

_REFUSED = 1


def add_package(parser: argparse.ArgumentParser, words: Texts) -> None:
    """The arguments of `package`."""
    parser.add_argument("out", type=Path, metavar=words("cli.package_name"), help=words("cli.package_out"))
    parser.add_argument("--folder", type=Path, metavar="…", help=words("cli.data"))
    parser.set_defaults(run=package)


def package(options: argparse.Namespace, words: Texts, said: TextIO | None = None) -> int:
    """Write what everybody may read as a data package, a ZIP file or a folder; 0, or 1 and a reason.

    A folder must be empty or not be there: nothing is written over.
    """
    heard = said or sys.stderr
    folder, out = options.folder or data_dir(), options.out
    served = DataFolder(folder).current()
    if served.database is None or served.problems:
        heard.write(words("cli.folder_has_faults", folder=folder) + "\n")
        return _REFUSED
    try:
        if out.suffix.lower() != ".zip" and out.exists() and any(out.iterdir()):
            heard.write(words("cli.package_not_empty", folder=out) + "\n")
            return _REFUSED
        with served.database.cursor() as con:
            size = _write(con, out)
    except OSError as error:
        heard.write(words("cli.not_written", file=out, reason=disk_reason(error, words)) + "\n")
        return _REFUSED
    heard.write(words("cli.written", file=out, size=size) + "\n")
    return 0


def _write(con: DuckDBPyConnection, out: Path) -> int:
    """Write the package, and give its size in bytes."""
    if out.suffix.lower() == ".zip":
        return out.write_bytes(zipped(package_files(con, now(), home_address()), now()))
    size = 0
    for file in package_files(con, now(), home_address()):
        place = out / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        size += place.write_bytes(file.content)
    return size
