"""Slides as markup: every text escaped, no number lost, and no type under 28 pixels at 1080 lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bri_data.present.figures.common import Run, explained
from bri_data.present.figures.maps.scene import CIRCLE_TEXT_SIZE
from bri_data.present.figures.slides import deck as drawn
from bri_data.present.figures.slides.maps import SCALE
from bri_data.present.slides.model import (
    OTHER,
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
)
from bri_data.present.words import texts

FR = texts("fr")
STYLES = Path(__file__).parents[2] / "pages" / "shared" / "static" / "presenter.css"
BAD = "<u>&"
ESCAPED = "&lt;u&gt;&amp;"


def slide(body: Body, title: str = "Titre", rows: Rows | None = None) -> Slide:
    return Slide("essai", title, body, "Note", "Image", "Rapport", rows or Rows(("A",), (("1",),)))


BODIES: dict[str, Body] = {
    "number": Number("19", BAD, (Group("accueil", 19, BAD),)),
    "symbols": Symbols((SymbolRow("3", BAD, (Run("mission", "dated", 3),), BAD),)),
    "months": Months(
        tuple(Month(month, BAD, (Run("mission", "dated", 1),), (BAD,), month == 3) for month in range(1, 13)),
        BAD,
        (Undated(Run("accueil", "named", 7), BAD),),
    ),
    "bars": Bars((Series("mission", BAD), Series(OTHER, BAD)), (Bar(BAD, (2.0, 1.0), "3"),), BAD, BAD),
    "figures": Figures((Figure(BAD, BAD, BAD),)),
    "squares": Squares(188.0, 4, BAD, (Figure("1", BAD),)),
    "statements": Statements((Statement(BAD, (BAD,), Run("entente", "dated", 1)), Statement(BAD, axis="attire")), 2),
}


@pytest.mark.parametrize("kind", BODIES)
def test_what_comes_from_the_data_is_never_markup(kind: str) -> None:
    rows = Rows((BAD,), ((BAD,),), 2)
    markup = drawn.section(slide(BODIES[kind], BAD, rows), 1, 1, FR)
    assert BAD not in markup
    assert ESCAPED in markup
    assert "Et 2 autres lignes." in markup


@pytest.mark.parametrize(("n", "squares"), [(188.0, 188), (0.4, 1), (185.28, 186), (1000.0, 1000)])
def test_one_square_each_the_last_one_in_part(n: float, squares: int) -> None:
    markup = drawn.section(slide(Squares(n, 4, "")), 1, 1, FR)
    assert markup.count("<rect") == squares


def test_nineteen_blocks_and_a_bar_when_nobody_could_count_them() -> None:
    few = drawn.section(slide(Number("19", "", (Group("accueil", 12, "a"), Group("accueil", 7, "b")))), 1, 1, FR)
    assert few.count("<i style=") == 19
    many = drawn.section(slide(Number("500", "", (Group("accueil", 400, "a"), Group("accueil", 100, "b")))), 1, 1, FR)
    assert many.count('class="bri-block-wide"') == 2
    assert "--share:0.8000" in many


def test_slides_are_hidden_sections_that_say_their_place() -> None:
    markup = drawn.deck([slide(BODIES["figures"]), slide(BODIES["bars"])], FR)
    assert re.findall(r'id="(diapo-\d)"[^>]*aria-label="([^"]+)"[^>]*hidden', markup) == [
        ("diapo-1", "Diapositive 1 sur 2"),
        ("diapo-2", "Diapositive 2 sur 2"),
    ]


def test_no_type_of_a_slide_is_under_28_pixels() -> None:
    """A hundredth of the height is 10.8 pixels on 1080 lines."""
    styles = STYLES.read_text("utf-8")
    sizes = [float(size) for size in re.findall(r"font(?:-size)?:[^;]*?calc\(var\(--u\) \* ([\d.]+)\)", styles)]
    assert len(sizes) > 20
    assert min(sizes) * 10.8 >= 28
    assert CIRCLE_TEXT_SIZE * SCALE >= 28  # the smallest text of a map, drawn 1920 pixels wide


def test_what_a_symbol_means_is_shown_in_the_shape_it_has() -> None:
    meetings = (Run("rencontre_thematique", "declared", 8),)
    events = (Run("evenement", "dated", 3), Run("evenement", "named", 1, counted=False))
    assert explained([*meetings, *events]) == [
        Run("evenement", "dated", 1),
        Run("evenement", "named", 1),
        Run("rencontre_thematique", "declared", 1),
        Run("evenement", "dated", 1, counted=False),
    ]
    assert explained([Run("mission", "dated", 5)]) == []
    assert explained([]) == []


def test_symbols_have_one_size_in_all_the_rows_of_a_slide() -> None:
    outside = Run("mission", "dated", 4, counted=False)
    rows = (
        SymbolRow("6", "a", (Run("mission", "dated", 6), outside)),
        SymbolRow("2", "b", (Run("accueil", "named", 2),)),
    )
    markup = drawn.section(slide(Symbols(rows)), 1, 1, FR)
    # 6 full ones, a gap of a third, 4 at three quarters: 6 + 1/3 + 3
    assert re.findall(r"--(?:most|n):([\d.]+)", markup) == ["9.33333", "9.33333", "2"]


def full_year() -> Months:
    """Twenty records in January, of which five are listed, and ten in February."""
    five = tuple(Run("mission", "dated", 1) for _ in range(5))
    names = ("janv.", "févr.", *(f"m{number}" for number in range(3, 13)))
    counts = (20, 10, *[0] * 10)
    return Months(
        tuple(
            Month(number, name, five if n else (), (), n == 20, n)
            for number, (name, n) in enumerate(zip(names, counts, strict=True), start=1)
        )
    )


def test_a_month_of_more_than_its_symbols_is_a_bar_with_its_number() -> None:
    markup = drawn.section(slide(full_year()), 1, 1, FR)
    january, february, march = re.findall(r'<li class="bri-slide-month.*?</li>', markup)[:3]
    assert "--part:1.000" in january
    assert "<span>20</span>" in january
    assert "--part:0.500" in february
    assert "<span>10</span>" in february
    assert "--part:0.000" in march
    assert "<svg" not in january  # five dots for twenty missions would be a false picture
