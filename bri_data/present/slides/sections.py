"""The sections of a deck, whoever writes the file: which one a slide stands in."""

from __future__ import annotations

CLOSING = "cloture"  # the code of the slide that ends a file
# Slide → the section it begins or belongs to; any other one is a slide of a page.
_ENDS = {"titre": "opening", CLOSING: "closing"}
# The charts that end a year's file in PowerPoint: of its months, its years, its visits, its estimates, its expenses.
CHARTS = ("graphique-mois", "graphique-annees", "graphique-accueils", "graphique-carbone", "graphique-depenses")
_OF = {
    "seance": "opening",
    **dict.fromkeys(("accueils", "missions", "recus", "mois", "rencontres", "annee"), "numbers"),
    **dict.fromkeys(("axes", "themes", "partenaires", "ententes", "liens", "retombees"), "subjects"),
    **dict.fromkeys(("carbone", "depenses", "nommes", "sources"), "costs"),
    **dict.fromkeys(CHARTS, "charts"),
}


def section_of(code: str, *, chosen: bool = False) -> str:
    """The end of the key `pptx.section.…` that names the section of the slide `code`.

    Between its ends, a deck whose slides a reader chose (`chosen`) is one section: their order follows no subject.
    """
    return _ENDS.get(code) or ("views" if chosen else _OF.get(code, "page"))
