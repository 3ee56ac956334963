"""Folders unlike ours, opened on every page and taken away in every format: what fails, and what reads wrong.

    python -m tests.benchmark.odd_folders [--folder FOLDER …] [--light] [--write PLACE] [--said FILE]

Without a folder, those of `KINDS` are written and read. Prints a line for each page or file that fails and for each
sentence that cannot be right (SUSPECT); 1 is the code when there is any. `--light` leaves out the heavy formats.
`--write` keeps the folders, to be looked at with `python -m tests.benchmark.looks --data`; `--said` keeps every word
that was read.
"""

from __future__ import annotations

import argparse
import copy
import html
import logging
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import NothingToTakeError, Order
from bri_data.pages import ADDRESSES, PAGES, REFERENCE
from bri_data.queries import overview
from bri_data.store.refresh import DataFolder
from tests.unit.small_folder import Rows, small_rows, write_folder

SOURCE = {"source_ids": "rapport-2025", "source_locator": "section 1"}
HEAVY = ("pptx", "pdf", "pdf-slides", "docx", "png")
# An empty value, a word of the code, a mark of punctuation after nothing; then a plural of one (of none, in French).
_EMPTY = r"\bNone\b(?! recorded|:)|\bnan\b|\bNaT\b|Traceback|\{[a-z_]+\}|Sources? ?: \.|« »|\(\)| , "
_FRENCH = "villes|missions|accueils|ententes|activités|sources|partenaires|thèmes|années|tonnes|lignes|autres"
_ENGLISH = "cities|countries|missions|delegations|agreements|activities|sources|partners|themes|months|years|rows"
_ALONE = r"(?<![\d,.\u00a0\u202f–-])"
SUSPECT = {
    "fr": re.compile(rf"{_EMPTY}|{_ALONE}[01][ \u00a0](?:{_FRENCH})\b"),
    "en": re.compile(rf"{_EMPTY}|{_ALONE}1[ \u00a0](?:{_ENGLISH})\b"),
}


def activity(number: int, **own: Any) -> dict[str, Any]:
    """A mission of 2025 to San Antonio; `own` changes what it says."""
    return {
        "activity_id": f"a-{number}",
        "kind": "mission",
        "title": f"Mission {number}",
        "start": "2025-03-19",
        "city_ids": "san-antonio",
        "status": "realisee",
        "visibility": "public",
    } | SOURCE | own  # fmt: skip


def town(code: str, name: str, latitude: float, longitude: float, **own: Any) -> dict[str, Any]:
    """A city that is not home."""
    return {
        "city_id": code,
        "name": name,
        "name_en": name,
        "country": "FR",
        "latitude": str(latitude),
        "longitude": str(longitude),
        "is_home": "non",
    } | SOURCE | own  # fmt: skip


def agreements_alone() -> Rows:
    """Two ties, one without a year, and nothing else."""
    rows = small_rows()
    kept = {"sources", "cities", "agreements"}
    rows = {name: found if name in kept else [] for name, found in rows.items()}
    rows["agreements"].append(rows["agreements"][0] | {"agreement_id": "pacte-2", "title": "Autre", "signed": ""})
    return rows


def nowhere() -> Rows:
    """Activities in no city."""
    rows = small_rows()
    rows["activities"] = [activity(n, city_ids="", kind=kind) for n, kind in enumerate(("mission", "accueil"))]
    rows["agreements"], rows["trips"], rows["partners"] = [], [], []
    return rows


def zeros() -> Rows:
    """Totals of 0 declared, and no activity."""
    rows = small_rows()
    for name in ("activities", "agreements", "trips", "partners"):
        rows[name] = []
    rows["indicators"] = [
        {"year": "2025", "indicator": code, "value": "0", "unit": unit} | SOURCE
        for code, unit in (("missions", "missions"), ("accueils", "accueils"))
    ]
    return rows


def busy_months() -> Rows:
    """Twenty missions in each of three months, fifty in a fourth, and one without a month."""
    rows = small_rows()
    rows["trips"], rows["indicators"] = [], []
    starts = [
        f"2025-{month:02}-{1 + n % 28:02}" for month, most in ((1, 20), (2, 20), (6, 20), (9, 50)) for n in range(most)
    ]
    rows["activities"] = [activity(n, start=start) for n, start in enumerate([*starts, "2025"])]
    return rows


def any_script() -> Rows:
    """Names in nine scripts, on the map and in titles."""
    rows = small_rows()
    names = (
        "Αθήνα", "Київ", "القاهرة", "ירושלים", "東京", "서울", "दिल्ली", "กรุงเทพฯ", "თბილისი",
        "Nukuʻalofa", "Gəncə", "አዲስ አበባ", "🏙️ Émoji",
    )  # fmt: skip
    for number, name in enumerate(names):
        rows["cities"].append(town(f"v-{number}", name, 10 + 4 * number, -60 + 14 * number))
        rows["activities"].append(activity(number, city_ids=f"v-{number}", title=f"{name} — {name}"))
    return rows


def long_titles() -> Rows:
    """Titles of 775 characters, one of them without a blank, and a city of 120."""
    rows = small_rows()
    words = ("Participation à la conférence internationale des villes portuaires et fluviales " * 12)[:775].strip()
    rows["cities"].append(
        town("longue", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-sur-Mer-et-Montagne", 53.2, -4.2)
    )
    rows["activities"] += [
        activity(1, title=words, city_ids="longue"),
        activity(2, title="W" * 775, start="2025-05-02", city_ids="longue"),
        activity(3, title=words, start="2025", kind="accueil", place_id="quebec"),
    ]
    rows["agreements"][0]["title"] = words
    rows["partners"][0]["name"] = words[:300]
    return rows


def two_names() -> Rows:
    """One city under two names at one place, two others a street apart, and one on home."""
    rows = small_rows()
    rows["cities"] += [
        town("pekin", "Pékin", 39.9042, 116.4074, country="CN"),
        town("beijing", "Beijing", 39.9042, 116.4074, country="CN"),
        town("buda", "Buda", 47.4968, 19.0396, country="HU"),
        town("pest", "Pest", 47.4979, 19.0513, country="HU"),
        town("levis", "Lévis", 46.8033, -71.1779, country="CA"),
    ]
    for number, code in enumerate(("pekin", "beijing", "buda", "pest", "levis")):
        rows["activities"].append(activity(number, city_ids=code))
    return rows


def one_of_each() -> Rows:
    """One activity, one city, one of everything."""
    rows = small_rows()
    rows["activities"] = rows["activities"][:1]
    rows["activities"][0]["theme_ids"] = "climat"
    rows["activities"][0]["city_ids"] = "san-antonio"
    rows["indicators"] = [
        {"year": "2025", "indicator": code, "value": "1", "unit": unit} | SOURCE
        for code, unit in (("missions", "missions"), ("accueils", "accueils"), ("partenaires_externes", "partenaires"))
    ]
    return rows


def years_of(count: int) -> Callable[[], Rows]:
    """A folder of so many years, up to 2025, with one to nine missions each."""

    def made() -> Rows:
        rows = small_rows()
        rows["trips"] = []
        rows["activities"] = [
            activity(100 * year + n, start=f"{year}-{1 + n % 12:02}-0{1 + n % 9}", end="")
            for year in range(2026 - count, 2026)
            for n in range(1 + year % 9)
        ]
        return rows

    return made


KINDS: dict[str, Callable[[], Rows]] = {
    "agreements-alone": agreements_alone,
    "nowhere": nowhere,
    "zeros": zeros,
    "busy-months": busy_months,
    "any-script": any_script,
    "long-titles": long_titles,
    "two-names": two_names,
    "one-of-each": one_of_each,
    "nine-years": years_of(9),
    "160-years": years_of(160),
}


def addresses(folder: Path, cache: Path) -> tuple[DataFolder, list[tuple[str, str]]]:
    """The folder opened, and briefs of it: their parameter and code."""
    served = DataFolder(folder, cache)
    state = served.current()
    if state.database is None:
        raise ValueError(state.problems)
    found = []
    with state.database.cursor() as con:
        for subject, sql in {
            "ville": "SELECT city_id FROM cities WHERE NOT is_home",
            "activite": "SELECT activity_id FROM activities",
            "entente": "SELECT agreement_id FROM agreements",
            "partenaire": "SELECT partner_id FROM partners",
        }.items():
            found += [(subject, str(row[0])) for row in con.execute(f"{sql} ORDER BY 1 LIMIT 1").fetchall()]
    return served, found


def files(served: DataFolder, briefs: list[tuple[str, str]], *, light: bool) -> Iterator[tuple[str, str]]:
    """Each file made: its place, then its words or the fault, which begins with « ! »."""
    database = served.current().database
    assert database is not None
    with database.cursor() as con:
        years = [str(year) for year in overview.years(con)["year"]]
    asked: list[tuple[str, list[tuple[str, str]]]] = [(page, [("annee", "toutes")]) for page in ADDRESSES]
    asked += [(page, [("annee", year), ("lang", "en")]) for page in ADDRESSES for year in years[:1]]
    asked += [("fiches", [one]) for one in briefs]
    for page, own in asked:
        for suffix, made in FORMATS.items():
            if suffix == "csv-excel" or (suffix in HEAVY and (light or ("lang", "en") in own)):
                continue
            with database.cursor() as con:
                place = f"{page or 'vue-ensemble'}.{suffix}?{own}"
                try:
                    yield place, _text(suffix, made.make(Order(con, Address.read(page, own), date(2026, 1, 2))))
                except NothingToTakeError as error:
                    if not str(error.args[0]).startswith("export.error."):
                        yield place, f"! {error!r}"
                except Exception as error:
                    yield place, f"! {error!r}"


def _text(suffix: str, made: bytes) -> str:
    if suffix not in {"csv", "svg", "html", "ics"}:
        return ""
    return _plain(made.decode("utf-8-sig"))


def _plain(markup: str) -> str:
    """The words of markup, an element a line."""
    markup = re.sub(r"<(style|script|defs)\b.*?</\1>", "", markup, flags=re.S)
    return html.unescape(re.sub(r"(?:<[^>]*>\s*)+", "\n", markup))


def pages(briefs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each page drawn in both languages, in its own year and in all years: its place, then its words or the fault."""
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - a second of imports

    from tests.app.conftest import FRAME, markup_of  # noqa: PLC0415

    asked = [(page, {"lang": lang}) for page in [*PAGES, *REFERENCE] for lang in ("fr", "en")]
    asked += [
        (page, {"lang": lang, "annee": "toutes"}) for page in PAGES if page.has_every_year for lang in ("fr", "en")
    ]
    fiches = next(page for page in PAGES if page.address == "fiches")
    asked += [(fiches, {subject: code, "lang": lang}) for subject, code in briefs for lang in ("fr", "en")]
    for page, own in asked:
        at = AppTest.from_file(str(FRAME), default_timeout=120)
        for name, value in own.items():
            at.query_params[name] = value
        if page.address:
            at.switch_page(f"../{page.script}")
        at.run()
        place = f"/{page.address}?{own}"
        if at.exception or "bri-failure" in markup_of(at):
            yield place, f"! {at.exception} {markup_of(at)[:200]}"
        else:
            yield place, _plain("\n".join([*(title.value for title in at.title), markup_of(at)]))


def read(folder: Path, cache: Path, *, light: bool) -> Iterator[tuple[str, str]]:
    """Every page and file of `folder`."""
    os.environ["BRI_DATA_DIR"], os.environ["BRI_CACHE_DIR"] = str(folder), str(cache)
    served, briefs = addresses(folder, cache)
    yield from files(served, briefs, light=light)
    yield from pages(briefs)


def main() -> int:
    """Read each folder, print what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, action="append", default=[])
    parser.add_argument("--write", type=Path, help="write the odd folders there and read none")
    parser.add_argument("--only", default="", help="kinds that hold these letters")
    parser.add_argument("--light", action="store_true", help="no PDF, PPTX, DOCX, PNG")
    parser.add_argument("--said", type=Path, help="keep every word there")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        place = asked.write or Path(name) / "data"
        kinds = {kind: make for kind, make in KINDS.items() if asked.only in kind}
        folders = asked.folder or [write_folder(place / kind, copy.deepcopy(make())) for kind, make in kinds.items()]
        said: list[str] = []
        for folder in [] if asked.write else folders:
            count = 0
            for where, text in read(folder, Path(name) / "cache", light=asked.light):
                count += 1
                said.append(f"=== {folder.name} {where}\n{text}")
                found = [text] if text.startswith("!") else suspect(text, _language(where))
                for one in found:
                    wrong += 1
                    print(f"{folder.name}\t{where}\t{one}", flush=True)
            print(f"{folder.name}: {count} pages and files", flush=True)
        if asked.said:
            asked.said.write_text("\n".join(said), "utf-8")
    return 1 if wrong else 0


def suspect(text: str, lang: str) -> list[str]:
    """The stretches of `text` that cannot be right, each once."""
    return sorted({_around(text, one) for one in SUSPECT[lang].finditer(text)})


def _language(where: str) -> str:
    return "en" if "'en'" in where else "fr"


def _around(text: str, found: re.Match[str]) -> str:
    return " ".join(text[max(0, found.start() - 40) : found.end() + 40].split())


if __name__ == "__main__":
    sys.exit(main())
