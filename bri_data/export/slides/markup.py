"""The XML of a slide, element by element: names with their prefix, text from data as text and nothing else."""

from __future__ import annotations

import re
from typing import Any

from pptx.oxml import oxml_parser, parse_xml

SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}
# lxml's own type says nothing to a type checker without its stubs
Element = Any

_ILLEGAL = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, /, *children: Element | None, **attributes: object) -> Element:
    """An element such as `a:off` with its children and attributes; a child that is None is left out.

    An attribute whose value is None is left out too; True and False are written 1 and 0.
    """
    made = _empty(name)
    for key, value in attributes.items():
        if value is not None:
            made.set(key, clean(str(int(value) if isinstance(value, bool) else value)))
    made.extend(child for child in children if child is not None)
    return made


def worded(name: str, text: str) -> Element:
    """An element that holds `text` alone."""
    made = _empty(name)
    made.text = clean(text)
    return made


def parsed(xml: str) -> Element:
    """The element that `xml` writes out, its namespaces declared; none of its text may come from data."""
    return parse_xml(xml)


def clean(text: str) -> str:
    """`text` without the characters that an XML file may not hold."""
    return _ILLEGAL.sub("", text)


def tag(name: str) -> str:
    """`a:off` as lxml names it."""
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def _empty(name: str) -> Element:
    prefix = name.partition(":")[0]
    # the parser of python-pptx, so that what is added is as much its own as what it made
    return oxml_parser.makeelement(tag(name), nsmap={prefix: SPACES[prefix]})
