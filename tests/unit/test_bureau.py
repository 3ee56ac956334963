"""The bureau is what its file says: names, money and clock of another city, and nothing of Québec."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bri_data import bureau
from bri_data.bureau import Fault
from bri_data.present.logo import logo
from bri_data.present.problems import problem_line
from bri_data.present.words import texts
from bri_data.store import examine
from tests.example_city.folder import write_example

ROOT = Path(__file__).parents[2]
OURS = re.compile(
    r"[Qq]u[ée]bec|\bBRI\b|\bBureau\b|CA\$|\$\s?CA\b|Toronto|[Rr]ayonne\b|\b[Aa]ttire\b|DESNZ|ADEME|[Dd]ollar"
)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page and file of the invented city, by place."""
    folder = write_example(tmp_path_factory.mktemp("valbrume"))
    own = {"BRI_DATA_DIR": str(folder), "BRI_CACHE_DIR": str(tmp_path_factory.mktemp("cache"))}
    command = [sys.executable, "-m", "tests.example_city.speak"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    read: dict[str, str] = json.loads(done.stdout)
    return read


def test_nothing_of_another_city_speaks_of_quebec(spoken: dict[str, str]) -> None:
    assert len(spoken) > 50
    assert {place: found for place, text in spoken.items() if (found := OURS.findall(text))} == {}


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("fr vue-ensemble.docx", ("Valbrume au loin", "Service des affaires extérieures", "Valbrume s’ouvre")),
        ("en vue-ensemble.pdf", ("Valbrume abroad",)),
        ("fr vue-ensemble.ics", (":Valbrume au loin\\, 2025–2026", "@valbrume-au-loin")),
        ("fr themes.csv", ("Valbrume au loin - Thèmes",)),
        ("en /themes", ("Open", "Connect", "Last", "Receive")),
        ("en vue-ensemble.xlsx", ("friendship visit", "Valbrume open licence", "Open")),
        ("fr /carbone", ("Institut du vent 2031", "Observatoire du large 2030")),
        ("fr /depenses", ("1\u00a0234,5", "Montants en euros")),
    ],
)
def test_another_bureau_speaks_under_its_own_names(spoken: dict[str, str], place: str, words: tuple[str, ...]) -> None:
    assert [word for word in words if word not in spoken[place]] == []


# 2025–2026 holds March 2026, and what is of « 2025 » alone; February 2025 is of the year before.
@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("fr /", ("2024–2025", "2025–2026", "19 au 21 mars 2026")),
        ("/presenter", ("2025–2026",)),
        ("fr /carbone", ("Déplacements de 2025–2026",)),
        ("/fiches", (">2025–2026<",)),
        ("fr /chronologie", ("L’année 2025–2026", "Visite sans mois", "2025, mois non précisé")),
        ("en comparer.csv", ("2024–2025", "2025–2026")),
        ("fr chronologie.csv", ("chronologie - 2025–2026", "2026-03-19", "total déclaré 2025–2026")),
        ("fr vue-ensemble.pptx", ("2025–2026",)),
        ("fr vue-ensemble.docx", ("2025–2026",)),
        ("en vue-ensemble.pdf", ("2025–2026",)),
        ("en vue-ensemble.xlsx", ("2025–2026",)),
    ],
)
def test_its_year_of_reports_opens_in_april(spoken: dict[str, str], place: str, words: tuple[str, ...]) -> None:
    at = next(one for one in (place, f"fr {place}", f"en {place}") if one in spoken)  # a page is in either language
    said = spoken[at].replace("Chronologie - ", "chronologie - ")
    assert [word for word in words if word not in said] == []
    assert "Visite de février" not in spoken["fr chronologie.csv"]


def test_the_months_of_its_year_go_from_april_to_march(spoken: dict[str, str]) -> None:
    for place in ("fr chronologie.svg", "fr vue-ensemble.svg", "fr vue-ensemble.pptx"):
        months = re.findall(r">(janv\.|févr\.|mars|avr\.|août|déc\.)<", spoken[place])
        assert months[:6] == ["avr.", "août", "déc.", "janv.", "févr.", "mars"], place


def test_money_and_clock_are_the_bureaus(spoken: dict[str, str]) -> None:
    assert spoken["clock"] == "Europe/Paris"
    assert "€" in spoken["fr /depenses"]
    assert "$" not in re.sub(r"\$\{|\$\(", "", spoken["fr /depenses"])


def test_our_own_file_has_no_fault_and_says_quebec() -> None:
    own, faults = bureau.read(ROOT / "data")
    assert faults == ()
    assert (own.currency, own.timezone, own.words["fr"]["city"]) == ("CAD", "America/Toronto", "Ville de Québec")
    assert texts("fr")("frame.title") == "Québec à l’international"


def test_a_folder_without_the_file_has_neutral_names_and_what_init_writes_is_that_file(tmp_path: Path) -> None:
    without, faults = bureau.read(tmp_path)
    assert faults == ()
    (tmp_path / bureau.FILE).write_bytes(bureau.neutral_file())
    assert bureau.read(tmp_path) == (without, ())
    assert "Québec" not in bureau.neutral_file().decode("utf-8")


BAD = {
    'currency = "CAD"': ('currency = "dollars"', Fault("currency", "bureau_currency", "dollars")),
    'timezone = "UTC"': ('timezone = "Québec"', Fault("timezone", "bureau_timezone", "Québec")),
    'identifier = "relations-internationales"': (
        'identifier = "À"',
        Fault("identifier", "bureau_identifier", "À"),
    ),
    'attire = "in"': ('attire = "up"', Fault("axes.attire", "bureau_arrow", "up")),
    "year_opens = 1": ("year_opens = 13", Fault("year_opens", "bureau_year", "13")),
    'high = ["ADEME", "2026-07"]': ('high = ["ADEME"]', Fault("carbon.high", "bureau_carbon", "['ADEME']")),
    'languages = ["fr", "en"]': ('languages = ["fr", "de"]', Fault("languages", "bureau_codes", "['fr', 'de']")),
    'acronym = "BRI"\n# Le': ("acronym = 3\n# Le", Fault("fr.acronym", "bureau_text", "3")),
    'product = "International relations"': ('prodct = "x"', Fault("en.prodct", "bureau_unknown", "x")),
}


@pytest.mark.parametrize("line", BAD)
def test_a_bad_line_is_named_and_the_neutral_word_stands_in_for_it(tmp_path: Path, line: str) -> None:
    text, (bad, fault) = bureau.neutral_file().decode("utf-8"), BAD[line]
    assert text.count(line) == 1
    (tmp_path / bureau.FILE).write_text(text.replace(line, bad), "utf-8")
    read, faults = bureau.read(tmp_path)
    assert faults[0] == fault
    assert read == bureau.read(tmp_path / "nowhere")[0]


def test_the_logo_is_the_bureaus_own_file_or_its_name_in_outlines(tmp_path: Path) -> None:
    assert logo(ROOT / "data", "Québec") == str(ROOT / "data" / "logo.svg")
    made = ElementTree.fromstring(logo(tmp_path, "Val"))  # noqa: S314
    short = ElementTree.fromstring(logo(tmp_path, "V"))  # noqa: S314
    path = made.find("{*}path")
    assert path is not None
    assert path.get("d", "").count("M") == 4  # V, a and its counter, l
    assert float(made.get("width", 0)) > float(short.get("width", 0)) > 44


def test_check_says_where_the_file_is_wrong_and_the_data_are_served_all_the_same(tmp_path: Path) -> None:
    folder = write_example(tmp_path / "data")
    (folder / bureau.FILE).write_text("identifier =\n", "utf-8")
    (problem,) = [one for one in examine(folder) if one.file == bureau.FILE]
    assert problem_line(problem, texts("fr")).startswith("bureau.toml\u00a0: le fichier n’est pas du TOML")
    assert problem_line(problem, texts("en")).startswith("bureau.toml: the file is not TOML")
