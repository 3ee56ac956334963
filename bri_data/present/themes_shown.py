"""What the themes page shows: the one value that its page, picture and slide draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from . import themes
from .overview import declared_values
from .rows import plain
from .themes import By, Leftover, Row
from .words import Texts


@dataclass(frozen=True)
class Themes:
    """The matrix by theme, service or sector: its finding, its rows, and what no row holds, within what is declared and
    outside it.

    `kinds` and `totals` are the rows of queries.themes.kinds and themes_of_totals. `declared` and `cited` are frames of
    queries.overview, for the source line; `partners` is how many partners are named.
    """

    by: By
    title: str
    rows: tuple[Row, ...]
    inside: tuple[Leftover, ...]
    outside: tuple[Leftover, ...]
    kinds: list[dict[str, Any]]
    totals: list[dict[str, Any]]
    declared: pd.DataFrame
    cited: pd.DataFrame
    partners: int

    @property
    def declared_values(self) -> dict[str, float]:
        """What is declared, by indicator."""
        return declared_values(self.declared)


def themes_shown(answers: Mapping[str, Any], by: By, span: str, texts: Texts) -> Themes:
    """The answers of queries.themes_answers as one value; `span` is the year, or the years, in words."""
    declared, totals = answers["declared"], answers["themes_of_totals"]
    named = totals if by == "themes" else totals.head(0)
    rows = themes.matrix(answers["groups"], answers["cells"], named, not declared.empty, texts)
    inside, outside = themes.leftovers(answers["coverage"], declared_values(declared), texts)
    return Themes(
        by,
        themes.title(rows, by, span, texts),
        tuple(rows),
        tuple(inside),
        tuple(outside),
        plain(answers["kinds"]),
        plain(totals),
        declared,
        answers["cited_sources"],
        len(answers["named_partners"]),
    )
