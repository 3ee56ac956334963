"""Streamlit blocks that pages share."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from bri_data.present.rows import plain

from .context import YEAR, Context

_MOST_BUTTONS = 8


def year_choice(years: pd.DataFrame, context: Context, *, key: str) -> int:
    """The year to show, chosen with buttons (a list beyond eight years) and kept in the address.

    `years` is queries.overview.years. The address wins when it names a year of the data; else the latest year that
    has a report; else the latest year.
    """
    options: list[int] = [row["year"] for row in plain(years)]
    with_report = [row["year"] for row in plain(years) if row["has_report"]]
    default = (with_report or options)[0]
    chosen: int = context.year if context.year is not None and context.year in options else default
    widget = f"{key}-year"
    st.session_state[widget] = chosen

    def keep() -> None:
        picked = st.session_state[widget]
        if picked == default:
            st.query_params.pop(YEAR, None)
        else:
            st.query_params[YEAR] = str(picked)

    label = context.texts("common.year")
    box = st.container(key=f"bri-year-{key}", horizontal=True, horizontal_alignment="right")
    if len(options) <= _MOST_BUTTONS:
        box.segmented_control(
            label, sorted(options), key=widget, on_change=keep, required=True, label_visibility="collapsed"
        )
    else:
        box.selectbox(label, options, key=widget, on_change=keep, label_visibility="collapsed", width=160)
    return chosen
