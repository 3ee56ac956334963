"""A deck starts from a file that is restyled in PowerPoint: its places, colours and layouts are the slides' own."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu

from bri_data.__main__ import main
from bri_data.bureau import read
from bri_data.export.slides.template import OWN, TemplateError, opened
from bri_data.export.slides.theme_xml import theme_xml
from bri_data.present.slides.model import Cover
from bri_data.present.words import texts
from tests.unit import pptx_package as package
from tests.unit.small_folder import small_rows, write_folder
from tests.unit.test_pptx_slides import BODIES, made, slide

WIDE = (Emu(12192000), Emu(6858000))


def deck_of(template: Path) -> tuple[bytes, list[Any]]:
    bodies = {"titre": Cover(("2025", "Bureau")), **{name: BODIES[name] for name in ("number", "bars", "bullets")}}
    blob = made(*(slide(code, body) for code, body in bodies.items()), template=template)
    return blob, list(Presentation(io.BytesIO(blob)).slides)


def restyled(folder: Path) -> Path:
    """The house's own file as somebody changes it: a colour, a font, titles moved down, and a slide to look at."""
    look: Any = Presentation(str(OWN))
    theme = look.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme._blob.replace(b"Cambria", b"Garamond")
    for layout in look.slide_layouts:
        (title,) = [one for one in layout.placeholders if one.placeholder_format.type in {1, 3}]
        title.left, title.top, title.width, title.height = Emu(900000), Emu(1500000), Emu(9000000), Emu(700000)
    look.slide_master.background.fill.solid()
    look.slide_master.background.fill.fore_color.rgb = RGBColor(1, 2, 3)
    look.slides.add_slide(look.slide_layouts[2]).shapes.title.text = "Un essai du gabarit"
    file = folder / "gabarit.pptx"
    look.save(str(file))
    return file


def test_slides_take_the_places_the_colours_and_the_fonts_of_a_restyled_template(tmp_path: Path) -> None:
    blob, slides = deck_of(restyled(tmp_path))
    assert package.faults(blob) == []
    assert len(slides) == 5  # none of the template's, and how to read the file
    assert "Un essai du gabarit" not in " ".join(package.shown(one) for one in slides)
    for one in slides:
        title = one.shapes.title
        assert (title.left, title.top) == (900000, 1500000)
        assert title._element.spPr.xfrm is None  # the layout's place, not a copy of it
    theme = next(part for name, part in package.parts(blob).items() if name == "ppt/theme/theme1.xml")
    assert b"Garamond" in theme
    cover, _, bars, _, _ = slides
    assert (cover.slide_layout.name, bars.slide_layout.name) == ("Diapositive de titre", "Titre seul")
    assert [one.text_frame.text for one in cover.placeholders][:2] == ["Titre titre", "2025\nBureau"]
    chart = next(shape for shape in bars.shapes if shape.has_chart)
    assert chart.top >= 1500000 + 700000


def test_an_ordinary_template_of_powerpoint_serves(tmp_path: Path) -> None:
    look: Any = Presentation()
    look.slide_width, look.slide_height = WIDE
    file = tmp_path / "ordinaire.pptx"
    look.save(str(file))
    blob, slides = deck_of(file)
    assert package.faults(blob) == []
    assert [one.slide_layout.name for one in slides] == [
        "Title Slide",
        "Title Only",
        "Title Only",
        "Title and Content",
        "Title and Content",
    ]
    assert "Rapport 2025" in package.shown(slides[1])  # its sources, in a box of their own


def test_a_file_that_cannot_serve_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    narrow, broken = tmp_path / "narrow.pptx", tmp_path / "broken.pptx"
    Presentation().save(str(narrow))  # 4:3
    broken.write_bytes(b"PK no presentation")
    for file in (narrow, broken, tmp_path / "absent.pptx"):
        with pytest.raises(TemplateError, match=file.name):
            opened(texts("fr"), "light", file)
    folder = write_folder(tmp_path / "data", small_rows())
    asked = ["export", "--format", "pptx", "--folder", str(folder), "--template", str(narrow)]
    assert main([*asked, "--out", str(tmp_path / "x.pptx")]) == 1
    assert "Grand écran" in capsys.readouterr().err
    assert not (tmp_path / "x.pptx").exists()


def test_the_bureau_names_its_template_beside_its_data(tmp_path: Path) -> None:
    (tmp_path / "bureau.toml").write_text('deck_template = "../gabarit.pptx"\n', "utf-8")
    (tmp_path.parent / "gabarit.pptx").write_bytes(b"")
    assert "bureau_template" in {fault.rule for fault in read(tmp_path)[1]}
    (tmp_path / "bureau.toml").write_text('deck_template = "gabarit.pptx"\n', "utf-8")
    (tmp_path / "gabarit.pptx").write_bytes(b"")
    found, faults = read(tmp_path)
    assert (found.deck_template, {fault.rule for fault in faults}) == ("gabarit.pptx", {"bureau_missing"})


def test_our_own_file_has_the_colours_of_the_page() -> None:
    made_by_hand: Any = Presentation(str(OWN))
    theme = made_by_hand.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob
    fr = texts("fr")
    names = {token: fr(f"pptx.colour.{token}") for token in ("land", "home", "ring", "rule", "warn")}
    assert theme == theme_xml("light", fr("pptx.theme.light"), names)
    english = opened(texts("en"), "light")
    assert [layout.name for layout in english.slide_layouts] == [
        "Title slide",
        "Section",
        "Title and text",
        "Title only",
        "Large number",
        "Closing",
    ]
