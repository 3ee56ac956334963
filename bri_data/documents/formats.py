"""The files that can be taken away, by the end of their name. Another one is one line of FORMATS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .csv import csv
from .docx import docx
from .html import html
from .ics import ics
from .order import Order
from .pdf import pdf
from .png import png
from .pptx import pptx
from .svg import svg
from .xlsx import xlsx

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    """How one kind of file is made, and what the web calls it."""

    media_type: str
    make: Callable[[Order], bytes]


FORMATS: dict[str, Format] = {
    "csv": Format("text/csv; charset=utf-8", csv),
    "xlsx": Format(f"{_OFFICE}.spreadsheetml.sheet", xlsx),
    "pptx": Format(f"{_OFFICE}.presentationml.presentation", pptx),
    "svg": Format("image/svg+xml", svg),
    "png": Format("image/png", png),
    "pdf": Format("application/pdf", pdf),
    "docx": Format(f"{_OFFICE}.wordprocessingml.document", docx),
    "ics": Format("text/calendar; charset=utf-8", ics),
    "html": Format("text/html; charset=utf-8", html),
}
