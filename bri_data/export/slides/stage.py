"""What a body of a slide is drawn on: the slide of python-pptx, its canvas, the words, and the room left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bri_data.present.slides.model import Slide
from bri_data.present.words import Texts

from .canvas import Box, Canvas
from .template import Look


@dataclass(frozen=True)
class Stage:
    """One slide being made on its layout; `room` is what the title, the line under it and the footer leave."""

    slide: Slide
    made: Any
    canvas: Canvas
    texts: Texts
    room: Box
    look: Look
