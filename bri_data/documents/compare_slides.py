"""A comparison as a slide: one row of symbols for each thing, on the same scale."""

from __future__ import annotations

from typing import Any

import pandas as pd

from bri_data.present import compare
from bri_data.present import format as fmt
from bri_data.present.compare import Choice, held, of, runs_of
from bri_data.present.figures.common import source_line
from bri_data.present.posters.compare import compared_told
from bri_data.present.posters.told import SPOKEN, in_words
from bri_data.present.slides.model import Rows, Slide, SymbolRow, Symbols
from bri_data.present.slides.story import clauses, paragraph
from bri_data.present.words import Texts
from bri_data.queries import compare as queries

from .brief_slides import DOCUMENTS
from .compare import choice_of, compared, subjects_of
from .order import Shown

# What an address calls one of the things compared.
_ONE_OF = {"annees": "annee", "villes": "ville", "partenaires": "partenaire", "themes": "theme"}


def comparison_slides(order: Shown) -> tuple[Slide, ...]:
    """What is recorded with each thing compared; nothing when none is chosen.

    A declared change is in the title alone, where two years declare the same figure.
    """
    choice, words, con = choice_of(order), order.texts, order.con
    if not choice.codes:
        return ()
    found = compared(order, choice)
    counts = queries.counts(con, choice.what, choice.codes)
    rows = tuple(_row(subject, choice, counts, order) for subject in subjects_of(order, choice))
    cited = queries.cited_sources(con, choice.what, choice.codes)
    said = [words("slides.said", what=row.label, said=row.note) for row in rows]
    source = source_line(found.declared, cited, words, DOCUMENTS)
    table = compared_told(found.columns, words)
    note = paragraph(found.finding, *found.reasons, in_words((table,), words, SPOKEN))
    behind = Rows(table.headings, table.rows)
    return (Slide("comparer", found.finding, Symbols(rows), note, paragraph(*said), source, behind),)


def _row(subject: dict[str, Any], choice: Choice, counts: pd.DataFrame, order: Shown) -> SymbolRow:
    found, words = of(counts, subject["code"]), order.texts
    runs = runs_of(found)
    name = subject["code"] if choice.what == "annees" else compare.label(subject, choice.what, words)
    # the number is that of the symbols; the words say what they are
    return SymbolRow(
        fmt.number(sum(run.n for run in runs), words),
        name,
        runs,
        _parts(found, words),
        f"{_ONE_OF[choice.what]}:{subject['code']}",
    )


def _parts(found: list[dict[str, Any]], words: Texts) -> str:
    """« 20 activités recensées · 2 ententes · 1 activité annoncée »: what a row of symbols is made of."""
    announced = sum(row["n"] for row in found if row["state"] == "announced")
    agreements = sum(row["n"] for row in found if row["kind"] == "entente" and row["state"] != "announced")
    said = [words.count("compare.held", held(found), n=fmt.number(held(found), words))]
    if agreements:
        said.append(words.count("overview.bin.entente", agreements))
    if announced:
        said.append(words.count("data_page.recorded.announced", announced, n=fmt.number(announced, words)))
    return clauses(*said)


SLIDES = comparison_slides
