"""The page of expenses as escaped HTML: bars of what was authorised and spent, amounts inside amounts, the missions by
year, the life of each, the table twin. CSS: expenses.css.

Drawn here, not with Plotly: this is looked at, printed and read aloud. What is explored is figures/expenses/plot.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pandas as pd
from markupsafe import Markup, escape

from bri_data.model import report_year
from bri_data.present import expense_lines as lines
from bri_data.present import expenses as values
from bri_data.present import format as fmt
from bri_data.present import landmarks
from bri_data.present.cited import sentence
from bri_data.present.expenses import Spending, Whole, dollars
from bri_data.present.figures.common import brief_link, fold, table, title_link, with_method
from bri_data.present.figures.council import landmarks as beside
from bri_data.present.figures.council.duty_marks import duty_mark
from bri_data.present.figures.expenses.mission_lives import MOST_LIVES, lives_table
from bri_data.present.figures.language import place, titled, worded
from bri_data.present.figures.record_tables import limited_note
from bri_data.present.rows import plain
from bri_data.present.words import Texts

MOST_BARS, MOST_WHOLES, _MOST_FOLDED, _MOST_ROWS = 12, 3, 60, 300
MOST_SQUARES, MOST_YEARS = 60, 12
TABLE_ID = "depenses-lignes"


@dataclass(frozen=True)
class Answers:
    """The frames of queries.missions.missions, queries.expenses.amounts, queries.meeting.rules and credits_bought,
    and queries.landmarks."""

    missions: pd.DataFrame
    amounts: pd.DataFrame
    rules: pd.DataFrame
    credits_bought: pd.DataFrame
    today: date
    landmarks: pd.DataFrame


def draw(answers: Answers, texts: Texts) -> tuple[str, Markup, Markup]:
    """The page's title, what stands above the chart that is explored, and what stands under it."""
    found = values.spendings(answers.missions, answers.amounts)
    return values.title(found, texts), _above(answers, found, texts), _under(answers, found, texts)


def _above(answers: Answers, found: Sequence[Spending], texts: Texts) -> Markup:
    wholes = values.wholes(answers.amounts)
    css = "" if wholes else " bri-is-single"  # one column: nothing would stand in the other
    return Markup(
        f'<div class="bri-board bri-expenses"><p class="bri-lead">{escape(values.lead(found, texts))}</p>'
        f'<div class="bri-expenses-top{css}">{_bars(found, texts)}<div>{_wholes(wholes, texts)}'
        f"{_quarters(answers, found, texts)}</div></div></div>"
    )


def _under(answers: Answers, found: Sequence[Spending], texts: Texts) -> Markup:
    latest = found[-MOST_LIVES - _MOST_FOLDED :]
    lives = lines.lives(latest, answers.rules, answers.credits_bought, answers.today, texts)
    titles = lines.cited(answers.amounts, answers.rules)
    foot = Markup(f"{escape(texts('expenses.foot'))} {titled(sentence(titles, texts), titles, texts)}")
    return Markup(
        f'<div class="bri-board bri-expenses">{_years(found, texts)}{_beside(answers, found, texts)}'
        f"{lives_table(lives, len(found), texts)}"
        f"{limited_note(len(found), _total(answers), texts)}"
        f'<p class="bri-source">{with_method(foot, texts)}</p>{_twin(answers, texts)}</div>'
    )


# --- What was authorised and spent ------------------------------------------------------------------------------------


def barred(found: Sequence[Spending]) -> list[Spending]:
    """The missions that have a bar: those of the years with some amount, the known ones first where there are many."""
    return values.told(found, MOST_BARS)


def scale_of(found: Sequence[Spending]) -> float:
    """The dollars that a whole bar stands for: a little over the largest amount drawn."""
    drawn: list[float] = [row["amount_cad"] for one in found for row in (one.ceiling, one.common, one.actual) if row]
    drawn += [one.share.rest for one in found if one.share]
    return max([*drawn, 1.0]) * 1.04


def _bars(found: Sequence[Spending], texts: Texts) -> Markup:
    shown = barred(found)
    head = f"<h2>{escape(texts('expenses.bars'))}</h2>"
    if not shown:
        return Markup(f'<section>{head}<p class="bri-note">{escape(texts("expenses.no_bar"))}</p></section>')
    top = scale_of(shown)
    items = "".join(
        f"<li><p>{brief_link('activite', one.row['record_id'], values.name_of(one.row, texts), texts)}</p>"
        f'<div class="bri-spent" aria-hidden="true">{_bar(one, top)}</div>'
        f"<p><b>{escape(fmt.capitalised(lines.headline(one, texts)))}</b>"
        f"<small>{escape(lines.notes(one, texts))}</small></p></li>"
        for one in shown
    )
    note = limited_note(len(shown), len(values.told(found)), texts)
    return Markup(
        f'<section>{head}<ul class="bri-spendings">{items}</ul>{note}<ul class="bri-legend">{_keys(shown, texts)}</ul>'
        "</section>"
    )


def _keys(shown: Sequence[Spending], texts: Texts) -> Markup:
    """What each form of the bars means; a common ceiling where there is one."""
    forms = {"ceiling": "bri-ceiling", "actual": "bri-actual", "shared": "bri-shared", "unknown": "bri-unknown"}
    if any(one.common for one in shown):
        forms["common"] = "bri-ceiling bri-common"
    return Markup(
        "".join(
            f'<li><span class="bri-spent"><i class="{css}"></i></span>{escape(texts(f"expenses.key.{name}"))}</li>'
            for name, css in forms.items()
        )
    )


def _bar(one: Spending, top: float) -> Markup:
    drawn = ""
    if one.ceiling:
        drawn += f'<i class="bri-ceiling" style="width:{one.ceiling["amount_cad"] / top:.2%}"></i>'
    if one.common:
        drawn += f'<i class="bri-ceiling bri-common" style="width:{one.common["amount_cad"] / top:.2%}"></i>'
    if one.actual:
        return Markup(f'{drawn}<i class="bri-actual" style="width:{max(one.actual["amount_cad"], 0) / top:.2%}"></i>')
    if one.share:
        return Markup(f'{drawn}<i class="bri-shared" style="width:{one.share.rest / top:.2%}"></i>')
    unknown = "" if one.is_paid_by_others else '<i class="bri-unknown"></i>'
    return Markup(f"{drawn}{unknown}")


# --- Amounts inside amounts -------------------------------------------------------------------------------------------


def _wholes(found: Sequence[Whole], texts: Texts) -> Markup:
    drawn = "".join(_heads(one, texts) if one.is_by_head else _whole(one, texts) for one in found[:MOST_WHOLES])
    return Markup(f"{drawn}{limited_note(min(len(found), MOST_WHOLES), len(found), texts)}")


def _whole(one: Whole, texts: Texts) -> Markup:
    total = one.row["amount_cad"] or 1
    parts = "".join(
        f'<li class="bri-part" style="flex-grow:{max(part["amount_cad"] / total, 0.05):.3f}">'
        f"<span>{escape(lines.part_name(part, texts))}</span><b>{escape(dollars(part['amount_cad'], texts))}</b></li>"
        for part in one.parts
    )
    if one.rest:
        said = escape(texts("expenses.rest", amount=dollars(one.rest, texts)))
        parts += (
            f'<li class="bri-rest" style="flex-grow:{max(one.rest / total, 0.05):.3f}"><span>'
            f"{escape(lines.rest_name(one, texts))}</span><b>{said}</b></li>"
        )
    return Markup(
        f'<section class="bri-whole"><h2>{escape(lines.title_of_whole(one, texts))}</h2><ul>{parts}</ul>'
        f"<p>{escape(lines.note_of_whole(one, texts))}</p></section>"
    )


def _heads(one: Whole, texts: Texts) -> Markup:
    top = max(one.row["amount_cad"], *(part["amount_cad"] for part in one.parts))
    rows = [(texts("expenses.total"), one.row["amount_cad"], "bri-total")]
    rows += [(lines.part_name(part, texts), part["amount_cad"], "bri-actual") for part in one.parts]
    items = "".join(
        f'<li><span>{escape(name)}</span><div class="bri-spent" aria-hidden="true"><i class="{css}" '
        f'style="width:{max(amount, 0) / top:.2%}"></i></div><b>{escape(dollars(amount, texts))}</b></li>'
        for name, amount, css in rows
    )
    return Markup(
        f'<section class="bri-heads"><h3>{escape(lines.title_of_whole(one, texts))}</h3><ul>{items}</ul>'
        f"<p>{escape(lines.note_of_whole(one, texts))}</p></section>"
    )


def _quarters(answers: Answers, found: Sequence[Spending], texts: Texts) -> Markup:
    shown = lines.quarters(found, answers.rules, answers.today, texts)
    items = "".join(
        f"<li>{duty_mark(one.state)}<b>{escape(one.name)}</b>"
        f"<span>{escape(texts.count('expenses.quarter', one.missions, n=fmt.number(one.missions, texts)))} · "
        f"{escape(texts.count('expenses.disclosed', one.published, n=fmt.number(one.published, texts)))}</span></li>"
        for one in shown[-8:]
    )
    body = f"<ul>{items}</ul>" if items else f"<p>{escape(texts('expenses.no_quarters'))}</p>"
    note = limited_note(len(shown[-8:]), len(shown), texts)
    return Markup(f'<section class="bri-quarters"><h3>{escape(texts("expenses.quarters"))}</h3>{body}{note}</section>')


# --- How complete -----------------------------------------------------------------------------------------------------


def _years(found: Sequence[Spending], texts: Texts) -> Markup:
    if not found:
        return Markup()
    drawn = ""
    dated = [one for one in found if one.row["year"] is not None]
    years = [(year, list(group)) for year, group in groupby(dated, key=lambda one: one.row["year"])]
    for year, group in years[-MOST_YEARS:]:
        silent = "" if any(one.is_known for one in group) else ' class="bri-silent"'
        drawn += f"<li{silent}><b>{report_year.name(year)}</b>{_squares(group, texts)}</li>"
    keys = "".join(
        f'<li><i class="bri-square bri-{cost}"></i>{escape(texts(f"expenses.cost.{cost}"))}</li>'
        for cost in costs_of(found)
    )
    return Markup(
        f'<section class="bri-complete"><h2>{escape(values.complete(found, texts))}</h2>'
        f'<ol>{drawn}</ol><ul class="bri-legend">{keys}</ul></section>'
    )


def costs_of(found: Sequence[Spending]) -> list[str]:
    """What a square may mean among these missions: somebody else's payment only where there is one."""
    return [cost for cost in values.COSTS if cost != "third" or any(one.cost == cost for one in found)]


def _beside(answers: Answers, found: Sequence[Spending], texts: Texts) -> Markup:
    years = {one.row["year"] for one in found if one.row["year"] is not None}
    return beside.series(landmarks.read(answers.landmarks, texts), sorted(years)[-MOST_YEARS:], texts)


def _squares(group: Sequence[Spending], texts: Texts) -> Markup:
    counts = {cost: sum(one.cost == cost for one in group) for cost in values.COSTS}
    said = "; ".join(f"{texts(f'expenses.cost.{cost}')}: {n}" for cost, n in counts.items() if n)
    hidden = f'<span class="bri-hidden">{escape(said)}</span>'
    if len(group) > MOST_SQUARES:
        return Markup(f"<span>{escape(said)}</span>")
    marks = "".join(f'<i class="bri-square bri-{cost}"></i>' * n for cost, n in counts.items())
    return Markup(f'<span aria-hidden="true">{marks}</span>{hidden}')


def _total(answers: Answers) -> int:
    """How many missions there are, where fewer were read."""
    return int(answers.missions["total"].iloc[0]) if len(answers.missions) else 0


# --- Table ------------------------------------------------------------------------------------------------------------


def _twin(answers: Answers, texts: Texts) -> Markup:
    rows = plain(answers.amounts)
    if not rows:
        return Markup()
    names = ("activities", "nature", "category", "amount", "scope", "published", "source", "locator")
    held = {row["expense_id"]: row for row in rows}
    cells = [
        (
            Markup(", ").join(
                brief_link("activite", code, label, texts)
                for code, label in zip(row["activity_ids"], lines.labels_of(row, texts), strict=True)
            ),
            escape(texts(f"brief.expense.{row['nature']}")),
            escape(texts(f"brief.category.{row['category']}") + _inside(row, held, texts)),
            escape(dollars(row["amount_cad"], texts)),
            worded(row, "scope", texts),
            escape(fmt.date_only(row["published_on"], texts) if row["published_on"] else texts("common.unknown")),
            Markup("<br>").join(
                title_link(title, url, texts)
                for title, url in zip(row["source_titles"] or [], row["source_urls"] or [], strict=True)
            ),
            place(row["source_locator"], texts),
        )
        for row in rows[:_MOST_ROWS]
    ]
    heads = [texts(f"expenses.heading.{name}") for name in names]
    note = limited_note(len(cells), int(rows[0]["total"]), texts)
    inside = table(texts("expenses.twin"), heads, cells) + note
    return fold(texts("expenses.twin"), inside, id=TABLE_ID)


def _inside(row: values.Row, held: dict[str, dict[str, object]], texts: Texts) -> str:
    whole = held.get(row["included_in"] or "")
    if whole is None:
        return ""
    amount = whole["amount_cad"]
    assert isinstance(amount, (int, float))  # noqa: S101 - a number by the schema
    return texts("expenses.inside", amount=dollars(amount, texts))
