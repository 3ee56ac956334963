"""A button that shows the years one after the other; what moves them is static/years_play.js."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from bri_data.address import read_year
from bri_data.present.rows import plain
from pages.shared.base.static import static_text
from pages.shared.reader.context import Context
from pages.shared.reader.reader import keep_year

KEY = "years-play"
_SCRIPT = static_text("years_play.js")
_play = st.components.v2.component("bri_years_play", js=_SCRIPT, isolate_styles=False)


def _keep() -> None:
    keep_year(read_year(str(st.session_state[KEY].get("year") or "")))


def years_play(years: pd.DataFrame, year: int | None, context: Context) -> None:
    """Draw the button beside a picture of `year`, None for all; `years` is queries.overview.years. One year plays
    nothing: no button."""
    texts, known = context.texts, sorted(int(row["year"]) for row in plain(years))
    if len(known) < 2:
        return
    words = {name: texts(f"common.play.{name}") for name in ("play", "stop", "next")}
    _play(key=KEY, data={"years": known, "current": year, "words": words}, on_year_change=_keep)
