"""The pairs of rows that may be one thing, side by side, and what a person decides of each."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from bri_data.intake.apply import NothingToDoError, UnsoundError
from bri_data.intake.import_command import why_not
from bri_data.intake.twins import DECISIONS, FIRST, SECOND, twins
from bri_data.intake.twins import decide as made
from bri_data.intake.twins_said import twin_name, twin_table
from bri_data.journal.engine import JournalError
from bri_data.journal.transaction import ConflictError, NotWrittenError
from bri_data.present.words import Texts
from pages.shared.base.as_written import as_written
from pages.shared.base.component import write_markup
from pages.shared.keeping.keeping import DONE, author

_SHOWN = 20


def twins_form(fingerprint: str, folder: Path, words: Texts) -> None:
    """Draw each pair that waits for a decision; one decision is one change of the history, or is kept in mind."""
    try:
        pairs = twins(folder)
    except JournalError:
        st.warning(words("keep.history.silent"))
        return
    write_markup(Markup(f"<p>{words.count('keep.twins.title', len(pairs), n=len(pairs))}</p>"))
    if not pairs:
        return
    who = author(words, "keep-twins")
    for twin in pairs[:_SHOWN]:
        write_markup(twin_table(twin, words))
        names = {FIRST: twin_name(twin.first), SECOND: twin_name(twin.second)}
        labels = {name: as_written(words(f"keep.twins.{name}", name=names.get(name, ""))) for name in DECISIONS}
        picked = st.pills(
            words("keep.twins.decision"), DECISIONS, format_func=labels.__getitem__, key=f"keep-twin-{twin.id}"
        )
        if st.button(words("keep.twins.apply"), key=f"keep-twin-apply-{twin.id}", disabled=not picked) and picked:
            try:
                number = made(folder, twin, picked, who)
            except (NothingToDoError, UnsoundError, ConflictError, NotWrittenError) as error:
                st.error(as_written(why_not(error, words)))
                return
            st.session_state[DONE] = words("keep.applied", id=number) if number else words("keep.twins.kept_apart")
            st.rerun()
