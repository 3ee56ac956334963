"""A row that two states of the data tell differently, in words: what it is called, and what each cell was and is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bri_data.model.columns import Column, Table

from .data_page import heading_of
from .problems import shown
from .words import Texts

Cells = Mapping[str, str]
Kind = Literal["added", "changed", "removed"]
KINDS: tuple[Kind, ...] = ("added", "changed", "removed")
_NAMES = ("title", "name", "label", "statement")


@dataclass(frozen=True)
class ChangedRow:
    """One row in words. `table` says whose it is, `brief` is what its brief is about (parameter, id) where it has one,
    `cells` what each changed cell was and is (none for a row that came or went), `level` who may read it ("" for
    everybody), `document` the title and address of its first source."""

    kind: Kind
    table: str
    key: str
    name: str
    brief: tuple[str, str] | None
    cells: tuple[str, ...]
    level: str
    document: tuple[str, str | None] | None


def kind_of(before: Cells | None, after: Cells | None) -> Kind:
    """Whether a row came, went or changed between two states; None where it is not."""
    return "added" if before is None else "removed" if after is None else "changed"


def row_name(key: str, row: Cells | None) -> str:
    """What a row is called: its title or name, or its key."""
    return shown(next((row[name] for name in _NAMES if row.get(name)), key) if row else key)


def cells_changed(table: Table, before: Cells | None, after: Cells | None) -> tuple[Column, ...]:
    """The columns of a row that differ, in the order of its table."""
    old, new = before or {}, after or {}
    return tuple(one for one in table.columns if old.get(one.name) != new.get(one.name))


def cell_said(row: Cells | None, column: Column, words: Texts) -> str:
    """A cell as the data writes it, « vide » when it is blank."""
    return shown((row or {}).get(column.name, "")) or words("keep.blank")


def cell_changes(table: Table, before: Cells | None, after: Cells | None, words: Texts) -> list[str]:
    """What each changed cell of a row was and is, in words, in the order of its columns."""
    return [
        words(
            "keep.cell_change",
            column=heading_of(table, column, words),
            before=cell_said(before, column, words),
            after=cell_said(after, column, words),
        )
        for column in cells_changed(table, before, after)
    ]
