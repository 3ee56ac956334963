"""The standard deck: a year told in about ten slides computed from its data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..words import Texts
from . import calendar, counts, evidence, places, subjects, topics
from .model import Slide
from .story import Story, story

Builder = Callable[[Story], Slide | None]

# In the order told: how much, where, when, what about, with whom, at what cost, on whose word.
ORDER: tuple[Builder, ...] = (
    counts.opening,
    places.missions,
    places.received,
    calendar.months,
    counts.meetings,
    subjects.axes,
    topics.themes,
    counts.partners,
    subjects.agreements,
    evidence.carbon,
    counts.named,
    evidence.sources,
)


def deck(answers: Mapping[str, Any], texts: Texts) -> tuple[Slide, ...]:
    """The slides of `answers["year"]` (queries.year_answers.answers): those for which the data say something.

    A year without a report has fewer; a year nobody speaks of has none, unless an earlier one has declared flights.
    """
    told = story(answers, texts)
    return tuple(slide for build in ORDER if (slide := build(told)) is not None)
