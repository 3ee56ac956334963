"""What the reader chose to see stand out while the whole stays visible: a city, a month, a theme or a partner."""

from __future__ import annotations

from dataclasses import dataclass

from bri_data.filters import NOTHING, Filters, is_code

CITY, MONTH, THEME, PARTNER = "ville", "mois", "theme", "partenaire"
_FACETS = {CITY: "cities", MONTH: "months", THEME: "themes", PARTNER: "partners"}

# Whose symbols a strip draws: those of a year's figure or of what has no month, where a report declares totals; where
# none does, what a total counts is not told from the rest.
PART, PART_OF_ALL, UNDATED, UNDATED_OF_ALL = "part", "part-tout", "sans-mois", "sans-mois-tout"
MOST_MARKS = 60  # alike, beyond which a strip is a bar


def mark_tag(of: str, kind: str, state: str, k: int, *, counted: bool) -> str:
    """What a choice finds the `k`-th of the symbols alike of a strip by, `of` being one of the above.

    Symbols alike are not told apart: as many of the first ones stand out as records do.
    """
    return f"{of}:{kind}:{state}:{'total' if counted else 'hors'}:{k}"


def is_known(choice: Highlight, name: str | None) -> bool:
    """Whether the data have what was chosen: they have a `name` for it, or it is a month."""
    return choice.kind == MONTH or name is not None


@dataclass(frozen=True)
class Highlight:
    """`kind` is CITY, MONTH, THEME or PARTNER; `code` the data's identifier, or the number of the month."""

    kind: str
    code: str

    @classmethod
    def read(cls, text: str) -> Highlight | None:
        """The choice that an address writes ("ville:namur", "mois:3"); None for what is none."""
        kind, _, code = text.partition(":")
        return cls(kind, code) if kind in _FACETS and is_code(_FACETS[kind], code) else None

    @property
    def tag(self) -> str:
        """How an address, and the marks that are the thing chosen, write it."""
        return f"{self.kind}:{self.code}"

    def as_filters(self) -> Filters:
        """The filter that keeps exactly the records that the choice makes stand out."""
        return NOTHING.with_codes(_FACETS[self.kind], [self.code])
