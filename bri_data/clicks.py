"""What a click says: a verb and what it is about.

A drawing writes it on what can be clicked, as `data-id`; the page that is told of the click reads it back. Both are
done here alone, so that no drawing says what no page understands.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup, escape


class Verb(StrEnum):
    """The verbs, as they are written."""

    CITY = "ville"  # what the next four are about: the id of a record, whose brief opens or which stands out
    PARTNER = "partenaire"
    ACTIVITY = "activite"
    AGREEMENT = "entente"
    GROUP = "groupe"  # the id of the busiest of cities too near each other to be told apart
    OVERVIEW = "vue"  # a year
    THEME = "theme"  # its code
    PLACE = "lieu"  # a page in some state: `themes?f.axe=rayonne`
    COMPARE = "comparer"  # what kind of things, and their codes with commas between
    HIGHLIGHT = "choix"  # a kind of thing and its code: it stands out on the overview
    YEAR = "annee"
    MONTH = "mois"  # a month, or a lane and its month
    CELL = "case"  # the code of a row, and an axis or ""
    ROWS = "lignes"  # how many of them
    ROWS_BY = "par"  # what each row is
    INDEX = "fiches"  # every brief
    ORDER = "tri"  # what the index is ordered by
    REMOVE = "retirer"  # a field of the filter, and a value of it
    CLEAR = "effacer"
    ALL_YEARS = "annees"
    KEEP = "garder"
    ON_MAP = "carte"
    LET_GO = "montrer"
    CLOSER = "plus"
    FURTHER = "moins"
    RECENTRE = "recadrer"


# how many parts each verb is about, at least and at most; the last part keeps its colons
_PARTS: dict[Verb, tuple[int, int]] = {
    **dict.fromkeys(Verb, (1, 1)),
    **dict.fromkeys((Verb.COMPARE, Verb.HIGHLIGHT, Verb.REMOVE, Verb.CELL), (2, 2)),
    Verb.MONTH: (1, 2),
    **dict.fromkeys((Verb.CLEAR, Verb.ALL_YEARS, Verb.KEEP, Verb.ON_MAP, Verb.LET_GO, Verb.INDEX), (0, 0)),
    **dict.fromkeys((Verb.CLOSER, Verb.FURTHER, Verb.RECENTRE), (0, 0)),
}


@dataclass(frozen=True)
class Click:
    """A verb and its parts, each one as it was written."""

    verb: Verb
    about: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The parts as one, "" for none."""
        return ":".join(self.about)

    @property
    def id(self) -> str:
        """How it is written in a drawing: `ville:namur`, `effacer`."""
        return ":".join((self.verb, *self.about))

    @property
    def attribute(self) -> Markup:
        """The attribute of the element that can be clicked, escaped."""
        return Markup(f'data-id="{escape(self.id)}"')


def click(verb: Verb, *about: str | int) -> Click:
    """What a click on an element will say; ValueError for parts that its verb is not about."""
    least, most = _PARTS[verb]
    if not least <= len(about) <= most:
        raise ValueError(f"{verb}: {about!r}")
    return Click(verb, tuple(map(str, about)))


def mark_attribute(mark_id: str) -> Markup:
    """The attribute of a map's mark: a city's bare id, or a group's (`groupe:namur`)."""
    return Markup(f'data-id="{escape(mark_id)}"')


def read_click(told: object, *, on_map: bool = False) -> Click | None:
    """What was clicked, in the browser's own words, which can be anything: None for what no drawing writes.

    `on_map` says that the drawing holds marks of a map: each one is a city's bare id.
    """
    if not isinstance(told, str) or not told:
        return None
    name, *rest = (f"{Verb.CITY}:{told}" if on_map and ":" not in told else told).split(":", 1)
    if name not in set(Verb):
        return None
    verb = Verb(name)
    least, most = _PARTS[verb]
    about = tuple(rest[0].split(":", most - 1)) if rest and most else ()
    if not least <= len(about) <= most or (rest and not most) or (about and not about[0]):
        return None
    return Click(verb, about)
