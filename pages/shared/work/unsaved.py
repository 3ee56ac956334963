"""What the reader began and has not saved: it lasts as long as the session, which a reload of the page ends."""

from __future__ import annotations

import streamlit as st

DRAFTS, FILE = "keep-drafts", "keep-file"  # what is typed (edit_drafts), the file being imported (import_file)


def is_unsaved() -> bool:
    """Whether something typed or a file brought waits to be saved; the browser then asks before it leaves (app.js)."""
    return bool(st.session_state.get(DRAFTS) or st.session_state.get(FILE))
