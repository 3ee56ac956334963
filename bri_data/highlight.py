"""What the reader chose to see stand out while the whole stays visible: a city, a month, a theme or a partner."""

from __future__ import annotations

from dataclasses import dataclass

from bri_data.filters import NOTHING, Filters, is_code

CITY, MONTH, THEME, PARTNER = "ville", "mois", "theme", "partenaire"
_FACETS = {CITY: "cities", MONTH: "months", THEME: "themes", PARTNER: "partners"}


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
