"""The outcomes page as escaped HTML: a column per axis, each outcome with what it rests on; then the missions.

CSS: outcomes.css.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup, escape

from bri_data.present import format as fmt
from bri_data.present import outcomes as values
from bri_data.present.figures.common import (
    brief_link,
    fold,
    legend,
    mark,
    reports_and_others,
    source_markup,
    strip,
    table,
    title_link,
)
from bri_data.present.figures.language import place, worded
from bri_data.present.figures.overview import axis_arrow
from bri_data.present.figures.record_tables import limited_note
from bri_data.present.outcomes import Column, Row
from bri_data.present.overview import STATE_ORDER
from bri_data.present.rows import plain
from bri_data.present.words import Texts

_HEADINGS = ("axis", "statement", "state", "origin", "source", "locator")
# Outcomes of one column on the screen; the table holds all of them.
_MOST = 14


@dataclass(frozen=True)
class Answers:
    """What the page asks: the frames of queries.outcomes, the year's declared figures, `years` in words."""

    outcomes: pd.DataFrame
    missions: pd.DataFrame
    declared: pd.DataFrame
    cited_sources: pd.DataFrame
    years: str


def draw(answers: Answers, texts: Texts) -> tuple[str, Markup]:
    """The page's title and its board."""
    found, missions = values.columns(answers.outcomes), plain(answers.missions)
    return values.title(found, answers.years, texts), _board(answers, found, missions, texts)


def _board(answers: Answers, found: Sequence[Column], missions: Sequence[Row], texts: Texts) -> Markup:
    rows = [row for column in found for row in column.rows]
    lead = texts("outcomes.lead") if rows else texts("outcomes.empty")
    reports = frozenset(reports_and_others(answers.declared, answers.cited_sources)[0])
    drawn = _columns(found, reports, texts) if rows else ""
    return Markup(
        f'<div class="bri-board bri-outcomes-board"><p class="bri-lead">{escape(lead)}</p>'
        f"{_missions(missions, answers, texts)}{_tally(found, texts)}{drawn}{_legend(rows, missions, texts)}"
        f'<p class="bri-source">{source_markup(answers.declared, answers.cited_sources, texts, "export.source")}</p>'
        f"{fold(texts('outcomes.twin'), outcomes_table(plain(answers.outcomes), answers.years, texts)) if rows else ''}"
        "</div>"
    )


def _tally(found: Sequence[Column], texts: Texts) -> Markup:
    items = "".join(
        f'<li class="bri-is-{status}"><i aria-hidden="true"></i>{escape(said)}</li>'
        for status, said in values.tally(found, texts)
    )
    return Markup(f'<ul class="bri-tally">{items}</ul>' if items else "")


def _columns(found: Sequence[Column], reports: frozenset[str], texts: Texts) -> Markup:
    label = escape(values.alternative(found, texts))
    drawn = "".join(_column(column, reports, texts) for column in found)
    return Markup(
        f'<div class="bri-outcome-columns bri-of-{len(found)}" role="group" aria-label="{label}">{drawn}</div>'
    )


def _column(column: Column, reports: frozenset[str], texts: Texts) -> Markup:
    name = values.axis_name(column.axis, texts)
    arrow = axis_arrow(column.axis) if column.axis else ""
    apart = "" if column.axis else " bri-unfiled"
    more = len(column.rows) - _MOST
    note = f"<p>{escape(texts.count('outcomes.more', more, n=fmt.number(more, texts)))}</p>" if more > 0 else ""
    items = "".join(_outcome(row, reports, texts) for row in column.rows[:_MOST])
    body = f"<ol>{items}</ol>{note}" if items else f"<p>{escape(texts('outcomes.none_filed'))}</p>"
    symbols = strip(values.runs(column.rows), texts("outcomes.strip", axis=name))
    loose = values.alone(column.rows)
    dashes = "<i></i>" * loose if loose <= _MOST else ""
    return Markup(
        f'<section class="bri-outcome-column{apart}" data-tag="axe:{escape(column.axis or "aucun")}"><header>'
        f"<h2>{arrow}{escape(name)}</h2><b>{escape(fmt.number(column.n, texts))}</b>"
        f'<span class="bri-outcome-marks" aria-hidden="true">{symbols}{dashes}</span></header>{body}</section>'
    )


def _outcome(row: Row, reports: frozenset[str], texts: Texts) -> Markup:
    """One statement; its sources are named where they are not the `reports` that the foot of the page names."""
    kind = "entente" if row["kind"] == "entente" else "activite"
    if row["record_id"]:
        drawn = mark(row["kind"], row["state"], counted=not row["off_total"])
        origin = drawn + brief_link(kind, row["record_id"], values.origin_of(row, texts), texts)
        tag = f' data-tag="{escape(kind + ":" + row["record_id"])}"'
    else:
        origin, tag = Markup(f"<i></i><span>{escape(values.origin_of(row, texts))}</span>"), ""
    others = "" if reports.issuperset(row["source_titles"] or ()) else f" · {_sources(row, texts)}"
    return Markup(
        f'<li class="bri-is-{escape(row["status"])}"{tag}><p>{worded(row, "statement", texts)}</p>'
        f'<p class="bri-outcome-meta">{origin} · {escape(values.said_of(row, texts))}{others}</p></li>'
    )


def _sources(row: Row, texts: Texts) -> Markup:
    pairs = zip(row["source_titles"] or [], row["source_urls"] or [], strict=False)
    return Markup("; ".join(title_link(title, url, texts) for title, url in pairs))


def _missions(missions: Sequence[Row], answers: Answers, texts: Texts) -> Markup:
    """Every mission held, with a symbol per outcome; « none in these data » where it bears none."""
    if not missions:
        return Markup()
    items = "".join(
        "".join(
            (
                f'<li data-tag="{escape("activite:" + row["record_id"])}">',
                mark(row["kind"], row["state"], counted=not row["off_total"]),
                brief_link("activite", row["record_id"], values.origin_of(row, texts), texts),
                _brought(row, texts),
                "</li>",
            )
        )
        for row in missions
    )
    title = escape(texts("outcomes.missions.title", years=answers.years))
    note = limited_note(len(missions), int(missions[0]["total"]), texts)
    return Markup(f'<section class="bri-outcome-missions"><h2>{title}</h2><ul>{items}</ul>{note}</section>')


def _brought(row: Row, texts: Texts) -> Markup:
    n = int(row["outcomes"])
    if not n:
        return Markup(f'<span class="bri-outcome-none">{escape(texts("outcomes.missions.none"))}</span>')
    return Markup(f"<b>{escape(texts.count('outcomes.brought', n, n=fmt.number(n, texts)))}</b>")


def _legend(rows: Sequence[Row], missions: Sequence[Row], texts: Texts) -> Markup:
    shown = [row for row in (*rows, *missions) if row["record_id"]]
    states = [state for state in STATE_ORDER if any(row["state"] == state for row in shown)]
    off = any(row["off_total"] for row in shown)
    return (
        legend(states, texts, off_total=off, note=texts("outcomes.legend") if rows else "")
        if shown or rows
        else Markup()
    )


def outcomes_table(rows: Sequence[Row], years: str, texts: Texts) -> Markup:
    """The outcomes as a table: axis, statement, state, what each hangs on, source, locator."""
    cells = [
        (
            escape(values.axis_name(row["axis"] or values.NO_AXIS, texts)),
            worded(row, "statement", texts),
            escape(values.said_of(row, texts)),
            escape(values.origin_of(row, texts)),
            _sources(row, texts),
            place(row["source_locator"], texts),
        )
        for row in rows
    ]
    heads = [texts(f"outcomes.heading.{name}") for name in _HEADINGS]
    total = int(rows[0]["total"]) if rows else 0
    return Markup(table(texts("outcomes.caption", years=years), heads, cells) + limited_note(len(rows), total, texts))
