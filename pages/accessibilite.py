"""What does this dashboard do for every reader, what does it lack, and what was not tried?"""

from __future__ import annotations

import streamlit as st

from bri_data.present.accessibility import last_runs
from bri_data.present.figures.accessibility import statement
from pages.shared.base.component import picture
from pages.shared.reader.context import current, say_ignored

context = current()
st.title(context.texts("accessibility.page"), anchor=False)
say_ignored(context, {})
picture(statement(last_runs(), context.texts), key="accessibility-board")
