"""The least a Streamlit app can be."""

import streamlit as st

st.title("Empty")
st.button("Change")
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text(f"run {st.session_state.runs}")
