"""What was typed in a form or a table and is not saved: kept in the session while one looks at something else."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import streamlit as st

from bri_data.intake.edit import Edit
from bri_data.intake.folder import Row, file_table
from bri_data.intake.headings import tab_of
from bri_data.present.problems import shown
from bri_data.present.words import Texts
from pages.shared.base.as_written import as_written
from pages.shared.work.unsaved import DRAFTS

ROUND, WAY, TABLE = "keep-edit-round", "keep-way", "keep-edit-table"
_PLACES = "keep-places"
ONE, MANY = "one", "many"
ROW = "0"  # the row that a form is of, among those that it makes on the way


@dataclass(frozen=True)
class DraftId:
    """What a draft is of: the way it is typed (ONE or MANY), the table, and the key of the row or what was searched."""

    way: str
    table: str
    asked: str


@dataclass
class Draft:
    """What was typed: in a form, the text of each field that differs, by its row (ROW or tag_of) and its column, and
    the names that new rows are being made for; in a table, its edits. `seen` are the rows as they were when it began,
    `total` how many the search had found."""

    seen: list[Row]
    typed: dict[tuple[str, str], str] = field(default_factory=dict)
    new: tuple[tuple[str, str], ...] = ()
    edits: list[Edit] = field(default_factory=list)
    total: int = 0

    def forget_unless_named(self, named: Collection[tuple[str, str]]) -> bool:
        """Forget each new row whose name the form's own row names no more, and what was typed of it; whether there was
        one."""
        gone = {tag_of(*one) for one in self.new if one not in named}
        self.new = tuple(one for one in self.new if one in named)
        self.typed = {at: text for at, text in self.typed.items() if at[0] not in gone}
        return bool(gone)


def tag_of(table: str, said: str) -> str:
    """What the fields of a row that is made on the way are known by, whatever other rows are made."""
    return f"{table}:{said}"


def draft_of(one: DraftId) -> Draft | None:
    """What was typed there and is not saved; None for nothing."""
    return _drafts().get(one)


def keep_draft(one: DraftId, draft: Draft) -> None:
    """Keep what is typed, or forget the draft when nothing is."""
    if draft.typed or draft.edits:
        _drafts()[one] = draft
    else:
        _drafts().pop(one, None)


def drop_draft(one: DraftId) -> None:
    """Forget what was typed there, because it is saved or given up; the fields are then drawn anew."""
    _drafts().pop(one, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def drafted_rows(table: str) -> dict[str, Row]:
    """The rows of a table that have a draft in the form, as they were seen, by key: one of them may be no more."""
    found = [(one, draft) for one, draft in _drafts().items() if (one.way, one.table) == (ONE, table) and one.asked]
    return {one.asked: draft.seen[0] for one, draft in found if draft.seen}


def say_drafts(words: Texts) -> None:
    """Say what waits elsewhere than where the reader is, with a way back to each."""
    here = _here()
    others = [(one, draft) for one, draft in _drafts().items() if one != here]
    if not others:
        return
    with st.container(key="keep-drafts"):
        st.info(as_written(words("keep.edit.drafts")))
        for number, (one, draft) in enumerate(others):
            label = as_written(words("keep.edit.resume", what=_called(one, draft, words)))
            st.button(label, key=f"keep-resume-{number}", on_click=_going_back(one))


def give_up_button(one: DraftId, words: Texts) -> None:
    """Offer to forget what is typed in the form or the table on screen, when something is."""
    if draft_of(one) is None:
        return

    def give_up() -> None:
        drop_draft(one)
        _going_back(one)()

    st.button(words("keep.edit.give_up"), key=f"keep-give-up-{one.way}", on_click=give_up)


def hold(key: str, default: str, among: Collection[str] | None = None) -> None:
    """Give a choice, before it is drawn, what it held when it was last on screen, if it is still `among` those
    offered; else `default`."""
    places: dict[str, str] = st.session_state.setdefault(_PLACES, {})
    if key in st.session_state:
        places[key] = st.session_state[key]
    elif among is None or places.get(key, default) in among:
        st.session_state[key] = places.get(key, default)


def row_key(table: str) -> str:
    """The key of the choice of a row."""
    return f"keep-edit-row-{table}-{st.session_state.get(ROUND, 0)}"


def search_key(table: str) -> str:
    """The key of the search of the rows to edit together."""
    return f"keep-many-search-{table}"


def _going_back(one: DraftId) -> Callable[[], None]:
    def go() -> None:
        st.session_state[WAY] = one.way
        st.session_state[TABLE] = one.table
        st.session_state[row_key(one.table) if one.way == ONE else search_key(one.table)] = one.asked

    return go


def _here() -> DraftId:
    """Where the reader is, by what they chose."""
    way, table = str(st.session_state.get(WAY, "")), str(st.session_state.get(TABLE, ""))
    asked = st.session_state.get(row_key(table) if way == ONE else search_key(table))
    return DraftId(way, table, str(asked or ""))


def _called(one: DraftId, draft: Draft, words: Texts) -> str:
    tab = tab_of(file_table(one.table), words)
    if one.way == MANY:
        return words.count("keep.edit.drafted_rows", len(draft.edits), n=len(draft.edits), table=tab)
    names = ("title", "name", "label", "statement")
    typed = (draft.typed.get((ROW, name), "") for name in names)
    seen = (draft.seen[0].get(name, "") for name in names) if draft.seen else ()
    name = next((text for text in (*seen, *typed) if text), words("keep.edit.new"))
    return words("keep.edit.drafted_row", table=tab, name=shown(name))


def _drafts() -> dict[DraftId, Draft]:
    kept: dict[DraftId, Draft] = st.session_state.setdefault(DRAFTS, {})
    return kept
