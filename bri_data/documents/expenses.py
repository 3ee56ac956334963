"""Expenses taken away: the published amounts, the life of each mission, the picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import chain

from bri_data.export.sheets import CellType, Field, Sheet
from bri_data.present import expense_lines as lines
from bri_data.present import expense_plot as plot
from bri_data.present import expenses as values
from bri_data.present.cited import sentence
from bri_data.present.expense_lines import Life
from bri_data.present.expenses import Spending
from bri_data.present.figures.council.duty_marks import step_said
from bri_data.present.locators import locator
from bri_data.present.mission_steps import STEPS
from bri_data.present.posters.expenses import bars_block, explored_block, wholes_block, years_block
from bri_data.present.posters.landmarks import series_block
from bri_data.present.posters.paper import Block, Words
from bri_data.present.rows import localised, plain
from bri_data.queries import expenses as queries
from bri_data.queries import meeting, missions

from . import fields as columns
from .landmarks import every_landmark, landmarks_sheet
from .order import Shown, asked_once
from .table_rows import cited_by

_EVERY = 2_000_000_000
AMOUNTS: dict[str, CellType] = {
    "covers": "text",
    "amount_nature": "text",
    "category": "text",
    "amount": "money",
    "scope": "text",
    "travellers": "integer",
    "published": "date",
    "within": "text",
    "source_titles": "text",
    "source_urls": "url",
    "source_locator": "text",
    "expense_id": "text",
}
LIFE: dict[str, CellType] = {
    "mission": "text", "start": "date", "source_titles": "text", "source_urls": "url", "source_locator": "text",
    "record_id": "text",
}  # fmt: skip
STEP = "step_"  # before the name of a step, that of its column


@asked_once
def spendings_of(order: Shown, most: int = missions.MOST) -> tuple[Spending, ...]:
    """The missions that the order keeps, with their amounts."""
    return values.spendings(missions.missions(order.con, most), queries.amounts(order.con, most))


def chosen_of(order: Shown) -> tuple[plot.Chart, tuple[plot.Form, ...]] | None:
    """The chart and the forms that the address chose to explore; None when it chose neither, or nothing is drawn of
    them: the page then says so."""
    forms = [value for name, value in order.address.own if name == plot.FORM]
    if not order.address.value(plot.SERIE) and not forms:
        return None
    series = plot.read_series(order.address.value(plot.SERIE))
    chart = plot.chart_of(series, spendings_of(order), values.wholes(queries.amounts(order.con)), order.texts)
    return (chart, plot.read_forms(forms, chart)) if chart.bars else None


def _today(order: Shown) -> date:
    return order.on.date() if isinstance(order.on, datetime) else order.on


def expenses_sheets(order: Shown) -> tuple[Sheet, ...]:
    """The amounts, none added up; then the missions, one row each and one column a step."""
    words = order.texts
    amounts = plain(queries.amounts(order.con, _EVERY))
    held = {row["expense_id"]: row["amount_cad"] for row in amounts}
    rows = [
        (
            "; ".join(lines.labels_of(row, words)),
            words(f"brief.expense.{row['nature']}"),
            words(f"brief.category.{row['category']}"),
            row["amount_cad"],
            localised(row, "scope", words),
            row["travellers"],
            row["published_on"],
            values.dollars(held[row["included_in"]], words) if row["included_in"] in held else None,
            "; ".join(row["source_titles"] or []),
            " ".join(url for url in row["source_urls"] or [] if url) or None,
            locator(row["source_locator"], words),
            row["expense_id"],
        )
        for row in amounts
    ]
    heads = columns.fields(AMOUNTS, words)
    return (
        Sheet("depenses", words("export.sheet.amounts"), heads, rows, len(rows), cited_by(amounts)),
        _lives_sheet(order),
        *landmarks_sheet(order, of_series=True),
    )


def _lives_sheet(order: Shown) -> Sheet:
    words = order.texts
    found = spendings_of(order, _EVERY)
    rules = meeting.rules(order.con)
    lives = lines.lives(found, rules, meeting.credits_bought(order.con), _today(order), words)
    rows = [_life_row(life, order) for life in lives]
    cites = dict.fromkeys(chain.from_iterable(one.spent.row["source_ids"] or () for one in lives))
    cites |= dict.fromkeys(cited_by(plain(rules)))
    name, start, *rest = columns.fields(LIFE, words)
    meaning = words("export.column.step.meaning")
    steps = [Field(f"{STEP}{step}", words(f"steps.name.{step}"), "text", meaning) for step in STEPS]
    return Sheet("cycle", words("export.sheet.lives"), (name, start, *steps, *rest), rows, len(rows), tuple(cites))


def _life_row(life: Life, order: Shown) -> tuple[str | None, ...]:
    words, row = order.texts, life.spent.row
    said = [step_said(step.state, step.words, words) for step in life.steps]
    cited = "; ".join(row["source_titles"] or []), " ".join(url for url in row["source_urls"] or [] if url) or None
    place = locator(row["source_locator"] or "", words) or None
    return values.name_of(row, words), row["start"], *said, *cited, place, row["record_id"]


def expenses_picture(order: Shown) -> tuple[Words, Sequence[Block]]:
    """The bars, the series that was chosen, the amounts inside amounts, the missions by year."""
    words, found = order.texts, spendings_of(order)
    amounts, rules = queries.amounts(order.con), meeting.rules(order.con)
    foot = (words("expenses.foot"), sentence(lines.cited(amounts, rules), words))
    chosen = chosen_of(order)
    explored = [explored_block(*chosen, words)] if chosen else []
    wholes = wholes_block(values.wholes(amounts), words)
    blocks = (bars_block(found, words), *explored, wholes, years_block(found, words))
    years = {one.row["year"] for one in found if one.row["year"] is not None}
    beside = series_block(every_landmark(order), years, words)
    return Words(values.title(found, words), values.lead(found, words), tuple(filter(None, foot))), (*blocks, beside)


SHEETS = expenses_sheets
PICTURES = {"depenses": expenses_picture}
