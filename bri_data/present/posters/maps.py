"""Maps as posters: of a year, of a brief."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bri_data.present.figures.maps.world import links_of, map_frame, world_map

from ..geo.frames import closer
from ..geo.placement import CityMarks
from ..geo.projection import Home, Point, projection_of
from ..geo.regions import regions_of
from ..overview import STATE_ORDER
from ..theme import KINDS
from ..words import Texts
from .paper import INNER, Block, legend
from .told import told_cities


def map_block(
    cities: Sequence[CityMarks],
    home: Home,
    texts: Texts,
    *,
    width: float = INNER,
    height: float = 760,
    label: str,
    selected: str | None = None,
    framed: tuple[Sequence[CityMarks], bool] | None = None,
    steps: int = 0,
    centre: Point | None = None,
) -> Block:
    """The world map around these cities, base map included.

    `framed` are those to look at and whether the home city is; None for all of them with it; `steps` how much
    closer the reader came, to the selected one; `centre` the place moved to the middle, None for none.
    """
    looked_at, with_home = framed or (cities, True)
    place = next((projection_of(home)(one.latitude, one.longitude) for one in cities if one.city_id == selected), None)
    frame = closer(map_frame(looked_at, home, width, height, with_home=with_home), steps, place, centre)
    drawn = world_map(
        cities,
        links_of(cities),
        home,
        texts,
        width=width,
        height=height,
        label=label,
        frame=frame,
        selected=selected,
        regions=() if framed or steps or centre else regions_of(cities, home, texts),
    )
    size = f'<svg width="{width:g}" height="{height:g}" '
    return Block(Markup(str(drawn.svg).replace("<svg ", size, 1)), height + 14, told_cities(looked_at, texts))


def map_legend(cities: Sequence[CityMarks], texts: Texts) -> Block:
    """The shapes and fills that these cities bear."""
    marks = [mark for city in cities for mark in city.marks]
    kinds = [kind for kind in KINDS if any(mark.kind == kind for mark in marks)]
    states = [state for state in STATE_ORDER if any(mark.state == state for mark in marks)]
    return legend(kinds, states, texts, off_total=any(not mark.counted for mark in marks))
