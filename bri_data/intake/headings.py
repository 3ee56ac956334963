"""The names under which a column, a table and a code are recognised: ours, in both languages, and those on screen."""

from __future__ import annotations

from functools import cache

from bri_data.model.columns import Table
from bri_data.present.data_page import code_label, code_of, heading_of
from bri_data.present.format import unit_name
from bri_data.present.words import Texts, texts
from bri_data.store.text_files import fold_words

from .folder import FILES

# the first column of our workbook: what is written there is for people, and « EXEMPLE » marks a row to leave out
REMARK = "remark"
LANGUAGES = (texts("fr"), texts("en"))


def tab_of(table: Table, words: Texts) -> str:
    """The name of a table's sheet."""
    return words(f"data_page.table.{table.name}")


@cache
def columns_by_name(name: str) -> dict[str, str]:
    """Each folded name of a column of the table `name`, and the column's English name.

    First come the CSV headings, then the English names, then what the workbook writes; a name that two columns share
    is nobody's.
    """
    table = next(one for one in FILES if one.name == name)
    found: dict[str, str] = {}
    for naming in (
        lambda column: [one for one in (column.heading, column.former) if one],
        lambda column: [column.name],
        lambda column: [heading_of(table, column, words) for words in LANGUAGES],
        lambda column: [heading_of(table, column, words).split(" (")[0] for words in LANGUAGES if column.unit],
    ):
        level: dict[str, set[str]] = {}
        for column in table.columns:
            for written in naming(column):
                level.setdefault(fold_words(written), set()).add(column.name)
        for written, columns in level.items():
            if written not in found and len(columns) == 1:
                found[written] = next(iter(columns))
    return found


@cache
def tables_by_name() -> dict[str, Table]:
    """Each folded name of a table: its file's, its English one, its sheet's in both languages."""
    found: dict[str, Table] = {}
    for table in FILES:
        for written in (code_of(table), table.name, *(tab_of(table, words) for words in LANGUAGES)):
            found[fold_words(written)] = table
    return found


def is_remark(heading: str) -> bool:
    """Whether a heading is that of the workbook's first column."""
    return fold_words(heading) in {fold_words(words("keep.remark")) for words in LANGUAGES}


def marks_an_example(remark: str) -> bool:
    """Whether what stands in the first column of a row says that it is the example."""
    return fold_words(remark).startswith(tuple(fold_words(words("keep.example")) for words in LANGUAGES))


@cache
def codes_by_label(name: str, column_name: str) -> dict[str, str]:
    """Each folded label of a code of a column, in both languages, and the code; a label of two codes is nobody's."""
    table = next(one for one in FILES if one.name == name)
    column = table.column(column_name)
    found: dict[str, set[str]] = {}
    for words in LANGUAGES:
        for code in column.codes:
            said = [code_label(column, code, words)]
            if column.name == "unit":  # « trimestre » beside the number 1
                said.append(unit_name(code, words, 1))
            for label in said:
                found.setdefault(fold_words(label), set()).add(code)
    return {label: next(iter(codes)) for label, codes in found.items() if len(codes) == 1} | {
        fold_words(code): code for code in column.codes
    }
