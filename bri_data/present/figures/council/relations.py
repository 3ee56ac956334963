"""The page of agreements and networks as escaped HTML: one line a tie, then the networks; the table twin.

CSS: relations.css. Under 640 px the lines of the drawing give way to the same facts in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice

from markupsafe import Markup, escape

from bri_data.present import format as fmt
from bri_data.present import relations as values
from bri_data.present.cited import sentence
from bri_data.present.figures.briefs.tables import mandate
from bri_data.present.figures.common import brief_link, fold, mark, table, title_link, with_method
from bri_data.present.figures.council.relation_axis import (
    HIGH,
    LOW,
    WIDTH,
    Scale,
    definitions,
    line_of,
    line_of_network,
    scale_of,
    ticks,
)
from bri_data.present.figures.language import place, titled, worded
from bri_data.present.figures.record_tables import limited_note
from bri_data.present.figures.symbols import symbol
from bri_data.present.meeting import Row
from bri_data.present.relations import Found, Network, Relation
from bri_data.present.rows import localised
from bri_data.present.words import Texts

MOST, _MOST_SAID, _MOST_ROWS = 40, 12, 300
TABLE_ID = "ententes-lignes"
_LEGEND = ("signed", "mission", "visit", "undated", "announced", "duration", "silence", "end", "inactive", "unrecorded")


def draw(found: Found, texts: Texts) -> tuple[str, Markup]:
    """The page's title and its board."""
    return values.title(found, texts), board(found, texts)


def board(found: Found, texts: Texts) -> Markup:
    """The page under its title."""
    scale = scale_of(found)
    lead = texts("relations.lead" if found.all or found.networks else "relations.empty")
    drawn = "".join(
        (
            _section(texts("relations.ties"), found.active, scale, texts),
            _section(silent_title(found, scale, texts), found.silent, scale, texts),
            _section(texts("relations.networks"), found.networks, scale, texts),
        )
    )
    axis = _axis(scale, texts) + _heads(texts) if drawn else ""
    titles = values.cited(found)
    foot = Markup(f"{escape(_foot(found, scale, texts))} {titled(sentence(titles, texts), titles, texts)}")
    return Markup(
        f'<div class="bri-board bri-relations"><p class="bri-lead">{escape(lead)}</p>'
        f"{_legend(texts) if drawn else ''}{axis}{drawn}"
        f'<p class="bri-source">{with_method(foot, texts)}</p>{_twin(found, texts)}</div>'
    )


def silent_title(found: Found, scale: Scale, texts: Texts) -> str:
    """« Neuf liens sans contact recensé de 2022 à 2026 »."""
    n = len(found.silent)
    said = texts.count(
        "relations.silent", n, n=fmt.spelled(n, texts), first=str(scale.opens), last=str(found.today.year)
    )
    return fmt.capitalised(said)


def _section(title: str, shown: Sequence[Relation] | Sequence[Network], scale: Scale, texts: Texts) -> Markup:
    """The first ties or networks under their title; nothing for none."""
    if not shown:
        return Markup()
    rows = [
        _relation(one, scale, texts) if isinstance(one, Relation) else _network(one, scale, texts)
        for one in shown[:MOST]
    ]
    note = limited_note(len(rows), len(shown), texts)
    return Markup(f"<section><h2>{escape(title)}</h2><ul>{''.join(rows)}</ul>{note}</section>")


def _framed(inside: Markup, height: float) -> Markup:
    return Markup(f'<svg viewBox="0 0 {WIDTH:g} {height:g}" aria-hidden="true">{inside}</svg>')


def _axis(scale: Scale, texts: Texts) -> Markup:
    """The years, named where they stand; the stripes that every line uses are defined here."""
    at = [(str(year), x) for year, x in ticks(scale)]
    middle = [(str(year), scale.x(date(year, 7, 1))) for year in scale.years]
    said = "".join(f'<span style="left:{x / WIDTH:.2%}">{escape(year)}</span>' for year, x in (*at, *middle))
    today = fmt.when(scale.today.isoformat(), None, texts)
    said += f'<b style="left:{scale.now / WIDTH:.2%}">{escape(today)}</b>'
    return Markup(
        f'<div class="bri-relation-axis" aria-hidden="true"><div>{said}{_framed(definitions(), 2)}</div></div>'
    )


def _heads(texts: Texts) -> Markup:
    said = {name: escape(texts(f"relations.head.{name}")) for name in ("relation", "state", "last")}
    cells = (said["relation"], "", mark("mission", "dated"), mark("accueil", "dated"), said["state"], said["last"])
    heads = "".join(f"<span>{cell}</span>" for cell in cells)
    return Markup(f'<div class="bri-relation bri-relation-heads" aria-hidden="true">{heads}</div>')


def _relation(one: Relation, scale: Scale, texts: Texts) -> Markup:
    name = brief_link(*one.brief, values.name_of(one, texts), texts)
    end, status = values.end_said(one, scale.today, texts), values.status_said(one, texts)
    near = ' class="bri-due"' if values.is_near(one, scale.today) else ""
    state = "".join((f"<b{near}>{escape(end)}</b>, " if end else "", escape(status)))
    counts = "".join(_count(n, key, texts) for n, key in ((one.missions, "mission"), (one.visits, "visit")))
    return Markup(
        f'<li class="bri-relation"><p>{name} <small>{escape(values.kinds_of(one, texts))}</small></p>'
        f"{_framed(line_of(one, scale), HIGH if one.held else LOW)}{counts}<p>{state}</p>"
        f'<p><span class="bri-hidden">{escape(texts("relations.head.last"))} </span>'
        f"{escape(values.last_said(one.last, texts))}</p>{_said(one, texts)}</li>"
    )


def _count(n: int, what: str, texts: Texts) -> Markup:
    said = texts.count(f"relations.count.{what}", n, n=fmt.number(n, texts))
    shown = fmt.number(n, texts) if n else "·"
    hidden = f'<span class="bri-hidden">{escape(said)}</span>'
    return Markup(f'<p class="bri-count"><span aria-hidden="true">{shown}</span>{hidden}</p>')


def _said(one: Relation, texts: Texts) -> Markup:
    """What each mark of the line is, in words: shown for the line that is pointed at or has the focus."""
    said = [values.signed_said(row, texts) for row in one.rows]
    said += [values.event_said(row, texts) for row in one.contacts[:_MOST_SAID]]
    if len(one.contacts) > _MOST_SAID:
        rest = len(one.contacts) - _MOST_SAID
        said.append(texts.count("relations.more", rest, n=fmt.number(rest, texts)))
    items = "".join(f"<span>{escape(text)}</span>" for text in said)
    return Markup(f'<p class="bri-relation-said">{items}</p>')


def _network(one: Network, scale: Scale, texts: Texts) -> Markup:
    name = brief_link("partenaire", one.partner_id, values.network_name(one, texts), texts)
    last = one.rows[-1]
    due = _due(one, scale.today)
    said = "".join(
        f"<span>{worded(row, 'title', texts)} · {escape(mandate(dict(row), texts))}</span>" for row in one.rows
    )
    state = worded(last, "title", texts)
    if due:
        state = Markup(f'<b class="bri-due">{escape(due_said(due, texts))}</b>, {state}')
    return Markup(
        f'<li class="bri-relation"><p>{name} <small>{escape(_roles(one, texts))}</small></p>'
        f"{_framed(line_of_network(one, scale), LOW)}<p></p><p></p><p>{state}</p>"
        f'<p><span class="bri-hidden">{escape(texts("relations.head.last"))} </span>'
        f"{escape(values.last_said(one.last, texts))}</p>"
        f'<p class="bri-relation-said">{said}</p></li>'
    )


def _roles(one: Network, texts: Texts) -> str:
    return fmt.joined(list(dict.fromkeys(texts(f"data_page.code.{row['role']}") for row in one.rows)), texts)


def _due(one: Network, today: date) -> tuple[str, str] | None:
    """What ends or is decided this year or later and is written: its kind and date; None for nothing."""
    for row in reversed(one.rows):
        for what, name in (("decision", "expected"), ("mandate", "end")):
            if row[name] and int(row[name][:4]) >= today.year:
                return what, row[name]
    return None


def due_said(due: tuple[str, str], texts: Texts) -> str:
    """« mandat à échéance 2026 », « décision attendue : 2026 »."""
    return texts(f"relations.due.{due[0]}", when=fmt.date_only(due[1], texts))


def _legend(texts: Texts) -> Markup:
    items = "".join(f"<li>{_key(name)}{escape(texts(f'relations.legend.{name}'))}</li>" for name in _LEGEND)
    return Markup(f'<ul class="bri-legend bri-relation-legend">{items}</ul>')


def _key(name: str) -> Markup:
    """A small drawing of what a mark means."""
    marks = {
        "signed": symbol("entente", "dated", 12, 12, 15),
        "mission": symbol("mission", "dated", 12, 12, 15),
        "visit": symbol("accueil", "dated", 12, 12, 15),
        "undated": symbol("mission", "named", 12, 12, 15),
        "announced": symbol("mission", "announced", 12, 12, 15),
    }
    if name in marks:
        return Markup(f'<svg viewBox="0 0 24 24" aria-hidden="true">{marks[name]}</svg>')
    return Markup(f'<i class="bri-key-{escape(name)}" aria-hidden="true"></i>')


def _foot(found: Found, scale: Scale, texts: Texts) -> str:
    if not found.all:
        return texts("relations.no_proof")
    counted = texts(
        "relations.foot",
        agreements=fmt.number(found.agreements, texts),
        ties=fmt.number(len(found.all), texts),
        year=str(scale.opens),
    )
    return f"{counted} {texts('relations.no_proof')}"


def _twin(found: Found, texts: Texts) -> Markup:
    pairs = islice(((row, one) for one in found.all for row in one.rows), _MOST_ROWS)
    cells = [_cells(row, one, texts) for row, one in pairs]
    if not cells:
        return Markup()
    names = ("relation", "agreement", "signed", "end", "state", "missions", "visits", "last", "source", "locator")
    heads = [texts(f"relations.head.{name}") for name in names]
    inside = table(texts("relations.twin"), heads, cells) + limited_note(len(cells), found.agreements, texts)
    return fold(texts("relations.twin"), inside, id=TABLE_ID)


def _cells(row: Row, one: Relation, texts: Texts) -> tuple[str, ...]:
    unknown = escape(texts("common.unknown"))
    sources = zip(row["source_titles"] or [], row["source_urls"] or [], strict=True)
    return (
        escape(values.name_of(one, texts)),
        brief_link("entente", row["record_id"], str(localised(dict(row), "title", texts)), texts),
        escape(fmt.date_only(row["signed"], texts)) if row["signed"] else unknown,
        escape(fmt.date_only(row["expires"], texts)) if row["expires"] else unknown,
        escape(texts(f"brief.status.{row['status']}")),
        fmt.number(one.missions, texts),
        fmt.number(one.visits, texts),
        escape(values.last_said(one.last, texts)),
        Markup("<br>").join(title_link(title, url, texts) for title, url in sources),
        place(row["source_locator"], texts),
    )
