"""One row as a form: chosen by name or new, saved as one change, hidden or taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from bri_data.intake.edit import Edit
from bri_data.intake.folder import FILES, Row, TableFile, file_table, read_folder
from bri_data.intake.headings import tab_of
from bri_data.intake.template import columns_shown, names_of
from bri_data.model.columns import Column, Table
from bri_data.present.words import Texts
from bri_data.store.text_files import fold_words
from pages.shared.base.as_written import as_option, as_written
from pages.shared.base.component import write_markup
from pages.shared.keeping.edit_drafts import (
    ONE,
    ROUND,
    ROW,
    TABLE,
    Draft,
    DraftId,
    draft_of,
    drafted_rows,
    give_up_button,
    hold,
    keep_draft,
    row_key,
    tag_of,
)
from pages.shared.keeping.edit_fields import Known, field, is_typed
from pages.shared.keeping.edit_save import (
    asked_of,
    faults_at,
    forget,
    is_taking_away,
    refused_at,
    save,
    say_what_waits,
    speak_of,
)
from pages.shared.keeping.keeping import author
from pages.shared.work.once import once_for_all

_SEEN = "keep-edit-seen"
_HIDDEN = "interne"


@once_for_all(4)
def known_rows(fingerprint: str, _folder: Path) -> Known:
    """The rows of the folder's files; never changed by a page."""
    return read_folder(_folder)


def record_form(fingerprint: str, folder: Path, words: Texts) -> None:
    """The form of one row of one table, and under it what waits for a decision."""
    known = known_rows(fingerprint, folder)
    left, right = st.columns(2, gap="medium")
    with left:
        table = choose_table(words)
    with right:
        key = _choose_row(known[table.name], words)
    here, place = DraftId(ONE, table.name, key), f"{st.session_state.get(ROUND, 0)}-{table.name}-{key}"
    draft = draft_of(here)
    if st.session_state.get(_SEEN, ("",))[0] != place:  # as it was when the form was opened, whatever comes meanwhile
        row = draft.seen if draft else [dict(known[table.name].rows[key])] if key else []
        st.session_state[_SEEN] = (place, row)
    speak_of(here)
    draft = draft or Draft(st.session_state[_SEEN][1])
    seen: Row | None = draft.seen[0] if draft.seen else None
    # no st.form: a fault is said under its field as one leaves it
    form = _Form(table, known, words, f"keep-{place}", draft)
    edits = [Edit(table.name, seen, form.cells(seen or {}, is_there=seen is not None))]
    if draft.forget_unless_named(_unknown_names(edits[0], table, known)):
        forget()  # the last save spoke of rows by their place
    for number, (name, said) in enumerate(draft.new, start=1):
        edits.append(_new_row(replace(form, table=file_table(name), number=number, tag=tag_of(name, said)), said))
    keep_draft(here, draft)
    who = author(words, f"keep-edit-who-{place}")
    # what is said of a row that is taken away stands beside the button that takes it away
    is_sure = not is_taking_away() and say_what_waits(words, f"keep-edit-doubts-{place}")
    with st.container(horizontal=True):
        if st.button(words("keep.edit.save"), type="primary", key=f"keep-edit-save-{place}"):
            draft.new = _unknown_names(edits[0], table, known)
            save(folder, edits, who, words, here, despite_doubts=is_sure)
        give_up_button(here, words)
    asked_of(words)
    if seen is not None:
        _take_away(folder, here, seen, words, place)


def choose_table(words: Texts) -> Table:
    """The table to edit."""
    names = [table.name for table in FILES]
    hold(TABLE, "activities", names)
    picked = st.selectbox(
        words("keep.edit.table"), names, key=TABLE,
        format_func=lambda name: as_option(tab_of(file_table(name), words)),
    )  # fmt: skip
    return file_table(picked or "activities")


def _choose_row(file: TableFile, words: Texts) -> str:
    """The key of the row to edit; "" for a new one."""
    called = {"": words("keep.edit.new")} | dict(zip(file.rows, names_of(file, words), strict=True))
    called |= {key: key for key in drafted_rows(file.table.name) if key not in called}
    hold(row_key(file.table.name), "", called)
    picked = st.selectbox(
        words("keep.edit.row"), list(called), key=row_key(file.table.name),
        format_func=lambda key: as_option(called[key]),
    )  # fmt: skip
    return picked or ""


@dataclass(frozen=True)
class _Form:
    """What the fields of one row share: `key` and `tag` begin the name of each, `draft` keeps what is typed in them,
    `number` is the place of its edit."""

    table: Table
    known: Known
    words: Texts
    key: str
    draft: Draft
    number: int = 0
    tag: str = ROW

    def cells(self, row: Row, *, is_there: bool = False) -> dict[str, str]:
        """What its reader leaves in a field for each column, the obligatory ones first; the key of a row that is there
        stays as it is."""
        columns = [one for one in columns_shown(self.table) if not (is_there and one.name in self.table.key)]
        first = [one for one in columns if one.required and one.name not in self.table.key[:1]]
        others = [one for one in columns if one not in first]
        write_markup(Markup(f"<p>{self.words('keep.edit.required')}</p>"))
        found = dict(row) | self._drawn(first, row)
        is_open = any(faults_at(self.number, one, self.words) for one in others)
        with st.expander(self.words("keep.edit.others"), expanded=is_open):
            return found | self._drawn(others, row)

    def _drawn(self, columns: Sequence[Column], row: Row) -> dict[str, str]:
        found = {}
        for place, column in enumerate(columns):
            if place % 2 == 0:  # two by two, so that a narrow screen and the keyboard go in their order
                sides = st.columns(2, gap="medium")
            with sides[place % 2]:
                faults = faults_at(self.number, column, self.words)
                key = f"{self.key}-{self.tag}-{column.name}"
                value = row.get(column.name, "")
                refused = (refused_at(self.number, column), faults)
                at = (self.tag, column.name)
                typed = self.draft.typed.pop(at, None)
                told = field(self.table, column, value, self.known, self.words, key=key, typed=typed, refused=refused)
                if is_typed(told, value):
                    self.draft.typed[at] = told
                found[column.name] = told
        return found


def _new_row(form: _Form, said: str) -> Edit:
    """The fields of a row that is named and not there yet, to be made in the same change."""
    title = form.words("keep.edit.create", table=tab_of(form.table, form.words), name=said)
    st.subheader(as_written(title), anchor=False)
    names = {one.name for one in columns_shown(form.table)}
    called = dict.fromkeys(names & {"name", "name_en", "title", "label", "label_en"}, said)
    return Edit(form.table.name, None, form.cells(called))


def _unknown_names(edit: Edit, table: Table, known: Known) -> tuple[tuple[str, str], ...]:
    """The names (table, name) that the row gives in its references and that no row bears."""
    found: dict[tuple[str, str], None] = {}
    for column in table.columns:
        for item in (edit.wanted or {}).get(column.name, "").split(";") if column.references else ():
            file = known[column.references]
            if item and fold_words(item) not in file.rows:
                found[column.references, item] = None
    return tuple(found)


def _take_away(folder: Path, here: DraftId, seen: Row, words: Texts, place: str) -> None:
    table = file_table(here.table)
    with st.expander(words("keep.edit.away"), expanded=is_taking_away()):
        write_markup(Markup(f"<p>{words('keep.edit.away_help')}</p>"))
        who = author(words, f"keep-edit-away-{place}")
        is_sure = is_taking_away() and say_what_waits(words, f"keep-edit-away-doubts-{place}", "keep.edit.despite_away")
        hide, remove = st.columns(2)
        has_mark = any(one.name == "visibility" for one in table.columns)
        is_hidden = seen.get("visibility", "") in (_HIDDEN, "huis_clos")
        label = words("keep.edit.hide")
        if hide.button(label, key=f"keep-hide-{place}", disabled=not has_mark or is_hidden, width="stretch"):
            save(
                folder, [Edit(table.name, seen, {**seen, "visibility": _HIDDEN})], who, words, here, despite_doubts=True
            )
        if remove.button(words("keep.edit.remove"), key=f"keep-remove-{place}", width="stretch"):
            save(folder, [Edit(table.name, seen, None)], who, words, here, despite_doubts=is_sure)
