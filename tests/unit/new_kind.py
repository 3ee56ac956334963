"""Run apart: a kind that the project does not have is added to the registry, and looked for wherever a kind stands.

    python -m tests.unit.new_kind FOLDER

prints, as JSON, the places where the kind was not found. The registry is read when the modules are loaded: hence a
process of its own, which adds the entry before anything else is imported.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from datetime import date
from pathlib import Path

from bri_data.model import kinds

CODE, HUE, TITLE = "formation", "#12AB34", "Atelier témoin"
# Told as an event is, under its own name.
LIKE, NOUNS = "evenement", {"vénements": "ormations", "vénement": "ormation", "vents": "ormations", "vent": "ormation"}


def add_kind() -> None:
    """The kind in the registry, and its words in both languages, made from those of an event."""
    kinds.KINDS = (
        *kinds.KINDS,
        kinds.Kind(CODE, "square", HUE, HUE, rank=7, lane=LIKE, has_place=True),
    )
    from bri_data.present import words  # noqa: PLC0415 - after the entry

    read = words._words_of_kinds

    def with_the_kind(lang: words.Lang) -> list[tuple[str, str]]:
        known = read(lang)
        own = [(key, text) for key, text in known if LIKE in key.split(".")]
        for old, new in NOUNS.items():
            own = [(key, text.replace(old, new)) for key, text in own]
        return [*known, *((key.replace(LIKE, CODE), text) for key, text in own)]

    words._words_of_kinds = with_the_kind


def missing_places(folder: Path) -> list[str]:
    """Each page and file that should show the kind and does not, by name; its data are written in `folder`."""
    from bri_data.address import Address  # noqa: PLC0415 - after the entry
    from bri_data.documents.formats import FORMATS  # noqa: PLC0415
    from bri_data.documents.order import Order  # noqa: PLC0415
    from bri_data.filters import PARAMETERS, Filters  # noqa: PLC0415
    from bri_data.store.refresh import DataFolder  # noqa: PLC0415
    from tests.unit.small_folder import small_rows, write_folder  # noqa: PLC0415

    rows = small_rows()
    like = rows["activities"][1]
    for number, start in enumerate(("2025-05-06", "2025-06", "2025"), start=1):
        rows["activities"].append(
            like
            | {"activity_id": f"atelier-{number}", "kind": CODE, "nature": "", "title": f"{TITLE} {number}"}
            | {"start": start, "theme_ids": "climat", "axes": "apprend"}
        )
    served = DataFolder(write_folder(folder / "data", rows), folder / "cache").current()
    if served.database is None:
        return [f"check: {served.problems}"]

    def made(suffix: str, page: str, own: list[tuple[str, str]], image: str = "") -> str:
        with served.database.cursor() as con:  # type: ignore[union-attr]
            data = FORMATS[suffix].make(Order(con, Address.read(page, own), date(2026, 1, 2), image=image))
        if not zipfile.is_zipfile(io.BytesIO(data)):
            return data.decode("utf-8")
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "".join(parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith(".xml"))

    year, city = [("annee", "2025")], [("ville", "san-antonio")]
    wanted = {
        TITLE: [
            *(("csv", page, year) for page in ("", "carte", "chronologie", "themes")),
            *(("csv", page, [*year, (PARAMETERS["kinds"], CODE)]) for page in ("carte", "chronologie", "themes")),
            ("csv", "donnees", [("table", "activites")]),
            *(("xlsx", page, year) for page in ("", "chronologie")),
            ("ics", "chronologie", year),
            ("docx", "", year),
            ("docx", "fiches", city),
        ],
        HUE: [
            *(("svg", page, year) for page in ("", "carte", "chronologie", "themes")),
            ("svg", "chronologie", [("annee", "toutes")]),
            ("svg", "comparer", [("quoi", "villes"), ("avec", "san-antonio"), ("avec", "quebec")]),
            *(("html", page, year) for page in ("", "chronologie", "themes")),
        ],
        HUE.removeprefix("#"): [
            *(("pptx", page, year) for page in ("", "carte", "chronologie", "themes", "presenter")),
            ("pptx", "chronologie", [("annee", "toutes")]),
            ("pptx", "fiches", city),
        ],
    }
    missing = []
    for text, places in wanted.items():
        for suffix, page, own in places:
            try:
                found = text in made(suffix, page, own)
            except Exception as error:
                missing.append(f"{suffix} {page or 'vue-ensemble'} {dict(own)}: {error!r}")
                continue
            if not found:
                missing.append(f"{suffix} {page or 'vue-ensemble'} {dict(own)}")
    if Filters.from_query([(PARAMETERS["kinds"], CODE)])[0].kinds != (CODE,):
        missing.append("filters")
    return missing


if __name__ == "__main__":
    add_kind()
    print(json.dumps(missing_places(Path(sys.argv[1])), ensure_ascii=False))  # noqa: T201
