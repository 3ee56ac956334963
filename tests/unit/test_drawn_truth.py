"""What is drawn is what was counted, medium by medium, from values made by hand: no part lost, halved, exchanged or
painted as another state."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from docx import Document as opened_word
from pptx import Presentation

from bri_data.export.docx import docx
from bri_data.export.sheets import Book, Notice
from bri_data.export.slides.bodies_pdf import Bodies
from bri_data.export.slides.canvas import emu
from bri_data.export.slides.deck import Deck, pptx
from bri_data.export.web_page import web_page
from bri_data.present.figures import common, overview
from bri_data.present.figures.common import Run
from bri_data.present.figures.compare import marks as compare_marks
from bri_data.present.figures.maps.world import world_map
from bri_data.present.figures.slides import deck as slides
from bri_data.present.figures.symbols import TINT, bar_part
from bri_data.present.figures.timeline.years import all_years
from bri_data.present.geo.placement import CityMarks, Mark
from bri_data.present.geo.projection import Home
from bri_data.present.overview import Headline, RibbonItem, RibbonMonth
from bri_data.present.posters.overview import figures_block, months_block
from bri_data.present.posters.themes import matrix_block
from bri_data.present.posters.told import Told
from bri_data.present.report import model, pictures
from bri_data.present.slides.model import OTHER, Bar, Bars, Body, Month, Months, Rows, Series, Slide, SymbolRow, Symbols
from bri_data.present.theme import KINDS, TOKENS, State, var
from bri_data.present.themes import COLUMNS, Cell, Row
from bri_data.present.timeline_shown import Years, year_rows
from bri_data.present.words import texts
from tests.unit import pptx_package as package

FR = texts("fr")
TINTED = f'fill-opacity="{TINT}"'
STATES: tuple[State, ...] = ("dated", "named", "announced", "declared")
EACH = tuple(Run("mission", state, n) for state, n in zip(STATES, (4, 3, 2, 1), strict=True))
FIGURE = Headline("mission", "10", "missions", EACH, (), is_declared=True)
BARS = Bars(
    (Series("mission", "Missions"), Series(OTHER, "Autres")), (Bar("A", (2, 1), "3"), Bar("B", (1, 0), "1")), ""
)


def painted(drawn: str) -> dict[State, int]:
    """How many symbols of missions `drawn` holds, by state, told by their paint alone."""
    marks = re.findall(r'<path d="[^"]*" (fill="[^>]*)/>', drawn)
    mine = [one for one in marks if var("mission") in one or var("ink3") in one]
    return {
        "dated": sum("stroke" not in one and "opacity" not in one for one in mine),
        "named": sum(TINTED in one for one in mine),
        "announced": sum("dasharray" in one for one in mine),
        "declared": sum('fill="none"' in one and "dasharray" not in one for one in mine),
    }


def made(body: Body) -> bytes:
    """A PowerPoint file of one slide."""
    return pptx(Deck("Essai", [slide(body)], date(2026, 11, 22)), FR)


def slide(body: Body) -> Slide:
    return Slide("essai", "Titre", body, "Note", "Image", "Rapport", Rows((), ()))


def group(body: Body, name: str) -> Any:
    """The shapes in the group of that name of a PowerPoint slide."""
    shapes = Presentation(io.BytesIO(made(body))).slides[0].shapes
    return next(one for one in shapes if one.name == name).shapes


# --- The screen -------------------------------------------------------------------------------------------------------


def test_a_legend_shows_each_state_beside_its_word() -> None:
    items = common.legend(STATES, FR, off_total=True).split("<li>")[1:]
    assert [FR(f"common.state.{state}") in item for state, item in zip(STATES, items, strict=False)] == [True] * 4
    assert [painted(item) for item in items[:4]] == [{one: int(one == state) for one in STATES} for state in STATES]
    assert common.mark("mission", "dated", counted=False) in items[4]
    assert FR("common.off_total") in items[4]


def test_a_figure_of_the_year_draws_every_run() -> None:
    assert painted(overview.headline(FIGURE, "x")) == {run.state: run.n for run in EACH}


def test_bars_of_a_comparison_are_as_high_and_long_as_their_numbers() -> None:
    runs = [(Run("mission", "dated", 15), Run("mission", "named", 5)), (Run("mission", "dated", 10),), *[()] * 10]
    drawn = compare_marks.months(runs, 20, 0, "Namur", FR, few=True)
    bars = re.findall(r'y="([\d.]+)" width="8.0" height="([\d.]+)"[^>]*fill-opacity="([\d.]+)"', drawn)
    assert bars == [("25.0", "75.0", "1"), ("0.0", "25.0", f"{TINT:g}"), ("50.0", "50.0", "1")]
    pile = compare_marks.pile(
        (Run("mission", "dated", 60), Run("mission", "named", 40)), "", compare_marks.Scale(9, 200)
    )
    for state, x, width in (("dated", 0, 300), ("named", 300, 200)):
        assert bar_part("mission", state, x=x, y=0, width=width, height=20, stretched=True) in pile  # type: ignore[arg-type]


def test_the_ground_of_a_month_is_as_deep_as_its_number() -> None:
    rows = [(year, month, "mission", "dated", n) for year in range(2000, 2025) for month, n in ((1, 20), (2, 10))]
    every_month = pd.DataFrame(rows, columns=["year", "month", "kind", "state", "n"])
    years, without = year_rows(every_month)
    nothing = pd.DataFrame()
    drawn = all_years(Years("", tuple(years), without, (), every_month, nothing, nothing), FR)
    grounds = re.findall(r'--heat:(\d+)%"[^>]*>(\d+)<', drawn)
    assert {(int(ground) - 12) / int(n) for ground, n in grounds if int(n) <= 20} == {48 / 20}


def test_a_mark_of_the_map_shows_each_of_its_activities_as_it_is_known() -> None:
    marks: dict[str, tuple[Mark, ...]] = {one: (Mark(one, "mission", one, one),) for one in STATES}
    marks["several"] = tuple(Mark(f"s{n}", "mission", state, state) for n, state in enumerate(STATES[:3]))
    places = ((50.5, 4.9), (29.4, -98.5), (-33.9, 151.2), (60.2, 24.9), (35.7, 139.7))
    cities = [CityMarks(one, one, *place, held) for (one, held), place in zip(marks.items(), places, strict=True)]
    drawn = world_map(cities, (), Home("Québec", 46.8, -71.2), FR, width=1092, height=505, label="").svg
    nodes = [node for node in ET.fromstring(drawn).iter() if node.get("class") == "bri-mark"]  # noqa: S314 - our own
    found = {
        node.get("data-id"): painted(ET.tostring(node, "unicode").replace("ns0:", "").replace(" />", "/>"))
        for node in nodes
    }
    assert found == {
        one: {state: int(state in {mark.state for mark in held}) for state in STATES} for one, held in marks.items()
    }


# --- Paper ------------------------------------------------------------------------------------------------------------


def test_the_poster_of_a_year_draws_every_run_and_each_item_as_it_is_known() -> None:
    assert painted(figures_block([FIGURE], 600, FR).svg) == {run.state: run.n for run in EACH}
    items = tuple(RibbonItem("mission", state, True, state, row) for row, state in enumerate(STATES[:3]))
    months = [RibbonMonth(month, items if month == 3 else (), 0) for month in range(1, 13)]
    assert painted(months_block(months, EACH, 2025, FR).svg) == {"dated": 5, "named": 4, "announced": 3, "declared": 1}


def test_the_poster_of_the_themes_draws_bars_as_long_as_their_numbers() -> None:
    cells = tuple(Cell(axis) for axis in COLUMNS)
    rows = [Row(str(n), str(n), cells, n, 0, 0) for n in (8, 4, 1)]
    bars = re.findall(r'y="14" width="([\d.]+)".*?>(\d)</text>', matrix_block(rows, FR).svg)
    assert bars == [("130.0", "8"), ("65.0", "4"), ("16.2", "1")]


def test_the_symbols_of_a_report_are_those_of_its_runs() -> None:
    found = pictures.symbols([Run("mission", "dated", 2), Run("mission", "named", 1)], "3 missions")
    assert found is not None
    assert [found.svg.count(one) for one in ("<path", TINTED)] == [3, 1]


def test_a_figure_of_a_word_file_stands_under_its_heading() -> None:
    labels = model.Labels("Bureau", "", "Table", "Page", "Chiffres", ("N", "Quoi", "Su"))
    cover = (model.Figures((model.Figure("19", "accueils", ("8 nommés", "1 daté")),)),)
    made = docx(model.Document("Essai", "fr", date(2026, 1, 15), labels, cover=cover))
    (table,) = opened_word(io.BytesIO(made)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["N", "Quoi", "Su"],
        ["19", "accueils", "8 nommés; 1 daté"],
    ]


def test_the_web_page_holds_every_value_of_a_picture() -> None:
    told = Told("Carte", ("Ville", "Nombre", "Su"), (("Namur", "3", "daté"), ("Paris", "1", "nommé")))
    book = Book(Notice("Essai", (), (), ()), (), datetime(2026, 1, 1))
    page = web_page(book, [], FR, values=(told,)).decode()
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', page)
    assert [(head, *re.findall(r"<td>(.*?)</td>", cells)) for head, cells in rows] == [*told.rows]


# --- Slides -----------------------------------------------------------------------------------------------------------


def test_the_bars_of_a_slide_are_as_long_as_their_numbers_in_the_hue_of_their_series() -> None:
    drawn = slides.section(slide(BARS), 1, 1, FR)
    parts = re.findall(r'<i style="width:([\d.]+)%;background:([^"]+)"', drawn)
    assert parts == [("66.67", var("mission")), ("33.33", var("ink3")), ("33.33", var("mission"))]
    value = Bodies(FR, "light").of(slide(BARS))
    found = [(round(part["share"], 4), part["hue"]) for bar in value["bars"] for part in bar["parts"]]
    mission, other = TOKENS[KINDS["mission"].token].light, TOKENS["ink3"].light
    assert found == [(0.6667, mission), (0.3333, other), (0.3333, mission)]


def test_the_bars_of_a_chart_have_the_hue_of_their_series() -> None:
    blob = made(BARS)
    (chart,) = package.charts(blob)
    theme = next(content for name, content in package.parts(blob).items() if name.endswith("theme1.xml")).decode()
    hues = dict(re.findall(r'<a:(\w+)><a:srgbClr val="(\w+)"/>', theme))
    found = {
        one.name: one._element.xpath("string(c:spPr/a:solidFill/a:schemeClr/@val)") for one in chart.plots[0].series
    }
    assert {name: f"#{hues[token]}" for name, token in found.items()} == {
        "Missions": TOKENS[KINDS["mission"].token].light,
        "Autres": TOKENS["ink3"].light,
    }


def test_symbols_of_a_file_of_slides_are_painted_as_their_states() -> None:
    looks = []
    for shape in group(Symbols((SymbolRow("10", "missions", EACH),)), FR("pptx.name.symbols")):
        part = shape._element.find(".//{*}spPr")
        fill, line = part.find("{*}solidFill"), part.find("{*}ln")
        tint = fill is not None and fill.find(".//{*}alpha") is not None
        dash = line is not None and line.find("{*}prstDash") is not None
        edge = line is not None and line.find("{*}solidFill") is not None
        looks.append((fill is not None, tint, edge, dash))
    full, tinted = (True, False, False, False), (True, True, True, False)
    dashed, hollow = (False, False, True, True), (False, False, True, False)
    assert looks == [full] * 4 + [tinted] * 3 + [dashed] * 2 + [hollow]


def test_bars_of_a_file_of_slides_take_the_room_there_is() -> None:
    many = (Run("mission", "dated", 60), Run("mission", "named", 30))
    first, second = group(Symbols((SymbolRow("90", "missions", many),)), FR("pptx.name.symbols"))
    assert second.left - (first.left + first.width) == pytest.approx(emu(3), abs=2)  # the gap between two parts
    months = [Month(month, f"m{month}", (), (), n == 20, n) for month, n in enumerate((20, 10, *[0] * 10), 1)]
    busy = [Month(one.month, one.name, EACH[:1] if one.n else (), (), one.is_busiest, one.n) for one in months]
    shapes = group(Months(tuple(busy)), FR("pptx.name.months"))
    heights = {one.name: one.height for one in shapes if one.name in ("m1", "m2") and one.height > emu(60)}
    assert heights["m1"] > emu(1080 / 2.5)  # of the height of a slide
    assert heights["m1"] / heights["m2"] == pytest.approx(2, rel=0.01)
