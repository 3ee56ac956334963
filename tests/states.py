"""States of pages drawn by chance, the same each time: page × year × filters × its own choices × what stands out."""

from __future__ import annotations

import random
from collections.abc import Callable

from duckdb import DuckDBPyConnection

from bri_data.address import Address
from bri_data.filters import NOTHING, PARAMETERS
from bri_data.model.schema import TABLES
from bri_data.pages import VIEWS
from bri_data.present.data_page import code_of
from bri_data.queries import narrow

YEARS = ("toutes", "2022", "2023", "2024", "2025", "2026", "")
Held = dict[str, list[str]]
Draw = Callable[[random.Random, Held], list[tuple[str, str]]]


def known_codes(con: DuckDBPyConnection) -> Held:
    """The codes of each facet, those with most records first."""
    frame = narrow.options(con, NOTHING, None)
    return {facet: [str(code) for code in frame.code[frame.facet == facet]] for facet in PARAMETERS}


def _compared(draw: random.Random, known: Held) -> list[tuple[str, str]]:
    what = draw.choice(("annees", "villes", "partenaires", "themes"))
    facet = {"villes": "cities", "partenaires": "partners", "themes": "themes"}.get(what)
    codes = known[facet] if facet else ["2022", "2023", "2024", "2025"]
    return [("quoi", what), *(("avec", code) for code in draw.sample(codes, 2))]


OWN: dict[str, Draw] = {
    "carte": lambda draw, known: [
        *draw.choice(([], [("cadre", "NA")], [("cadre", "EU")])),
        *draw.choice(([], [("ville", draw.choice(known["cities"]))])),
        *draw.choice(([], [("zoom", str(draw.randint(1, 4)))])),
        *draw.choice(([], [("centre", f"{draw.randint(-4000, 4000)},{draw.randint(-4000, 4000)}")])),
    ],
    "chronologie": lambda draw, _: draw.choice(([], [("mois", f"accueil-{draw.randint(1, 12)}")])),
    "themes": lambda draw, _: draw.choice(([], [("par", "secteurs")], [("par", "services")])),
    "comparer": _compared,
    "croisements": lambda draw, _: draw.choice(
        ([], [("paire", "services-themes")], [("paire", "services-partenaires")])
    ),
    "donnees": lambda draw, _: [("table", code_of(draw.choice(TABLES)))],
    "fiches": lambda draw, known: [
        draw.choice((("ville", draw.choice(known["cities"])), ("partenaire", draw.choice(known["partners"]))))
    ],
}


def drawn(seed: int, known: Held) -> Address:
    """One state: a page, a year, filters for two in three, its own choices, something that stands out for one in
    three."""
    draw = random.Random(seed)  # noqa: S311 - the same states each time
    page = draw.choice(VIEWS)
    own = OWN[page](draw, known) if page in OWN else []
    if draw.random() < 1 / 3:
        kind, facet = draw.choice((("ville", "cities"), ("theme", "themes"), ("partenaire", "partners"), ("mois", "")))
        own.append(("choix", f"{kind}:{draw.choice(known[facet]) if facet else draw.randint(1, 12)}"))
    filters = NOTHING
    if draw.random() < 2 / 3:
        for facet in draw.sample(list(PARAMETERS), draw.randint(1, 2)):
            codes = known[facet][:8]
            filters = filters.with_codes(facet, draw.sample(codes, min(len(codes), draw.randint(1, 3))))
    items = [*own, ("annee", draw.choice(YEARS)), *filters.to_query()]
    return Address.read(page, [item for item in items if item[1]])
