"""What did the office do this year?"""

import streamlit as st

from pages.shared.context import current

context = current()
st.title(context.texts("frame.pages.overview"))
