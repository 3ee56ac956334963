"""Pieces of a brief: links to other briefs, records, outcomes, the dashed box, the years, facts. Escaped markup."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from bri_data.present import format as fmt
from bri_data.present.briefs import Brief, Direction, Row, YearRow
from bri_data.present.figures.common import brief_link, mark, record_link, strip
from bri_data.present.figures.language import worded
from bri_data.present.figures.overview import axis_arrow
from bri_data.present.records import not_confirmed
from bri_data.present.rows import localised
from bri_data.present.words import Texts

MOST_ENTRIES = 20
ROWS_ID = "lignes-fiche"


def links(kind: str, things: Sequence[Row] | None, texts: Texts) -> Markup:
    """Links to things of one kind ({id, name, name_en}), in their order, set apart by commas."""
    return Markup(
        ", ".join(brief_link(kind, thing["id"], localised(thing, "name", texts), texts) for thing in things or ())
    )


def names(things: Sequence[Row] | None, texts: Texts) -> Markup:
    """The names of things that have no brief of their own."""
    return Markup(", ").join(worded(thing, "name", texts) for thing in things or ())


def section(title: str, body: Markup, *, css: str = "", hidden: bool = False) -> Markup:
    """A titled part of the brief; nothing when `body` is empty. `hidden`: the title is told, not shown."""
    if not body:
        return Markup()
    heading = f"<h2{' class=bri-hidden' if hidden else ''}>{escape(title)}</h2>"
    return Markup(f'<section class="bri-part {css}">{heading}{body}</section>')


def entries(brief: Brief, texts: Texts) -> Markup:
    """The latest records, newest first; where there are more, a link to the table of all of them."""
    items = "".join(_entry(row, brief, texts) for row in brief.entries[:MOST_ENTRIES])
    more = len(brief.entries) - MOST_ENTRIES
    rest = ""
    if more > 0:
        text = texts.count("brief.more", more, n=fmt.number(more, texts))
        rest = f'<p class="bri-brief-more"><a href="#{ROWS_ID}">{escape(text)}</a></p>'
    return Markup(
        f'<ol class="bri-entries">{items}</ol>{rest}' if items else f"<p>{escape(texts('brief.no_record'))}</p>"
    )


def _entry(row: Row, brief: Brief, texts: Texts) -> Markup:
    lines = [escape(" · ".join(entry_facts(row, texts)))]
    if row["functions"]:
        lines.append(Markup(names(row["functions"], texts)))
    cities = [city for city in row["cities"] or () if city["id"] != brief.subject["id"]]
    if cities:
        lines.append(Markup(f"{escape(texts('brief.with_cities'))} {links('ville', cities, texts)}"))
    partners = [partner for partner in row["partners"] or () if partner["id"] != brief.subject["id"]]
    if partners:
        lines.append(Markup(f"{escape(texts('brief.with_partners'))} {links('partenaire', partners, texts)}"))
    title = record_link(row, texts)
    symbol = mark(row["kind"], row["state"], counted=not row["off_total"])
    body = "".join(("".join(f"<p>{line}</p>" for line in lines), axes(row["axes"], texts)))
    return Markup(f'<li class="bri-entry">{symbol}<div><h3>{title}</h3>{body}</div></li>')


def entry_facts(row: Row, texts: Texts) -> list[str]:
    """A record's kind, date, what its date is worth, and its total, each a few words."""
    if row["record_table"] == "agreements":
        facts = [
            texts(f"brief.agreement_kind.{row['agreement_kind']}"),
            agreement_date("dated", row["start"], texts),
            texts(f"brief.status.{row['status']}"),
            agreement_date("expires", row["expires"], texts),
        ]
    else:
        facts = [texts(f"common.kind.{row['kind']}")]
        if row["nature"]:
            facts.append(texts(f"brief.nature.{row['nature']}"))
        facts.append(fmt.when(row["start"], row["end"], texts))
        facts += basis(row, texts)
        if row["state"] == "announced":
            facts.append(not_confirmed(row["kind"], texts))
    return [*facts, texts("common.off_total")] if row["off_total"] else facts


def basis(row: Row, texts: Texts) -> list[str]:
    """What the date rests on, where that changes its meaning; empty for a date given after the fact."""
    worth_saying = row["date_basis"] in ("annoncee", "activite")
    return [texts(f"common.basis.{row['date_basis']}")] if worth_saying else []


def agreement_date(what: str, value: str | None, texts: Texts) -> str:
    """« signature : mars 2025 », « échéance non précisée »; `what` is `dated` or `expires`."""
    if not value:
        return texts(f"brief.no_{what}")
    return texts(f"brief.{what}", date=fmt.date_only(value, texts))


def axes(codes: Sequence[str] | None, texts: Texts) -> Markup:
    """The axes a source files the record under, each with its arrow."""
    items = "".join(f"<li>{axis_arrow(code)}{escape(texts(f'common.axis.{code}'))}</li>" for code in codes or ())
    return Markup(f'<ul class="bri-entry-axes">{items}</ul>' if items else "")


def outcomes(rows: Sequence[Row], texts: Texts) -> Markup:
    """What sources say came of it: axis, statement, and how certain it is."""
    items = ""
    for row in rows:
        facts = [texts(f"brief.outcome.{row['status']}")]
        if row["due"]:
            facts.append(texts("brief.due", date=fmt.date_only(row["due"], texts)))
        items += (
            f"<li>{_filed(row['axis'], texts)}<p>{worded(row, 'statement', texts)} "
            f"<small>{escape(fmt.capitalised(', '.join(facts)))}.</small></p></li>"
        )
    return Markup(f'<ul class="bri-outcomes">{items}</ul>' if items else "")


def _filed(axis: str | None, texts: Texts) -> Markup:
    """The arrow of an outcome's axis, and its word for whoever does not see it; an empty place for none."""
    if not axis:
        return Markup("<i></i>")
    name = escape(texts(f"common.axis.{axis}"))
    return Markup(f'<span title="{name}">{axis_arrow(axis)}<span class="bri-hidden">{name}</span></span>')


def unsaid(phrases: Sequence[str], texts: Texts) -> Markup:
    """The dashed box of what no source gives; nothing when nothing is missing."""
    if not phrases:
        return Markup()
    text = escape(fmt.capitalised(" · ".join(phrases)))
    return Markup(f'<section class="bri-unsaid"><h2>{escape(texts("brief.unsaid_title"))}</h2><p>{text}</p></section>')


def years(rows: Sequence[YearRow], texts: Texts) -> Markup:
    """One row of symbols per year (or decade), latest first."""
    items = ""
    for row in rows:
        told = texts.count("brief.in_all", row.n, n=fmt.number(row.n, texts))
        items += f"<li><b>{escape(row.label)}</b>{strip(row.runs, f'{row.label}: {told}')}</li>"
    return Markup(f'<ul class="bri-brief-years">{items}</ul>' if items else "")


def tallies(rows: Sequence[Row], texts: Texts) -> Markup:
    """Names with how many records bear each."""
    items = "".join(
        f"<li>{worded(row, 'name', texts)} <b>{escape(fmt.number(row['n'], texts))}</b></li>" for row in rows
    )
    return Markup(f'<ul class="bri-tallies">{items}</ul>' if items else "")


def directions(rows: Sequence[Direction]) -> Markup:
    """Who travels, out, in, online: the number and its symbols."""
    items = ""
    for row in rows:
        note = f" <small>{escape(row.note)}</small>" if row.note else ""
        items += (
            f"<li><span>{escape(row.label)}</span><b>{escape(row.number)}</b>"
            f"{strip(row.runs, f'{row.label}: {row.number} {row.note}')}{note}</li>"
        )
    return Markup(f'<ul class="bri-directions">{items}</ul>')


def fact(number: str, label: Markup, *, css: str = "") -> Markup:
    """A figure of the right column; `label` is markup."""
    return Markup(f'<section class="bri-fact {css}"><b>{escape(number)}</b><p>{label}</p></section>')


def details(pairs: Sequence[tuple[str, Markup]]) -> Markup:
    """A list of what is known, name and value; those that are empty are left out."""
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in pairs if value)
    return Markup(f'<dl class="bri-details">{rows}</dl>' if rows else "")


def paragraph(markup: Markup, css: str) -> Markup:
    """A paragraph; nothing for none."""
    return Markup(f'<p class="{css}">{markup}</p>' if markup else "")
