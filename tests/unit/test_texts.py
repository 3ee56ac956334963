"""The words of the dashboard: the same keys in both languages, none missing, none unused, well typeset."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from bri_data.pages import EVERY_PAGE
from bri_data.present.words import Lang, UnknownTextError, texts

ROOT = Path(__file__).parents[2]
FORMS = ("zero", "one", "other", "many")
# Keys put together in a way that the search below does not read: by prefix.
PAGE_NAMES = frozenset(page.name for page in EVERY_PAGE.values())
DYNAMIC = ("frame.builtin.", "presenter.stage.", "search.word.", "tools.")
# In French: a plain space where a no-break space belongs, a space that should not be, an apostrophe of typewriters.
FRENCH_FAULTS = {
    "plain space before : » % $": re.compile(r" [:»%$]"),
    "no space before :": re.compile(r"[^\W\d_]:(?=\s|$)"),
    "plain space after «": re.compile(r"« "),
    "no space inside « »": re.compile(r"«\S(?<!\u00a0)|[^\s\u00a0]»"),
    "space before ; ! ?": re.compile(r"[ \u00a0\u202f][;!?]"),
    "plain space before a unit": re.compile(r"[\d}] (?:t|km|kg|Mo|h)\b"),
    "typewriter apostrophe": re.compile(r"\w'\w"),
    "three dots": re.compile(r"\.\.\."),
    "narrow no-break space": re.compile(r"\u202f"),
}


@cache
def patterns_in_code() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The strings of the code that look like keys, and a pattern for each f-string that does."""
    literals: set[str] = set()
    patterns: set[str] = set()
    for file in [*(ROOT / "bri_data").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literals.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(p.value) if isinstance(p, ast.Constant) else ".+" for p in node.values]  # type: ignore[arg-type]
                if re.match(r"[a-z_]+\\\.", parts[0]):
                    patterns.add("".join(parts))
    return frozenset(literals), tuple(re.compile(pattern) for pattern in sorted(patterns))


def is_used(key: str) -> bool:
    literals, patterns = patterns_in_code()
    stem, _, form = key.rpartition(".")
    names = {key, stem} if form in FORMS else {key}
    return (
        key.startswith(DYNAMIC)
        or (key.startswith("kept.") and is_used(key.removeprefix("kept.")))
        or key in PAGE_NAMES
        or any(name in literals or any(pattern.fullmatch(name) for pattern in patterns) for name in names)
    )


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def raw(lang: str, key: str) -> str:
    return texts(lang)._entry(key)  # type: ignore[arg-type]


def test_both_languages_hold_the_same_keys() -> None:
    assert texts("fr").keys == texts("en").keys


def test_both_languages_take_the_same_values() -> None:
    differing = {key for key in texts("fr").keys if placeholders(raw("fr", key)) != placeholders(raw("en", key))}
    # A singular may say the number in a word ("un", "one") where the other language writes the figure.
    assert not {key for key in differing if not key.endswith((".one", ".zero"))}


def test_no_key_is_unused() -> None:
    assert not sorted(key for key in texts("fr").keys if not is_used(key))


def test_what_is_said_of_a_part_stands_in_for_a_text_that_takes_the_same_values() -> None:
    for lang in ("fr", "en"):
        kept = {key for key in texts(lang).keys if key.startswith("kept.")}
        assert {key.removeprefix("kept.") for key in kept} <= texts(lang).keys
        for key in kept:
            whole = key.removeprefix("kept.")
            assert placeholders(raw(lang, key)) == placeholders(raw(lang, whole))
            assert texts(lang, of_part=True)._entry(whole) == raw(lang, key) != raw(lang, whole)


def test_a_key_nobody_uses_would_be_seen() -> None:
    assert not is_used("frame.nobody_uses_this")
    assert is_used("frame.title")


# What stands for one thing or none elsewhere than in a text with forms: limits, and counts that are always of several.
ALWAYS_SEVERAL = re.compile(
    r"\{(shown|maximum|most|axes|amount|actual|ceiling)\}|^(cli|accessibility|frame\.builtin|keep\.refused)\.|\.limited$"
    r"|\.title\.(leads|busiest_count|[a-z]+\.many)|^(agenda\.latest|carbon\.online\.title|carbon\.squares\.grouped)$"
    r"|^(data_page\.on_paper|keep\.edit\.too_many|map_page\.alt_many|meeting\.cut|problems\.rule\.lasts_long)$"
    r"|^(questions\.same\.said\.one|themes\.mark_(legend|note)|tools\.views\.full)$"
)
PLURAL = re.compile(
    r"\{(\w+)\}[\u00a0 ](?:autres? |des |de |premières )?(?!mois|sans|pays|dans|plus|hors)[a-zéèêàôûç]+s\b"
)


def test_a_noun_in_the_plural_beside_a_number_has_a_form_for_one() -> None:
    counted = {key: raw("fr", key) for key in texts("fr").keys if not key.endswith(".other")}
    found = {key: text for key, text in counted.items() if PLURAL.search(text)}
    assert len(found) > 20
    assert not {
        key: text
        for key, text in found.items()
        if not ALWAYS_SEVERAL.search(f"{key}\n{text}") and not ALWAYS_SEVERAL.search(key)
    }


@pytest.mark.parametrize(
    ("lang", "number", "said"),
    [
        ("fr", 0, "0\u00a0tonne compensée"),
        ("fr", "1", "1\u00a0tonne compensée"),
        ("fr", "une", "une\u00a0tonne compensée"),
        ("fr", "1,5", "1,5\u00a0tonne compensée"),
        ("fr", "1\u00a0000", "1\u00a0000\u00a0tonnes compensées"),
        ("en", "0", "0\u00a0tonnes offset"),
        ("en", "1", "1\u00a0tonne offset"),
        ("en", "1,000", "1,000\u00a0tonnes offset"),
    ],
)
def test_a_number_chooses_the_form_where_it_stands(lang: Lang, number: object, said: str) -> None:
    told = texts(lang)("carbon.title.no_price", tonnes=number, year=2024)
    assert told.replace(" ", "\u00a0").startswith(said.replace(" ", "\u00a0"))


def test_a_form_holds_the_number_where_it_says_so() -> None:
    key, words = "questions.same.said.zero", texts("fr")
    assert words(key, total="1") == "La seule ville visitée ne l’a été qu’une fois."
    assert words(key, total="12").startswith("Aucune des 12\u00a0villes")


@pytest.mark.parametrize("fault", FRENCH_FAULTS)
def test_french_is_well_typeset(fault: str) -> None:
    assert not {key: raw("fr", key) for key in texts("fr").keys if FRENCH_FAULTS[fault].search(raw("fr", key))}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Source : BRI", "plain space before : » % $"),
        ("Source: BRI", "no space before :"),
        ("« mot\u00a0»", "plain space after «"),
        ("«mot\u00a0»", "no space inside « »"),
        ("Quoi\u00a0?", "space before ; ! ?"),
        ("{n} km", "plain space before a unit"),
        ("l'an", "typewriter apostrophe"),
    ],
)
def test_a_fault_of_typesetting_is_seen(text: str, fault: str) -> None:
    assert FRENCH_FAULTS[fault].search(text)
    assert not FRENCH_FAULTS[fault].search("Source\u00a0: «\u00a0mot\u00a0», 3\u00a0km; l’an?")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_unknown_key_raises(lang: str) -> None:
    with pytest.raises(UnknownTextError, match=f"{lang}: frame.unknown"):
        texts(lang)("frame.unknown")  # type: ignore[arg-type]
