"""One cell as a field of a form: references by name, vocabularies as choices, what is wrong said under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from bri_data.intake.cell_faults import cell_fault
from bri_data.intake.cells import items_of
from bri_data.intake.folder import TableFile
from bri_data.intake.template import names_of, note
from bri_data.model.columns import Column, Table
from bri_data.present.data_page import code_label, heading_of
from bri_data.present.words import Texts
from pages.shared.base.as_written import as_option, as_written

_LONG = frozenset({"summary", "objective", "statement", "assumption", "definition", "text", "note", "sentence"})
_SHORT = 80
Known = Mapping[str, TableFile]


def field(
    table: Table,
    column: Column,
    value: str,
    known: Known,
    words: Texts,
    *,
    key: str,
    typed: str | None = None,
    refused: tuple[str, Sequence[str]] = ("", ()),
) -> str:
    """The field of `column` and what its reader leaves in it, as the data writes it. It holds `value` at first, or what
    was `typed` before one looked elsewhere. What was wrong with it at the last save (`refused`: what it held, the
    faults) is said under it while it holds that; else what is wrong with what was just written."""
    # a name of ours, as it is: what hides a sign of Markdown would be read aloud with it
    label = heading_of(table, column, words) + (" *" if column.required else "")
    named = choices_of(column, known, words)
    first = value if typed is None else typed
    if named is None:
        st.session_state.setdefault(key, first)
        draw = st.text_area if _is_long(column, value) else st.text_input
        told = str(draw(label, key=key, help=note(column, words)))
    else:
        told = _chosen(column, first, named, label=label, key=key, words=words)
    told = told.strip()
    faults = refused[1] if told == refused[0] else ()
    if not faults and told != value and (fault := cell_fault(table, column, told, words)):
        faults = (fault,)
    for fault in faults:
        st.error(as_written(fault))
    return told


def is_typed(told: str, value: str) -> bool:
    """Whether a field says something else than the row: how the items of a list are spaced says nothing."""
    return told != value.strip() and items_of(told) != items_of(value)


def _is_long(column: Column, value: str) -> bool:
    return column.name.removesuffix("_en") in _LONG or len(value) > _SHORT or "\n" in value


def choices_of(column: Column, known: Known, words: Texts) -> dict[str, str] | None:
    """What each choice of a column is called, by what the data writes; None for a column that is written freely."""
    if column.references:
        file = known[column.references]
        keys = [row[file.table.key[0]] for row in file.rows.values()]
        return dict(zip(keys, names_of(file, words), strict=True))
    if column.codes:
        return {code: code_label(column, code, words) for code in column.codes}
    return {"oui": words("keep.yes"), "non": words("keep.no")} if column.type == "boolean" else None


def _chosen(column: Column, value: str, named: Mapping[str, str], *, label: str, key: str, words: Texts) -> str:
    """A field of choices; a reference may also be a name that no row bears yet."""
    items = items_of(value)
    options = list(dict.fromkeys([*named, *items]))
    is_open = bool(column.references)

    def said(code: str) -> str:
        return as_option(named.get(code, code))

    shared: dict[str, Any] = {
        "format_func": said,
        "key": key,
        "help": note(column, words),
        "accept_new_options": is_open,
        "placeholder": words("keep.edit.choose"),
    }
    if column.many:
        st.session_state.setdefault(key, items)
        return ";".join(st.multiselect(label, options, **shared))
    st.session_state.setdefault(key, items[0] if items else None)
    return st.selectbox(label, options, None, **shared) or ""
