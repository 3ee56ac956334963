"""The workbook that the Bureau fills: one sheet a table, made from the schema, in either language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bri_data.model.columns import EMBARGO, OWN_MARK, Column, Table
from bri_data.present.data_page import code_label, heading_of
from bri_data.present.format import unit_name
from bri_data.present.theme import PAPER, TOKENS
from bri_data.present.words import Texts
from bri_data.store.marks import must_be_marked

from .examples import example
from .folder import FILES, TableFile
from .headings import tab_of

_ROWS = 2000  # rows that carry drop-down lists
_WIDTHS = {"text": 32, "date": 13, "integer": 11, "number": 13, "boolean": 10}
_WRAPPED = {"text_wrap": True, "valign": "top"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "wrap": _WRAPPED,
    "required": {"bold": True, "font_color": TOKENS["bg"].light, "bg_color": TOKENS["accent"].light} | _WRAPPED,
    "optional": {"bold": True, "font_color": TOKENS["ink"].light, "bg_color": PAPER["entry"]} | _WRAPPED,
    "example": {
        "italic": True,
        "font_color": TOKENS["ink2"].light,
        "bg_color": TOKENS["surf"].light,
        "num_format": "@",
    },
    # text, so that Excel never makes a day of « 2027-03 », nor a date of « 3/4 »
    "cell": {"num_format": "@"},
}


def write_template(out: IO[bytes], words: Texts, known: dict[str, TableFile], *, filled: bool = False) -> None:
    """Write the workbook into `out`: blank, or with every row of `known` when `filled`.

    `known` is the folder it is for: its names make the drop-down lists of references.
    """
    options = {f"strings_to_{what}": False for what in ("formulas", "urls", "numbers")}
    made = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    made.set_properties({"title": words("keep.workbook.title"), "author": words("export.author")})
    writer = _Writer(made, words, known, {name: made.add_format(style) for name, style in _STYLES.items()})
    writer.write_guide()
    for table in FILES:
        writer.write_table(table, filled=filled)
    writer.write_lists()
    made.close()


def save_template(file: Path, words: Texts, known: dict[str, TableFile], *, filled: bool = False) -> None:
    """Write the workbook as `file`; a draft takes its name once it is whole."""
    draft = file.with_name(f".{file.name}.part")
    try:
        with draft.open("wb") as out:
            write_template(out, words, known, filled=filled)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


@dataclass
class _Writer:
    made: xlsxwriter.Workbook
    words: Texts
    known: dict[str, TableFile]
    formats: dict[str, Format]
    lists: dict[tuple[str, ...], int] = field(default_factory=dict)

    def write_guide(self) -> None:
        """The first sheet: how to fill the others."""
        tab = self.made.add_worksheet(self.words("export.notice.tab"))
        tab.set_column(0, 0, 26)
        tab.set_column(1, 1, 100)
        tab.write_string(0, 0, self.words("keep.workbook.title"), self.formats["title"])
        for line, part in enumerate(("rows", "keys", "dates", "lists", "blank", "sources", "example", "check")):
            tab.write_string(line + 2, 0, self.words(f"keep.workbook.{part}.head"), self.formats["wrap"])
            tab.write_string(line + 2, 1, self.words(f"keep.workbook.{part}.text"), self.formats["wrap"])
        for number, table in enumerate(FILES):
            tab.write_url(
                12 + number, 0, f"internal:'{tab_of(table, self.words)}'!A1", string=tab_of(table, self.words)
            )
            tab.write_string(12 + number, 1, self.words(f"data_page.grain.{table.name}"))

    def write_table(self, table: Table, *, filled: bool) -> None:
        """One sheet: headings with their notes, the example row, then the rows of the folder when `filled`."""
        tab = self.made.add_worksheet(tab_of(table, self.words))
        columns = columns_shown(table)
        tab.write_string(0, 0, self.words("keep.remark"), self.formats["optional"])
        tab.write_comment(0, 0, self.words("keep.remark_note"))
        tab.write_string(1, 0, self.words("keep.example"), self.formats["example"])
        tab.set_column(0, 0, 16, self.formats["cell"])
        shown = example(table, self.words)
        for place, column in enumerate(columns, start=1):
            style = "required" if column.required else "optional"
            tab.write_string(0, place, heading_of(table, column, self.words), self.formats[style])
            tab.write_comment(0, place, note(column, self.words), {"x_scale": 2.2, "y_scale": 1.6})
            tab.write_string(1, place, shown.get(column.name, ""), self.formats["example"])
            tab.set_column(place, place, _WIDTHS.get(column.type, 22), self.formats["cell"])
            self._offer(tab, place, column)
        if filled:
            for line, row in enumerate(self.known[table.name].rows.values(), start=2):
                for place, column in enumerate(columns, start=1):
                    tab.write_string(line, place, row.get(column.name, ""), self.formats["cell"])
        tab.freeze_panes(1, 2)

    def _offer(self, tab: Worksheet, place: int, column: Column) -> None:
        """A drop-down list where a cell holds one of a few words; other words stay possible, the import asks."""
        if column.many:
            return
        items: tuple[str, ...] = ()
        if column.type == "boolean":
            items = (self.words("keep.yes"), self.words("keep.no"))
        elif column.codes:
            items = tuple(code_label(column, code, self.words) for code in column.codes)
        elif column.references:
            items = tuple(names_of(self.known[column.references], self.words))
        if items:
            number = self.lists.setdefault(items, len(self.lists))
            letter = xlsxwriter.utility.xl_col_to_name(number)
            source = f"='{self.words('keep.lists')}'!${letter}$1:${letter}${len(items)}"
            tab.data_validation(
                1, place, _ROWS, place, {"validate": "list", "source": source, "error_type": "information"}
            )

    def write_lists(self) -> None:
        """The hidden sheet that the drop-down lists read."""
        tab = self.made.add_worksheet(self.words("keep.lists"))
        for items, number in self.lists.items():
            for line, item in enumerate(items):
                tab.write_string(line, number, item)
        tab.hide()


def columns_shown(table: Table) -> tuple[Column, ...]:
    """The columns of a table's sheet: those of its file, without the mark and the embargo that few files bear."""
    if must_be_marked(table):
        return table.columns
    return tuple(column for column in table.columns if column not in (OWN_MARK, EMBARGO))


def names_of(file: TableFile, words: Texts) -> list[str]:
    """How each row of `file` is called in a list: its name, or its identifier where it has none or shares it."""
    called = [(row, _name(row, words)) for row in file.rows.values()]
    often = Counter(name for _, name in called)
    return [name if name and often[name] == 1 else row[file.table.key[0]] for row, name in called]


def _name(row: dict[str, str], words: Texts) -> str:
    for base in ("name", "title", "label"):
        if row.get(base):
            return (row.get(f"{base}_en") if words.lang == "en" else "") or row[base]
    return ""


def note(column: Column, words: Texts) -> str:
    """What a cell of `column` may hold, in a few sentences: the note on its heading."""
    said = [words("keep.note.required") if column.required else words("keep.note.optional")]
    if column.references:
        said.append(words("keep.note.reference", table=words(f"data_page.table.{column.references}")))
    elif column.codes:
        said.append(words("keep.note.codes", codes=", ".join(code_label(column, code, words) for code in column.codes)))
    else:
        said.append(words(f"keep.note.{column.type}"))
    if column.many:
        said.append(words("keep.note.many"))
    if column.unit:
        said.append(words("keep.note.unit", unit=unit_name(column.unit, words)))
    return " ".join(said)
