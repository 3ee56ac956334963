"""How `st.dataframe` shows a column of the schema."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from bri_data.model.columns import Table
from bri_data.present.data_page import column_label
from bri_data.present.words import Texts


def column(table: Table, name: str, texts: Texts) -> ColumnConfig:
    """The heading and the type of the column `name` of present.data_page.readable; dates are ISO text, which sorts."""
    if name == "when":
        return st.column_config.TextColumn(texts("data_page.when"))
    declared = table.column(name)
    label = column_label(table, declared, texts)
    kind = "text" if declared.many else declared.type
    if kind in ("integer", "number"):
        return st.column_config.NumberColumn(label, format="%d" if kind == "integer" else "localized")
    if kind == "boolean":
        return st.column_config.CheckboxColumn(label)
    return st.column_config.LinkColumn(label) if kind == "url" else st.column_config.TextColumn(label)
