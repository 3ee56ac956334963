"""The way tutorials teach it: read_csv under st.cache_data, plotly express, two filters, the table below."""

import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

FOLDER = Path(os.environ.get("BRI_DATA_DIR") or Path(__file__).parents[3] / "data")


@st.cache_data
def read() -> pd.DataFrame:
    """The activities, with their year."""
    rows = pd.read_csv(FOLDER / "activites.csv")
    return rows.assign(annee=rows["debut"].astype(str).str[:4]).fillna("—")


st.set_page_config(layout="wide")
st.title("Tutorial")
data = read()
kinds = st.multiselect("Type", sorted(data["type"].unique()))
years = st.multiselect("Année", sorted(data["annee"].unique()))
if kinds:
    data = data[data["type"].isin(kinds)]
if years:
    data = data[data["annee"].isin(years)]
st.button("Change")
left, right = st.columns(2)
left.plotly_chart(px.histogram(data, x="annee", color="type"), key="one")
right.plotly_chart(px.bar(data["villes"].value_counts().reset_index(), x="villes", y="count"), key="two")
left.plotly_chart(px.pie(data, names="type"), key="three")
right.plotly_chart(px.treemap(data, path=["type", "annee"]), key="four")
st.dataframe(data)
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text(f"run {st.session_state.runs}")
