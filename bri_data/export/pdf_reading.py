"""What a typeset PDF still lacks for whoever reads it by ear or on a screen: headers of rows, its contents shown.

Typst writes no header for a row, though the first cell of ours names what the others tell; and it keeps rows on one
page by an empty cell that spans them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, NameTree, Object, Page, Pdf, parse_content_stream


@dataclass(frozen=True)
class Finished:
    """A file, how many `pages` it has, and how many lines stand on the last one, its foot apart."""

    file: bytes
    pages: int
    last_lines: int


def finished(file: bytes) -> Finished:
    """`file` with the first cell of each row of its tables as the header of the row, and its outline open beside the
    pages where it has one. The same bytes for the same file."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(file)) as pdf:
        if "/Outlines" in pdf.Root:
            pdf.Root.PageMode = Name.UseOutlines
        names = pdf.Root.StructTreeRoot.get("/IDTree")
        named: MutableMapping[str, Any] = {} if names is None else NameTree(names)
        for row in _elements(pdf.Root.StructTreeRoot, "/TR"):
            _without_empty_cells(row, named)
            first = next(iter(_children(row)), None)
            if first is not None and first.get("/S") == "/TD":
                first.S = Name.TH
                scope, known = Dictionary(O=Name.Table, Scope=Name.Row), first.get("/A")
                looks = (
                    known if isinstance(known, Array) else [] if known is None else [known]
                )  # its lines, its colours
                first.A = Array([scope, *looks])
        pages, last = len(pdf.pages), _lines(pdf.pages[-1])
        pdf.save(out, deterministic_id=True)
    return Finished(out.getvalue(), pages, last)


def _without_empty_cells(row: Any, named: MutableMapping[str, Any]) -> None:
    """Take out what holds rows on one page, and its name: it is no cell, it has no words."""
    for cell in _children(row):
        if not len(cell.get("/K", ())) and "/ID" in cell:
            named.pop(str(cell.ID), None)
    row.K = Array([cell for cell in _children(row) if len(cell.get("/K", ()))])


def _lines(page: Page) -> int:
    """At how many heights text stands on a page outside of its artifacts: typst moves its origin for each line."""
    apart: list[bool] = []
    height = 0
    shown = set()
    for step in parse_content_stream(page, "BMC BDC EMC cm Tj TJ"):
        name = str(step.operator)
        if name in {"BMC", "BDC"}:
            apart.append(str(step.operands[0]) == "/Artifact")
        elif name == "EMC":
            apart.pop()
        elif name == "cm":
            height = round(float(step.operands[5]))
        elif not any(apart):
            shown.add(height)
    return len(shown)


def _elements(root: Object, kind: str) -> Iterator[Any]:
    """Every structure element of that kind under `root`, in reading order."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if one.get("/S") == kind:
            yield one
        waiting += reversed(list(_children(one)))


def _children(element: Any) -> Iterator[Any]:
    """The structure elements right under `element`; marks of content are none."""
    found = element.get("/K")
    for one in found if isinstance(found, Array) else [found]:
        if isinstance(one, Dictionary) and "/S" in one:
            yield one
