"""What stands out on a page stands out on its slide, on the screen, in PowerPoint and in PDF: the rest steps back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import duckdb
import pytest
from pptx import Presentation

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.documents.page_slides import slides_of, slides_of_views
from bri_data.highlight import PART, Highlight
from bri_data.present import overview
from bri_data.present.data_page import strips
from bri_data.present.figures import data_page
from bri_data.present.figures.common import Run, strip
from bri_data.present.figures.slides.deck import deck
from bri_data.present.slides.model import Bars, Months, Slide, Statements, Symbols, WorldMap
from bri_data.present.words import texts
from bri_data.queries import overview as queries
from bri_data.queries.highlight import chosen
from bri_data.views import View

DATA = Path(__file__).parents[2] / "data"
SAN_ANTONIO = ("choix", "ville:san-antonio")


def order(con: duckdb.DuckDBPyConnection, page: str, *items: tuple[str, str]) -> Order:
    return Order(con.cursor(), Address.read(page, items), date(2026, 11, 22))


def slide(con: duckdb.DuckDBPyConnection, page: str, *items: tuple[str, str]) -> Slide:
    return slides_of(order(con, page, *items))[0]


def lit_names(shown: Slide) -> set[str]:
    body = shown.body
    if isinstance(body, Bars):
        return {bar.label for bar in body.bars if not bar.is_faded}
    if isinstance(body, Symbols):
        return {row.label for row in body.rows if not row.is_faded}
    if isinstance(body, Months):
        return {month.name for month in body.months if not month.is_faded}
    assert isinstance(body, Statements)
    return {item.name for item in body.items if not item.is_faded}


@pytest.mark.parametrize(
    ("page", "items", "names"),
    [
        # in 2025 San Antonio holds a mission and a pact in March, and a delegation known to the year only
        ("chronologie", [("annee", "2025"), SAN_ANTONIO], {"mars"}),
        ("chronologie", [("annee", "2025"), ("choix", "mois:10")], {"oct."}),
        ("chronologie", [("annee", "toutes"), ("choix", "ville:vancouver")], {"2023"}),
        # the missions to Washington and New York: culture, heritage and economic development step back
        (
            "themes",
            [("annee", "2025"), ("choix", "theme:climat")],
            {"Climat", "Environnement", "Ports et fleuve", "Commerce et tarifs", "Diplomatie municipale"},
        ),
        # a mission of Namur went to Bordeaux and Paris too
        ("ententes", [("choix", "ville:namur")], {"Namur", "Bordeaux", "Paris"}),
        ("depenses", [("choix", "ville:tunis")], {"Paris, Le Havre et Tunis, 2022"}),
        ("seance", [SAN_ANTONIO], {"Rapport : San Antonio"}),
        ("comparer", [("quoi", "villes"), ("avec", "namur"), ("avec", "tunis"), ("choix", "ville:namur")], {"Namur"}),
    ],
)
def test_what_is_chosen_stands_out(
    con: duckdb.DuckDBPyConnection, page: str, items: list[tuple[str, str]], names: set[str]
) -> None:
    shown = slide(con, page, *items)
    assert {name.replace("\u00a0", " ") for name in lit_names(shown)} == names
    assert shown.lead.startswith("En évidence\u00a0: ")
    # it is the picture of the page otherwise
    plain = slide(con, page, *(item for item in items if item[0] != "choix"))
    assert (shown.title, shown.rows, shown.source) == (plain.title, plain.rows, plain.source)
    assert "is_faded=True" not in repr(plain)


def test_a_month_lights_symbol_by_symbol(con: duckdb.DuckDBPyConnection) -> None:
    # March 2025: the mission of Washington, then the mission and the pact of San Antonio
    body = slide(con, "chronologie", ("annee", "2025"), SAN_ANTONIO).body
    assert isinstance(body, Months)
    march = body.months[2]
    assert sorted((run.kind, run.is_faded) for run in march.runs) == [
        ("entente", False),
        ("mission", False),
        ("mission", True),
    ]
    screen = deck([slide(con, "chronologie", ("annee", "2025"), SAN_ANTONIO)], texts("fr"))
    (column,) = re.findall(r'<li class="bri-slide-month bri-busiest" role="presentation">(.*?)</li>', screen)
    assert (column.count("<svg"), column.count('opacity="0.22"')) == (3, 1)


def test_the_cities_of_a_theme_stand_out_on_the_map_of_each_medium(con: duckdb.DuckDBPyConnection) -> None:
    asked = [("annee", "2025"), ("choix", "theme:ports_fleuve")]
    known = slide(con, "carte", *asked)
    assert isinstance(known.body, WorldMap)
    lit = known.body.lit
    assert lit is not None
    assert 0 < len(lit) < len(known.body.cities)
    faded = len(known.body.cities) - len(lit)
    screen = deck([known], texts("fr"))
    assert len(re.findall(r'<g opacity="0.22"><g class="bri-mark"', screen)) == faded
    # PowerPoint: the name of what steps back is grey, the name of what stands out has the colour of text
    made = Presentation(io.BytesIO(FORMATS["pptx"].make(order(con, "carte", *asked))))
    names = {city.name: city.city_id in lit for city in known.body.cities}
    greys = {
        shape.text_frame.text: 'schemeClr val="accent5"' in shape._element.xml
        for shape in _all(made.slides[0].shapes)
        if shape.has_text_frame and shape.text_frame.text in names
    }
    assert greys == {name: not is_lit for name, is_lit in names.items()}


def _all(shapes: object) -> Iterator[object]:
    for shape in shapes:  # type: ignore[attr-defined]
        if shape.shape_type == 6:
            yield from _all(shape.shapes)
        else:
            yield shape


def test_a_bar_steps_back_in_powerpoint(con: duckdb.DuckDBPyConnection) -> None:
    asked = [("annee", "2025"), ("choix", "theme:climat")]
    made = Presentation(io.BytesIO(FORMATS["pptx"].make(order(con, "themes", *asked))))
    body = slide(con, "themes", *asked).body
    assert isinstance(body, Bars)
    (chart,) = [shape.chart for shape in made.slides[0].shapes if shape.has_chart]
    pale = {
        int(point.find("{*}idx").get("val"))
        for point in chart._chartSpace.iter("{*}dPt")
        if point.find(".//{*}alpha") is not None
    }
    assert pale == {index for index, bar in enumerate(body.bars) if bar.is_faded}


def test_nothing_chosen_on_the_slide_leaves_it_whole(con: duckdb.DuckDBPyConnection) -> None:
    shown = slide(con, "chronologie", ("annee", "2025"), ("choix", "ville:tunis"))
    assert shown.lead.startswith("Tunis\u00a0: rien sur cette page")
    assert "is_faded=True" not in repr(shown)


def test_a_figure_of_the_year_lights_symbol_by_symbol(con: duckdb.DuckDBPyConnection) -> None:
    # March 2025: two of the four dated missions, and a pact that no total counts; San Antonio: one mission, that pact,
    # and one of the seven delegations whose month is not known
    def lit_runs(choice: str) -> dict[tuple[str, str, bool], int]:
        view = View("", urlencode({"annee": "2025", "choix": choice}))
        (shown,), _ = slides_of_views(order(con, "presenter"), [view])
        body = shown.body
        assert isinstance(body, Symbols)
        rows = [row for row in body.rows if not row.is_faded]
        return {(run.kind, run.state, run.counted): run.n for row in rows for run in row.runs if not run.is_faded}

    assert lit_runs("mois:3") == {("mission", "dated", True): 2, ("entente", "dated", False): 1}
    assert lit_runs("ville:san-antonio") == {
        ("mission", "dated", True): 1,
        ("accueil", "named", True): 1,
        ("entente", "dated", False): 1,
    }
    # the page marks the same symbols, and the one whose month is not known
    _, tags = chosen(con.cursor(), 2025, Highlight("ville", "san-antonio"))
    marks = [tag for tag in tags if tag.startswith(("part:", "sans-mois:"))]
    assert marks == [
        "part:accueil:named:total:1",
        "part:entente:dated:hors:1",
        "part:mission:dated:total:1",
        "sans-mois:accueil:named:total:1",
    ]
    # on the page of the data a row is its total: that of agreements counts no pact, though the year has one
    found = strips(
        overview.counts(queries.kind_counts(con, 2025)), overview.declared_values(queries.declared(con, 2025))
    )
    rows = set(re.findall(r'<li data-tag="([^"]+)"', "".join(data_page.strip_line(one, texts("fr")) for one in found)))
    assert rows >= {"total:mission", "total:entente"}
    assert rows & set(tags) == {"total:mission", "total:accueil"}
    assert "type:entente" in tags
    drawn = strip([Run("mission", "dated", 2), Run("entente", "dated", 1, counted=False)], "", PART)
    assert re.findall(r'data-tag="([^"]+)"', drawn) == [
        "part:mission:dated:total:1",
        "part:mission:dated:total:2",
        "part:entente:dated:hors:1",
    ]
