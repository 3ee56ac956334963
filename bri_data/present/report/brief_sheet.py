"""What an elected official reads before a meeting, on one side of a sheet: objective, who, when, what is open.

Nothing is invented to fill a line: what no source says is said to be unsaid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...model.dates import Edtf, parse_edtf
from .. import briefs
from .. import format as fmt
from ..brief_blanks import unsaid
from ..briefs import Brief, Row
from ..rows import localised
from ..words import Texts
from .model import Table

MOST = 4  # of the things of one line: the others are on the back
_OPEN = ("annoncee", "en_cours")  # an outcome that is still to come
_LONGEST = 240  # letters of a statement on this side; whole on the back


@dataclass(frozen=True)
class Around:
    """What bears on the cities of a subject: records (queries.briefs.entries) and outcomes, in their order."""

    entries: Sequence[Row]
    outcomes: Sequence[Row]


def glance(brief: Brief, around: Around, today: date, texts: Texts) -> Table:
    """One line a question, always the same questions; « — » never stands for an answer that a sentence gives."""
    lines = {
        "objective": _objective(brief, around, texts),
        "who": _who(brief, texts),
        "when": _when(brief, texts),
        "last": _last(brief, around, today, texts),
        "next": _next(around, today, texts),
        "agreements": _agreements(around, texts),
        "open": _commitments(around, today, texts),
        "gaps": _listed([fmt.capitalised(one) for one in unsaid(brief, texts)], texts),
    }
    rows = tuple(
        (texts(f"brief.sheet.{name}"), said or texts(f"brief.sheet.no.{name}")) for name, said in lines.items()
    )
    headings = (texts("brief.sheet.question"), texts("brief.sheet.answer"))
    return Table(texts("brief.sheet.caption"), headings, ("text", "text"), rows)


def _listed(items: Sequence[str], texts: Texts) -> str:
    """The first MOST, one a line, and how many more are on the back; "" for none."""
    more = [texts.count("brief.sheet.more", len(items) - MOST)] if len(items) > MOST else []
    return "\n".join([*items[:MOST], *more])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _objective(brief: Brief, around: Around, texts: Texts) -> str:
    """An activity's own; of a city, a partner or an agreement, that of its latest activities, each with its name."""
    if brief.kind == "activite":
        return _cut(localised(brief.subject, "objective", texts) or "")
    told = [row for row in around.entries if row["objective"]]
    return "\n".join(
        texts("report.pair", what=localised(row, "title", texts), text=_cut(str(localised(row, "objective", texts))))
        for row in told[:2]
    )


def _who(brief: Brief, texts: Texts) -> str:
    people = [str(localised(row, "name", texts)) for row in brief.functions]
    partners = [str(localised(one, "name", texts)) for row in brief.entries for one in row["partners"] or ()]
    if brief.kind == "partenaire":
        partners = [one for one in partners if one != briefs.name(brief, texts)]
    with_whom = list(dict.fromkeys(partners))
    lines = [", ".join(people[:MOST])] if people else []
    if with_whom:
        lines.append(texts("brief.sheet.with", names=", ".join(with_whom[:MOST])))
    return "\n".join(lines)


def _when(brief: Brief, texts: Texts) -> str:
    """When the activity was, or the agreement runs; for a city or a partner, from when to when it is known."""
    if brief.kind in {"activite", "entente"}:
        entry = brief.entries[0]
        return _dated(entry, texts) if entry["start"] else ""
    years = [row["year"] for row in brief.counts_by_year if row["year"] is not None]
    if not years:
        return ""
    first, last = min(years), max(years)
    span = texts("brief.in_year", year=last) if first == last else texts("brief.in_years", first=first, last=last)
    return fmt.capitalised(span)


def _dated(row: Row, texts: Texts) -> str:
    basis = row.get("date_basis")
    said = fmt.when(row["start"], row["end"], texts)
    return f"{said} ({texts(f'common.basis.{basis}')})" if basis in {"annoncee", "activite"} else said


def _last(brief: Brief, around: Around, today: date, texts: Texts) -> str:
    """The latest record held with the same city or partner, another than the subject."""
    others = [row for row in around.entries if row["record_id"] != brief.subject["id"]]
    past = [row for row in others if row["start"] and _edtf(row["start"]).first <= today]
    row = briefs.last_contact(Brief(brief.kind, brief.subject, brief.home, entries=past))
    return _named(row, texts) if row else ""


def _named(row: Row, texts: Texts) -> str:
    title = localised(row, "title", texts)
    kind = texts(f"common.kind.{row['kind']}")
    return texts("brief.sheet.contact", date=fmt.when(row["start"], row["end"], texts), what=title, kind=kind)


def _next(around: Around, today: date, texts: Texts) -> str:
    """The first dates to come: what is announced, an agreement that ends, an outcome that is due."""
    found: list[tuple[Edtf, str]] = []
    for row in around.entries:
        title = str(localised(row, "title", texts))
        if row["state"] == "announced" and row["start"]:
            found.append((_edtf(row["start"]), title))
        if row["record_table"] == "agreements" and row["expires"]:
            found.append((_edtf(row["expires"]), texts("brief.sheet.ends", what=title)))
    for row in around.outcomes:
        if row["status"] in _OPEN and row["due"]:
            found.append((_edtf(row["due"]), _cut(str(localised(row, "statement", texts)))))
    to_come = sorted((one for one in found if one[0].last >= today), key=lambda one: (one[0].last, one[0].first))
    return "\n".join(
        texts("report.pair", what=fmt.capitalised(fmt.date_only(day.value, texts)), text=what)
        for day, what in to_come[:2]
    )


def _agreements(around: Around, texts: Texts) -> str:
    told = []
    for row in around.entries:
        if row["record_table"] != "agreements":
            continue
        ends = texts("brief.expires", date=fmt.date_only(row["expires"], texts)) if row["expires"] else ""
        facts = ", ".join((texts(f"brief.status.{row['status']}"), ends or texts("brief.no_expires")))
        told.append(texts("report.pair", what=localised(row, "title", texts), text=facts))
    return _listed(told, texts)


def _commitments(around: Around, today: date, texts: Texts) -> str:
    """What was said to come and is not known to have come, with its term; one that is past is said so."""
    told = []
    for row in around.outcomes:
        if row["status"] not in _OPEN:
            continue
        facts = [texts(f"brief.outcome.{row['status']}")]
        if row["due"]:
            key = "brief.sheet.past_due" if _edtf(row["due"]).last < today else "brief.due"
            facts.append(texts(key, date=fmt.date_only(row["due"], texts)))
        told.append(f"{_cut(str(localised(row, 'statement', texts)))} {fmt.capitalised(', '.join(facts))}.")
    return _listed(told, texts)


def _edtf(value: str) -> Edtf:
    found = parse_edtf(value)
    if found is None:
        raise ValueError(f"« {value} » is no date")
    return found
