"""The files that can be taken away, by the end of their name. Another one is one line of FORMATS."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import IO

from .order import SLIDES_PDF, Order

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    """How one kind of file is made, and what the web calls it."""

    media_type: str
    write: Callable[[Order, IO[bytes]], None]

    def make(self, order: Order) -> bytes:
        """The whole file."""
        made = io.BytesIO()
        self.write(order, made)
        return made.getvalue()


def _made_by(name: str) -> Callable[[Order, IO[bytes]], None]:
    """The function `name` of the module of that name, found when the first file is asked for.

    The libraries that write documents take a second to load: neither the server's start nor `check` waits for them.
    """

    def write(order: Order, out: IO[bytes]) -> None:
        out.write(getattr(import_module(f".{name}", __package__), name)(order))

    return write


def _written_by(name: str, function: str = "write") -> Callable[[Order, IO[bytes]], None]:
    """A function of the module `name` that writes files of rows: they may be too long to be held whole."""

    def write(order: Order, out: IO[bytes]) -> None:
        getattr(import_module(f".{name}", __package__), function)(order, out)

    return write


def ending(suffix: str) -> str:
    """What the name of a file of that format ends with: « csv-excel » is a kind of « csv »."""
    return suffix.partition("-")[0]


FORMATS: dict[str, Format] = {
    "csv": Format("text/csv; charset=utf-8", _written_by("csv")),
    "csv-excel": Format("text/csv; charset=utf-8", _written_by("csv", "write_for_excel")),
    "xlsx": Format(f"{_OFFICE}.spreadsheetml.sheet", _written_by("xlsx")),
    "pptx": Format(f"{_OFFICE}.presentationml.presentation", _made_by("pptx")),
    "svg": Format("image/svg+xml", _made_by("svg")),
    "png": Format("image/png", _made_by("png")),
    "pdf": Format("application/pdf", _made_by("pdf")),
    SLIDES_PDF: Format("application/pdf", _made_by("deck_pdf")),
    "docx": Format(f"{_OFFICE}.wordprocessingml.document", _made_by("docx")),
    "ics": Format("text/calendar; charset=utf-8", _made_by("ics")),
    "html": Format("text/html; charset=utf-8", _made_by("html")),
}
# The formats of a page's picture alone.
OF_PICTURES = frozenset({"svg", "png"})
