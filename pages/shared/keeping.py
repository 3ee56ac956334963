"""What the page of those who keep the data asks and does: a file, its answers, its changes, an undoing."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import streamlit as st

from bri_data.intake import board
from bri_data.intake.apply import (
    Author,
    NothingToDoError,
    UndoneTooLateError,
    UnsoundError,
    apply_plan,
    source_of,
    undo,
)
from bri_data.intake.folder import FILES, file_table, read_folder
from bri_data.intake.headings import tab_of
from bri_data.intake.import_command import why_not
from bri_data.intake.matching import VALUE, sheet_mark
from bri_data.intake.plan import plan_import
from bri_data.intake.planned import Place, Plan
from bri_data.intake.readable import readable_changes
from bri_data.intake.reading import read_file
from bri_data.intake.said import change_said, choice_said, place_said, question_place, question_said, refusal
from bri_data.intake.sheets import RefusedFileError, Sheet
from bri_data.intake.steps import EVERY, STEPS, step_said
from bri_data.intake.template import note, write_template
from bri_data.journal.history import Change, matched, rows_of_change, touching
from bri_data.journal.transaction import ConflictError, NotWrittenError, digests
from bri_data.model.columns import Level
from bri_data.present.data_page import heading_of
from bri_data.present.words import Texts
from bri_data.store.text_files import fold_words
from pages.shared.as_written import as_written
from pages.shared.edit_fields import choices_of
from pages.shared.logs import note_file
from pages.shared.signed_in import reader_of

MOST_ASKED = 30
_ROUND = "keep-round"
ANSWERS, DONE = "keep-answers", "keep-done"
_MATCHES, _READ, _PLAN = "keep-matches", "keep-read", "keep-plan"
_LONG_TO_READ = 200_000  # bytes: a smaller file is read before anybody sees that it is
_ASIDE = "—"


def brought(folder: Path, words: Texts) -> Plan | None:
    """Ask for a file, and give what it would change; None while there is none, or when it is refused."""
    # of any type: what is not read is refused with a reason, in the reader's language
    file = st.file_uploader(words("keep.upload"), key=f"keep-file-{st.session_state.get(_ROUND, 0)}")
    if file is None:
        for name in (ANSWERS, _MATCHES, _READ, _PLAN):
            st.session_state.pop(name, None)
        return None
    complete = st.checkbox(words("keep.complete"), help=words("keep.complete_help"))
    try:
        return _planned(folder, file.file_id, file.name, file.getvalue(), words, complete=complete)
    except RefusedFileError as error:
        st.error(as_written(refusal(error, words)))
        if error.rule == "no_table":
            _ask_table(_sheets(file.file_id, file.name, file.getvalue()), words)
        return None


def _planned(folder: Path, file_id: str, name: str, content: bytes, words: Texts, *, complete: bool) -> Plan:
    """What the file would change, found once for the same answers and the same data; how far it is shows meanwhile."""
    answers = dict(st.session_state.get(ANSWERS, {}))
    matches = {**matched(folder, source_of(name)), **st.session_state.get(_MATCHES, {})}
    asked = (file_id, answers, matches, complete, digests(folder, [table.file for table in FILES]))
    kept: tuple[object, Plan] | None = st.session_state.get(_PLAN)
    if kept is None or kept[0] != asked:
        bar = st.empty()

        def heard(step: str, rows: int) -> None:
            if rows >= EVERY or len(content) > _LONG_TO_READ:
                bar.progress(STEPS[step], as_written(step_said(step, rows, words)))

        heard("reading", 0)
        sheets = _sheets(file_id, name, content)
        plan = plan_import(folder, sheets, name, answers=answers, matches=matches, complete=complete, heard=heard)
        bar.empty()
        kept = st.session_state[_PLAN] = (asked, plan)
    return kept[1]


def _ask_table(sheets: Sequence[Sheet], words: Texts) -> None:
    """Ask which table the first sheet is; kept for the next file of that source."""
    first = next((one for one in sheets if one.rows and not one.is_hidden), None)
    if first is None:
        return
    label = _asked(Place(first.name, 0), words("keep.which_table"), words)
    names = [table.name for table in FILES]
    picked = st.selectbox(
        label, names, index=None, format_func=lambda name: as_written(tab_of(file_table(name), words)), key="keep-table"
    )
    if picked:
        st.session_state.setdefault(_MATCHES, {})["", sheet_mark(first.name)] = picked
        st.rerun()


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


def values_form(folder: Path, plan: Plan, words: Texts) -> None:
    """Ask what every new row holds in a column that it needs and the file has not; kept for the next file of that
    source."""
    absent = [fault for fault in plan.faults if fault.rule == "absent_column"]
    for fault in absent[:MOST_ASKED]:
        table = file_table(fault.table)
        column = table.column(fault.value)
        label = _asked(fault.place, words("keep.which_value"), words)
        key = f"keep-value-{fault.table}-{column.name}"
        named = choices_of(column, read_folder(folder), words) if column.references else choices_of(column, {}, words)
        if named is None:
            said = st.text_input(label, key=key, help=note(column, words))
        else:
            said = st.selectbox(label, list(named), index=None, format_func=_named(named), key=key) or ""
        if said.strip():
            st.session_state.setdefault(_MATCHES, {})[fault.table, f"{VALUE}{column.name}"] = said.strip()
            st.rerun()


def _named(called: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: as_written(called.get(code, code))


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
    who = author(words, "keep-apply")
    n = len(plan.changes)
    label = words.count("keep.apply", n, n=n)
    if st.button(label, type="primary", width="stretch", disabled=not n or bool(plan.faults), key="keep-apply"):
        try:
            number = apply_plan(folder, plan, who)
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


def history_list(folder: Path, gone: frozenset[int], level: Level, words: Texts) -> list[tuple[Change, int]]:
    """List the changes that readers of `level` may know of, the last first, those alone that say what is asked or whose
    rows hold it; and give those of which they may read every row, to be read and taken back."""
    told = readable_changes(folder, level)
    known, whole = [(one, n) for one, n, _ in told], {one.id for one, _, is_whole in told if is_whole}
    asked = st.text_input(words("keep.history.find"), key="keep-history-find").strip() if known else ""
    if asked:
        held, folded = touching(folder, asked) & whole, fold_words(asked)  # a hidden row answers no search
        lines = [(one, fold_words(change_said(*one, one[0].id in gone, words))) for one in known]
        known = [one for one, line in lines if one[0].id in held or folded in line]
    if asked and not known:
        st.html(f"<p>{words('keep.history.not_found')}</p>")
    else:
        st.html(board.history(known[:50], gone, words))
    return [one for one in known if one[0].id in whole]


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
    with st.expander(words("keep.history.rows")):
        st.html(board.rows_changed(rows_of_change(folder, int(picked or 0)), words))
    if button.button(words("keep.undo"), key="keep-undo", width="stretch", disabled=picked in gone):
        try:
            number = undo(folder, int(picked or 0), Author(reader_of(st.context.headers).address))
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
    note_file("tenir", "xlsx", role=reader_of(st.context.headers).role, filled=filled)
    return out.getvalue()


def author(words: Texts, key: str) -> Author:
    """Who makes the change and why. Who signed in is the author, whatever a field says; at the machine, one's word is
    taken."""
    left, right = st.columns(2)
    known = reader_of(st.context.headers).address
    if known:
        left.text_input(words("keep.who"), known, key=f"{key}-known", disabled=True)
    who = known or left.text_input(words("keep.who"), key=f"{key}-who", max_chars=80)
    why = right.text_input(words("keep.why"), key=f"{key}-why", max_chars=300)
    return Author(who, why)
