"""The parts of the annual report that list what was done: figures, records, documents, carbon, partners, agreements."""

from __future__ import annotations

from ...model.schema import COUNTED_KINDS, KINDS, KINDS_BY_DIRECTION
from .. import format as fmt
from ..brief_blanks import unsaid
from ..briefs import Brief
from ..rows import localised, plain
from ..words import Texts
from . import parts, tables
from .annual_stories import meeting_themes
from .annual_year import Row, Year
from .model import Block, BulletList, Paragraph, Section, Table, Todo

# Figures a report declares beside the kinds of activity, that a summary gives a line each.
ALSO_DECLARED = ("nouvelles_collaborations", "partenaires_externes", "services_municipaux", "entreprises_accompagnees")


def sections(of: Year) -> tuple[Section, ...]:
    """« Faits saillants »: the figures, the missions and visits one by one, disclosure and carbon."""
    texts = of.texts
    return (
        Section(1, texts("report.annual.facts")),
        Section(2, texts("report.annual.actions"), _actions(of)),
        Section(2, texts("report.annual.organisation"), (*facts(of, "organisation"), *_records(of))),
        Section(
            2,
            texts("report.annual.disclosure"),
            (*facts(of, "regle"), *_documents(of), *_expenses(of), *_carbon(of)),
        ),
    )


def _actions(of: Year) -> tuple[Block, ...]:
    texts = of.texts
    if not of.declared:
        kinds = tuple(texts(f"report.todo_total.{kind}", year=of.year) for kind in COUNTED_KINDS)
        return (Paragraph(texts("report.no_total", year=of.year)), Todo(texts("report.todo_totals"), kinds))
    missing = tuple(
        texts.count(f"report.unnamed.{one.kind}", unnamed, n=fmt.number(unnamed, texts), total=one.number)
        for one in of.headlines
        if (unnamed := sum(run.n for run in one.runs if run.state == "declared"))
    )
    table = parts.declared_table(of.frames["declared"], of.year, texts)
    return (table, *meeting_themes(of), *((Todo(texts("report.todo_unnamed"), missing),) if missing else ()))


def facts(of: Year, topic: str) -> tuple[Block, ...]:
    """What the year's report states of its frame on that topic, one line a fact; nothing when it states none."""
    lines = tuple(
        of.texts("report.pair", what=localised(row, "title", of.texts), text=localised(row, "statement", of.texts))
        for row in of.rows("context")
        if row["topic"] == topic
    )
    return (BulletList(lines),) if lines else ()


def _records(of: Year) -> tuple[Block, ...]:
    """A table per kind that has records, then what no source says of them."""
    texts, entries = of.texts, of.rows("entries")
    blocks: list[Block] = []
    for kind in (kind for kind in KINDS_BY_DIRECTION if kind in KINDS):
        found = [row for row in of.entries_in_time if row["kind"] == kind]
        if found:
            total = sum(row["n"] for row in of.rows("kind_counts") if row["kind"] == kind)
            blocks.append(parts.records_table(texts(f"report.caption.{kind}", year=of.year), found, total, texts))
    if not blocks:
        blocks.append(Paragraph(texts("report.no_record", year=of.year)))
    missing = tuple(fmt.capitalised(phrase) for phrase in unsaid(_as_brief(of, entries), texts))
    return (*blocks, Todo(texts("report.todo_records"), missing)) if missing else tuple(blocks)


def _as_brief(of: Year, entries: list[Row]) -> Brief:
    """The year's activities as the blanks of a brief are worked out from: announced and signed ones left apart."""
    held = [row for row in entries if row["record_table"] == "activities" and row["state"] != "announced"]
    (home,) = plain(of.frames["home_city"])
    return Brief("annee", {}, home, held)


def _documents(of: Year) -> tuple[Block, ...]:
    texts, rows = of.texts, of.rows("documents")
    if not rows:
        return (Todo(texts("report.todo_documents")),)
    table = tables.documents(rows, texts, with_activity=True)
    lost = sum(row["published_on"] is None for row in rows)
    said = texts.count("report.todo_publication", lost, n=fmt.number(lost, texts), total=len(rows))
    return (*_delay(of), table, *((Todo(said),) if lost else ()))


def _delay(of: Year) -> tuple[Paragraph, ...]:
    """What the report declares of its own delay for mission reports, if it does."""
    weeks = of.declared.get("delai_rapport_mission")
    return (Paragraph(of.texts("report.delay", n=fmt.number(weeks, of.texts))),) if weeks is not None else ()


def _expenses(of: Year) -> tuple[Block, ...]:
    texts, rows = of.texts, of.rows("expenses")
    if not rows:
        return (Todo(texts("report.todo_expenses", year=of.year)),)
    return (tables.expenses(rows, texts, activities="activities"),)


def carbon_sentence(of: Year) -> tuple[Paragraph, ...]:
    """The latest declared year of flights up to this one, in a sentence; nothing when none is declared."""
    rows = [row for row in of.rows("declared_years") if row["travel_year"] <= of.year]
    if not rows:
        return ()
    last, texts = rows[-1], of.texts
    tonnes = fmt.unit(last["tonnes"], "t", texts)
    cost = last["cost_cad_before_tax"]
    key = "report.carbon.without_cost" if cost is None else "report.carbon.with_cost"
    money = "" if cost is None else fmt.money(cost, texts)
    said = texts(key, year=last["travel_year"], tonnes=tonnes, cost=money)
    return (Paragraph(said),)


def _carbon(of: Year) -> tuple[Block, ...]:
    texts, rows = of.texts, of.rows("declared_years")
    columns = ("travel_year", "tonnes", "cost", "programme", "bought")
    cells = [
        (
            str(row["travel_year"]),
            fmt.unit(row["tonnes"], "t", texts),
            texts("common.unknown")
            if row["cost_cad_before_tax"] is None
            else fmt.money(row["cost_cad_before_tax"], texts),
            row["programme"] or texts("common.unknown"),
            parts.day(row["bought"], texts),
        )
        for row in rows
    ]
    blocks: list[Block] = []
    if cells:
        caption, note = texts("report.carbon.caption"), texts("report.carbon.note")
        blocks.append(tables.table(caption, columns, cells, texts, numbers=("tonnes", "cost"), note=note))
    if of.year not in {row["travel_year"] for row in rows}:
        blocks.append(Todo(texts("report.todo_carbon", year=of.year)))
    return tuple(blocks)


def partners_table(named: list[Row], texts: Texts) -> Table:
    """The partners that the report names for certain."""
    cells = [
        (
            str(localised(row, "name", texts)),
            localised(row, "acronym", texts) or "",
            texts(f"brief.sector.{row['sector']}"),
        )
        for row in named
    ]
    return tables.table(texts("report.partners_caption"), ("organisation", "acronym", "sector"), cells, texts)


def partner_points(of: Year) -> tuple[str, ...]:
    """What remains to be named: the partners that a total declares beyond those named, and every declared service
    (the data do not say which services a total holds)."""
    points = []
    for indicator, n in (
        ("partenaires_externes", len(of.rows("partners"))),
        ("services_municipaux", 0),
    ):
        missing = int(of.declared.get(indicator, 0)) - n
        if missing > 0:
            key = f"report.to_name.{indicator}"
            points.append(of.texts.count(key, missing, n=fmt.number(missing, of.texts)))
    return tuple(points)


def agreements(of: Year) -> tuple[Block, ...]:
    """Agreements in force or being renewed, and those of the year."""
    texts, rows = of.texts, of.rows("agreements")
    if not rows:
        return (Paragraph(texts("report.no_agreement")),)
    cells = [
        (
            str(localised(row, "title", texts)),
            texts(f"brief.agreement_kind.{row['agreement_kind']}"),
            parts.day(row["signed"], texts),
            parts.day(row["expires"], texts),
            fmt.capitalised(texts(f"brief.status.{row['status']}")),
        )
        for row in rows
    ]
    columns = ("agreement", "kind", "signed", "expires", "status")
    note = texts("report.agreements_note")
    return (tables.table(texts("report.agreements_caption"), columns, cells, texts, note=note),)


def roles(of: Year) -> tuple[Block, ...]:
    """What the City was in its networks that year."""
    texts, rows = of.texts, of.rows("roles")
    if not rows:
        return (Paragraph(texts("report.no_role")),)
    return (tables.roles(rows, texts),)
