"""The slides that are maps: where the Bureau went, and from where it received."""

from __future__ import annotations

from dataclasses import replace

from bri_data.present.figures.maps.scene import links_of

from .. import format as fmt
from ..geo.placement import CityMarks
from ..overview import Headline
from .model import Slide, Statement, Statements, WorldMap
from .story import Story, all_sources, clauses, from_to, held, paragraph, record_rows, short_names


def missions(story: Story) -> Slide | None:
    """The map of the year's missions; nothing when none is named with a city."""
    figure, cities = story.figure("mission"), _cities(story, "mission")
    if figure is None or not cities:
        return None
    texts, n = story.texts, figure.total if figure.is_declared else held(figure)
    values = {"n": fmt.capitalised(fmt.spelled(n, texts)), "year": story.year, **from_to(cities, story.home, texts)}
    if held(figure) < n:  # a range would speak for missions that nobody situates
        form = "partly"
        named = held(figure)
        values["named"] = texts.count("slides.missions.named", named, n=fmt.spelled(named, texts))
    else:
        form = "span" if len(cities) > 1 else "single"
    title = texts.count(f"slides.missions.{form}", n, **values)
    return _map("missions", title, cities, figure, story)


def received(story: Story) -> Slide | None:
    """The map of the cities whose delegations were received; a list when none of those named has a city."""
    figure, cities = story.figure("accueil"), _cities(story, "accueil")
    if figure is None or not held(figure):
        return None
    texts, placeless = story.texts, short_names(story, "accueil", placeless=True)
    if not cities:
        return _list(figure, placeless, story)
    n = len(cities)
    values = {"n": fmt.capitalised(fmt.spelled(n, texts)), "year": story.year, **from_to(cities, story.home, texts)}
    title = texts.count("slides.received.title", n, city=cities[0].name, **values)
    also = texts("slides.received.placeless", names=fmt.joined(placeless, texts)) if placeless else ""
    return _map("recus", title, cities, figure, story, also)


def _cities(story: Story, kind: str) -> tuple[CityMarks, ...]:
    """The cities of the year's counted activities of one kind, with those marks alone; announced ones left out."""
    found = []
    for city in story.cities:
        marks = tuple(mark for mark in city.marks if mark.kind == kind and mark.counted and mark.state != "announced")
        if marks and replace(city, marks=marks).is_shown:
            found.append(replace(city, marks=marks))
    return tuple(found)


def _map(  # noqa: PLR0917 - private, the pieces of one slide
    code: str, title: str, cities: tuple[CityMarks, ...], figure: Headline, story: Story, also: str = ""
) -> Slide:
    texts = story.texts
    names = fmt.joined([city.name for city in cities], texts)
    alt = texts("overview.map_label", home=story.home.name, cities=names)
    return Slide(
        code,
        title,
        WorldMap(story.home, cities, tuple(links_of(cities))),
        paragraph(title, clauses(*figure.notes), *figure.spoken, also, texts("overview.direction")),
        alt,
        all_sources(story),
        record_rows(story, lambda row: row["kind"] == figure.kind),
        lead=clauses(*(figure.notes[-1:] if figure.is_declared else figure.notes), also),
    )


def _list(figure: Headline, names: list[str], story: Story) -> Slide:
    title = story.texts("slides.of_year", label=f"{figure.number} {figure.label}", year=story.year)
    rows = record_rows(story, lambda row: row["kind"] == figure.kind)
    items = tuple(Statement(name) for name in names[:6])
    note = paragraph(title, *figure.notes, *figure.spoken)
    return Slide("recus", title, Statements(items), note, fmt.joined(names, story.texts), all_sources(story), rows)
