"""The parts of the frame on one page of their own, for the tests that need a page that never changes."""

import streamlit as st

from pages.shared.server.errors import show_calm_message
from pages.shared.server.routes import middleware, routes

app = st.App("parts.py", middleware=middleware(), routes=routes(), on_script_error=show_calm_message)
