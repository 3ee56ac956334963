"""The saving of edits on the page: what was saved, or what refuses it, waits for a choice, or is doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from bri_data.intake.apply import Author, NothingToDoError
from bri_data.intake.edit import MINE, THEIRS, Clash, Edit, Saved, save_edits
from bri_data.intake.folder import file_table
from bri_data.intake.import_command import why_not
from bri_data.intake.planned import Fault, Place, Plan
from bri_data.intake.said import edit_place, fault_line, fault_said, is_still_named, refusal, still_named
from bri_data.intake.sheets import RefusedFileError
from bri_data.journal.transaction import ConflictError, NotWrittenError
from bri_data.model.columns import Column
from bri_data.present import format as fmt
from bri_data.present.data_page import heading_of
from bri_data.present.problems import shown
from bri_data.present.words import Texts
from pages.shared.base.as_written import as_written
from pages.shared.keeping.edit_drafts import DraftId, drop_draft
from pages.shared.keeping.keeping import DONE, answers_form, told_at

_SAVED, _CHOICES, _TOLD = "keep-edit-saved", "keep-edit-choices", "keep-edit-told"
_ANSWERS, _OF, _AWAY = "keep-edit-answers", "keep-edit-of", "keep-edit-going"
_NOT_WRITTEN = "keep-edit-not-written"
_SHOWN = 20


def save(
    folder: Path, edits: Sequence[Edit], who: Author, words: Texts, here: DraftId, *, despite_doubts: bool
) -> None:
    """Save the edits that were typed `here` and start anew, or keep why they are not saved and show it."""
    try:
        saved = save_edits(
            folder,
            edits,
            who,
            answers=st.session_state.get(_ANSWERS, {}),
            choices=st.session_state.get(_CHOICES, {}),
            despite_doubts=despite_doubts,
        )
    except (RefusedFileError, NothingToDoError, ConflictError, NotWrittenError) as error:
        why = refusal(error, words) if isinstance(error, RefusedFileError) else why_not(error, words)
        st.session_state[_NOT_WRITTEN] = why  # until it is saved: another gesture draws the page anew
        st.rerun()
    st.session_state.pop(_NOT_WRITTEN, None)
    st.session_state[_SAVED] = saved
    st.session_state[_AWAY] = [edit.wanted for edit in edits] == [None]
    st.session_state[_TOLD] = [dict(edit.wanted or {}) for edit in edits]
    if saved.number:
        forget()
        drop_draft(here)
        kept = [clash_said(one, words, "keep.edit.kept") for one in saved.theirs]
        st.session_state[DONE] = " ".join([words("keep.applied", id=saved.number), *kept])
    st.rerun()


def speak_of(here: DraftId) -> None:
    """Let no answer, choice or fault of one row speak of another."""
    if st.session_state.get(_OF) != here:
        forget()
        st.session_state[_OF] = here


def is_taking_away() -> bool:
    """Whether what waits was said of a row that is being taken away."""
    return bool(st.session_state.get(_AWAY))


def forget() -> None:
    """Forget what the last save said, and what was answered."""
    for name in (_SAVED, _CHOICES, _TOLD, _ANSWERS, _AWAY, _NOT_WRITTEN):
        st.session_state.pop(name, None)


def faults_at(number: int, column: Column, words: Texts) -> list[str]:
    """What the last save found wrong with the cell of `column` in edit `number`."""
    return [fault_said(one, words) for one in _faults() if _place(one) == (number + 2, column.heading)]


def refused_at(number: int, column: Column) -> str:
    """What that cell held at the last save: what was wrong with it speaks of nothing else."""
    told: list[dict[str, str]] = st.session_state.get(_TOLD, [])
    return told[number].get(column.name, "") if number < len(told) else ""


def say_what_waits(words: Texts, key: str, despite: str = "keep.edit.despite") -> bool:
    """Say, in the form, what no field says: other faults, doubts; whether the reader saves `despite` the doubts."""
    if why := st.session_state.get(_NOT_WRITTEN):
        st.error(as_written(why))
    saved = _saved()
    if saved is None or saved.number:
        return False
    if saved.plan is None or not (saved.plan.faults or saved.plan.doubts or saved.plan.questions or saved.plan.changes):
        if not saved.clashes:
            st.info(as_written(words("keep.refused.no_change")))
        return False
    for sentence in still_named(saved.plan.faults, words):
        st.error(as_written(sentence))
    others = [one for one in saved.plan.faults if not _place(one)[0] and not is_still_named(one)]
    say_faults(others[:_SHOWN], words)
    if saved.plan.faults:
        st.warning(as_written(words("keep.edit.not_saved")))
        return False
    if not saved.plan.doubts:
        return False
    for doubt in saved.plan.doubts[:_SHOWN]:
        st.warning(_line(doubt, words))
    return st.checkbox(words(despite), key=key)


def say_faults(faults: Sequence[Fault], words: Texts) -> None:
    """Say each fault at its row and its column."""
    for fault in faults:
        st.error(_line(fault, words))


def _line(fault: Fault, words: Texts) -> str:
    if not _is_ours(fault) or fault.place == Place("", 0):
        return as_written(fmt.capitalised(fault_line(fault, words)))
    place = Place(fault.place.sheet, fault.place.row, _place(fault)[1])
    return told_at(_said_at(place, words), fault_said(fault, words), words)


def _said_at(place: Place, words: Texts) -> str:
    """The row and the column that somebody edits."""
    told: list[dict[str, str]] = st.session_state.get(_TOLD, [])
    number = place.row - 2  # as a sheet would have it, under its headings
    return edit_place(place, told[number] if 0 <= number < len(told) else {}, words)


def asked_of(words: Texts) -> None:
    """Ask what only a person can decide: a date that reads in two ways, a twin, a cell that two people changed."""
    saved = _saved()
    if saved is None or saved.number:
        return
    if saved.plan:
        answers_form(saved.plan, words, _ANSWERS, _said_at)
    for clash in saved.clashes:
        picked = st.radio(
            as_written(clash_said(clash, words, "keep.edit.clash")),
            (MINE, THEIRS),
            index=None,
            format_func=lambda choice: words(f"keep.edit.{choice}"),
            key=f"keep-clash-{clash.id}",
        )
        if picked:
            st.session_state.setdefault(_CHOICES, {})[clash.id] = picked


def clash_said(clash: Clash, words: Texts, key: str) -> str:
    """A cell, or a row, that somebody else has changed: what it was, what it is now, what is wanted."""
    table = file_table(clash.table)
    column = heading_of(table, table.column(clash.column), words) if clash.column else words("keep.edit.whole_row")
    values = {"seen": clash.seen, "now": clash.now, "wanted": clash.wanted}
    return words(key, column=column, **{name: shown(text) or words("keep.blank") for name, text in values.items()})


def _saved() -> Saved | None:
    saved: Saved | None = st.session_state.get(_SAVED)
    return saved


def plan_of() -> Plan | None:
    """What the last save that was not written would have done."""
    saved = _saved()
    return saved.plan if saved and not saved.number else None


def _faults() -> tuple[Fault, ...]:
    saved = _saved()
    return saved.plan.faults if saved and saved.plan else ()


def _place(fault: Fault) -> tuple[int, str]:
    """The row of the edit and the heading that a fault speaks of; (0, "") for one that no field of the form holds."""
    heading = fault.place.heading or (fault.problem.column if fault.problem else "")
    return (fault.place.row, heading) if _is_ours(fault) and heading else (0, "")


def _is_ours(fault: Fault) -> bool:
    """Whether a fault speaks of a row that is edited: the checks may name any row of a file."""
    return fault.problem is None or fault.place.sheet != fault.problem.file
