"""One answer to a question of the council: its figure, its sentence, its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .words import Texts

# The page that holds the whole of each answer, and the key of its name.
PAGES = {
    "many": ("chronologie?annee=toutes", "timeline.page"),
    "who": ("fiches?", "brief.page"),
    "cost": ("depenses?", "expenses.page"),
    "carbon": ("carbone?", "carbon.page"),
    "outcomes": ("retombees?annee=toutes", "outcomes.page"),
    "late": ("seance?", "meeting.page"),
    "ends": ("ententes?", "relations.page"),
    "same": ("carte?annee=toutes", "map_page.page"),
    "partner": ("fiches?", "brief.page"),
    "changed": ("comparer?", "compare.page"),
    "about": ("ententes?", "relations.page"),
    "mission": ("depenses?", "expenses.page"),
}


@dataclass(frozen=True)
class Line:
    """One row behind an answer: plain text under the answer's headings, the kind and code of the brief it leads to,
    and the filter (its name in an address, its code) under which the same questions are about it alone."""

    cells: tuple[str, ...]
    brief: tuple[str, str] | None = None
    alone: tuple[str, str] | None = None


@dataclass(frozen=True)
class Answer:
    """`figure` is short (« 3 sur 18 »), `said` the sentence to say; `headings` and `rows` what it rests on, one thing
    counted a row, so that the figure can be counted again; `count_headings` and `counts` these rows counted by kind or
    by function; `titles` the documents, in order of first use; `subject` whom it is about, "" for everybody."""

    code: str
    figure: str
    said: str
    headings: tuple[str, ...] = ()
    rows: tuple[Line, ...] = ()
    titles: tuple[str, ...] = ()
    subject: str = ""
    count_headings: tuple[str, ...] = ()
    counts: tuple[Line, ...] = ()

    def question(self, texts: Texts) -> str:
        """What is asked."""
        return texts(f"questions.ask.{self.code}", **({"name": self.subject} if self.subject else {}))

    def means(self, texts: Texts) -> str:
        """What the figure is."""
        return texts(f"questions.means.{self.code}")

    def compares(self, texts: Texts) -> str:
        """Which comparison may be made, and which may not."""
        return texts(f"questions.compares.{self.code}")


def headed(texts: Texts, *names: str) -> tuple[str, ...]:
    """The headings of an answer's rows, in the reader's words."""
    return tuple(texts(f"questions.head.{name}") for name in names)


def cited_titles(rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The documents of these rows, once each, in order of first use."""
    return tuple(dict.fromkeys(title for row in rows for title in row.get("source_titles") or [] if title))
