"""A draft of the year's annual report, in the order the Bureau publishes it: computed where the data answer, marked
where a person has to write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...model import report_year
from ...model.clock import now
from ...model.schema import AXES
from .. import context, data_page, overview
from .. import format as fmt
from ..made import Made
from ..meeting import known
from ..overview import Headline
from ..rows import localised
from ..words import Texts
from . import annual_actions as actions
from . import parts
from .annual_stories import stories
from .annual_year import Row, Year
from .model import Block, BulletList, Document, Note, Paragraph, Section, Todo
from .parts import Frames
from .pictures import cities_map
from .tables import table

_SEVERE = ("a", "b")


def document(year: int, frames: Frames, texts: Texts, made: Made | None = None) -> Document:
    """The draft for `year`; `frames` is queries.report.answers. `made` is the present moment unless said."""
    made = made or Made(now())
    of = Year(year, frames, texts)
    title = texts("report.annual.title", year=year)
    drawing = cities_map(frames["city_marks"], frames["home_city"], texts, totals=bool(of.declared))
    sections = (
        *_summary(of),
        *_introduction(of),
        *actions.sections(of),
        *_outcomes(of),
        *_partners(of),
        *_method(of),
        *_discrepancies(of),
    )
    left = sum(isinstance(block, Todo) for section in sections for block in section.blocks)
    return Document(
        title=title,
        lang=texts.lang,
        date=made.on,
        labels=parts.labels(texts),
        kicker=texts("report.annual.kicker"),
        lead=_finding(of),
        cover=(
            parts.figures(of.headlines, texts),
            Note(texts("report.symbols")),
            *((drawing,) if drawing else ()),
            Note(parts.said_sources(frames["declared"], frames["cited_sources"], texts)),
            *((Note(texts.count("report.left_to_write", left, n=fmt.number(left, texts))),) if left else ()),
        ),
        sections=sections,
        footer=parts.footer(title, made, texts),
        address=made.address,
        has_contents=True,
    )


def _finding(of: Year) -> str:
    return overview.title(of.year, of.home, of.headlines, of.texts) + "."


def _summary(of: Year) -> tuple[Section, ...]:
    texts = of.texts
    recorded = overview.counts(of.frames["kind_counts"])
    known = data_page.title(data_page.strips(recorded, of.declared), recorded, of.year, texts)
    return (
        Section(
            1,
            texts("report.annual.summary"),
            (
                Paragraph(f"{_finding(of)} {known}."),
                Todo(texts("report.todo_summary")),
            ),
        ),
        Section(2, texts("report.annual.highlights"), (BulletList(_highlights(of)),)),
        Section(2, texts("report.annual.outcomes_short"), (BulletList(_axes(of)),)),
        Section(
            2,
            texts("report.annual.across"),
            (*actions.facts(of, "annee"), *actions.carbon_sentence(of), Todo(texts("report.todo_across"))),
        ),
    )


def _figure(one: Headline, of: Year) -> str:
    """A key number in a line: what it counts alone where it is unknown, as a line begins with no dash."""
    unknown = one.number == of.texts("common.unknown")
    return fmt.capitalised(one.label) if unknown else f"{one.number} {one.label}"


def _highlights(of: Year) -> tuple[str, ...]:
    """One line a figure: the year's kinds, then the other figures a report declares that are worth a line."""
    items = [of.texts("report.highlight", figure=_figure(one, of), notes="; ".join(one.notes)) for one in of.headlines]
    places = context.places(of.declared, of.rows("rows"), of.texts, year=of.year, has_cost=bool(of.rows("expenses")))
    items += [f"{places}."] if places else []
    for row in of.rows("declared"):
        if row["indicator"] in actions.ALSO_DECLARED:
            detail = localised(row, "detail", of.texts)
            label = of.texts(f"indicator.{row['indicator']}")
            value = fmt.number(row["value"], of.texts)
            said = of.texts("report.also_declared", label=label, value=value)
            items.append(f"{said} ({detail})." if detail else f"{said}.")
    return tuple(items)


def _axes(of: Year) -> tuple[str, ...]:
    """One line an axis: how many records a source files under it, how many outcomes it states."""
    return tuple(
        of.texts(
            "report.axis_line",
            axis=of.texts(f"common.axis.{axis}"),
            records=_counted("report.axis_records", _filed(of, axis), of.texts),
            outcomes=_counted("report.axis_outcomes", len(_outcomes_of(of, axis)), of.texts),
        )
        for axis in AXES
    )


def _counted(key: str, n: int, texts: Texts) -> str:
    return texts.count(key, n, n=fmt.number(n, texts))


def _filed(of: Year, axis: str) -> int:
    return sum(row["n"] for row in of.rows("axis_records") if row["axis"] == axis)


def _outcomes_of(of: Year, axis: str | None) -> list[Row]:
    return [row for row in of.rows("outcomes") if row["axis"] == axis]


def _introduction(of: Year) -> tuple[Section, ...]:
    texts = of.texts
    has_report = "declared" if of.declared else "recorded"
    points = tuple(texts(f"report.todo_introduction.{name}") for name in ("mandate", "context", "plan"))
    return (
        Section(
            1,
            texts("report.annual.introduction"),
            (*actions.facts(of, "mandat"), Todo(texts("report.todo_introduction.what"), points)),
        ),
        Section(
            2,
            texts("report.annual.reading"),
            (
                Paragraph(texts(f"report.reading.{has_report}", year=of.year)),
                BulletList(tuple(texts(f"report.reading.{name}") for name in ("dated", "blank", "todo"))),
            ),
        ),
    )


def _outcomes(of: Year) -> tuple[Section, ...]:
    texts = of.texts
    sections = [Section(1, texts("report.annual.outcomes"), (Paragraph(texts("report.outcomes_lead")),))]
    meanings = context.meanings(of.rows("context"), texts)
    for axis in AXES:
        records = _counted("report.axis_records", _filed(of, axis), texts)
        told = stories(of, axis, AXES[: AXES.index(axis)])
        meaning = tuple(Paragraph(said) for said in (meanings.get(axis),) if said)
        blocks: list[Block] = [*meaning, Paragraph(texts("report.axis_lead", records=fmt.capitalised(records)))]
        sections.append(Section(2, texts(f"report.annual.axis.{axis}"), (*blocks, *told)))
        sections.append(Section(3, texts("report.annual.axis_outcomes"), _statements(of, axis)))
    if unfiled := stories(of, None):
        sections.append(Section(2, texts("report.annual.axis.none"), unfiled))
    apart = _statements(of, None) if _outcomes_of(of, None) else ()
    blocks = [*apart, Todo(texts("report.todo_notable"))]
    return (*sections, Section(2, texts("report.annual.notable"), tuple(blocks)), *_next(of))


def _next(of: Year) -> tuple[Section, ...]:
    """What a source announces or says is under way, and the agreements that end by the year after, soonest first; no
    section where there is none."""
    texts = of.texts
    rows = [
        (row["due"], str(localised(row, "statement", texts)), texts(f"brief.outcome.{row['status']}"))
        for row in of.rows("outcomes")
        if row["status"] != "constatee"
    ]
    rows += [
        (row["expires"], str(localised(row, "title", texts)), texts(f"brief.status.{row['status']}"))
        for row in of.rows("agreements")
        if row["expires"] and report_year.year_of(known(row["expires"]).last) <= of.year + 1
    ]
    rows.sort(key=lambda row: (row[0] is None, known(row[0]).last if row[0] else date.max))
    cells = [(said, fmt.capitalised(state), parts.day(due, texts)) for due, said, state in rows]
    if not cells:
        return ()
    found = table(texts("report.next_caption"), ("next", "status", "expires"), cells, texts)
    return (Section(2, texts("report.annual.next"), (found, Note(texts("report.agreements_note")))),)


def _statements(of: Year, axis: str | None) -> tuple[Block, ...]:
    found = _outcomes_of(of, axis)
    if not found:
        return (Todo(of.texts("report.todo_axis")),)
    return (BulletList(tuple(parts.outcome(row, of.texts) for row in found)),)


def _partners(of: Year) -> tuple[Section, ...]:
    texts, named = of.texts, of.rows("partners")
    blocks: list[Block] = [*actions.facts(of, "partenaires")]
    if "partenaires_externes" in of.declared:
        total = int(of.declared["partenaires_externes"])
        said = texts.count("report.partners_named", len(named), n=fmt.number(len(named), texts), total=total)
        blocks.append(Paragraph(said))
    if named:
        blocks.append(actions.partners_table(named, texts))
    blocks.append(Todo(texts("report.todo_partners"), actions.partner_points(of)))
    return (
        Section(1, texts("report.annual.partners"), tuple(blocks)),
        Section(2, texts("report.annual.agreements"), actions.agreements(of)),
        Section(2, texts("report.annual.roles"), actions.roles(of)),
    )


def _discrepancies(of: Year) -> tuple[Section, ...]:
    """The contradictions about the year that change a figure or leave a doubt; nothing when none was found."""
    texts = of.texts
    found = [row for row in of.rows("discrepancies") if row["of_year"] and row["severity"] in _SEVERE]
    if not found:
        return ()
    lead = Paragraph(texts.count("report.discrepancies_lead", len(found), n=fmt.number(len(found), texts)))
    table = parts.discrepancies(found, texts("report.discrepancies_caption", year=of.year), texts)
    # apart, to be taken out in one gesture
    return (Section(1, texts("report.annual.discrepancies"), (lead, table), on_new_page=True),)


def _method(of: Year) -> tuple[Section, ...]:
    texts = of.texts
    definitions = ("declared", "recorded", "dated", "named", "announced", "off_total", "unknown")
    return (
        Section(
            1,
            texts("report.annual.method"),
            (BulletList(tuple(texts(f"report.definition.{name}") for name in definitions)),),
        ),
        Section(
            2,
            texts("report.annual.sources"),
            (_cited(of.rows("sources"), texts),),
        ),
    )


def _cited(cited: Sequence[Row], texts: Texts) -> Block:
    return parts.sources(cited, texts) if cited else Paragraph(texts("report.no_source"))
