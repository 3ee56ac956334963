"""The life of each mission as HTML: eight steps, from its objective to the credits of its flights. Text escaped."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from bri_data.present import expenses as values
from bri_data.present import format as fmt
from bri_data.present.expense_lines import Life
from bri_data.present.figures.common import brief_link, fold
from bri_data.present.figures.council.duty_marks import duty_mark, state_word
from bri_data.present.figures.record_tables import limited_note
from bri_data.present.mission_steps import STEPS, Step
from bri_data.present.words import Texts

MOST_LIVES = 12


def lives_table(found: Sequence[Life], total: int, texts: Texts) -> Markup:
    """The eight steps of each mission, the latest first, more to unfold; "" for none. `total` counts all of them."""
    if not found:
        return Markup()
    heads = Markup().join(Markup(f'<th scope="col">{escape(texts(f"steps.name.{name}"))}</th>') for name in STEPS)
    rows = Markup().join(_life(one, texts) for one in found[:MOST_LIVES])
    more = ""
    if total > MOST_LIVES:
        rest = Markup().join(_life(one, texts) for one in found[MOST_LIVES:])
        n = total - MOST_LIVES
        inside = _life_table(heads, rest, texts) + limited_note(len(found) - MOST_LIVES, n, texts)
        more = fold(texts.count("steps.more", n, n=fmt.number(n, texts)), inside, css="bri-more-lives")
    return Markup(
        f'<section class="bri-lives"><h2>{escape(texts("steps.title"))}</h2><p>{escape(texts("steps.about"))}</p>'
        f"{_life_table(heads, rows, texts)}{more}</section>"
    )


def _life_table(heads: Markup, rows: Markup, texts: Texts) -> Markup:
    first = escape(texts("steps.mission"))
    caption = f'<caption class="bri-hidden">{escape(texts("steps.title"))}</caption>'
    return Markup(
        f'<table>{caption}<thead><tr><th scope="col">{first}</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _life(one: Life, texts: Texts) -> Markup:
    row = one.spent.row
    when = fmt.when(row["start"], row["end"], texts) if row["start"] else ""
    cells = "".join(_step(step, texts) for step in one.steps)
    name = brief_link("activite", row["record_id"], values.name_of(row, texts), texts)
    return Markup(f'<tr><th scope="row">{name}<small>{escape(when)}</small></th>{cells}</tr>')


def _step(step: Step, texts: Texts) -> Markup:
    late = ' class="bri-is-late"' if step.state in ("late", "done_late") else ""
    word = escape(state_word(step.state, texts))
    said = f'<span class="bri-hidden">{word}, </span>' if not late else f"<strong>{word}</strong> · "
    name = escape(texts(f"steps.name.{step.name}"))
    return Markup(f'<td{late} data-step="{name}">{duty_mark(step.state)}<span>{said}{escape(step.words)}</span></td>')
