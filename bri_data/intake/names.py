"""References written by name: « San Antonio », « AIMF », « Logement », or the identifier itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bri_data.model.columns import Column
from bri_data.store.text_files import fold_words

from .cells import Asked, Reading, items_of
from .folder import Row

_NAMES = ("name", "name_en", "title", "title_en", "short_title", "acronym", "acronym_en", "label", "label_en")
# what joins several names in one cell, when the whole is no name itself
_JOINS = re.compile(r"\s*(?:,|/|&|\bet\b|\band\b)\s*")


class Names:
    """Every name of the rows of a folder and of a file, by table: what each may stand for."""

    def __init__(self) -> None:
        self._keys: dict[str, dict[str, str]] = {}
        self._named: dict[str, dict[str, set[str]]] = {}

    def learn(self, table: str, key_column: str, rows: Iterable[Row]) -> None:
        """Learn the names of `rows` of the table `table`."""
        keys, named = self._keys.setdefault(table, {}), self._named.setdefault(table, {})
        for row in rows:
            key = row.get(key_column, "")
            if key:
                keys[fold_words(key)] = key
                for name in filter(None, map(row.get, _NAMES)):
                    named.setdefault(fold_words(name), set()).add(key)

    def read(self, column: Column, text: str) -> Reading:
        """The keys that a cell names; a question when a name is that of several rows. An unknown name stays as it is:
        the checks say that no row bears it."""
        found: list[str] = []
        for item in items_of(text) if column.many else [text]:
            parts = self._split(column, item)
            for part in parts:
                ways = self._ways(column.references, part)
                if len(ways) > 1:
                    return Asked("several_of_that_name", tuple(sorted(ways)))
                found.append(next(iter(ways), part))
        return ";".join(dict.fromkeys(found))

    def _split(self, column: Column, item: str) -> list[str]:
        """The names joined in one item (« Namur et Paris »), when the item is no name and each part is one."""
        if not column.many or self._ways(column.references, item):
            return [item]
        parts = [part for part in _JOINS.split(item) if part]
        return parts if len(parts) > 1 and all(self._ways(column.references, part) for part in parts) else [item]

    def _ways(self, table: str, item: str) -> set[str]:
        folded = fold_words(item)
        key = self._keys.get(table, {}).get(folded)
        return {key} if key else self._named.get(table, {}).get(folded, set())


# from which columns an identifier is made, for a row that has none
_MADE_FROM: Mapping[str, tuple[str, ...]] = {
    "activities": ("start", "kind", "title"),
    "outcomes": ("activity_id", "agreement_id", "statement"),
    "agreements": ("signed", "kind", "title"),
    "cities": ("name",),
    "partners": ("name",),
    "roles": ("partner_id", "role", "start"),
    "themes": ("label",),
    "services": ("label",),
    "functions": ("label",),
    "trips": ("activity_id", "itinerary"),
    "expenses": ("activity_ids", "nature", "category"),
    "disclosures": ("activity_id", "document"),
    "emission_factors": ("publisher", "edition", "haul", "cabin"),
    "context": ("year", "topic", "title"),
    "annotations": ("start", "kind", "title"),
    "rules": ("rule", "valid_from"),
    "discrepancies": ("year", "topic"),
    "verifications": ("rule", "row_key"),
    "sources": ("publisher", "title"),
}
_LONGEST = 60


def made_key(table: str, row: Row) -> str:
    """An identifier made of what the row says, the same each time it says the same; "" when it says too little."""
    parts = []
    for name in _MADE_FROM.get(table, ()):
        said = row.get(name, "")
        parts.append(said[:4] if name in {"start", "signed"} and table in {"activities", "agreements"} else said)
    plain = re.sub(r"[^a-z0-9]+", "-", fold_words(" ".join(filter(None, parts)).replace("_", "-"))).strip("-")
    return plain[:_LONGEST].rstrip("-")
