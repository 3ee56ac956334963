"""One row as a form: chosen by name or new, saved as one change, hidden or taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from bri_data.intake.edit import Edit
from bri_data.intake.folder import FILES, Row, TableFile, file_table, read_folder
from bri_data.intake.headings import tab_of
from bri_data.intake.template import columns_shown, names_of
from bri_data.model.columns import Column, Table
from bri_data.present.words import Texts
from bri_data.store.text_files import fold_words
from pages.shared.as_written import as_written
from pages.shared.edit_fields import Known, field
from pages.shared.edit_save import ROUND, asked_of, faults_at, forget, refused_at, save, say_what_waits
from pages.shared.keeping import author
from pages.shared.once import once_for_all

_SEEN, _NEW = "keep-edit-seen", "keep-edit-new"
_HIDDEN = "interne"


@once_for_all(4)
def known_rows(fingerprint: str, _folder: Path) -> Known:
    """The rows of the folder's files; never changed by a page."""
    return read_folder(_folder)


def record_form(fingerprint: str, folder: Path, words: Texts) -> None:
    """The form of one row of one table, and under it what waits for a decision."""
    known = known_rows(fingerprint, folder)
    table = choose_table(words)
    key = _choose_row(known[table.name], words)
    place = f"{st.session_state.get(ROUND, 0)}-{table.name}-{key}"
    if st.session_state.get(_SEEN, ("",))[0] != place:  # as it was when the form was opened, whatever comes meanwhile
        st.session_state[_SEEN] = (place, dict(known[table.name].rows[key]) if key else None)
        forget()
        st.session_state.pop(_NEW, None)
    seen: Row | None = st.session_state[_SEEN][1]
    # no st.form: a fault is said under its field as one leaves it
    form = _Form(table, known, words, f"keep-{place}")
    edits = [Edit(table.name, seen, form.cells(seen or {}, is_there=seen is not None))]
    for number, (name, said) in enumerate(st.session_state.get(_NEW, ()), start=1):
        edits.append(_new_row(replace(form, table=file_table(name), number=number), said))
    who = author(words, f"keep-edit-who-{place}")
    is_sure = say_what_waits(words, f"keep-edit-doubts-{place}")
    if st.button(words("keep.edit.save"), type="primary", key=f"keep-edit-save-{place}"):
        st.session_state[_NEW] = _unknown_names(edits[0], table, known)
        save(folder, edits, who, words, despite_doubts=is_sure)
    asked_of(words)
    if seen is not None:
        _take_away(folder, table, seen, words, place)


def choose_table(words: Texts) -> Table:
    """The table to edit."""
    names = [table.name for table in FILES]
    picked = st.selectbox(
        words("keep.edit.table"), names, names.index("activities"), key="keep-edit-table",
        format_func=lambda name: as_written(tab_of(file_table(name), words)),
    )  # fmt: skip
    return file_table(picked or "activities")


def _choose_row(file: TableFile, words: Texts) -> str:
    """The key of the row to edit; "" for a new one."""
    called = {"": words("keep.edit.new")} | dict(zip(file.rows, names_of(file, words), strict=True))
    picked = st.selectbox(
        words("keep.edit.row"), list(called), key=f"keep-edit-row-{file.table.name}-{st.session_state.get(ROUND, 0)}",
        format_func=lambda key: as_written(called[key]),
    )  # fmt: skip
    return picked or ""


@dataclass(frozen=True)
class _Form:
    """What the fields of one row share: `key` begins the name of each, `number` is the place of its edit."""

    table: Table
    known: Known
    words: Texts
    key: str
    number: int = 0

    def cells(self, row: Row, *, is_there: bool = False) -> dict[str, str]:
        """What its reader leaves in a field for each column, the obligatory ones first; the key of a row that is there
        stays as it is."""
        columns = [one for one in columns_shown(self.table) if not (is_there and one.name in self.table.key)]
        first = [one for one in columns if one.required and one.name not in self.table.key[:1]]
        others = [one for one in columns if one not in first]
        found = dict(row) | self._drawn(first, row)
        is_open = any(faults_at(self.number, one, self.words) for one in others)
        with st.expander(self.words("keep.edit.others"), expanded=is_open):
            return found | self._drawn(others, row)

    def _drawn(self, columns: Sequence[Column], row: Row) -> dict[str, str]:
        sides, found = st.columns(2, gap="medium"), {}
        for place, column in enumerate(columns):
            with sides[place % 2]:
                faults = faults_at(self.number, column, self.words)
                key = f"{self.key}-{self.number}-{column.name}"
                value = row.get(column.name, "")
                refused = (refused_at(self.number, column), faults)
                found[column.name] = field(self.table, column, value, self.known, self.words, key=key, refused=refused)
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


def _take_away(folder: Path, table: Table, seen: Row, words: Texts, place: str) -> None:
    with st.expander(words("keep.edit.away")):
        st.html(f"<p>{words('keep.edit.away_help')}</p>")
        who = author(words, f"keep-edit-away-{place}")
        hide, remove = st.columns(2)
        has_mark = any(one.name == "visibility" for one in table.columns)
        is_hidden = seen.get("visibility", "") in (_HIDDEN, "huis_clos")
        label = words("keep.edit.hide")
        if hide.button(label, key=f"keep-hide-{place}", disabled=not has_mark or is_hidden, width="stretch"):
            save(folder, [Edit(table.name, seen, {**seen, "visibility": _HIDDEN})], who, words, despite_doubts=True)
        if remove.button(words("keep.edit.remove"), key=f"keep-remove-{place}", width="stretch"):
            save(folder, [Edit(table.name, seen, None)], who, words, despite_doubts=True)
