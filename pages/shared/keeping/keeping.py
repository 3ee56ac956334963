"""What the page of those who keep the data asks and does: a file, its answers, its changes, an undoing."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from bri_data.intake import board
from bri_data.intake.alike import alike, choice_of_all
from bri_data.intake.apply import (
    Author,
    NothingToDoError,
    UndoneTooLateError,
    UnsoundError,
    undo,
)
from bri_data.intake.folder import file_table, read_folder
from bri_data.intake.import_command import why_not
from bri_data.intake.matching import VALUE
from bri_data.intake.planned import Place, Plan
from bri_data.intake.readable import readable_changes
from bri_data.intake.said import change_said, choice_said, fault_place, place_said, question_place, question_said
from bri_data.intake.template import note, write_template
from bri_data.journal.history import Change, rows_of_change, touching
from bri_data.journal.transaction import ConflictError, NotWrittenError
from bri_data.model.columns import Level
from bri_data.present import format as fmt
from bri_data.present.data_page import heading_of
from bri_data.present.words import Texts
from bri_data.store.text_files import fold_words
from pages.shared.base.as_written import as_option, as_written
from pages.shared.base.component import write_markup
from pages.shared.base.logs import note_file
from pages.shared.keeping.edit_fields import choices_of
from pages.shared.rights.signed_in import reader_of

MOST_ASKED = 30
ANSWERS, MATCHES, DONE = "keep-answers", "keep-matches", "keep-done"
_ASIDE = "—"
_UNNAMED = ("unknown_column", "unnamed_column")


def columns_form(plan: Plan, words: Texts) -> None:
    """Ask which column each unknown heading is; the answer is kept for the next file of that source."""
    for place, fault in enumerate(fault for fault in plan.faults if fault.rule in _UNNAMED):
        table = fault.table
        if not table:
            continue
        offered = {_ASIDE: _ASIDE, "": words("keep.set_aside")}
        offered |= {one.name: heading_of(file_table(table), one, words) for one in file_table(table).columns}
        picked = st.selectbox(
            asked_at(fault.place, words("keep.which_column"), words),
            list(offered),
            format_func=offered.__getitem__,
            key=f"keep-column-{place}-{fault.value}",
        )
        if picked != _ASIDE:
            st.session_state.setdefault(MATCHES, {})[table, fold_words(fault.value)] = picked
            st.rerun()


def values_form(folder: Path, plan: Plan, words: Texts) -> None:
    """Ask what every new row holds in a column that it needs and the file has not; kept for the next file of that
    source."""
    absent = [fault for fault in plan.faults if fault.rule == "absent_column"]
    for fault in absent[:MOST_ASKED]:
        table = file_table(fault.table)
        column = table.column(fault.value)
        label = told_at(fault_place(fault, words), words("keep.which_value"), words)
        key = f"keep-value-{fault.table}-{column.name}"
        named = choices_of(column, read_folder(folder), words) if column.references else choices_of(column, {}, words)
        if named is None:
            said = st.text_input(label, key=key, help=note(column, words))
        else:
            said = st.selectbox(label, list(named), index=None, format_func=_named(named), key=key) or ""
        if said.strip():
            st.session_state.setdefault(MATCHES, {})[fault.table, f"{VALUE}{column.name}"] = said.strip()
            st.rerun()


def _named(called: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: as_option(called.get(code, code))


def answers_form(
    plan: Plan, words: Texts, kept: str = ANSWERS, said_at: Callable[[Place, Texts], str] = place_said
) -> None:
    """Ask what only a person can decide, one choice a question; an answered one joins its group, its answer is `kept`
    in the session under that name. `said_at` says where a question stands. Many questions of one kind and one column
    may be answered together."""
    for group in alike(plan.questions):
        first = group[0]
        place = replace(question_place(first), row=0)
        chosen = st.pills(
            told_at(said_at(place, words), words("keep.ask.all", n=fmt.number(len(group), words)), words),
            range(len(first.choices)),
            format_func=lambda at, asked=first: as_written(choice_of_all(asked, asked.choices[at], words)),  # type: ignore[misc]
            key=f"keep-answer-all-{first.sheet}-{first.heading}-{first.rule}-{len(group)}",
        )
        if chosen is not None:
            st.session_state.setdefault(kept, {}).update({one.id: one.choices[chosen] for one in group})
            st.rerun()
    for question in plan.questions[:MOST_ASKED]:
        picked = st.pills(
            told_at(said_at(question_place(question), words), question_said(question, words), words),
            question.choices,
            format_func=lambda choice, asked=question: as_written(choice_said(asked, choice, words)),  # type: ignore[misc]
            key=f"keep-answer-{question.id}-{question.rule}",
        )
        if picked:
            st.session_state.setdefault(kept, {})[question.id] = picked
            st.rerun()


def asked_at(place: Place, sentence: str, words: Texts) -> str:
    """A question with the place that it is asked of."""
    return told_at(place_said(place, words), sentence, words)


def told_at(place: str, sentence: str, words: Texts) -> str:
    """A sentence with the place that it speaks of, as Streamlit shows it."""
    return as_written(fmt.capitalised(words("problems.whole", place=place, sentence=sentence)))


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
        write_markup(Markup(f"<p>{words('keep.history.not_found')}</p>"))
    else:
        write_markup(board.history(known[:50], gone, words))
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
        format_func=lambda number: as_option(lines[number]),
        key=f"keep-undo-which-{known[0][0].id}",  # a new change is the one offered, never the one picked before it
    )
    with st.expander(words("keep.history.rows")):
        write_markup(board.rows_changed(rows_of_change(folder, int(picked or 0)), words))
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
            icon=":material/download:",
        )


def _template(folder: Path, words: Texts, *, filled: bool) -> bytes:
    out = io.BytesIO()
    write_template(out, words, read_folder(folder), filled=filled)
    note_file("tenir", "xlsx", role=reader_of(st.context.headers).role, filled=filled)
    return out.getvalue()


def author(words: Texts, key: str, *, is_wide: bool = True) -> Author:
    """Who makes the change and why, side by side where there is room. Who signed in is the author, whatever a field
    says; at the machine, one's word is taken."""
    left, right = st.columns(2, gap="medium") if is_wide else (st.container(), st.container())
    known = reader_of(st.context.headers).address
    if known:
        left.text_input(words("keep.who"), known, key=f"{key}-known", disabled=True)
    who = known or left.text_input(words("keep.who"), key=f"{key}-who", max_chars=80)
    why = right.text_input(words("keep.why"), key=f"{key}-why", max_chars=300)
    return Author(who, why)
