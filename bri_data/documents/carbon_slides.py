"""The slide of the carbon page, under the scenario of its address."""

from __future__ import annotations

from dataclasses import replace

from bri_data.present.slides import evidence
from bri_data.present.slides.model import Slide
from bri_data.present.slides.story import clauses, paragraph

from .carbon_state import supposed
from .order import Shown
from .year_story import told_of


def carbon_slides(order: Shown) -> tuple[Slide, ...]:
    """What is declared, and what the address supposes; () when nothing is declared."""
    said = supposed(order)
    return tuple(
        replace(slide, lead=clauses(said, slide.lead), note=paragraph(slide.note, said))
        for slide in told_of(order, evidence.carbon)
    )


SLIDES = carbon_slides
