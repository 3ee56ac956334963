"""The law of the map in every medium, from the phone to the slide, on our cities and on others: no mark stands farther
from its place than its own radius, each has a name or is in a named group, and what is left outside has an arrow.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

import duckdb
import pytest

from bri_data.present.figures.maps.inset import map_with_inset
from bri_data.present.figures.maps.marks import is_far, tied_to
from bri_data.present.figures.maps.scene import Scene, above, links_of
from bri_data.present.figures.maps.world import map_frame
from bri_data.present.figures.slides.maps import HEIGHT, SCALE, WIDTH, slide_frame
from bri_data.present.geo.frames import Frame
from bri_data.present.geo.placement import CityMarks
from bri_data.present.geo.regions import regions_of
from bri_data.present.places import city_marks
from bri_data.present.slides.model import WorldMap
from bri_data.present.words import texts
from bri_data.queries import map_page
from tests.cases import telling
from tests.unit.test_map_placement import QUEBEC, city, scattered

WORDS = texts("fr")
# Width, height and size of the text of the maps of the overview, of Carte, of briefs, of posters and of reports.
MEDIA = {
    "overview": (1092, 428, 1.0),
    "overview at 1280": (726, 328, 0.8),
    "phone": (358, 230, 0.8),
    "Carte": (1250, 750, 1.0),
    "Carte at 1280": (830, 461, 0.8),
    "brief": (930, 563, 1.0),
    "brief at 1280": (620, 376, 0.8),
    "poster": (1200, 760, 1.0),
    "report": (1060, 560, 1.0),
    "slide": (WIDTH, HEIGHT, SCALE),
}
NAMES = ("Namur", "San Francisco de Campeche", "Saint-Quentin-en-Yvelines", "Hué", "Ho Chi Minh-Ville", "東京", "Łódź")
FOOT = 120.0  # of a slide


def of_one_country(count: int = 120) -> list[CityMarks]:
    draw = random.Random(3)  # noqa: S311 - not a secret
    return [
        city(f"f{n}", draw.uniform(43, 50), draw.uniform(-1.5, 7), draw.choice([1, 1, 1, 2, 3, 9]), "FR")
        for n in range(count)
    ]


def long_names(count: int, seed: int) -> list[CityMarks]:
    """Most in Europe, some beside home, some at the other end of the Earth; long names and short ones."""
    draw = random.Random(seed)  # noqa: S311 - not a secret
    cities = []
    for n in range(count):
        way = draw.random()
        place = (48 + draw.gauss(0, 3), 5 + draw.gauss(0, 8)) if way < 0.6 else (46.8, -71.2 + draw.gauss(0, 0.7))
        place = (draw.uniform(-60, 75), draw.uniform(-180, 180)) if way > 0.8 else place
        one = city(f"c{n}", *place, draw.choice([1, 1, 1, 2, 3, 4, 5, 9, 30]), draw.choice(["FR", "US", "CN"]))
        cities.append(replace(one, name=f"{draw.choice(NAMES)} {n}"))
    return cities


def drawn(cities: Sequence[CityMarks], medium: str) -> Scene:
    width, height, scale = MEDIA[medium]
    is_slide = medium == "slide"
    frame = map_frame(cities, QUEBEC, width, height, text_scale=scale)
    if is_slide:
        frame = slide_frame(WorldMap(QUEBEC, tuple(cities), ()))
    return map_with_inset(
        cities,
        links_of(cities),
        QUEBEC,
        WORDS,
        frame,
        regions=regions_of(cities, QUEBEC, WORDS),
        text_scale=scale,
        foot=FOOT if is_slide else 0.0,
    )


def faults(scene: Scene, cities: Sequence[CityMarks], view: Frame) -> list[str]:
    """What breaks the law, in words."""
    wrong = []
    home = scene.centre
    for body in scene.bodies:
        held_by_home = math.dist((body.true_x, body.true_y), home) < body.half + 2 * body.radius + 30 * scene.scale
        if body.moved > body.radius + 0.01 and not held_by_home:
            wrong.append(f"{body.city.name} moved by {body.moved / body.radius:.2f} radii")
        # what gave way to the home city still says where it is: its places are tied to it, or in its zone
        for place in body.places:
            covered = math.dist(place, (body.x, body.y)) <= body.radius + body.half
            middle = (body.true_x, body.true_y)
            is_told = covered or place in tied_to(body) or math.dist(place, middle) <= body.zone + 0.01
            if not is_told or (body.is_many and is_far(body) and middle not in tied_to(body)):
                wrong.append(f"{body.city.name}: a place of it is told by nothing")
    wrong += [f"no word for {one}" for one in scene.unlabelled]
    wrong += [f"no word for {one} in the inset" for one in (scene.inset.scene.unlabelled if scene.inset else ())]
    wrong += list(misleading(scene))
    held = [city_id for body in scene.bodies for city_id in body.city.ids]
    wrong += [f"{one} stands in two marks" for one in set(held) if held.count(one) > 1]
    left_out = sum(one.city_id not in set(held) for one in cities)
    told = sum(one.n for one in scene.beyond)
    wrong += [f"{left_out} cities outside, {told} told by arrows"] if left_out != told else []
    wrong += [f"{one.said} under the foot" for one in scene.beyond if one.y > view.height or one.label.y > view.height]
    return wrong


def misleading(scene: Scene) -> Iterator[str]:
    """The names at the end of a long line that stand beside a mark which is not theirs."""
    for city_id, label in scene.labels.items():
        if not label.leader or math.dist(*label.leader) <= 2 * label.size:
            continue
        left, top, right, bottom = label.box
        for body in scene.bodies:
            across = max(left - body.x - body.half, body.x - body.half - right, 0.0)
            away = math.hypot(across, max(top - body.y, body.y - bottom, 0.0)) - body.radius
            if body.city.city_id != city_id and away < label.size - 0.01:
                yield f"{label.text} stands beside {body.city.name}"


@pytest.mark.parametrize("medium", MEDIA)
def test_the_law_of_the_map_holds_in_every_medium(con: duckdb.DuckDBPyConnection, medium: str) -> None:
    every = [one for one in city_marks(map_page.city_marks(con, None), WORDS, totals=True) if one.is_shown]
    crowds: dict[str, list[CityMarks]] = {
        "all years": every,
        "2023": city_marks(map_page.city_marks(con, 2023), WORDS, totals=True),
        "France": [one for one in every if one.country == "FR"],
        "120 of one country": of_one_country(),
        "800": scattered(800),
        **{f"long names, {count} by {seed}": long_names(count, seed) for count, seed in ((12, 5), (36, 41), (60, 9))},
        **{f"{count:,}": scattered(count) for count in telling([], also=[10_000])},
    }
    wrong = []
    for name, cities in crowds.items():
        assert cities, name
        scene = drawn(cities, medium)
        view = above(scene.frame, FOOT if medium == "slide" else 0.0)
        wrong += [f"{name}: {one}" for one in faults(scene, cities, view)]
    assert not wrong, "\n".join(wrong)
