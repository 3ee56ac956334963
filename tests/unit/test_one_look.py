"""Colours and fonts stand in present/theme.py and model/kinds.py: the page, its settings and every file draw those."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.export import docx_styles
from bri_data.export.slides.theme_xml import theme_xml
from bri_data.model.schema import KIND
from bri_data.present.theme import KINDS, OFFICE_SANS, OFFICE_SERIF, PAPER, TOKENS, Scheme, paper_colour
from bri_data.store.refresh import DataFolder

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
# Where a colour is written: the two places that say it, and the high contrast of the stage, with colours of its own.
SAYS = {"bri_data/present/theme.py", "bri_data/model/kinds.py", "pages/shared/static/presenter.css"}
# Written by hand because nothing can compute them: the settings of Streamlit, images. Their colours are held to ours.
HELD = (".streamlit/config.toml", "pages/shared/static/favicon.svg", "data/logo.svg")
HEX = re.compile(r"#[0-9A-Fa-f]{6}\b|(?<=[\"'=(])[0-9A-F]{6}(?=[\"')])")


def written() -> Iterator[tuple[str, str]]:
    """Every six-digit colour of the code, and the file it stands in."""
    for folder in ("bri_data", "pages"):
        for file in sorted((ROOT / folder).rglob("*")):
            name = file.relative_to(ROOT).as_posix()
            if file.suffix in {".py", ".css", ".js", ".typ"} and name not in SAYS:
                yield from ((name, colour) for colour in HEX.findall(file.read_text("utf-8")))


def test_no_colour_is_written_outside_of_the_theme() -> None:
    assert [*written()] == []


@pytest.mark.parametrize("name", HELD)
def test_what_is_written_by_hand_has_our_colours(name: str) -> None:
    ours = {shade for colour in TOKENS.values() for shade in (colour.light, colour.dark)}
    found = set(HEX.findall((ROOT / name).read_text("utf-8")))
    assert found
    assert found <= ours


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_streamlit_has_the_tokens_of_each_scheme(scheme: Scheme) -> None:
    named = {
        "primaryColor": "accent",
        "linkColor": "accent",
        "backgroundColor": "bg",
        "secondaryBackgroundColor": "surf",
        "textColor": "ink",
        "borderColor": "rule",
        "dataframeHeaderBackgroundColor": "surf",
    }
    settings = CONFIG[scheme]
    assert {key: settings[key] for key in named} == {
        key: getattr(TOKENS[token], scheme) for key, token in named.items()
    }
    counted = [getattr(TOKENS[kind], scheme) for kind in KINDS if KIND[kind].indicator]
    assert settings["chartCategoricalColors"] == counted


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_deck_has_the_hue_of_each_kind_in_its_slot(scheme: Scheme) -> None:
    theme = theme_xml(scheme, "essai", {token: token for token in ("land", "home", "ring", "rule", "warn")}).decode()
    for kind in KIND.values():
        slot = {"tx1": "dk1"}.get(kind.slot, kind.slot)
        hue = getattr(TOKENS[kind.code], scheme).removeprefix("#")
        assert f'<a:{slot}><a:srgbClr val="{hue}"/></a:{slot}>' in theme
    assert re.findall(r'<a:latin typeface="([^"]+)"', theme) == [OFFICE_SERIF, OFFICE_SANS]


def test_a_document_has_the_ink_of_the_page() -> None:
    assert str(docx_styles.INK) == TOKENS["ink"].light.removeprefix("#")
    assert str(docx_styles.ACCENT) == TOKENS["accent"].light.removeprefix("#")
    assert paper_colour("todo") == PAPER["todo"].removeprefix("#")


def test_a_sheet_and_a_document_are_drawn_in_them(sample_files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(sample_files["xlsx"])) as parts:
        styles = parts.read("xl/styles.xml").decode()
    assert set(re.findall(r'rgb="FF([0-9A-F]{6})"', styles)) == {paper_colour("bg"), paper_colour("accent")}
    assert set(re.findall(r'<name val="([^"]+)"', styles)) == {OFFICE_SANS}
    with zipfile.ZipFile(io.BytesIO(sample_files["docx"])) as parts:
        styles = parts.read("word/styles.xml").decode()
    assert f'w:color="{paper_colour("rule")}"' in styles
    assert f'w:fill="{paper_colour("todo")}"' in styles


@pytest.fixture
def sample_files(folder: Path, cache: Path) -> dict[str, bytes]:
    """A sheet and a report of the small folder."""
    served = DataFolder(folder, cache).current().database
    assert served is not None
    with served.cursor() as con:
        order = Order(con, Address.read("", [("annee", "2025")]), date(2026, 1, 2))
        return {suffix: FORMATS[suffix].make(order) for suffix in ("xlsx", "docx")}
