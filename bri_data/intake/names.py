"""References written by name: « San Antonio », « AIMF », « Logement », or the identifier itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from bri_data.model.columns import Column
from bri_data.store.text_files import fold_words

from .cells import Asked, Reading, items_of
from .folder import Row

_NAMES = ("name", "name_en", "title", "title_en", "short_title", "acronym", "acronym_en", "label", "label_en")
# what joins several names in one cell, when the whole is no name itself
_JOINS = re.compile(r"\s*(?:,|/|&|\bet\b|\band\b)\s*")
UNKNOWN_NAME, ASIDE = "unknown_name", "aside"


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

    def read(self, column: Column, text: str, *, is_asked: bool = False) -> Reading:
        """The keys that a cell names; a question when a name is that of several rows. An unknown name stays as it is:
        the checks say that no row bears it; or, when `is_asked`, it is a question too, which may be set aside."""
        found: list[str] = []
        for item in items_of(text) if column.many else [text]:
            parts = self._split(column, item)
            for part in parts:
                ways = self._ways(column.references, part)
                if len(ways) > 1:
                    return Asked("several_of_that_name", tuple(sorted(ways)))
                if not ways and is_asked:
                    return Asked(UNKNOWN_NAME, (*self._close(column.references, part), ASIDE))
                found.append(next(iter(ways), part))
        return ";".join(dict.fromkeys(found))

    def knows(self, column: Column, text: str) -> bool:
        """Whether a row bears that name."""
        return bool(self._ways(column.references, text))

    def _split(self, column: Column, item: str) -> list[str]:
        """The names joined in one item (« Namur et Paris »), when the item is no name and each part is one."""
        if not column.many or self._ways(column.references, item):
            return [item]
        parts = [part for part in _JOINS.split(item) if part]
        return parts if len(parts) > 1 and all(self._ways(column.references, part) for part in parts) else [item]

    def _close(self, table: str, item: str) -> tuple[str, ...]:
        """The keys whose names are near `item`, or begin it: « Paris, France »."""
        named = self._named.get(table, {})
        near: list[str] = []
        for said in (item, re.split(r"\s*[,(/]", item)[0]):
            near += get_close_matches(fold_words(said), named, n=3, cutoff=0.8)
        return tuple(dict.fromkeys(key for name in near for key in sorted(named[name])))[:4]

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
