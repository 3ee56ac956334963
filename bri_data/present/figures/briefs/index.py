"""The index of all briefs: lists of links by country, sector, year and kind of agreement. Escaped markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from bri_data.clicks import Verb, click
from bri_data.model import report_year
from bri_data.model.dates import parse_edtf
from bri_data.present import format as fmt
from bri_data.present.briefs import Row, country_name
from bri_data.present.figures.common import brief_link, mark
from bri_data.present.rows import localised
from bri_data.present.words import Texts

KINDS = ("ville", "partenaire", "activite", "entente")
# The order of cities and partners, in the address.
ORDER, BY_NAME, BY_CONTACT = "tri", "nom", "contact"
ORDERS = (BY_NAME, BY_CONTACT)
# beyond so many activities, those of one year at a time
MOST_ACTIVITIES = 300


def order_of(text: str) -> str:
    """The order that an address writes; by name for what is none."""
    return text if text in ORDERS else BY_NAME


def order_key(text: str) -> str:
    """Where a name stands in an alphabetical list: accents, ligatures and capitals do not count."""
    plain = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae")
    return "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char)).casefold()


def title(sizes: Mapping[str, int], texts: Texts) -> str:
    """How many briefs there are of each kind, in one sentence."""
    found = {kind: sizes[kind] for kind in KINDS if sizes[kind]}
    items = [texts.count(f"brief.index.{kind}", n, n=fmt.number(n, texts)) for kind, n in found.items()]
    return texts.count("brief.index.title", sum(found.values()), items=fmt.joined(items, texts))


def index(lists: Mapping[str, Sequence[Row]], year: int | None, texts: Texts, order: str = BY_NAME) -> Markup:
    """Every brief of `lists` (rows of queries.brief_index.every by kind), each kind in sections; cities and partners by
    name, or by the year of their latest contact (`order` one of ORDERS).

    Where there are many activities, only those of `year` are listed (of the latest year when it is None or has none),
    under links to the others.
    """
    shown, years = activities_shown(lists["activite"], year)
    cities, partners = lists["ville"], lists["partenaire"]
    bodies = {
        "ville": _by_contact(cities, texts, "ville")
        if order == BY_CONTACT
        else _sections(cities, lambda code: country_name(code, texts), texts, "ville"),
        "partenaire": _by_contact(partners, texts, "partenaire")
        if order == BY_CONTACT
        else _sections(partners, lambda code: texts(f"brief.sector.{code}"), texts, "partenaire"),
        "activite": _years(years, shown, texts) + _sections(shown, report_year.name, texts, "activite", by_name=False),
        "entente": _sections(lists["entente"], lambda code: texts(f"brief.agreement_kind.{code}"), texts, "entente"),
    }
    blocks = "".join(
        f'<section class="bri-index-kind" id="fiches-{kind}"><h2>{escape(_heading(kind, order, texts))}</h2>'
        f"{bodies[kind] or _nothing(texts)}</section>"
        for kind in KINDS
    )
    head = f"{_narrow(texts)}{_orders(order, texts)}{_jumps(order, texts)}"
    return Markup(f'<div class="bri-board bri-index" data-subject="index">{head}{blocks}</div>')


def _narrow(texts: Texts) -> Markup:
    """The box that keeps, as one types, the briefs whose name holds every word; it says how many stay (app.js)."""
    said = "".join(
        f' data-{name}="{escape(texts(f"brief.index.found.{name}", n="#"))}"' for name in ("zero", "one", "other")
    )
    label = escape(texts("brief.index.narrow"))
    return Markup(
        f'<p class="bri-narrow"><label>{label} <input type="search" data-narrows autocomplete="off" spellcheck="false">'
        f'</label> <output role="status"{said}></output></p>'
    )


def _heading(kind: str, order: str, texts: Texts) -> str:
    """« Villes, par pays », « Villes, par dernier contact »."""
    by_contact = order == BY_CONTACT and kind in {"ville", "partenaire"}
    return texts(f"brief.index.{'latest' if by_contact else 'heading'}.{kind}")


def _orders(order: str, texts: Texts) -> Markup:
    """The choice between the orders, as links; the address keeps it."""
    lang = "&lang=en" if texts.lang == "en" else ""
    items = "".join(
        f'<li><a href="{escape(f"fiches?{ORDER}={one}{lang}")}" {click(Verb.ORDER, one).attribute}'
        f"{' aria-current=true' if one == order else ''}>{escape(texts(f'brief.index.order.{one}'))}</a></li>"
        for one in ORDERS
    )
    label = escape(texts("brief.index.orders"))
    return Markup(f'<nav class="bri-index-orders" aria-label="{label}"><ul class="bri-index-years">{items}</ul></nav>')


def _jumps(order: str, texts: Texts) -> Markup:
    """The way to each kind, for an index of several screens."""
    items = "".join(f'<li><a href="#fiches-{kind}">{escape(_heading(kind, order, texts))}</a></li>' for kind in KINDS)
    label = escape(texts("brief.index.jump"))
    return Markup(f'<nav class="bri-index-jumps" aria-label="{label}"><ul class="bri-index-years">{items}</ul></nav>')


def activities_shown(rows: Sequence[Row], year: int | None) -> tuple[Sequence[Row], list[int]]:
    """The activities to list, and the years to choose from: empty when all are listed."""
    if len(rows) <= MOST_ACTIVITIES:
        return rows, []
    years = sorted({row["section"] for row in rows}, reverse=True)
    chosen = year if year in years else years[0]
    return [row for row in rows if row["section"] == chosen], years


def _nothing(texts: Texts) -> Markup:
    return Markup(f'<p class="bri-note">{escape(texts("brief.index.nothing"))}</p>')


def _years(years: Sequence[int], shown: Sequence[Row], texts: Texts) -> Markup:
    if not years:
        return Markup()
    current = shown[0]["section"]
    lang = "&lang=en" if texts.lang == "en" else ""
    items = "".join(
        f'<li><a href="{escape(f"fiches?annee={year}{lang}")}" {click(Verb.YEAR, year).attribute}'
        f"{' aria-current=true' if year == current else ''}>{report_year.name(year)}</a></li>"
        for year in years
    )
    return Markup(f'<ul class="bri-index-years">{items}</ul>')


def _sections(
    rows: Sequence[Row], name: Callable[[Any], str], texts: Texts, kind: str, *, by_name: bool = True
) -> Markup:
    """`rows` under a heading for each of their sections; sections and rows by name, or in their own order."""
    titled = [(name(row["section"]) if row["section"] is not None else "", row) for row in rows]
    if by_name:
        titled.sort(key=lambda item: (order_key(item[0]), order_key(localised(item[1], "name", texts))))
    blocks = ""
    for heading, group in groupby(titled, key=lambda item: item[0]):
        items = "".join(_item(row, kind, texts) for _, row in group)
        blocks += f"<section><h3>{escape(heading)}</h3><ul>{items}</ul></section>"
    return Markup(f'<div class="bri-index-lists">{blocks}</div>' if blocks else "")


def _by_contact(rows: Sequence[Row], texts: Texts, kind: str) -> Markup:
    """`rows` by the year of their latest contact, the latest first; those without any at the end."""
    met = sorted((row for row in rows if row["last"]), key=lambda row: str(row["last"]), reverse=True)
    never = [row for row in rows if not row["last"]]
    by_year = [row | {"section": _year_of(str(row["last"]))} for row in met]
    silent = [row | {"section": texts("brief.index.never")} for row in never]
    return _sections([*by_year, *silent], str, texts, kind, by_name=False)


def _year_of(date: str) -> str:
    """The year of reports of an EDTF date, as it is called."""
    known = parse_edtf(date)
    return report_year.name(report_year.year_of_date(known)) if known else date[:4]


def _item(row: Row, kind: str, texts: Texts) -> Markup:
    """A brief in a line: the symbol of what it is, or of its latest contact; its name; its dates and state."""
    symbol = mark(row["kind"], row["state"]) if row.get("state") else ""
    if kind in {"ville", "partenaire"} and not symbol:
        symbol = '<i class="bri-index-none" aria-hidden="true"></i>'
    told = ", ".join(_told(row, kind, texts))
    notes = f" <small>{escape(told)}</small>" if told else ""
    return Markup(f"<li>{symbol}<span>{_link(row, kind, texts)}{notes}</span></li>")


def _dates(row: Row, texts: Texts) -> str:
    """When the latest contact took place; a year stays a year."""
    start, end = str(row["last"]), row["last_end"]
    return fmt.when(start, str(end), texts) if end else fmt.date_only(start, texts)


def _told(row: Row, kind: str, texts: Texts) -> Iterator[str]:
    """What is said after a name: the latest contact and what is announced, or the state of an agreement and its end."""
    if kind == "entente":
        yield texts(f"brief.status.{row['status']}")
        if row["expires"]:
            yield texts("brief.index.until", date=fmt.date_only(str(row["expires"]), texts))
    elif kind != "activite":
        if row["last"]:
            yield texts("brief.index.last", date=_dates(row, texts))
        if row["next"]:
            yield texts("brief.index.next", date=fmt.date_only(str(row["next"]), texts))


def _link(row: Row, kind: str, texts: Texts) -> Markup:
    return brief_link(kind, row["id"], localised(row, "name", texts), texts)
