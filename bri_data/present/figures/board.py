"""The overview's picture as a whole: its blocks in reading order, from the frames of queries.overview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from .. import context, overview
from .. import format as fmt
from ..overview import STATE_ORDER, Headline
from ..rows import plain
from ..words import Texts
from . import context as frame_blocks
from . import overview as blocks
from .acronyms import explained
from .common import Run, compare_link, fold, legend, place_reference, reports_and_others, source_markup
from .language import titled
from .twin import DECLARED_ID, PARTNERS_ID, SOURCES_ID, group_id, tables


@dataclass(frozen=True)
class Answers:
    """What the overview asks of the year: the answers of queries.overview and queries.context under their function's
    name."""

    year: int
    declared: pd.DataFrame
    kind_counts: pd.DataFrame
    dated_records: pd.DataFrame
    year_only_counts: pd.DataFrame
    axis_records: pd.DataFrame
    latest_carbon: pd.DataFrame
    rows: pd.DataFrame
    cited_sources: pd.DataFrame
    named_partners: pd.DataFrame
    recorded_partners: int
    context: pd.DataFrame
    has_cost: bool

    @classmethod
    def of(cls, found: Mapping[str, Any]) -> Answers:
        """What the overview shows of the answers of queries.overview_answers, or of queries.year_answers."""
        return cls(**{one.name: found[one.name] for one in fields(cls)})


def headlines(answers: Answers, texts: Texts) -> tuple[Headline, ...]:
    """The figures of the year (present/overview.py)."""
    known = overview.counts(answers.kind_counts)
    return overview.headlines(known, overview.declared_values(answers.declared), texts)


def lead(answers: Answers, texts: Texts) -> str:
    """The line under the title: on whose word the page stands."""
    reports, others = reports_and_others(answers.declared, answers.cited_sources)
    source_key = "overview.source.others" if reports else "overview.source.only"
    others_text = texts.count(source_key, others, n=fmt.number(others, texts))
    if not answers.declared.empty:
        key = "overview.subtitle.report" if others else "overview.subtitle.report_only"
        return texts(key, report=fmt.joined(reports, texts), others=others_text)
    key = "overview.subtitle.none" if others else "overview.subtitle.nothing"
    return texts(key, year=answers.year, others=others_text)


def board(answers: Answers, map_markup: Markup, texts: Texts, *, previous: int | None = None) -> Markup:
    """Figures, map, year ribbon, small figures, axes, source line and table twin as one escaped markup.

    `previous` is the year that a quiet link sets beside this one.
    """
    figures = headlines(answers, texts)
    heads = "".join(blocks.headline(figure, _target(figure)) for figure in figures)
    label = escape(texts("overview.figures_label", year=answers.year))
    undated = undated_runs(answers, figures)
    # without the bin beside them the months are wider
    month_em = 4.6 if undated else 7.0
    months = overview.ribbon(answers.dated_records, texts, totals=not answers.declared.empty, month_em=month_em)
    reports = list(answers.declared["source_title"].dropna())
    return explained(
        Markup(
            f'<div class="bri-board"><p class="bri-lead">{titled(lead(answers, texts), reports, texts)}'
            f"{_compare(answers.year, previous, texts)}</p>"
            f'<div class="bri-top"><section class="bri-figures" aria-label="{label}">{heads}</section>'
            f'<div class="bri-mapbox">{map_markup}{_legend(figures, map_markup, texts)}'
            f"{_places(answers, texts)}</div></div>"
            f"{blocks.ribbon(months, undated, answers.year, texts, totals=not answers.declared.empty)}"
            f'<div class="bri-smalls">{_smalls(answers, texts)}</div>{_axes(answers, texts)}'
            f'<p class="bri-source">{source_markup(answers.declared, answers.cited_sources, texts)}</p>'
            f"{frame_blocks.frame(plain(answers.context), answers.year, texts)}"
            f"{_twin(answers, figures, texts)}</div>"
        ),
        texts,
    )


def _places(answers: Answers, texts: Texts) -> Markup:
    """Under the map: what the report declares of where its missions went, and whether their cost is published."""
    declared = overview.declared_values(answers.declared)
    said = context.places(declared, plain(answers.rows), texts, year=answers.year, has_cost=answers.has_cost)
    return Markup(f'<p class="bri-places">{escape(said)}</p>' if said else "")


def _compare(year: int, previous: int | None, texts: Texts) -> Markup:
    """« · Comparer avec 2024 », after the lead; nothing when there is no year before."""
    if previous is None:
        return Markup()
    text = texts("overview.compare", year=previous)
    return Markup(f" · {compare_link('annees', (str(year), str(previous)), text, texts)}")


def _target(figure: Headline) -> str:
    return group_id(figure.kind) if figure.runs or not figure.is_declared else DECLARED_ID


def _legend(figures: Sequence[Headline], map_markup: Markup, texts: Texts) -> Markup:
    runs = [run for figure in figures for run in figure.runs]
    present = {run.state for run in runs}
    states = [state for state in STATE_ORDER if state in present]
    note = texts("overview.direction") if "bri-ribbon" in map_markup else ""
    return legend(states, texts, off_total=any(not run.counted for run in runs), note=note)


def undated_runs(answers: Answers, figures: Sequence[Headline]) -> list[Run]:
    """What has no month: records known to the year only, and what a total declares without a row."""
    return overview.undated(overview.counts(answers.year_only_counts), figures, totals=not answers.declared.empty)


def _smalls(answers: Answers, texts: Texts) -> Markup:
    declared = {row["indicator"]: row for row in plain(answers.declared)}
    partners, services = declared.get("partenaires_externes"), declared.get("services_municipaux")
    collaborations = declared.get("nouvelles_collaborations")
    parts = []
    if partners:
        note = texts.count("overview.small.partners_named", len(answers.named_partners))
        target = DECLARED_ID if answers.named_partners.empty else PARTNERS_ID
        parts.append(_small(fmt.number(partners["value"], texts), "partners", note, texts, target))
    else:
        number = fmt.number(answers.recorded_partners, texts) if answers.recorded_partners else texts("common.unknown")
        note = texts("overview.small.partners_recorded_note")
        parts.append(_small(number, "partners_recorded", note, texts, SOURCES_ID))
    if services:
        note = texts("overview.small.services_note")
        parts.append(_small(fmt.number(services["value"], texts), "services", note, texts))
    if collaborations:
        number = fmt.number(collaborations["value"], texts)
        label = texts("overview.small.collaborations", n=number)
        named = frame_blocks.collaborations(collaborations, plain(answers.rows), texts)
        parts.append(blocks.small_figure(number, label, "", DECLARED_ID, more=named))
    return Markup("".join(("".join(parts), _carbon(answers, texts))))


def _small(number: str, label: str, note: str, texts: Texts, target: str = DECLARED_ID) -> Markup:
    return blocks.small_figure(number, texts(f"overview.small.{label}", n=number), note, target)


def _carbon(answers: Answers, texts: Texts) -> Markup:
    rows = plain(answers.latest_carbon)
    if not rows:
        unknown, label = texts("common.unknown"), texts("overview.small.carbon_none")
        return blocks.small_figure(unknown, label, texts("overview.small.carbon_none_note"))
    row = rows[0]
    cost = row["cost_cad_before_tax"]
    note = (
        texts("overview.small.carbon_no_cost")
        if cost is None
        else texts("overview.small.carbon_note", cost=fmt.money(cost, texts))
    )
    if row["travel_year"] != answers.year:
        note += "; " + texts("overview.small.not_declared", year=answers.year)
    tonnes = fmt.unit(row["tonnes"], "t", texts)
    label = texts("overview.small.carbon", year=row["travel_year"], tonnes=tonnes)
    place = place_reference("carbone", (("annee", str(row["travel_year"])),), texts)
    return blocks.small_figure(tonnes, label, note, reference=place)


def _axes(answers: Answers, texts: Texts) -> Markup:
    items = overview.axis_items(plain(answers.declared), plain(answers.axis_records), texts)
    if not any(items.values()):
        return Markup(f'<p class="bri-no-axis">{escape(texts("overview.no_axis", year=answers.year))}</p>')
    meanings = context.meanings(plain(answers.context), texts)
    drawn = (
        blocks.axis(axis, found, texts, meanings.get(axis, ""), _axis_records(axis, answers, texts))
        for axis, found in items.items()
    )
    return Markup(f'<div class="bri-axes">{"".join(drawn)}</div>')


def _axis_records(axis: str, answers: Answers, texts: Texts) -> Markup:
    """What leads to the records of an axis; "" where none is filed under it."""
    filed = {row["axis"] for row in plain(answers.axis_records)}
    asked = (("annee", str(answers.year)), ("f.axe", axis))
    return place_reference("themes", asked, texts) if axis in filed else Markup()


def _twin(answers: Answers, figures: Sequence[Headline], texts: Texts) -> Markup:
    kinds = [figure.kind for figure in figures]
    declared, rows = plain(answers.declared), plain(answers.rows)
    partners, sources = plain(answers.named_partners), plain(answers.cited_sources)
    inside = tables(declared, rows, sources, kinds, partners=partners, year=answers.year, texts=texts)
    return fold(texts("overview.rows_title"), inside)
