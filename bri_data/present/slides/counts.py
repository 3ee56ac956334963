"""The slides that count: what the year declares or records, kind by kind, and how much of it is named."""

from __future__ import annotations

from ...model.schema import COUNTED_KINDS, INDICATOR_OF_KIND, KIND
from .. import format as fmt
from .. import overview
from ..figures.common import Run
from ..overview import Headline
from ..rows import localised, plain
from ..words import Texts
from .model import Figure, Figures, Group, Number, Slide, SymbolRow, Symbols
from .story import (
    Story,
    all_sources,
    clauses,
    declared_rows,
    held,
    paragraph,
    record_rows,
    report_source,
    short_names,
)

_MOST_NAMES = 3


def opening(story: Story) -> Slide | None:
    """The year in one number where a report declares some; else what public sources record, kind by kind."""
    first = next((figure for figure in story.figures if figure.is_declared and figure.total), None)
    if first:
        return _number(story, first)
    if not any(figure.runs for figure in story.figures):
        return None
    return whole_year(story)


def _number(story: Story, figure: Headline) -> Slide:
    texts = story.texts
    words = texts("slides.of_year", label=figure.label, year=story.year)
    groups = _groups(figure, story)
    indicator = INDICATOR_OF_KIND[figure.kind]
    alt = fmt.joined([f"{fmt.number(group.n, texts)} {group.label}" for group in groups], texts)
    return Slide(
        indicator,
        f"{figure.number} {words}",
        Number(figure.number, words, groups),
        paragraph(f"{figure.number} {words}", *figure.notes, *figure.spoken, texts("slides.declared_note")),
        texts("slides.alt.blocks", n=figure.number, groups=alt),
        report_source(story),
        declared_rows(story, lambda name: name.startswith(indicator)),
    )


def _groups(figure: Headline, story: Story) -> tuple[Group, ...]:
    """The parts that the report gives of a total, when they make it up; else the total in one piece."""
    prefix = INDICATOR_OF_KIND[figure.kind] + "_"
    parts = [
        Group(figure.kind, int(value), story.texts.count(f"slides.part.{name}", value))
        for name, value in story.declared.items()
        if name.startswith(prefix) and story.texts.has(f"slides.part.{name}.other")
    ]
    if len(parts) > 1 and sum(part.n for part in parts) == figure.total:
        return tuple(parts)
    return (Group(figure.kind, figure.total, figure.label),)


def whole_year(story: Story) -> Slide:
    """Every kind of the year: its number, one symbol per activity, what is known of them."""
    texts = story.texts
    rows = tuple(
        SymbolRow(
            figure.number,
            figure.label,
            figure.runs,
            clauses(*_known(figure), *figure.spoken),
            _tag(figure),
            figure.marks,
        )
        for figure in story.figures
        if figure.runs or figure.is_declared
    )
    title = overview.title(story.year, story.home.name, story.figures, texts)
    note = "" if story.has_report else texts("slides.no_report", year=story.year)
    return Slide(
        "annee",
        title,
        Symbols(rows),
        paragraph(title, *(_said(row) for row in rows), note),
        paragraph(*(_said(row) for row in rows)),
        all_sources(story),
        record_rows(story, lambda _: True),
    )


def _tag(figure: Headline) -> str:
    return f"type:{figure.kind}"


def _known(figure: Headline) -> tuple[str, ...]:
    """What is known of a figure: of a declared total, how much is named."""
    return figure.notes[-1:] if figure.is_declared else figure.notes


def _said(row: SymbolRow) -> str:
    return f"{row.number} {row.label}" + (f" ({row.note})" if row.note else "")


def meetings(story: Story) -> Slide | None:
    """The online meetings, the events and what else has no direction; nothing when none is declared nor recorded."""
    texts = story.texts
    figures = [
        figure
        for kind in COUNTED_KINDS
        if KIND[kind].direction in ("online", "other")
        and (figure := story.figure(kind))
        and (figure.total if figure.is_declared else held(figure))
    ]
    if not figures:
        return None
    rows = tuple(
        SymbolRow(figure.number, figure.label, _own(figure), _about(figure.kind, story), _tag(figure), figure.marks)
        for figure in figures
    )
    counts = [
        texts.count(f"slides.meetings.{figure.kind}", n, n=fmt.spelled(n, texts))
        for figure in figures
        if (n := figure.total if figure.is_declared else held(figure))
    ]
    title = texts("slides.meetings.title", items=fmt.capitalised(fmt.joined(counts, texts)), year=story.year)
    kinds = [figure.kind for figure in figures]
    return Slide(
        "rencontres",
        title,
        Symbols(rows),
        paragraph(title, *(_noted(figure, texts) for figure in figures), *(_about(kind, story) for kind in kinds)),
        paragraph(*(_said(row) for row in rows)),
        all_sources(story),
        record_rows(story, lambda row: row["kind"] in kinds),
    )


def _own(figure: Headline) -> tuple[Run, ...]:
    """The symbols of the figure itself: those outside a declared total would make it look larger."""
    return tuple(run for run in figure.runs if run.counted or not figure.is_declared)


def _noted(figure: Headline, texts: Texts) -> str:
    return texts("slides.said", what=figure.label, said=clauses(*figure.notes, *figure.spoken))


def _about(kind: str, story: Story) -> str:
    """The first ones named, or the themes that the report gives for all of them."""
    texts = story.texts
    named = short_names(story, kind)
    if named:
        return _few(named, texts)
    themes = [
        str(localised(row, "name", texts)).lower()
        for row in plain(story.answers["themes_of_totals"])
        if row["indicator"] == INDICATOR_OF_KIND[kind]
    ]
    return texts("slides.meetings.themes", themes=_few(themes, texts, most=4)) if themes else ""


def _few(names: list[str], texts: Texts, most: int = _MOST_NAMES) -> str:
    if len(names) > most:
        names = [*names[: most - 1], texts.count("overview.more_names", len(names) - most + 1)]
    return fmt.joined(names, texts)


def named(story: Story) -> Slide | None:
    """How many of the declared activities the documents name, kind by kind; nothing without a report."""
    figures = [figure for figure in story.figures if figure.is_declared]
    total = sum(figure.total for figure in figures)
    if not total:
        return None
    texts = story.texts
    known = sum(min(held(figure), figure.total) for figure in figures)
    rows = tuple(
        SymbolRow(
            texts("slides.of", n=held(figure), total=figure.number),
            figure.label,
            _own(figure),
            tag=_tag(figure),
            marks=figure.marks,
        )
        for figure in figures
    )
    title = texts.count("slides.named.title", known, n=fmt.number(known, texts), total=fmt.number(total, texts))
    return Slide(
        "nommes",
        title,
        Symbols(rows),
        paragraph(title, *(_noted(figure, texts) for figure in figures), texts("slides.named.note")),
        paragraph(*(_said(row) for row in rows)),
        report_source(story),
        record_rows(story, lambda row: bool(row["counted"])),
    )


def partners(story: Story) -> Slide | None:
    """The outside partners and the municipal services: declared, and how many of them are named."""
    texts, answers = story.texts, story.answers
    partner, service = story.declared.get("partenaires_externes"), story.declared.get("services_municipaux")
    items = []
    if partner:
        number, note = (
            fmt.number(partner, texts),
            texts.count("overview.small.partners_named", len(answers["named_partners"])),
        )
        items.append(Figure(number, texts("overview.small.partners", n=number), note))
    elif answers["recorded_partners"]:
        note = texts("overview.small.partners_recorded_note")
        number = fmt.number(answers["recorded_partners"], texts)
        items.append(Figure(number, texts("overview.small.partners_recorded", n=number), note))
    if service:
        number, note = fmt.number(service, texts), texts("overview.small.services_note")
        items.append(Figure(number, texts("overview.small.services", n=number), note))
    if not items:
        return None
    names = [
        str(localised(row, "acronym", texts) or localised(row, "name", texts))
        for row in plain(answers["named_partners"])
    ]
    said = [f"{item.number} {item.label}" for item in items]
    joined = texts("slides.partners.named", names=fmt.joined(names, texts)) if names and partner else ""
    return Slide(
        "partenaires",
        texts("slides.of_year", label=fmt.joined(said, texts), year=story.year),
        Figures(tuple(items)),
        paragraph(*(f"{item.number} {item.label}, {item.note}" for item in items), joined),
        paragraph(*(f"{item.number} {item.label}, {item.note}" for item in items)),
        report_source(story),
        declared_rows(story, lambda name: name in {"partenaires_externes", "services_municipaux"})
        if story.has_report
        else record_rows(story, lambda _: True),
        lead=joined,
    )
