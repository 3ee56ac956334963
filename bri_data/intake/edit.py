"""One or many rows edited by hand in the dashboard: the checks of a file, and what others changed meanwhile kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bri_data.journal.history import Row
from bri_data.journal.transaction import ConflictError, one_editor, steady
from bri_data.model.columns import Table

from .apply import Author, apply_plan
from .cells import items_of
from .folder import file_table, key_of, read_folder
from .plan import plan_import
from .planned import Plan
from .sheets import Cell, Sheet

# which of two values of one cell is kept
MINE, THEIRS = "mine", "theirs"
_TRIES = 20


@dataclass(frozen=True)
class Edit:
    """One row of a table (English name) as its editor saw it and as it must become: None where it was not (a new row),
    or must be no more. Cells are texts by column."""

    table: str
    seen: Row | None
    wanted: Row | None


@dataclass(frozen=True)
class Clash:
    """A cell that somebody else has changed since the editor saw the row: what it was, what it is, what is wanted.

    `column` is "" for the whole row: it is no more (`now` ""), or it is there already, or what is to be removed has
    changed.
    """

    table: str
    key: str
    column: str
    seen: str
    now: str
    wanted: str

    @property
    def id(self) -> str:
        """What a choice names: « activities!x!title »."""
        return f"{self.table}!{self.key}!{self.column}"


@dataclass(frozen=True)
class Saved:
    """What became of some edits. `number` is the change in the history, 0 when nothing is written: then `clashes` wait
    for a choice, or `plan` has faults, questions, or doubts that nobody has accepted, or nothing changes. `theirs` are
    the cells that others changed meanwhile and that stay as they made them."""

    number: int
    plan: Plan | None = None
    clashes: tuple[Clash, ...] = ()
    theirs: tuple[Clash, ...] = ()


def save_edits(
    folder: Path,
    edits: Sequence[Edit],
    author: Author,
    *,
    answers: Mapping[str, str] | None = None,
    choices: Mapping[str, str] | None = None,
    despite_doubts: bool = False,
) -> Saved:
    """Make all the edits one change of the folder, or say why not.

    What others changed meanwhile in other cells stays; the same cell changed twice waits for one of `choices` (MINE or
    THEIRS by Clash.id). `answers` are those given to the questions of an earlier plan. See apply_plan for what it
    raises.
    """
    with one_editor(folder):
        for _ in range(_TRIES):  # a file written by hand meanwhile: read again
            told = _Told(folder, edits, choices or {})
            if told.clashes:
                return Saved(0, clashes=tuple(told.clashes), theirs=tuple(told.theirs))
            if not told.sheets and not told.removed:
                return Saved(0, theirs=tuple(told.theirs))
            plan = plan_import(folder, told.sheets, "", answers=answers, removed=told.removed, by_cell=True)
            if plan.faults or plan.questions or (plan.doubts and not despite_doubts) or not plan.changes:
                return Saved(0, plan, theirs=tuple(told.theirs))
            try:
                return Saved(apply_plan(folder, plan, author, "edit"), plan, theirs=tuple(told.theirs))
            except ConflictError as error:
                conflict = error
        raise conflict


class _Told:
    """Edits compared with the rows of now: the sheets that say what changes, the rows to remove, and the clashes."""

    def __init__(self, folder: Path, edits: Sequence[Edit], choices: Mapping[str, str]) -> None:
        with steady(folder):
            self._known = read_folder(folder)
        self._choices = choices
        self.sheets: list[Sheet] = []
        self.removed: set[tuple[str, str]] = set()
        self.clashes: list[Clash] = []
        self.theirs: list[Clash] = []
        for number, edit in enumerate(edits):
            self._tell(number, edit)

    def _tell(self, number: int, edit: Edit) -> None:
        table = file_table(edit.table)
        key = key_of(table, dict(edit.seen or edit.wanted or {}))
        now = self._known[edit.table].rows.get(key) if key else None
        if edit.seen is None:
            if now is not None and not self._is_mine(Clash(edit.table, key, "", "", _name(now), _name(edit.wanted))):
                return
            self._write(number, table, {name: text for name, text in (edit.wanted or {}).items() if text})
        elif now is None:
            self.clashes.append(Clash(edit.table, key, "", _name(edit.seen), "", _name(edit.wanted)))
        elif edit.wanted is None:
            changed = any(_plain(now, one.name) != _plain(edit.seen, one.name) for one in table.columns)
            if changed and not self._is_mine(Clash(edit.table, key, "", _name(edit.seen), _name(now), "")):
                return
            self.removed.add((edit.table, key))
        else:
            changed_cells = self._merged(table, key, edit.seen, now, edit.wanted)
            if changed_cells:
                self._write(number, table, {name: edit.seen.get(name, "") for name in table.key} | changed_cells)

    def _merged(self, table: Table, key: str, seen: Row, now: Row, wanted: Row) -> dict[str, str]:
        """The cells that the editor changed, those aside that another changed meanwhile and that stay theirs."""
        mine: dict[str, str] = {}
        for column in table.columns:
            was, here, asked = (_plain(row, column.name) for row in (seen, now, wanted))
            clash = Clash(table.name, key, column.name, was, here, asked)
            if asked in (was, here):
                if here != was:
                    self.theirs.append(clash)
            elif here == was or self._is_mine(clash):
                mine[column.name] = wanted.get(column.name, "")
        return mine

    def _is_mine(self, clash: Clash) -> bool:
        """Whether the editor's own value is to be written; a clash that nobody has settled waits."""
        choice = self._choices.get(clash.id)
        if choice is None:
            self.clashes.append(clash)
        elif choice == THEIRS:
            self.theirs.append(clash)
        return choice == MINE

    def _write(self, number: int, table: Table, cells: Mapping[str, str]) -> None:
        headings = tuple(Cell(table.column(name).heading) for name in cells)
        row = tuple(Cell(text) for text in cells.values())
        self.sheets.append(Sheet(table.file.removesuffix(".csv"), ((1, headings), (number + 2, row))))


def _plain(row: Row, name: str) -> str:
    """A cell as it is compared: the blanks around the items of a list say nothing."""
    text = row.get(name, "")
    return ";".join(items_of(text)) if ";" in text else text.strip()


def _name(row: Row | None) -> str:
    return next((row[name] for name in ("title", "name", "label", "statement") if row and row.get(name)), "…")
