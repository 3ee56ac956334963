"""A query's frame as plain Python values, for pictures that draw row by row."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from .words import Texts


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """One dict per row, in the frame's order: lists are lists, and what is missing (NaN, NaT, NA) is None."""
    # by column: a third of what pandas takes to give the rows of a small frame
    columns = [_values(column) for _, column in frame.items()]
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _values(column: pd.Series[Any]) -> list[Any]:
    kind = column.dtype
    if isinstance(kind, np.dtype) and kind.kind in "iub":  # nothing can be missing
        return list(column.tolist())
    if isinstance(kind, pd.StringDtype):
        return [value if isinstance(value, str) else None for value in column.to_numpy(dtype=object).tolist()]
    return [_plain(value) for value in column.to_numpy(dtype=object).tolist()]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return None if value != value else value  # noqa: PLR0124 - NaN alone differs from itself
    if isinstance(value, np.ndarray):
        return [_plain(item) for item in value.tolist()]
    if isinstance(value, list):
        return value
    return None if pd.isna(value) else value


def localised(record: dict[str, Any], name: str, texts: Texts) -> Any:
    """The value of `name` in the reader's language, or in French where the data hold no translation."""
    return (record[f"{name}_en"] if texts.lang == "en" else None) or record[name]
