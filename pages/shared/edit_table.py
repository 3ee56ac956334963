"""Many rows of one table at once, in Streamlit's data editor: cells corrected, rows added and taken away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from bri_data.intake.cell_faults import cell_fault
from bri_data.intake.edit import Edit
from bri_data.intake.folder import Row
from bri_data.intake.said import fault_line
from bri_data.intake.template import columns_shown, note
from bri_data.model.columns import Column, Table
from bri_data.present.data_page import code_label, heading_of
from bri_data.present.problems import shown
from bri_data.present.words import Texts
from bri_data.store.text_files import fold_words
from pages.shared.as_written import as_written
from pages.shared.edit_record import choose_table, known_rows
from pages.shared.edit_save import ROUND, asked_of, plan_of, save, say_what_waits
from pages.shared.keeping import author

_MOST = 200
# what a cell of choices shows when it holds nothing: Streamlit writes « None » in an empty one
_BLANK = "—"
_SEEN = "keep-many-seen"


def table_form(fingerprint: str, folder: Path, words: Texts) -> None:
    """The rows of one table that a search keeps, to be edited together and saved as one change."""
    table = choose_table(words)
    asked = st.text_input(words("keep.edit.search"), key=f"keep-many-search-{table.name}")
    rows = known_rows(fingerprint, folder)[table.name].rows.values()
    place = f"{st.session_state.get(ROUND, 0)}-{table.name}-{asked}"
    if st.session_state.get(_SEEN, ("",))[0] != place:
        kept = [dict(row) for row in rows if fold_words(asked) in fold_words(" ".join(row.values()))]
        st.session_state[_SEEN] = (place, kept[:_MOST], len(kept))
    seen: list[Row] = st.session_state[_SEEN][1]
    if st.session_state[_SEEN][2] > _MOST:
        st.info(as_written(words("keep.edit.too_many", n=_MOST)))
    columns = columns_shown(table)
    st.data_editor(
        _frame(seen, columns, words),
        column_config={one.name: _config(table, one, words) for one in columns},
        hide_index=True,
        num_rows="dynamic",
        key=f"keep-many-{place}",
        height=480,
    )
    who = author(words, f"keep-many-who-{place}")
    is_sure = say_what_waits(words, f"keep-many-doubts-{place}")
    plan = plan_of()
    for fault in plan.faults[:_MOST] if plan else ():
        st.error(as_written(fault_line(fault, words)))
    edits = edits_of(table, seen, st.session_state[f"keep-many-{place}"])
    for line in [] if plan and plan.faults else cells_at_fault(table, edits, words)[:_MOST]:
        st.error(as_written(line))
    label = words.count("keep.edit.save_many", len(edits), n=len(edits))
    if st.button(label, type="primary", key=f"keep-many-save-{place}", disabled=not edits):
        save(folder, edits, who, words, despite_doubts=is_sure)
    asked_of(words)


def edits_of(table: Table, seen: list[Row], told: dict[str, Any]) -> list[Edit]:
    """What the data editor says was done to the rows `seen`, by their place: cells edited, rows added and deleted."""
    edits = []
    for place, cells in told["edited_rows"].items():
        row = seen[int(place)]
        edits.append(Edit(table.name, row, {**row, **{name: _cell(text) for name, text in cells.items()}}))
    for cells in told["added_rows"]:
        wanted = {name: _cell(text) for name, text in cells.items() if _cell(text) and not name.startswith("_")}
        edits += [Edit(table.name, None, wanted)] if wanted else []
    return edits + [Edit(table.name, seen[int(place)], None) for place in told["deleted_rows"]]


def cells_at_fault(table: Table, edits: Sequence[Edit], words: Texts) -> list[str]:
    """What is wrong with the cells just written, one line each: the row, the column, and the mend."""
    lines = []
    for edit in edits:
        seen, wanted = edit.seen or {}, edit.wanted or {}
        row = next((wanted[name] for name in ("title", "name", "label", table.key[0]) if wanted.get(name)), "…")
        for column in table.columns:
            text = wanted.get(column.name, "")
            if text != seen.get(column.name, "") and (fault := cell_fault(table, column, text, words)):
                place = words("keep.edit.cell", row=shown(row), column=heading_of(table, column, words))
                lines.append(words("problems.whole", place=place, sentence=fault))
    return lines


def _cell(text: str | None) -> str:
    """What a cell of the editor holds, as a file writes it."""
    return "" if text in {None, _BLANK} else str(text)


def _is_choice(column: Column) -> bool:
    return bool(column.codes) and not column.many


def _frame(rows: list[Row], columns: tuple[Column, ...], words: Texts) -> pd.DataFrame:
    def said(column: Column, text: str) -> str:
        if _is_choice(column) and not text:
            return _BLANK
        return code_label(column, text, words) if text in column.codes else text

    return pd.DataFrame(
        [[said(one, row.get(one.name, "")) for one in columns] for row in rows],
        columns=[one.name for one in columns],
        dtype=str,
    )


def _config(table: Table, column: Column, words: Texts) -> Any:
    label = heading_of(table, column, words)
    if _is_choice(column):
        options = [_BLANK, *(code_label(column, code, words) for code in column.codes)]
        return st.column_config.SelectboxColumn(label, options=options, required=False, help=note(column, words))
    return st.column_config.TextColumn(label, help=note(column, words))
