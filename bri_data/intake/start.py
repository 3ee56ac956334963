"""An empty data folder that opens: every file with its headings, neutral names, the city the map is centred on."""

from __future__ import annotations

from pathlib import Path

from bri_data import bureau
from bri_data.store import examine

from .folder import FILES, TableFile, read_folder


class NotEmptyError(Exception):
    """The folder already holds something; `file` is the first of it."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


class NoHomeError(Exception):
    """No folder without fault to take the home city from; `folder` is the one that was looked at."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


def start_folder(folder: Path, model: Path) -> tuple[Path, ...]:
    """Write an empty folder; the files written. The home city and its source are those of the folder `model`.

    NotEmptyError when `folder` holds a file already; NoHomeError when `model` has faults; nothing is then written.
    """
    if folder.exists() and (inside := sorted(folder.iterdir())):
        raise NotEmptyError(inside[0])
    if any(not problem.is_doubt for problem in examine(model)):
        raise NoHomeError(model)
    folder.mkdir(parents=True, exist_ok=True)
    made = _with_home({table.name: TableFile.empty(table) for table in FILES}, read_folder(model))
    for one in made.values():
        (folder / one.table.file).write_bytes(one.content())
    (folder / bureau.FILE).write_bytes(bureau.neutral_file())
    return (*(folder / one.table.file for one in made.values()), folder / bureau.FILE)


def _with_home(made: dict[str, TableFile], known: dict[str, TableFile]) -> dict[str, TableFile]:
    """`made` with the home city and the documents it rests on, and no other row."""
    (key, home), *_ = [(key, row) for key, row in known["cities"].rows.items() if row["is_home"] == "oui"]
    made["cities"].rows[key] = home
    named = {source.strip() for source in home["source_ids"].split(";")}
    for source, row in known["sources"].rows.items():
        if row["source_id"] in named:
            made["sources"].rows[source] = row
    return made
