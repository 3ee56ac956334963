"""The least a Streamlit app can be."""

import streamlit as st

st.title("Empty")
if st.button("Change"):
    st.text("changed")
