"""A comparison as a slide: one row of symbols for each thing, on the same scale."""

from __future__ import annotations

from typing import Any

import pandas as pd

from bri_data.present import compare, compare_things, compare_years
from bri_data.present import format as fmt
from bri_data.present.compare import Choice, held, of, runs_of
from bri_data.present.figures.common import source_line
from bri_data.present.rows import plain
from bri_data.present.slides.model import Slide, SymbolRow, Symbols
from bri_data.present.slides.story import clauses, paragraph
from bri_data.present.words import Texts
from bri_data.queries import compare as queries
from bri_data.queries import compare_answers, overview

from .brief_slides import DOCUMENTS
from .compare import answers_of_years, choice_of, subjects_of
from .order import Shown
from .slide_rows import rows_of

# What an address calls one of the things compared.
_ONE_OF = {"annees": "annee", "villes": "ville", "partenaires": "partenaire", "themes": "theme"}


def comparison_slides(order: Shown) -> tuple[Slide, ...]:
    """What is recorded with each thing compared; nothing when none is chosen.

    A declared change is in the title alone, where two years declare the same figure.
    """
    choice, words, con = choice_of(order), order.texts, order.con
    if not choice.codes:
        return ()
    subjects = subjects_of(order, choice)
    title, counts, declared = _years(order, choice) if choice.what == "annees" else _things(order, choice, subjects)
    rows = tuple(_row(subject, choice, counts, order) for subject in subjects)
    cited = queries.cited_sources(con, choice.what, choice.codes)
    said = [words("slides.said", what=row.label, said=row.note) for row in rows]
    source = source_line(declared, cited, words, DOCUMENTS)
    note = paragraph(title, *said)
    return (Slide("comparer", title, Symbols(rows), note, paragraph(*said), source, rows_of(order)),)


def _years(order: Shown, choice: Choice) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """The title, the recorded counts, and what is declared of the years."""
    found = answers_of_years(order, choice)
    declared = pd.concat([found.declared[year] for year in found.years])
    return compare_years.title(found, order.texts), found.counts, declared


def _things(
    order: Shown, choice: Choice, subjects: tuple[dict[str, Any], ...]
) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """The same of cities, partners or themes, of which nothing is declared."""
    (home,) = plain(overview.home_city(order.con))
    ties = compare_things.TIES[choice.what]
    frames = compare_answers.recorded_of_things(order.con, choice.what, choice.codes, ties)
    found = compare_things.Answers(choice, subjects, home, **frames)
    return compare_things.title(found, order.texts), found.counts, pd.DataFrame({"source_title": []})


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
