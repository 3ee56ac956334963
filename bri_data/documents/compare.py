"""What the comparison sets side by side: its rows and its picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from bri_data.export.sheets import Field, Sheet
from bri_data.present import compare, compare_things, compare_years
from bri_data.present.compare import Choice
from bri_data.present.figures.common import source_line
from bri_data.present.posters.compare import Column, columns_block, of_thing, of_year
from bri_data.present.posters.paper import Block, Words, runs_legend
from bri_data.present.rows import plain
from bri_data.queries import compare as queries
from bri_data.queries import compare_answers, compare_index, overview, take_away

from . import fields as columns
from .order import NothingToTakeError, Shown
from .records import declared_sheet

_EVERY_ROW = 2_000_000_000


def choice_of(order: Shown) -> Choice:
    """What the address compares, else what the page opens with."""
    asked = [code for name, code in order.address.own if name == "avec"]
    what = compare.what_asked(order.address.value("quoi"))
    choice, _ = compare.read_choice(what or "annees", asked, _known(order, what or "annees").code)
    return choice if choice.codes or what not in {None, "annees"} else _first_years(order)


def _first_years(order: Shown) -> Choice:
    with order.con.cursor() as whole:
        known = list(compare_index.known(whole, "annees").code)
        reported = [str(row["year"]) for row in plain(overview.years(whole)) if row["has_report"]]
    asked = order.address.year if isinstance(order.address.year, int) else None
    return Choice("annees", compare.default_years(known, reported, asked))


def _known(order: Shown, what: compare.What) -> pd.DataFrame:
    """All that may be compared: the filters choose records, not what stands side by side."""
    with order.con.cursor() as whole:
        return compare_index.known(whole, what)


def subjects_of(order: Shown, choice: Choice) -> tuple[dict[str, Any], ...]:
    """The things compared, as rows of queries.compare_index.known, in the reader's order."""
    by_code = {row["code"]: row for row in plain(_known(order, choice.what))}
    return tuple(by_code[code] for code in choice.codes)


def comparison_sheets(order: Shown) -> tuple[Sheet, ...]:
    """One row for each thing compared and record that bears on it; then what is declared of the years compared."""
    choice, words = choice_of(order), order.texts
    declared = declared_sheet(order, [int(code) for code in choice.codes if code.isdigit()])
    tied = queries.rows(order.con, choice.what, choice.codes, most=_EVERY_ROW)
    names = {row["code"]: compare.label(row, choice.what, words) for row in subjects_of(order, choice)}
    of_record: dict[str, list[str]] = defaultdict(list)
    for code, record_id in zip(tied.code, tied.record_id, strict=True):
        of_record[record_id].append(names[code])

    def rows() -> Iterator[list[Any]]:
        found = take_away.records(order.con, None, list(of_record))
        for row in columns.record_rows(found, words):
            for name in of_record[row[-1]]:  # the record's id stands last
                yield [name, *row]

    thing = Field("compared", words("export.column.compared.heading"), "text", words("export.column.compared.meaning"))
    heads = (thing, *columns.fields(columns.RECORDS, words))
    cited = take_away.cited(order.con, None, list(of_record))
    compared = Sheet("activites", words("export.sheet.records"), heads, rows(), len(tied), cited)
    return (compared, *declared) if choice.what == "annees" else (compared,)


@dataclass(frozen=True)
class Compared:
    """What the page finds: its title, why the numbers may be set side by side or not, its columns, what is declared of
    the years (an empty frame of other things)."""

    finding: str
    reasons: tuple[str, ...]
    columns: tuple[Column, ...]
    declared: pd.DataFrame


def compared(order: Shown, choice: Choice) -> Compared:
    """The things of `choice`, which names one at least, side by side."""
    words, con = order.texts, order.con
    if choice.what == "annees":
        years = answers_of_years(order, choice)
        return Compared(
            compare_years.title(years, words),
            compare_years.reasons(years, words),
            tuple(of_year(one, words) for one in compare_years.columns(years, words)),
            pd.concat([years.declared[year] for year in years.years]),
        )
    (home,) = plain(overview.home_city(con))
    frames = compare_answers.recorded_of_things(con, choice.what, choice.codes, compare_things.TIES[choice.what])
    things = compare_things.Answers(choice, subjects_of(order, choice), home, **frames)
    return Compared(
        compare_things.title(things, words),
        compare_things.reasons(things, words),
        tuple(of_thing(one, words) for one in compare_things.columns(things, words)),
        pd.DataFrame({"source_title": []}),
    )


def comparison_picture(order: Shown) -> tuple[Words, Sequence[Block]]:
    """The things side by side. NothingToTakeError when nothing is chosen."""
    choice, words = choice_of(order), order.texts
    if not choice.codes:
        raise NothingToTakeError("export.error.no_drawing")
    found = compared(order, choice)
    cited = queries.cited_sources(order.con, choice.what, choice.codes)
    said = Words(found.finding, " ".join(found.reasons), (source_line(found.declared, cited, words),))
    runs = [run for column in found.columns for cell in column.cells for run in cell.runs]
    return said, (columns_block(found.columns, words), Block(Markup(), 14), runs_legend(runs, words))


def answers_of_years(order: Shown, choice: Choice) -> compare_years.Answers:
    """Declared totals are whole, recorded rows follow the filters."""
    years = tuple(int(code) for code in choice.codes)
    with order.con.cursor() as con:
        whole = compare_answers.whole_of_years(con, years)
    recorded = compare_answers.recorded_of_years(order.con, choice.codes)
    return compare_years.Answers(years, **whole, **recorded, narrowed=not order.filters.is_empty)


SHEETS = comparison_sheets
PICTURES = {"comparaison": comparison_picture}
