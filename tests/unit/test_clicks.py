"""What a click says (bri_data/clicks.py): written and read back, verb by verb, and nowhere else."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from bri_data.clicks import Verb, click, mark_attribute, read_click

ROOT = Path(__file__).parents[2]
SAID = {
    Verb.CITY: ("namur",),
    Verb.PARTNER: ("aimf",),
    Verb.ACTIVITY: ("2025-mission-tunis",),
    Verb.AGREEMENT: ("1956-jumelage-calgary",),
    Verb.GROUP: ("namur",),
    Verb.OVERVIEW: ("2024",),
    Verb.THEME: ("culture",),
    Verb.PLACE: ("themes?f.axe=rayonne&choix=ville:namur",),
    Verb.COMPARE: ("villes", "namur,paris"),
    Verb.HIGHLIGHT: ("ville", "namur"),
    Verb.YEAR: ("2019",),
    Verb.MONTH: ("missions", "3"),
    Verb.CELL: ("culture", ""),
    Verb.ROWS: ("toutes",),
    Verb.ROWS_BY: ("themes",),
    Verb.INDEX: (),
    Verb.ORDER: ("contact",),
    Verb.REMOVE: ("cities", "luxembourg"),
    Verb.CLEAR: (),
    Verb.ALL_YEARS: (),
    Verb.KEEP: (),
    Verb.ON_MAP: (),
    Verb.LET_GO: (),
    Verb.CLOSER: (),
    Verb.FURTHER: (),
    Verb.RECENTRE: (),
}


@pytest.mark.parametrize("verb", Verb)
def test_what_a_drawing_writes_is_what_the_page_reads(verb: Verb) -> None:
    said = click(verb, *SAID[verb])
    assert read_click(said.id) == said
    assert (said.verb, said.about) == (verb, SAID[verb])


@pytest.mark.parametrize("code", ['"><b>', "a:b:c", "d’été", "a&b", "'"])
def test_a_code_of_any_letters_is_one_attribute_and_comes_back(code: str) -> None:
    written = re.fullmatch(r'data-id="([^"<>]*)"', click(Verb.REMOVE, "themes", code).attribute)
    assert written
    back = read_click(unescape(written[1]))
    assert back
    assert back.about == ("themes", code)


@pytest.mark.parametrize(
    "told", ["", None, 3, "ville", "ville:", "effacer:tout", "comparer:villes", "inconnu:namur", "namur", ":namur"]
)
def test_what_no_drawing_writes_says_nothing(told: object) -> None:
    assert read_click(told) is None


def test_a_bare_id_is_a_city_on_a_map_alone() -> None:
    assert mark_attribute("namur") == 'data-id="namur"'
    assert read_click("namur", on_map=True) == click(Verb.CITY, "namur")
    assert read_click("carte", on_map=True) == click(Verb.CITY, "carte")
    assert read_click("carte") == click(Verb.ON_MAP)
    assert read_click("groupe:namur", on_map=True) == click(Verb.GROUP, "namur")


def test_a_month_alone_is_read_as_well_as_one_of_a_lane() -> None:
    assert read_click("mois:3") == click(Verb.MONTH, 3)


@pytest.mark.parametrize(("verb", "about"), [(Verb.CLEAR, ("x",)), (Verb.COMPARE, ("villes",)), (Verb.YEAR, ())])
def test_a_verb_is_refused_with_the_wrong_number_of_parts(verb: Verb, about: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=verb):
        click(verb, *about)


def test_no_drawing_writes_it_by_itself_and_each_verb_is_read_by_a_page() -> None:
    code = {path: path.read_text("utf-8") for room in ("bri_data", "pages") for path in (ROOT / room).rglob("*.py")}
    assert [path.name for path, text in code.items() if re.search(r"""data-id=["']""", text)] == ["clicks.py"]
    read = "".join(text for path, text in code.items() if "pages" in path.parts)
    by_default = {Verb.RECENTRE}  # any other click on the same buttons
    assert {verb for verb in Verb if f"Verb.{verb.name}" not in read} == by_default
