"""A record and a declared figure in words: whatever shows one, on screen or on paper, takes its words from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import format as fmt
from .locators import locator
from .rows import localised
from .words import Texts

Row = Mapping[str, Any]


@dataclass(frozen=True)
class RecordRow:
    """One activity or agreement, each field a text in the reader's language; « — » for a date or place not known.

    `basis` says what the date rests on ("" where the annual report gives it), `total` the declared total the record
    belongs to, or why it belongs to none; `sources` are the cited documents' titles and addresses (None for none).
    """

    kind: str
    title: str
    city: str
    date: str
    basis: str
    state: str
    total: str
    sources: tuple[tuple[str, str | None], ...]
    locator: str

    @property
    def dated(self) -> str:
        """The date and, in brackets, what it rests on."""
        return f"{self.date} ({self.basis})" if self.basis else self.date

    @property
    def documents(self) -> str:
        """The titles of the documents, set apart by « ; »."""
        return "; ".join(title for title, _ in self.sources)


def record_row(row: Row, texts: Texts) -> RecordRow:
    """The words of a row of the view `records`.

    It needs `kind`, `state`, `title`, `title_en`, `start`, `end`, `date_basis`, `counted_in`, `off_total` and
    `source_locator`; `cities` (names, or things with one), `source_titles` and `source_urls` where they are shown.
    """
    titles = row.get("source_titles") or ()
    return RecordRow(
        kind=texts(f"common.kind.{row['kind']}"),
        title=str(localised(dict(row), "title", texts)),
        city=_cities(row, texts) or texts("common.unknown"),
        date=fmt.when(row["start"], row["end"], texts) if row["start"] else texts("common.unknown"),
        basis=basis_of(row, texts),
        state=state_of(row["kind"], row["state"], texts),
        total=total_of(row, texts),
        sources=tuple(zip(titles, row.get("source_urls") or (None,) * len(titles), strict=True)),
        locator=locator(row["source_locator"] or "", texts),
    )


def state_of(kind: str, state: str, texts: Texts) -> str:
    """What is known of one record of that kind, agreeing with it: « nommée et datée »."""
    return texts.count(f"common.run.{texts(f'common.gender.{kind}')}.{state}", 1)


def none_recorded(kind: str, texts: Texts) -> str:
    """That no record of that kind is found, agreeing with it: « aucune recensée »."""
    return texts(f"common.none_recorded.{texts(f'common.gender.{kind}')}")


def not_confirmed(kind: str, texts: Texts) -> str:
    """That a record of that kind is announced and no more, agreeing with it: « annoncée, tenue non confirmée »."""
    return texts(f"common.not_confirmed.{texts(f'common.gender.{kind}')}")


def recorded_without_total(kind: str, n: int, texts: Texts) -> str:
    """How many records of a kind there are where no total is declared: « 3 recensées, total inconnu »."""
    return texts.count(f"common.recorded.{texts(f'common.gender.{kind}')}", n, n=fmt.number(n, texts))


def basis_of(row: Row, texts: Texts) -> str:
    """What the days rest on; "" where the data do not say, which is where the annual report gives them."""
    return texts(f"common.basis.{row['date_basis']}") if row["date_basis"] else ""


def total_of(row: Row, texts: Texts) -> str:
    """The declared total a record belongs to, that it belongs to none, or that its year declares none.

    An announced record is never in one: nothing says that it was held.
    """
    if row["counted_in"] and row["state"] != "announced":
        return texts("common.total.declared", year=int(row["counted_in"]))
    if row["off_total"]:
        return texts("common.off_total")
    return texts("common.total.none" if row["start"] else "common.total.no_year")


def _cities(row: Row, texts: Texts) -> str:
    cities = row.get("cities") or []
    if cities and isinstance(cities[0], Mapping):
        return fmt.joined([str(localised(city, "name", texts)) for city in cities], texts)
    return fmt.joined(localised(dict(row), "cities", texts), texts) if cities else ""


@dataclass(frozen=True)
class DeclaredRow:
    """One figure that a report declares, each field a text in the reader's language; `url` is None for no address."""

    figure: str
    value: str
    detail: str
    source: str
    url: str | None
    locator: str


def declared_row(row: Row, texts: Texts) -> DeclaredRow:
    """The words of a row of queries.overview.declared."""
    return DeclaredRow(
        texts(f"indicator.{row['indicator']}"),
        fmt.measure(row["value"], row["unit"] or "", texts),
        localised(dict(row), "detail", texts) or "",
        row["source_title"] or "",
        row["source_url"],
        locator(row["source_locator"] or "", texts),
    )


def declared_headings(texts: Texts) -> list[str]:
    """The headings above the fields of a DeclaredRow, its address apart."""
    own = [texts(f"overview.rows.declared_headings.{name}") for name in ("figure", "value", "detail")]
    return [*own, *(texts(f"overview.rows.headings.{name}") for name in ("source", "locator"))]
