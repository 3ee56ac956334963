"""The map taken away: its rows, its picture and its slide, framed, chosen and zoomed as its address says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bri_data.export.sheets import Sheet
from bri_data.highlight import CITY, Highlight
from bri_data.present import format as fmt
from bri_data.present import map_page as values
from bri_data.present.briefs import country_name
from bri_data.present.figures.common import source_line
from bri_data.present.figures.maps import page as figures
from bri_data.present.figures.maps.scene import links_of
from bri_data.present.geo.placement import CityMarks
from bri_data.present.geo.projection import Point
from bri_data.present.geo.regions import Region
from bri_data.present.posters.maps import map_block, map_legend
from bri_data.present.posters.paper import Block, Words
from bri_data.present.records import state_of
from bri_data.present.rows import localised, plain
from bri_data.present.slides.model import Slide, WorldMap
from bri_data.present.slides.story import paragraph
from bri_data.queries import map_page as queries
from bri_data.queries.map_answers import answers

from . import fields as columns
from .brief_slides import DOCUMENTS
from .framed import region_framed
from .kept import span_of, whole
from .lit import CHOICE
from .order import Order, Shown, asked_once, shown
from .records import declared_sheet, records_sheet
from .slide_rows import rows_of
from .table_rows import cited_by

_MOST_NAMED = 3
_LINE = "overview.source.line"


@dataclass(frozen=True)
class MapState:
    """`region` is the part framed, None for everything; `selected` the city chosen there, None for none; `steps` how
    much closer the reader came; `centre` the place moved to the middle, None for none."""

    answers: values.Answers
    region: Region | None
    selected: CityMarks | None
    title: str
    steps: int
    centre: Point | None = None

    @property
    def framed(self) -> tuple[CityMarks, ...]:
        """The cities to look at."""
        return self.region.cities if self.region else self.answers.cities

    @property
    def with_home(self) -> bool:
        """Whether the home city must be in the picture."""
        return self.region is None or self.region.with_home


@asked_once
def map_state(order: Shown) -> MapState:
    """The map of the address: `cadre` names its region, `ville` (else what stands out, `choix`) its city."""
    words, con, address = order.texts, order.con, order.address
    found = values.answers_of(answers(con, order.year), order.year, words)
    region = order.region or region_framed(con, address, order.year)
    chosen = Highlight.read(address.value(CHOICE))
    codes = [address.value("ville"), chosen.code if chosen and chosen.kind == CITY else ""]
    selected = next((city for code in codes if (city := found.city(code))), None)
    steps, centre = values.steps_of(address.value("zoom")), values.centre_of(address.value("centre"))
    return MapState(found, region, selected, values.title(found.cities, span_of(order), words, region), steps, centre)


def _source(order: Shown, key: str = _LINE) -> str:
    declared = queries.declared(order.con, order.year)
    cited = queries.cited_sources(order.con, order.year)
    return source_line(whole(order, declared), cited, order.texts, key)


def _left_out(order: Shown, seen: MapState) -> str:
    """How many records of a whole map lie in none of its cities, as a sentence; "" for none."""
    n = 0 if seen.region else seen.answers.unplaced
    return order.texts.count("map_page.unplaced", n, n=fmt.number(n, order.texts)) if n else ""


def map_sheets(order: Shown) -> tuple[Sheet, ...]:
    """The records, each place of each of them, and what is declared."""
    year, words = order.year, order.texts
    found = plain(queries.placed(order.con, year, order.framed))
    rows = [
        (
            localised(row, "name", words),
            country_name(row["country"], words),
            row["latitude"],
            row["longitude"],
            words(f"common.kind.{row['kind']}"),
            state_of(row["kind"], row["state"], words),
            localised(row, "label", words),
            row["record_id"],
        )
        for row in found
    ]
    heads = columns.fields(columns.PLACES, words)
    places = Sheet("villes", words("export.sheet.places"), heads, rows, len(rows), cited_by(found))
    return (records_sheet(order, year), places, *declared_sheet(order, None if year is None else [year]))


def map_picture(order: Shown) -> tuple[Words, Sequence[Block]]:
    """The map as its address frames it."""
    words, seen = order.texts, map_state(order)
    cities = seen.answers.cities
    drawn = map_block(
        cities,
        seen.answers.home,
        words,
        label=seen.title,
        selected=seen.selected.city_id if seen.selected else None,
        framed=(seen.framed, seen.with_home) if seen.region else None,
        steps=seen.steps,
        centre=seen.centre,
    )
    foot = tuple(filter(None, (_left_out(order, seen), _source(order))))
    return Words(seen.title, words("overview.direction") if cities else "", foot), (drawn, map_legend(cities, words))


def map_slides(order: Shown) -> tuple[Slide, ...]:
    """The cities of the year, or of all years, as the map page shows them: its frame, its city."""
    words, seen = order.texts, map_state(order)
    cities, home = seen.answers.cities, seen.answers.home
    if not cities:
        return ()
    names = fmt.joined([city.name for city in seen.framed], words)
    alt = words("overview.map_label", home=home.name, cities=names)
    chosen = seen.selected.city_id if seen.selected else ""
    links = tuple(links_of(cities))
    body = WorldMap(home, cities, links, seen.framed, seen.with_home, chosen, seen.steps, centre=seen.centre)
    note = paragraph(seen.title, names, words("overview.direction"), _left_out(order, seen))
    source = _source(order, DOCUMENTS)
    return (Slide("carte", seen.title, body, note, alt, source, rows_of(order), _city_line(order, seen)),)


def _city_line(order: Shown, seen: MapState) -> str:
    """What the chosen city holds, in a line; "" where none is chosen."""
    if seen.selected is None:
        return ""
    records = queries.city_records(order.con, seen.selected.city_id, order.year)
    panel = values.panel(seen.selected, records, seen.answers.home, order.texts)
    held = [entry.title for entry in panel.entries]
    said = "; ".join(held[:_MOST_NAMED]) + ("…" if held[_MOST_NAMED:] else "")
    return order.texts("slides.said", what=panel.name, said=said)


def rows_behind(order: Order) -> Markup:
    """Every record of the cities framed, as a table."""
    found = shown(order)
    rows = queries.rows(found.con, found.year, cities=found.framed)
    return figures.rows_table(rows, span_of(found), found.texts)


SHEETS = map_sheets
PICTURES = {"carte": map_picture}
SLIDES = map_slides
BEHIND = rows_behind
