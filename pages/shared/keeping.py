"""What the page of those who keep the data asks and does: a file, its answers, its changes, an undoing."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from bri_data.intake.apply import (
    Author,
    NothingToDoError,
    UndoneTooLateError,
    UnsoundError,
    apply_plan,
    source_of,
    undo,
)
from bri_data.intake.folder import file_table, read_folder
from bri_data.intake.import_command import why_not
from bri_data.intake.plan import plan_import
from bri_data.intake.planned import Place, Plan
from bri_data.intake.reading import read_file
from bri_data.intake.said import change_said, choice_said, place_said, question_place, question_said, refusal
from bri_data.intake.sheets import RefusedFileError, Sheet
from bri_data.intake.template import write_template
from bri_data.journal.history import Change, matched
from bri_data.journal.transaction import ConflictError, NotWrittenError
from bri_data.present.data_page import heading_of
from bri_data.present.words import Texts
from bri_data.store.text_files import fold_words
from pages.shared.as_written import as_written

MOST_ASKED = 30
_ROUND = "keep-round"
ANSWERS, DONE = "keep-answers", "keep-done"
_MATCHES, _READ = "keep-matches", "keep-read"
_ASIDE = "—"


def brought(folder: Path, words: Texts) -> Plan | None:
    """Ask for a file, and give what it would change; None while there is none, or when it is refused."""
    file = st.file_uploader(
        words("keep.upload"), type=["xlsx", "xlsm", "csv"], key=f"keep-file-{st.session_state.get(_ROUND, 0)}"
    )
    if file is None:
        for name in (ANSWERS, _MATCHES, _READ):
            st.session_state.pop(name, None)
        return None
    complete = st.checkbox(words("keep.complete"), help=words("keep.complete_help"))
    try:
        return plan_import(
            folder,
            _sheets(file.file_id, file.name, file.getvalue()),
            file.name,
            answers=st.session_state.get(ANSWERS, {}),
            matches={**matched(folder, source_of(file.name)), **st.session_state.get(_MATCHES, {})},
            complete=complete,
        )
    except RefusedFileError as error:
        st.error(as_written(refusal(error, words)))
        return None


def _sheets(file_id: str, name: str, content: bytes) -> tuple[Sheet, ...]:
    """The sheets of what was brought, read once."""
    kept = st.session_state.get(_READ)
    if kept is None or kept[0] != file_id:
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / f"{fold_words(Path(name).stem)[:80] or 'f'}{Path(name).suffix.lower()[:6]}"
            file.write_bytes(content)
            kept = (file_id, read_file(file))
        st.session_state[_READ] = kept
    sheets: tuple[Sheet, ...] = kept[1]
    return sheets


def columns_form(plan: Plan, words: Texts) -> None:
    """Ask which column each unknown heading is; the answer is kept for the next file of that source."""
    for place, fault in enumerate(fault for fault in plan.faults if fault.rule == "unknown_column"):
        table = fault.table
        if not table:
            continue
        offered = {_ASIDE: _ASIDE, "": words("keep.set_aside")}
        offered |= {one.name: heading_of(file_table(table), one, words) for one in file_table(table).columns}
        picked = st.selectbox(
            _asked(fault.place, words("keep.which_column"), words),
            list(offered),
            format_func=offered.__getitem__,
            key=f"keep-column-{place}-{fault.value}",
        )
        if picked != _ASIDE:
            st.session_state.setdefault(_MATCHES, {})[table, fold_words(fault.value)] = picked
            st.rerun()


def answers_form(plan: Plan, words: Texts) -> None:
    """Ask what only a person can decide, one choice a question; an answered one joins its group."""
    for question in plan.questions[:MOST_ASKED]:
        picked = st.pills(
            _asked(question_place(question), question_said(question, words), words),
            question.choices,
            format_func=lambda choice, asked=question: as_written(choice_said(asked, choice, words)),  # type: ignore[misc]
            key=f"keep-answer-{question.id}-{question.rule}",
        )
        if picked:
            st.session_state.setdefault(ANSWERS, {})[question.id] = picked
            st.rerun()


def _asked(place: Place, sentence: str, words: Texts) -> str:
    return as_written(words("problems.whole", place=place_said(place, words), sentence=sentence))


def apply_button(folder: Path, plan: Plan, words: Texts) -> None:
    """The one button that writes; its label carries the count."""
    author = _author("keep-apply", words)
    n = len(plan.changes)
    label = words.count("keep.apply", n, n=n)
    if st.button(label, type="primary", width="stretch", disabled=not n or bool(plan.faults), key="keep-apply"):
        try:
            number = apply_plan(folder, plan, author)
        except (NothingToDoError, ConflictError, NotWrittenError) as error:
            st.error(as_written(why_not(error, words)))
            return
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.session_state[DONE] = words("keep.applied", id=number)
        st.rerun()
    st.html(f'<p class="bri-keep-rest">{words("keep.one_operation")}</p>')


def say_done(words: Texts) -> None:
    """Say once what has just been done."""
    if done := st.session_state.pop(DONE, ""):
        st.success(as_written(done))


def undo_form(folder: Path, known: Sequence[tuple[Change, int]], gone: frozenset[int], words: Texts) -> None:
    """Take back one change, chosen in a list; undoing an undoing makes the change again."""
    lines = {change.id: change_said(change, rows, change.id in gone, words) for change, rows in known[:50]}
    if not lines:
        return
    choice, button = st.columns([8, 2], vertical_alignment="bottom")
    picked = choice.selectbox(
        words("keep.undo_which"),
        list(lines),
        format_func=lambda number: as_written(lines[number]),
        key=f"keep-undo-which-{known[0][0].id}",  # a new change is the one offered, never the one picked before it
    )
    if button.button(words("keep.undo"), key="keep-undo", width="stretch", disabled=picked in gone):
        try:
            number = undo(folder, int(picked or 0), Author())
        except (NothingToDoError, UndoneTooLateError, UnsoundError, ConflictError, NotWrittenError) as error:
            st.error(as_written(why_not(error, words)))
            return
        st.session_state[DONE] = words("cli.undo_done", id=number)
        st.rerun()


def templates(folder: Path, words: Texts) -> None:
    """The workbooks to fill: blank, and with every row. Each is made when it is asked for."""
    for is_filled, name in ((False, "blank"), (True, "filled")):
        st.download_button(
            words(f"keep.template.{name}"),
            lambda filled=is_filled: _template(folder, words, filled=filled),  # type: ignore[misc]
            file_name=words(f"keep.template.{name}_file"),
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"keep-template-{name}",
            type="tertiary",
        )


def _template(folder: Path, words: Texts, *, filled: bool) -> bytes:
    out = io.BytesIO()
    write_template(out, words, read_folder(folder), filled=filled)
    return out.getvalue()


def _author(key: str, words: Texts) -> Author:
    who = st.text_input(words("keep.who"), key=f"{key}-who", max_chars=80)
    why = st.text_input(words("keep.why"), key=f"{key}-why", max_chars=300)
    return Author(who, why)
