"""Many rows of one table at once, in Streamlit's data editor: cells corrected, rows added and taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from bri_data.intake.cell_faults import cell_fault
from bri_data.intake.edit import Edit
from bri_data.intake.folder import Row, key_of
from bri_data.intake.planned import Place
from bri_data.intake.said import edit_place, is_still_named
from bri_data.intake.template import columns_shown, note
from bri_data.model.columns import Column, Table
from bri_data.present.data_page import code_label, heading_of
from bri_data.present.problems import shown
from bri_data.present.words import Texts
from bri_data.store.text_files import fold_words
from pages.shared.base.as_written import as_written
from pages.shared.keeping.edit_drafts import (
    MANY,
    ROUND,
    Draft,
    DraftId,
    draft_of,
    give_up_button,
    hold,
    keep_draft,
    search_key,
)
from pages.shared.keeping.edit_record import choose_table, known_rows
from pages.shared.keeping.edit_save import asked_of, plan_of, save, say_faults, say_what_waits, speak_of
from pages.shared.keeping.keeping import author

_MOST = 200
# what a cell of choices shows when it holds nothing: Streamlit writes « None » in an empty one
_BLANK = "—"
_SEEN = "keep-many-seen"


def table_form(fingerprint: str, folder: Path, words: Texts) -> None:
    """The rows of one table that a search keeps, to be edited together and saved as one change."""
    left, right = st.columns(2, gap="medium")
    with left:
        table = choose_table(words)
    hold(search_key(table.name), "")
    asked = right.text_input(words("keep.edit.search"), key=search_key(table.name))
    rows = known_rows(fingerprint, folder)[table.name].rows.values()
    here, place = DraftId(MANY, table.name, asked), f"{st.session_state.get(ROUND, 0)}-{table.name}-{asked}"
    editor = f"keep-many-{place}"
    if st.session_state.get(_SEEN, ("",))[0] != place or editor not in st.session_state:  # opened, or come back to
        st.session_state[_SEEN] = (place, _opened(draft_of(here), rows, asked))
    speak_of(here)
    opened: _Opened = st.session_state[_SEEN][1]
    if opened.draft.total > _MOST:
        st.info(as_written(words("keep.edit.too_many", n=_MOST)))
    columns = columns_shown(table)
    st.data_editor(
        _frame(opened.now, columns, words),
        column_config={one.name: _config(table, one, words) for one in columns},
        hide_index=True,
        num_rows="dynamic",
        key=editor,
        height=480,
    )
    who = author(words, f"keep-many-who-{place}")
    is_sure = say_what_waits(words, f"keep-many-doubts-{place}")
    plan = plan_of()
    say_faults([one for one in plan.faults if not is_still_named(one)][:_MOST] if plan else (), words)
    edits = opened.draft.edits = edits_of(table, opened.seen, st.session_state[editor], opened.now) + opened.gone
    keep_draft(here, opened.draft)
    renamed = keys_changed(table, edits)
    for key in renamed:
        st.error(as_written(words("keep.edit.rekeyed", key=shown(key))))
    for line in [] if plan and plan.faults else cells_at_fault(table, edits, words)[:_MOST]:
        st.error(as_written(line))
    label = words.count("keep.edit.save_many", len(edits), n=len(edits))
    with st.container(horizontal=True):
        if st.button(label, type="primary", key=f"keep-many-save-{place}", disabled=not edits or bool(renamed)):
            save(folder, edits, who, words, here, despite_doubts=is_sure)
        give_up_button(here, words)
    asked_of(words)


@dataclass(frozen=True)
class _Opened:
    """A table as the editor shows it at first: each row as it was `seen`, None for one that was being added, and as it
    stands `now` in the draft, if there is one; and the removals (`gone`) that the draft holds."""

    draft: Draft
    seen: list[Row | None]
    now: list[Row]
    gone: list[Edit]


def _opened(draft: Draft | None, rows: Iterable[Row], asked: str) -> _Opened:
    """The rows that the search keeps, or those of a draft with what was typed in them."""
    if draft is None:
        kept = [dict(row) for row in rows if fold_words(asked) in fold_words(" ".join(row.values()))]
        draft = Draft(kept[:_MOST], total=len(kept))
    edits = {id(edit.seen): edit for edit in draft.edits if edit.seen is not None}
    gone = [edit for edit in edits.values() if edit.wanted is None]
    left = [row for row in draft.seen if not ((edit := edits.get(id(row))) and edit.wanted is None)]
    added = [dict(edit.wanted) for edit in draft.edits if edit.seen is None and edit.wanted]
    now = [dict(edits[id(row)].wanted or {}) if id(row) in edits else row for row in left]
    return _Opened(draft, [*left, *([None] * len(added))], [*now, *added], gone)


def edits_of(
    table: Table, seen: Sequence[Row | None], told: dict[str, Any], now: Sequence[Row] | None = None
) -> list[Edit]:
    """What is done to the rows `seen` (None for one that is being added): cells edited, rows added and deleted, as the
    data editor says by their place, on top of what they were `now` when it was opened."""
    shown_first = list(now if now is not None else [row or {} for row in seen])
    changed = {
        int(place): {name: _cell(text) for name, text in one.items()} for place, one in told["edited_rows"].items()
    }
    edits = []
    for place, (row, first) in enumerate(zip(seen, shown_first, strict=True)):
        if place in told["deleted_rows"]:
            continue
        wanted = {**first, **changed.get(place, {})}
        if row is None:
            edits += [Edit(table.name, None, wanted)] if any(wanted.values()) else []
        elif wanted != row:
            edits.append(Edit(table.name, row, wanted))
    for cells in told["added_rows"]:
        wanted = {name: _cell(text) for name, text in cells.items() if _cell(text) and not name.startswith("_")}
        edits += [Edit(table.name, None, wanted)] if wanted else []
    return edits + [
        Edit(table.name, row, None) for place in told["deleted_rows"] if (row := seen[int(place)]) is not None
    ]


def keys_changed(table: Table, edits: Sequence[Edit]) -> list[str]:
    """The keys of the rows whose own key an edit changes: other rows name them by it."""
    both = [
        (key_of(table, dict(one.seen)), key_of(table, dict(one.wanted))) for one in edits if one.seen and one.wanted
    ]
    return [seen for seen, wanted in both if seen != wanted]


def cells_at_fault(table: Table, edits: Sequence[Edit], words: Texts) -> list[str]:
    """What is wrong with the cells just written, one line each: the row, the column, and the mend."""
    lines = []
    for edit in edits:
        seen, wanted = edit.seen or {}, edit.wanted or {}
        for column in table.columns:
            text = wanted.get(column.name, "")
            if text != seen.get(column.name, "") and (fault := cell_fault(table, column, text, words)):
                place = edit_place(Place(table.file.removesuffix(".csv"), 0, column.heading), wanted, words)
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
