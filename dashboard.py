"""Start the dashboard: `streamlit run dashboard.py`.

Only the server is put together here. The frame, the pages and all they show live in `pages/`.
"""

import streamlit as st

from pages.shared.server.errors import show_calm_message
from pages.shared.server.routes import middleware, routes
from pages.shared.server.warm import lifespan

app = st.App(
    "pages/shared/frame.py",
    lifespan=lifespan,
    middleware=middleware(),
    routes=routes(),
    on_script_error=show_calm_message,
)
