"""The file that is imported on the page: brought, kept while one looks elsewhere, planned, applied."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from bri_data.intake.apply import NothingToDoError, apply_plan, source_of
from bri_data.intake.folder import FILES, file_table
from bri_data.intake.headings import tab_of
from bri_data.intake.import_command import why_not
from bri_data.intake.matching import sheet_mark
from bri_data.intake.plan import plan_import
from bri_data.intake.planned import Place, Plan
from bri_data.intake.reading import read_file
from bri_data.intake.said import refusal
from bri_data.intake.sheets import RefusedFileError, Sheet
from bri_data.intake.steps import EVERY, STEPS, Heard, step_said
from bri_data.journal.history import matched
from bri_data.journal.transaction import ConflictError, NotWrittenError, digests
from bri_data.present.words import Texts
from bri_data.store.text_files import fold_words
from pages.shared.base.as_written import as_option, as_written
from pages.shared.base.component import write_markup
from pages.shared.keeping.keeping import ANSWERS, DONE, MATCHES, asked_at, author
from pages.shared.work.unsaved import FILE

_ROUND = "keep-round"
_READ, _PLAN = "keep-read", "keep-plan"
_OF_A_FILE = (FILE, _READ, _PLAN, ANSWERS, MATCHES)
_LONG_TO_READ = 200_000  # bytes: a smaller file is read before anybody sees that it is


@dataclass
class _File:
    """The file that is being imported, and whether it is said to be complete."""

    id: str
    name: str
    content: bytes
    is_complete: bool = False


def brought(folder: Path, words: Texts) -> Plan | None:
    """Ask for a file, and give what it would change; None while there is none, or when it is refused."""
    file = _file(words)
    if file is None:
        return None
    key = f"keep-complete-{file.id}"
    st.session_state.setdefault(key, file.is_complete)
    file.is_complete = st.checkbox(words("keep.complete"), help=words("keep.complete_help"), key=key)
    try:
        return _planned(folder, file, words)
    except RefusedFileError as error:
        st.error(as_written(refusal(error, words)))
        if error.rule == "no_table":
            _ask_table(_sheets(file), words)
        return None


def _file(words: Texts) -> _File | None:
    """The file just brought, or the one that waits since one looked elsewhere: the browser's own field forgets it."""
    key = f"keep-file-{st.session_state.get(_ROUND, 0)}"

    def taken_away() -> None:
        if st.session_state.get(key) is None:
            give_back()

    # of any type: what is not read is refused with a reason, in the reader's language
    given = st.file_uploader(words("keep.upload"), key=key, on_change=taken_away)
    kept: _File | None = st.session_state.get(FILE)
    if given is not None and (kept is None or kept.id != given.file_id):
        for name in _OF_A_FILE:
            st.session_state.pop(name, None)
        kept = st.session_state[FILE] = _File(given.file_id, given.name, given.getvalue())
    if given is None and kept is not None:
        st.info(as_written(words("keep.file_kept", file=kept.name)))
        st.button(words("keep.file_aside"), key="keep-file-aside", on_click=give_back)
    return kept


def give_back() -> None:
    """Forget the file and what was answered of it, because it is applied or set aside."""
    for name in _OF_A_FILE:
        st.session_state.pop(name, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _planned(folder: Path, file: _File, words: Texts) -> Plan:
    """What the file would change, found once for the same answers and the same data; how far it is shows meanwhile."""
    answers = dict(st.session_state.get(ANSWERS, {}))
    matches = {**matched(folder, source_of(file.name)), **st.session_state.get(MATCHES, {})}
    asked = (file.id, answers, matches, file.is_complete, digests(folder, [table.file for table in FILES]))
    kept: tuple[object, Plan] | None = st.session_state.get(_PLAN)
    if kept is None or kept[0] != asked:
        bar = st.empty()
        heard = waiting_in(bar, words, from_row=0 if len(file.content) > _LONG_TO_READ else EVERY)
        heard("reading", 0)
        sheets = _sheets(file)
        plan = plan_import(
            folder, sheets, file.name, answers=answers, matches=matches, complete=file.is_complete, heard=heard
        )
        bar.empty()
        kept = st.session_state[_PLAN] = (asked, plan)
    return kept[1]


def waiting_in(place: DeltaGenerator, words: Texts, *, from_row: int) -> Heard:
    """What shows in `place` how far an import is, from so many rows: fewer are read before anybody sees it."""

    def heard(step: str, rows: int) -> None:
        if rows >= from_row:
            place.progress(STEPS[step], as_written(step_said(step, rows, words)))

    return heard


def _ask_table(sheets: Sequence[Sheet], words: Texts) -> None:
    """Ask which table the first sheet is; kept for the next file of that source."""
    first = next((one for one in sheets if one.rows and not one.is_hidden), None)
    if first is None:
        return
    label = asked_at(Place(first.name, 0), words("keep.which_table"), words)
    names = [table.name for table in FILES]
    picked = st.selectbox(
        label, names, index=None, format_func=lambda name: as_option(tab_of(file_table(name), words)), key="keep-table"
    )
    if picked:
        st.session_state.setdefault(MATCHES, {})["", sheet_mark(first.name)] = picked
        st.rerun()


def _sheets(file: _File) -> tuple[Sheet, ...]:
    """The sheets of what was brought, read once."""
    kept = st.session_state.get(_READ)
    if kept is None or kept[0] != file.id:
        with tempfile.TemporaryDirectory() as place:
            name = Path(file.name)
            written = Path(place) / f"{fold_words(name.stem)[:80] or 'f'}{name.suffix.lower()[:6]}"
            written.write_bytes(file.content)
            kept = (file.id, read_file(written))
        st.session_state[_READ] = kept
    sheets: tuple[Sheet, ...] = kept[1]
    return sheets


def apply_button(folder: Path, plan: Plan, words: Texts) -> None:
    """The one button that writes; its label carries the count."""
    who = author(words, "keep-apply", is_wide=False)
    n = len(plan.changes)
    label = words.count("keep.apply", n, n=n)
    if st.button(label, type="primary", width="stretch", disabled=not n or bool(plan.faults), key="keep-apply"):
        try:
            number = apply_plan(folder, plan, who)
        except (NothingToDoError, ConflictError, NotWrittenError) as error:
            st.error(as_written(why_not(error, words)))
            return
        give_back()
        st.session_state[DONE] = words("keep.applied", id=number)
        st.rerun()
    write_markup(Markup(f'<p class="bri-keep-rest">{words("keep.one_operation")}</p>'))
