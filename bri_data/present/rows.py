"""A query's frame as plain Python values, for pictures that draw row by row."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from .words import Texts


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """One dict per row, in the frame's order: lists are lists, and what is missing (NaN, NaT, NA) is None."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return [_plain(item) for item in value]
    if isinstance(value, list):
        return value
    return None if pd.isna(value) else value


def localised(record: dict[str, Any], name: str, texts: Texts) -> Any:
    """The value of `name` in the reader's language, or in French where the data hold no translation."""
    return (record[f"{name}_en"] if texts.lang == "en" else None) or record[name]
