"""The sections of a deck: PowerPoint lists its slides under them, and a speaker goes from one to the next."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bri_data.present.slides.sections import CLOSING, section_of
from bri_data.present.words import Texts

from .markup import element, tag

_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # of the extension that holds sections, in the format's own terms


class Sections:
    """Notes where each section begins, and writes the list when all slides are there.

    A file of one page (not `is_deck`) has two: the page and how to read it. `chosen` is for the slides of a reader.
    """

    def __init__(self, made: Any, texts: Texts, *, is_deck: bool, chosen: bool = False) -> None:
        self.made, self.texts, self.is_deck, self.chosen = made, texts, is_deck, chosen
        self.begun: list[tuple[str, int]] = []

    def begin(self, code: str) -> None:
        """The next slide is that one: where it is of another section than the one before, a section begins."""
        name = section_of(code, chosen=self.chosen) if self.is_deck or code == CLOSING else "page"
        if not self.begun or self.begun[-1][0] != name:
            self.begun.append((name, len(self.made.slides)))

    def write(self) -> None:
        """Put the list into the presentation: every slide in one section, in order."""
        ids = [known.get("id") for known in self.made.slides._sldIdLst]
        ends = [start for _, start in self.begun[1:]] + [len(ids)]
        sections = []
        for number, ((name, start), end) in enumerate(zip(self.begun, ends, strict=True)):
            listed = element("p14:sldIdLst", *(element("p14:sldId", id=one) for one in ids[start:end]))
            key = f"{{{str(uuid5(NAMESPACE_URL, f'{name} {number}')).upper()}}}"
            sections.append(element("p14:section", listed, name=self.texts(f"pptx.section.{name}"), id=key))
        root = self.made.part._element
        extensions = root.find(tag("p:extLst"))
        if extensions is None:
            extensions = element("p:extLst")
            root.append(extensions)
        extensions.insert(0, element("p:ext", element("p14:sectionLst", *sections), uri=_URI))
