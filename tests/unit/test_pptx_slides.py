"""The PowerPoint file of hand-made slides: native, described, the same bytes twice, nothing that PowerPoint refuses."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.enum.text import PP_ALIGN

from bri_data.export.slides.canvas import emu
from bri_data.export.slides.deck import Deck, pptx
from bri_data.present.figures.common import Run
from bri_data.present.figures.maps.scene import links_of
from bri_data.present.geo.placement import CityMarks, Mark
from bri_data.present.geo.projection import Home
from bri_data.present.geo.text_width import text_width
from bri_data.present.slides.model import (
    Bar,
    Bars,
    Body,
    Figure,
    Figures,
    Group,
    Month,
    Months,
    Number,
    Rows,
    Series,
    Slide,
    Squares,
    Statement,
    Statements,
    SymbolRow,
    Symbols,
    Undated,
    WorldMap,
)
from bri_data.present.theme import TOKENS
from bri_data.present.words import texts
from tests.unit import pptx_package as package

FR = texts("fr")
ON = date(2026, 11, 22)
QUEBEC = Home("Québec", 46.81, -71.21)
NAMUR = CityMarks("namur", "Namur", 50.46, 4.86, (Mark("a1", "accueil", "dated", "Visite"),), "BE")
ROWS = Rows(("Titre", "Date"), (("=1+1", "mars 2025"), ("Visite", "—")))
MARCH = Month(3, "mars", (Run("mission", "dated", 1),), ("Namur",), is_busiest=True)
MONTHS = tuple(MARCH if number == 3 else Month(number, f"m{number}") for number in range(1, 13))
EVENTS = (Run("evenement", "dated", 3), Run("evenement", "declared", 1))

BODIES: dict[str, Body] = {
    "number": Number("19", "accueils", (Group("accueil", 8, "de courtoisie"), Group("accueil", 11, "autres"))),
    "runs": Number("5", "missions", (), (Run("mission", "dated", 4), Run("mission", "named", 1)), ("4 datées",)),
    "map": WorldMap(QUEBEC, (NAMUR,), tuple(links_of((NAMUR,)))),
    "months": Months(MONTHS, "2025, mois non précisé", (Undated(Run("accueil", "declared", 11), "11 accueils"),)),
    "bars": Bars(
        (Series("mission", "Missions"), Series("autre", "Autres")),
        (Bar("Culture", (3, 2), "5"), Bar("Climat", (0, 1), "1")),
        "activité",
        "Les barres ne s’additionnent pas.",
    ),
    "one_series": Bars((Series("mission", "Missions"),), (Bar("Culture", (2.5,), "2,5 t"),), "t"),
    "squares": Squares(188, 4, "Un carré : une tonne.", (Figure("188 t", "déclarées"),)),
    "figures": Figures((Figure("18", "partenaires"), Figure("—", "2025", "non déclaré"))),
    "symbols": Symbols((SymbolRow("4", "événements", EVENTS),)),
    "bullets": Statements((Statement("Le mois de 12 accueils", ("Le nombre seul.",)),)),
    "columns": Statements((Statement("Rayonne", ("une mission",), axis="rayonne"), Statement("A", axis="apprend")), 2),
    "listed": Statements((Statement("Pacte", run=Run("entente", "announced", 1)),)),
    "empty_bars": Bars((), (), "activité"),
    "empty_map": WorldMap(QUEBEC, (), ()),
}


def slide(code: str, body: Body, **how: Any) -> Slide:
    values = {"title": f"Titre {code}", "note": "Ce qui est dit.", "alt": f"En mots : {code}", "source": "Rapport 2025"}
    return Slide(code, body=body, rows=how.pop("rows", Rows((), ())), **(values | how))


def made(*slides: Slide, **how: Any) -> bytes:
    return pptx(Deck("Essai", slides, ON, **how), FR)


def opened(blob: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(blob)).slides)


def cells(page: Any) -> list[str]:
    return [cell.text for shape in page.shapes if shape.has_table for cell in shape.table.iter_cells()]


@cache
def every() -> bytes:
    """One file with a slide for each body."""
    return made(*(slide(code, body) for code, body in BODIES.items()))


@pytest.mark.parametrize("code", BODIES)
def test_each_body_gives_a_sound_file(code: str) -> None:
    blob = made(slide(code, BODIES[code], rows=ROWS), with_rows=True)
    assert package.faults(blob) == []
    assert package.silent(blob) == []
    # the slide, its rows, and how to read the file
    assert len(opened(blob)) == 3


def test_the_same_slides_give_the_same_bytes() -> None:
    assert made(*(slide(code, body) for code, body in BODIES.items())) == every()


def test_there_is_no_picture_in_the_file() -> None:
    assert not [name for name in package.parts(every()) if name.endswith((".png", ".jpeg", ".jpg", ".emf", ".svg"))]


def test_a_fault_would_be_seen() -> None:
    slides = opened(every())
    shape = slides[0].shapes[0]._element
    shape.append(shape.find(f"{package.P}spPr"))
    slides[0].shapes[1]._element.find(f".//{package.P}cNvPr").set("id", "2")
    file = io.BytesIO()
    slides[0].part.package.save(file)
    found = " ".join(package.faults(file.getvalue()))
    assert "sp holds" in found
    assert "shape 2 twice" in found


def test_a_silent_object_would_be_seen() -> None:
    slides = opened(every())
    slides[0].shapes.add_shape(1, 0, 0, 10, 10)
    file = io.BytesIO()
    slides[0].part.package.save(file)
    assert len(package.silent(file.getvalue())) == 1


def test_titles_are_titles_and_a_number_is_read_with_its_words() -> None:
    titles = [one.shapes.title.text_frame.text for one in opened(every())]
    assert titles[0] == "19\vaccueils"
    assert titles[2:4] == ["Titre map", "Titre months"]
    assert titles[-1] == "Comment lire ces diapositives"


def test_bars_are_a_native_chart_with_its_numbers() -> None:
    stacked, single = package.charts(every())
    assert package.drawn(stacked) == {
        "Missions": {"Culture": 3, "Climat": 0},
        "Autres": {"Culture": 2, "Climat": 1},
        "Total": {"Culture": 5, "Climat": 1},
    }
    assert package.drawn(single) == {"Missions": {"Culture, 2,5 t": 2.5}}
    for chart in (stacked, single):
        assert package.embedded(chart) == package.drawn(chart)
        assert chart.value_axis.minimum_scale == 0
        assert not chart.has_title
        # the axes find their own end: a changed cell is never cut at the edge
        assert not chart._chartSpace.xpath(".//c:max")
        assert "'Données'!$B$1" in chart._chartSpace.xpath("string(.//c:ser/c:tx//c:f)")
    assert [series.name for series in stacked.plots[0].series] == ["Missions", "Autres"]
    assert stacked.has_legend
    assert not single.has_legend


def test_the_totals_of_a_chart_follow_its_cells() -> None:
    stacked, _ = package.charts(every())
    book = load_workbook(io.BytesIO(stacked.part.chart_workbook.xlsx_part.blob))
    sheet = book["Données"]
    assert [cell.value for cell in sheet["D"]] == ["Total", "=SUM(B2:C2)", "=SUM(B3:C3)"]
    assert [cell.value for cell in sheet[1]] == ["Barre", "Missions", "Autres", "Total"]


def test_colours_are_those_of_the_theme() -> None:
    theme = next(content for name, content in package.parts(every()).items() if name.endswith("theme1.xml")).decode()
    assert f'<a:accent2><a:srgbClr val="{TOKENS["accueil"].light[1:]}"/>' in theme
    assert '<a:latin typeface="Cambria"/>' in theme
    blocks = opened(every())[0]._element.xpath(".//a:prstGeom[@prst='roundRect']/../a:solidFill/a:schemeClr/@val")
    assert blocks == ["accent2"] * 19
    dark = package.parts(pptx(Deck("Essai", [slide("number", BODIES["number"])], ON), FR, "dark"))
    assert TOKENS["bg"].dark[1:].encode() in dark["ppt/theme/theme1.xml"]


def test_what_has_no_month_stands_in_a_hatched_box_of_its_own() -> None:
    months = opened(every())[3]
    hatched = months._element.xpath(".//a:pattFill")
    assert len(hatched) == 1
    left = int(hatched[0].xpath("../a:xfrm/a:off/@x")[0])
    hollow = months._element.xpath(".//p:sp[p:nvSpPr/p:cNvPr/@name='Accueil, déclaré, sans détail']//a:off/@x")
    assert len(hollow) == 11
    assert min(map(int, hollow)) > left


def test_there_is_a_square_for_each_tonne() -> None:
    squares = next(shape for shape in opened(every())[6].shapes if shape.name == "Carrés")
    assert len(squares.shapes) == 188
    assert squares._element.xpath("p:nvGrpSpPr/p:cNvPr/@descr") == ["En mots : squares"]
    part = made(slide("squares", Squares(2.5, 4, "Un carré : une tonne.")))
    widths = [shape.width for shape in next(s for s in opened(part)[0].shapes if s.name == "Carrés").shapes]
    assert widths[2] == pytest.approx(widths[0] / 2, abs=2)


def test_thousands_of_activities_become_bars_in_proportion() -> None:
    runs = (Run("accueil", "dated", 3000), Run("accueil", "named", 1000))
    undated = (Undated(Run("mission", "declared", 5000), "5000 missions"),)
    crowded = (
        slide("symbols", Symbols((SymbolRow("4000", "accueils", runs),))),
        slide("number", Number("900", "accueils", (Group("accueil", 900, "de courtoisie"),))),
        slide("months", Months((Month(1, "janv.", runs, ("Namur",)), *MONTHS[1:]), "2025", undated)),
    )
    blob = made(*crowded)
    assert package.faults(blob) == []
    bars = next(shape for shape in opened(blob)[0].shapes if shape.name == "Symboles").shapes
    assert [shape.name for shape in bars] == ["3000 · Accueil, nommé et daté", "1000 · Accueil, nommé, sans date"]
    assert bars[0].width / bars[1].width == pytest.approx(3, rel=0.02)
    # what has a date is full, what has none is tinted, as the symbols of one activity are
    tinted = [bool(bar._element.xpath("p:spPr/a:solidFill//a:alpha")) for bar in bars]
    assert tinted == [False, True]
    assert all(len(list(one._element.iter(f"{package.P}sp"))) < 300 for one in opened(blob))


def test_the_map_is_freeforms_named_after_the_countries_on_it() -> None:
    world = next(shape for shape in opened(every())[2].shapes if shape.name == "Carte")
    names = [known.get("name") for known in world._element.iter(f"{package.P}cNvPr")]
    assert "Belgique" in names
    assert "Québec" in names
    assert len(world._element.xpath(".//a:custGeom")) > 20
    assert not [name for name in package.parts(made(slide("map", BODIES["map"]))) if "media" in name]


@pytest.mark.parametrize("kind", ["accueil", "rencontre_bilaterale"])
def test_a_map_seen_closer_is_cut_to_its_frame(kind: str) -> None:
    """PowerPoint hides nothing of what leaves its map: it would lie over the title."""
    nantes = replace(NAMUR, city_id="nantes", name="Nantes", latitude=47.2, longitude=-1.6)
    cities = tuple(replace(one, marks=(replace(one.marks[0], kind=kind),)) for one in (NAMUR, nantes))
    closer = WorldMap(QUEBEC, cities, tuple(links_of(cities)), (cities[0],), with_home=False, steps=3)
    page = opened(made(slide("map", closer)))[0]
    world = next(shape for shape in page.shapes if shape.name == "Carte")
    (title,) = (shape for shape in page.shapes if shape.is_placeholder and "Titre" in shape.text_frame.text)
    ties = [shape for shape in world.shapes if shape.name == FR(f"common.kind.{kind}")]
    assert ties
    assert all(tie.left >= 0 and tie.left + tie.width <= emu(1920) for tie in ties)
    assert all(tie.top >= title.top + title.height and tie.top + tie.height <= emu(1080) for tie in ties)
    assert "Québec" not in [shape.name for shape in world.shapes]  # it is beyond the frame


def test_the_name_of_a_city_grows_away_from_its_mark_and_stays_on_the_map() -> None:
    """The fonts of a machine without Office are up to three tenths wider than ours."""
    where = {"Namur": (50.46, 4.86), "Vancouver": (49.25, -123.12), "Lausanne, Luxembourg": (46.5, 6.6)}
    cities = tuple(
        replace(NAMUR, city_id=f"c{n}", name=name, latitude=place[0], longitude=place[1])
        for n, (name, place) in enumerate(where.items())
    )
    page = opened(made(slide("map", WorldMap(QUEBEC, cities, tuple(links_of(cities))))))[0]
    world = next(one for one in page.shapes if one.name == "Carte")
    marks = {one.name: one.left + one.width / 2 for one in world.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP}
    names = [one for one in world.shapes if one.has_text_frame and one.text_frame.text in where]
    assert len(names) == len(where)
    for one in names:
        words = one.text_frame.paragraphs[0]
        across = 1.3 * text_width(one.name, words.runs[0].font.size.pt * 2) * 6350  # two pixels a point
        if one.left >= marks[one.name]:
            assert words.alignment == PP_ALIGN.LEFT
            assert one.left + across <= 1920 * 6350
        elif one.left + one.width <= marks[one.name]:
            assert words.alignment == PP_ALIGN.RIGHT
            assert one.left + one.width - across >= 0
    assert {one.text_frame.paragraphs[0].alignment for one in names} & {PP_ALIGN.LEFT, PP_ALIGN.RIGHT}


def test_notes_say_the_sentence_the_words_and_the_source() -> None:
    notes = package.spoken(opened(every())[1])
    assert notes.split("\n") == [
        "Titre runs",
        "Ce qui est dit.",
        FR("pptx.definition.dated"),
        FR("pptx.definition.named"),
        "Source\N{NO-BREAK SPACE}: Rapport 2025",
        "Fichier produit le 22 novembre 2026.",
    ]


def test_every_run_has_its_language() -> None:
    for lang, tag in (("fr", "fr-CA"), ("en", "en-CA")):
        blob = pptx(Deck("Essai", [slide("bars", BODIES["bars"], rows=ROWS)], ON, True), texts(lang))  # type: ignore[arg-type]
        named = {value for part in package.parts(blob).values() for value in _languages(part)}
        assert named <= {tag, "fr-CA"}  # the words of these slides are French in both
        assert tag in named
    blob = pptx(
        Deck("Report", [slide("x", BODIES["figures"], title="Signed; le pacte de l’amitié")], ON, False), texts("en")
    )
    runs = [
        run for part in package.parts(blob).values() if part.startswith(b"<?xml") for run in part.split(b"<a:r>")[1:]
    ]
    said = {
        run.split(b"<a:t>")[1].split(b"</a:t>")[0].decode(): run.split(b'lang="')[1][:5]
        for run in runs
        if b"<a:t>" in run
    }
    assert (said["Signed; "], said["le pacte de l’amitié"]) == (b"en-CA", b"fr-CA")


def _languages(part: bytes) -> list[str]:
    return [piece.split(b'"')[0].decode() for piece in part.split(b' lang="')[1:]] if part.startswith(b"<?xml") else []


def test_text_from_data_is_text() -> None:
    nasty = "<a:t>&amp; \x00\x0b\ud83d</a:t> =1+1 ]]>"
    blob = made(slide("x", BODIES["figures"], title=nasty, note=nasty, source=nasty, lead=nasty, alt=nasty))
    assert package.faults(blob) == []
    assert opened(blob)[0].shapes.title.text_frame.text == "<a:t>&amp; </a:t> =1+1 ]]>"


def test_a_text_shrinks_in_its_box_where_another_font_is_wider() -> None:
    boxes = [
        shape._element.txBody.bodyPr
        for page in opened(every())
        for shape in page.shapes
        if shape.has_text_frame and shape._element.txBody is not None
    ]
    wrapped = [box for box in boxes if box.get("wrap") == "square"]
    assert len(wrapped) > 10
    assert [box for box in wrapped if box.find(f"{package.A}normAutofit") is None] == []


def test_the_file_says_what_it_is() -> None:
    said = Presentation(io.BytesIO(every())).core_properties
    assert (said.title, said.language, said.created.date()) == ("Essai", "fr-CA", ON)
    assert said.author == FR("export.author")


def test_a_full_month_is_a_bar_in_proportion_with_its_number() -> None:
    five = tuple(Run("mission", "dated", 1) for _ in range(5))
    months = (Month(1, "janv.", five, (), True, 20), Month(2, "févr.", five, (), False, 10), *MONTHS[2:])
    shapes = next(
        shape for shape in opened(made(slide("months", Months(months))))[0].shapes if shape.has_text_frame is False
    ).shapes
    bars = {shape.name: shape.height for shape in shapes if shape.name in {"janv.", "févr."} and shape.height > 100_000}
    assert bars["janv."] / bars["févr."] == pytest.approx(2, rel=0.01)
    texts_drawn = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    assert {"20", "10"} <= set(texts_drawn)


def test_every_slide_is_in_a_section_and_a_source_is_a_link() -> None:
    sources = Statements(
        (Statement("Avis", ("Ville",), url="https://exemple.test/a?b=1&c=2"), Statement("Sans adresse"))
    )
    codes = ("titre", "accueils", "missions", "themes", "sources")
    bodies = [BODIES["number"]] * 4
    slides = [slide(code, body) for code, body in zip(codes, [*bodies, sources], strict=True)]
    made = Presentation(io.BytesIO(pptx(Deck("Essai", slides, ON), FR)))
    names = made.part._element.xpath(".//*[local-name()='section']/@name")
    assert names == [
        "Ouverture",
        "L’année en nombres",
        "Thèmes, partenaires et ententes",
        "Coûts et sources",
        "Comment lire",
    ]
    listed = made.part._element.xpath(".//*[local-name()='section']//*[local-name()='sldId']/@id")
    assert listed == [known.get("id") for known in made.slides._sldIdLst]
    runs = [run for shape in made.slides[4].placeholders for line in shape.text_frame.paragraphs for run in line.runs]
    links = {run.text: run.hyperlink.address for run in runs if run.hyperlink.address}
    assert links == {"Avis": "https://exemple.test/a?b=1&c=2"}
