"""Every kind of record, once: what a report counts it as, how it is drawn, where it stands.

A kind is one entry here and one file of words per language, `present/texts/<lang>/kinds/<code>.toml`. The schema, the
filters, the pages, the files and the slides read it from here; what is derived from it stands in `codes.py` and
`present/theme.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["circle", "diamond", "square", "triangle", "plus", "dotted_circle"]
Direction = Literal["out", "in", "online", "other"]


@dataclass(frozen=True)
class Kind:
    """`code` is the word of the data; `light` and `dark` its hue in both schemes, as #RRGGBB.

    `rank`: its place among the figures of a year; a kind without a declared total comes after those that have one.
    `indicator`: the declared total that counts it, "" when no report counts it.
    `direction`: who travels, from the City's side (out, in, nobody: online, other); None for what is no activity.
    `lane`: where the timeline draws it; kinds may share one.
    `slot`: the colour of Office's theme that stands for its hue, so that a new theme repaints a deck; "" keeps the hue.
    `is_named_by_city`: a city says it better than its title. `has_place`: the city where it was held should be known.
    """

    code: str
    shape: Shape
    light: str
    dark: str
    rank: int
    indicator: str = ""
    direction: Direction | None = "other"
    lane: str = ""
    slot: str = ""
    is_named_by_city: bool = False
    has_place: bool = False


# In the order of a sentence and of the marks of a city.
KINDS = (
    Kind("mission", "circle", "#1554A8", "#5B8DF5", 2, "missions", "out", "mission", "accent1", is_named_by_city=True),
    Kind(
        "accueil",
        "diamond",
        "#D9480F",
        "#F0702E",
        1,
        "accueils",
        "in",
        "accueil",
        "accent2",
        is_named_by_city=True,
        has_place=True,
    ),
    Kind("evenement", "square", "#BC6FAE", "#D79AD0", 4, "evenements", "other", "evenement", "accent3", has_place=True),
    Kind(
        "rencontre_thematique",
        "triangle",
        "#2E9C72",
        "#63D6A0",
        3,
        "rencontres_thematiques",
        "online",
        "rencontre",
        "accent4",
    ),
    Kind(
        "rencontre_bilaterale",
        "dotted_circle",
        "#677684",
        "#8FA1B2",
        6,
        "",
        "other",
        "rencontre",
        "accent5",
        is_named_by_city=True,
        has_place=True,
    ),
    Kind("entente", "plus", "#1B2733", "#F2F6FA", 5, "ententes_financement", None, "entente", "tx1"),
)
