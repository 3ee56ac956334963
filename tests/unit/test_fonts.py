"""The fonts of the documents: there, light, free to ship, and complete for every word we write."""

from __future__ import annotations

import base64
import io
import re

import pytest
import typst
from fontTools.ttLib import TTFont

from bri_data.present import fonts
from bri_data.present.fonts.carried import carrying
from bri_data.present.theme import FONT
from bri_data.present.words import Lang, texts

FILES = sorted(fonts.FOLDER.glob("*.ttf"))


def test_every_file_is_light_and_the_licence_lies_beside() -> None:
    assert len(FILES) == 5
    assert all(file.stat().st_size < 150_000 for file in FILES)
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts.FOLDER / "OFL.txt").read_text("utf-8")


def test_the_files_bear_the_names_the_module_gives() -> None:
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)])
    styles = sorted((font.family, font.weight, font.style) for font in found.fonts())
    styles = [style for style in styles if style[0].startswith("BRI")]
    assert styles == [
        (fonts.SANS, 400, "italic"),
        (fonts.SANS, 400, "normal"),
        (fonts.SANS, 600, "normal"),
        (fonts.SERIF, 400, "normal"),
        (fonts.SERIF, 600, "normal"),
    ]


def compiled(family: str, letters: str) -> bytes:
    """The letters in one font alone; PDF/A refuses a letter that no font draws."""
    return typst.compile(
        f'#set text(font: "{family}", fallback: false)\n#sys.inputs.letters'.encode(),
        font_paths=typst.Fonts(False, False, [str(fonts.FOLDER)]),
        sys_inputs={"letters": letters},
        pdf_standards=["a-3u"],
    )


@pytest.mark.parametrize("family", [fonts.SANS, fonts.SERIF])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_letter_of_our_texts_is_drawn(family: str, lang: Lang) -> None:
    words = texts(lang)
    letters = "".join(sorted({letter for key in words.keys for letter in words._entry(key)} - {"\n"}))
    assert compiled(family, letters)


def test_a_letter_that_no_font_draws_is_refused() -> None:
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        compiled(fonts.SANS, "한")


def test_the_other_scripts_are_light_and_their_licences_lie_beside() -> None:
    world = fonts.FOLDER / "world"
    files = sorted(world.glob("*.[to]tf"))
    assert sum(file.stat().st_size for file in files) < 12_000_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (world / "OFL.txt").read_text("utf-8")
    assert "Apache License" in (world / "APACHE-2.0.txt").read_text("utf-8")
    named = (world / "LISEZMOI.md").read_text("utf-8")
    assert not [
        file.name for file in files if not file.name.startswith(("NotoSans", "NotoSerif")) if file.name not in named
    ]


def test_a_drawing_carries_the_letters_it_is_set_in_and_no_other() -> None:
    drawn = (
        "<svg viewBox='0 0 9 9' font-family='BRI Sans'><text font-weight='600'>Été &amp; 東</text><text>ab</text></svg>"
    )
    carried = carrying(drawn)
    faces = re.findall(r'font-family:"([^"]+)";font-weight:(\d+);src:url\(data:font/woff;base64,([^)]+)\)', carried)
    assert [(family, weight) for family, weight, _ in faces] == [(fonts.SANS, "400")]
    points = TTFont(io.BytesIO(base64.b64decode(faces[0][2]))).getBestCmap()
    assert "".join(map(chr, sorted(points))) == "ab"  # the other text is outlines, since no file of ours draws « 東 »
    assert carried == carrying(drawn)
    assert len(carried) < 20_000


def test_a_drawing_is_set_in_our_files() -> None:
    assert fonts.named(f"font-family='{FONT}'") == "font-family='\"BRI Sans\", sans-serif'"
