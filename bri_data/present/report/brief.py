"""A brief as a document: the city, partner, activity or agreement itself, its records, and what no source says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bri_data.model import report_year
from bri_data.present.figures.briefs.board import kind_words, lead
from bri_data.present.figures.briefs.tables import source_line
from bri_data.present.figures.maps.brief import city_marks

from ...model import clock
from .. import briefs, prepositions
from .. import format as fmt
from ..brief_blanks import unsaid
from ..briefs import Brief, Row
from ..made import Made
from ..records import state_of, total_of
from ..rows import localised
from ..words import Texts
from . import parts, tables
from .brief_sheet import Around, glance
from .model import Block, BulletList, Document, Note, Paragraph, Section, Table
from .pictures import cities_picture

_RECORDS = ("ville", "partenaire")


def document(brief: Brief, texts: Texts, made: Made | None = None, around: Around | None = None) -> Document:
    """The brief: on the front of the sheet what to know before a meeting, on the back its sources, then the detail.

    `made` is the present moment unless said; `around` is what bears on the same cities, the brief itself unless said.
    """
    made = made or Made(clock.now())
    name = briefs.name(brief, texts)
    cited = list(brief.sources.values())
    drawn = cities_picture(city_marks(brief, texts), briefs.home_of(brief, texts), texts)
    on = clock.moment(made.on).astimezone(clock.BUREAU).date()
    front = glance(brief, around or Around(brief.entries, brief.outcomes), on, texts)
    sections = (
        *((Section(1, texts("report.annual.sources"), (parts.sources(cited, texts),), True),) if cited else ()),
        *_known(brief, texts),
        # overleaf, where the front says that the rest of them stands
        *_section("brief.unsaid_title", _bullets([fmt.capitalised(one) for one in unsaid(brief, texts)]), texts),
        *_section("brief.records", _records(brief, texts), texts),
        *_section("brief.outcomes_title", _outcomes(brief, texts), texts),
        *_section("brief.roles_title", _one(tables.roles(brief.roles, texts)), texts),
        *_section("brief.expenses_title", _expenses(brief, texts), texts),
        *_section("brief.trips_title", _one(tables.trips(brief.trips, texts)), texts),
        *_section("brief.documents_title", _documents(brief, texts), texts),
    )
    return Document(
        title=name,
        lang=texts.lang,
        date=made.on,
        labels=parts.labels(texts),
        kicker=" · ".join(kind_words(brief, texts)),
        lead=lead(brief, texts),
        cover=(front, Note(source_line(brief, texts)), *((replace(drawn, fills=True),) if drawn else ())),
        sections=sections,
        footer=parts.footer(name, made, texts),
        address=made.address,
    )


def _section(key: str, blocks: Sequence[Block], texts: Texts) -> tuple[Section, ...]:
    """A titled part; nothing when it is empty."""
    return (Section(1, texts(key), tuple(blocks)),) if blocks else ()


def _one(table: Table) -> tuple[Block, ...]:
    return (table,) if table.rows else ()


def _bullets(items: Sequence[str]) -> tuple[Block, ...]:
    return (BulletList(tuple(items)),) if items else ()


def _known(brief: Brief, texts: Texts) -> tuple[Section, ...]:
    """What is known of the subject itself: its summary, then one line a fact."""
    summary = localised(brief.subject, "summary", texts) if "summary" in brief.subject else None
    facts = _facts_of_record(brief, texts) if brief.kind not in _RECORDS else _facts_of_place(brief, texts)
    pairs = [texts("report.pair", what=what, text=text) for what, text in facts if text]
    blocks = (*((Paragraph(summary),) if summary else ()), *_bullets(pairs))
    return _section("brief.known_title", blocks, texts)


def _facts_of_record(brief: Brief, texts: Texts) -> list[tuple[str, str]]:
    subject, entry = brief.subject, brief.entries[0]
    axes = [texts(f"common.axis.{axis}") for axis in entry["axes"] or ()]
    facts = {
        "objective": str(localised(subject, "objective", texts) or "") if "objective" in subject else "",
        "cities": _names(entry["cities"], texts),
        "partners": _names(entry["partners"], texts),
        "people": _names(entry["functions"], texts),
        "paid_by": texts("brief.paid_by_others") if entry["paid_by"] else "",
        "services": _names(brief.services, texts),
        "themes": _names(entry["themes"], texts),
        "axes": ", ".join(axes),
    }
    said = [(texts(f"brief.detail.{name}"), text) for name, text in facts.items()]
    if brief.kind == "entente" and subject["amount_cad"] is not None:
        said.append((texts("report.column.amount"), fmt.money(subject["amount_cad"], texts)))
    said.append((texts("overview.rows.headings.state"), state_of(entry["kind"], entry["state"], texts)))
    return [*said, (texts("overview.rows.headings.total"), total_of(entry, texts))]


def _names(things: Sequence[Row] | None, texts: Texts) -> str:
    return ", ".join(str(localised(thing, "name", texts)) for thing in things or ())


def _facts_of_place(brief: Brief, texts: Texts) -> list[tuple[str, str]]:
    """How far a city is and who travels; where a partner is named."""
    facts: list[tuple[str, str]] = []
    if brief.kind == "ville" and not brief.subject["is_home"]:
        km = briefs.kilometres(brief)
        home = briefs.home_of(brief, texts).name
        if km is not None:
            facts.append(
                (texts("brief.stops_title", from_home=prepositions.away_from(home, texts)), _distance(km, texts))
            )
        facts += [
            (one.label, " ".join(filter(None, (one.number, one.note)))) for one in briefs.reciprocity(brief, texts)
        ]
    if brief.kind == "partenaire":
        named = [report_year.name(year) for year in brief.subject["named_in"] or ()]
        facts.append((texts("brief.named"), fmt.joined(named, texts) if named else texts("brief.not_named")))
    facts += _tally("brief.themes_title", brief.themes, texts)
    return [*facts, *_tally("brief.people_title", brief.functions, texts)]


def _distance(km: float, texts: Texts) -> str:
    return texts("report.distance", km=fmt.unit(round(km), "km", texts))


def _tally(key: str, rows: Sequence[Row], texts: Texts) -> list[tuple[str, str]]:
    said = ", ".join(f"{localised(row, 'name', texts)} ({fmt.number(row['n'], texts)})" for row in rows)
    return [(texts(key), said)] if said else []


def _records(brief: Brief, texts: Texts) -> tuple[Block, ...]:
    """The records of a city or a partner; a record's own brief does not list itself."""
    if brief.kind not in _RECORDS:
        return ()
    blocks = []
    if brief.activities:
        total = sum(row["n"] for row in brief.counts_by_year if row["kind"] != "entente")
        blocks.append(parts.records_table(texts("report.activities_caption"), brief.activities, total, texts))
    if brief.agreements:
        blocks.append(_agreements(brief.agreements, texts))
    return tuple(blocks) or (Paragraph(texts("brief.no_record")),)


def _agreements(rows: Sequence[Row], texts: Texts) -> Table:
    cells = [
        (
            str(localised(row, "title", texts)),
            texts(f"brief.agreement_kind.{row['agreement_kind']}"),
            parts.day(row["start"], texts),
            parts.day(row["expires"], texts),
            fmt.capitalised(texts(f"brief.status.{row['status']}")),
        )
        for row in rows
    ]
    columns = ("agreement", "kind", "signed", "expires", "status")
    return tables.table(texts("report.annual.agreements"), columns, cells, texts)


def _outcomes(brief: Brief, texts: Texts) -> tuple[Block, ...]:
    labels = {row["record_id"]: row for row in brief.entries} if brief.kind in _RECORDS else {}
    nothing: Row = {"label": None, "label_en": None}
    said = []
    for row in brief.outcomes:
        origin = labels.get(row["activity_id"]) or labels.get(row["agreement_id"]) or nothing
        said.append(parts.outcome({**row, "label": origin["label"], "label_en": origin["label_en"]}, texts))
    return _bullets(said)


def _expenses(brief: Brief, texts: Texts) -> tuple[Block, ...]:
    if not brief.expenses:
        return ()
    said = briefs.disagreement(brief, texts)
    table = tables.expenses(brief.expenses, texts, activities="others")
    return (*((Paragraph(said),) if said else ()), table)


def _documents(brief: Brief, texts: Texts) -> tuple[Block, ...]:
    return _one(tables.documents(brief.documents, texts, with_activity=False))
