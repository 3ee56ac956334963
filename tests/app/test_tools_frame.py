"""The tools in the frame: what they are told, what they ask for, and the words of their script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from bri_data.documents import pictures
from bri_data.documents.formats import FORMATS
from bri_data.pages import PICTURES, VIEWS
from bri_data.present.words import texts
from pages.shared.widgets.tools import FOLDER, PARTS, PREFIX, Opened, formats_of, read_opened, script, words_of
from pages.shared.widgets.tools import told as tools_told

PAGES = ["", "carte", "donnees"]
FORMS = (".zero", ".one", ".other")


def told(element: object) -> Iterator[dict[str, object]]:
    if getattr(element, "type", "") == "bidi_component":
        data = json.loads(element.proto.json or "{}")  # type: ignore[attr-defined]
        if "scripts" in data:
            yield data
    for child in getattr(element, "children", {}).values():
        yield from told(child)


def test_the_tools_are_told_the_page_and_nothing_that_a_choice_changes(open_app: Callable[..., AppTest]) -> None:
    (overview,) = told(open_app().main)
    assert overview["page"] == ""
    (of_year,) = told(open_app(annee="2024").main)
    assert of_year == overview
    (data_page,) = told(open_app("donnees").main)
    assert data_page["page"] == "donnees"
    assert data_page["scripts"] == overview["scripts"]
    (english,) = told(open_app(lang="en").main)
    assert not set(english["scripts"]) & set(overview["scripts"])


def test_a_page_of_reference_is_neither_kept_nor_presented() -> None:
    assert [tools_told(page, PAGES)["saves"] for page in ("", "donnees", "methode", "presenter")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("said", "opened"),
    [
        ({"p": "", "q": ""}, Opened("", ())),
        (
            {"p": "carte", "q": "ville=namur&f.axe=attire&f.axe=rayonne&lang=en&vide="},
            Opened("carte", (("ville", "namur"), ("f.axe", "attire"), ("f.axe", "rayonne"), ("vide", ""))),
        ),
        ({"p": "donnees", "q": "", "follow": True}, Opened("donnees", (), follows=True)),
        ({"p": "inconnue", "q": ""}, None),
        ({"p": ["carte"], "q": ""}, None),
        ({"p": "carte", "q": 3}, None),
        ({"p": "carte", "q": "&".join(f"a={n}" for n in range(201))}, None),
        ({"q": ""}, None),
        (["p", "q"], None),
    ],
)
def test_what_the_browser_says_is_checked(said: object, opened: Opened | None) -> None:
    assert read_opened(json.dumps(said), PAGES) == opened


@pytest.mark.parametrize("said", [None, "", "{", 4, "null"])
def test_what_is_no_answer_opens_nothing(said: object) -> None:
    assert read_opened(said, PAGES) is None


def keys_said() -> set[str]:
    source = "\n".join((FOLDER / f"{part}.js").read_text("utf-8") for part in PARTS)
    return set(re.findall(r'["`]([a-z_]+(?:\.[a-z_]+)*)["`]', source)) | {
        f"{prefix}.{name}" for prefix, name in re.findall(r"`(takeaway|icon)\.\$\{(\w+)\}`", source)
    }


def test_the_script_says_every_word_of_the_tools_and_no_other() -> None:
    said = keys_said()
    listed = set(re.findall(r'"([a-z_]+)"', (FOLDER / "keys.js").read_text("utf-8")))
    for key in words_of("fr"):
        stem = key.rsplit(".", 1)[0] if key.endswith(FORMS) else key
        room, _, name = stem.partition(".")
        dynamic = (room in {"icon", "keys"} and name in listed | said) or room in {"takeaway", "picture"}
        assert stem in said or dynamic, f"{PREFIX}{key} is in no script"
    literal = set(re.findall(r'say(?:Count)?\("([^"]+)"', script("fr")))
    known = {key.rsplit(".", 1)[0] if key.endswith(FORMS) else key for key in words_of("fr")}
    assert literal
    assert literal <= known


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_script_holds_its_words_and_no_placeholder(lang: str) -> None:
    made = script(lang)  # type: ignore[arg-type]
    assert "__WORDS__" not in made
    assert "__LANG__" not in made
    assert texts(lang)("tools.views.title") in made  # type: ignore[arg-type]
    assert "{n}" in words_of(lang)["views.full"]  # type: ignore[arg-type]


def test_each_page_offers_the_files_it_can_give() -> None:
    assert {"csv", "xlsx", "svg", "png"} <= set(formats_of("carte"))
    assert not {"svg", "png"} & set(formats_of("presenter"))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_picture_has_a_name(lang: str) -> None:
    named = {key.removeprefix("picture.") for key in words_of(lang) if key.startswith("picture.")}  # type: ignore[arg-type]
    assert named == {name for names in PICTURES.values() for name in names}


def test_the_pictures_offered_are_those_the_documents_draw() -> None:
    assert {page: tuple(drawn) for page in VIEWS if (drawn := pictures.pictures_of(page))} == PICTURES


def test_the_menu_has_a_place_and_a_name_for_every_file_the_server_makes() -> None:
    listed = (FOLDER / "takeaway.js").read_text("utf-8").split("const FORMATS = {")[1].split("};")[0]
    assert set(re.findall(r'"([a-z-]+)"', listed)) == set(FORMATS)
    assert {f"takeaway.format.{suffix}" for suffix in FORMATS} <= set(words_of("fr"))
