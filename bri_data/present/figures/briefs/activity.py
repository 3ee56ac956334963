"""What an activity's and an agreement's brief hold of their own. Rows in, escaped markup out."""

from __future__ import annotations

from markupsafe import Markup, escape

from bri_data.present import format as fmt
from bri_data.present.briefs import Brief, Row, disagreement
from bri_data.present.figures.briefs import parts
from bri_data.present.figures.briefs.tables import document_link, expense_facts, itinerary, publication, trip_facts
from bri_data.present.figures.common import mark
from bri_data.present.figures.language import worded
from bri_data.present.records import state_of, total_of
from bri_data.present.words import Texts


def activity_main(brief: Brief, texts: Texts) -> Markup:
    """Summary, what is known, outcomes and amounts of one activity."""
    subject, entry = brief.subject, brief.entries[0]
    place = {"id": subject["place_id"], "name": subject["place_name"], "name_en": subject["place_name_en"]}
    pairs = [
        (texts("brief.detail.objective"), worded(subject, "objective", texts)),
        (texts("brief.detail.cities"), parts.links("ville", entry["cities"], texts)),
        (texts("brief.detail.place"), parts.links("ville", [place], texts) if subject["place_id"] else Markup()),
        (texts("brief.detail.partners"), parts.links("partenaire", entry["partners"], texts)),
        (texts("brief.detail.people"), parts.names(entry["functions"], texts)),
        (texts("brief.detail.paid_by"), escape(texts("brief.paid_by_others") if entry["paid_by"] else "")),
        (texts("brief.detail.services"), parts.names(brief.services, texts)),
        (texts("brief.detail.themes"), parts.names(entry["themes"], texts)),
        (texts("brief.detail.axes"), parts.axes(entry["axes"], texts)),
        (texts("overview.rows.headings.state"), _state(entry, texts)),
        (texts("overview.rows.headings.total"), escape(total_of(entry, texts))),
    ]
    return _known(brief, pairs, texts) + parts.section(texts("brief.expenses_title"), _expenses(brief, texts))


def activity_side(brief: Brief, texts: Texts) -> Markup:
    """Trips and documents of one activity."""
    trips = parts.section(texts("brief.trips_title"), _trips(brief, texts))
    return trips + parts.section(texts("brief.documents_title"), _documents(brief, texts))


def agreement_main(brief: Brief, texts: Texts) -> Markup:
    """Summary, parties, dates and outcomes of one agreement."""
    subject, entry = brief.subject, brief.entries[0]
    pairs = [
        (texts("brief.detail.parties"), _parties(entry, texts)),
        (texts("brief.detail.status"), escape(fmt.capitalised(texts(f"brief.status.{subject['status']}")))),
        (texts("brief.detail.themes"), parts.names(entry["themes"], texts)),
        (texts("brief.detail.axes"), parts.axes(entry["axes"], texts)),
        (texts("brief.column.amount"), escape(_amount(subject, texts))),
        (texts("overview.rows.headings.state"), _state(entry, texts)),
        (texts("overview.rows.headings.total"), escape(total_of(entry, texts))),
    ]
    return _known(brief, pairs, texts)


def _known(brief: Brief, pairs: list[tuple[str, Markup]], texts: Texts) -> Markup:
    """The summary and the details that are known, then the outcomes."""
    summary = parts.paragraph(worded(brief.subject, "summary", texts), "bri-summary")
    known = parts.section(texts("brief.known_title"), summary + parts.details(pairs), css="bri-part-first", hidden=True)
    return known + parts.section(texts("brief.outcomes_title"), parts.outcomes(brief.outcomes, texts))


def _state(entry: Row, texts: Texts) -> Markup:
    symbol = mark(entry["kind"], entry["state"], counted=not entry["off_total"])
    word = escape(state_of(entry["kind"], entry["state"], texts))
    return Markup(f'<span class="bri-brief-state">{symbol}{word}</span>')


def _amount(subject: Row, texts: Texts) -> str:
    """What an agreement is worth; "" for one that has no amount by its nature, such as a pact."""
    if subject["amount_cad"] is not None:
        return fmt.money(subject["amount_cad"], texts)
    return texts("brief.no_amount") if subject["kind"] == "financement" else ""


def _parties(entry: Row, texts: Texts) -> Markup:
    found = [parts.links("ville", entry["cities"], texts), parts.links("partenaire", entry["partners"], texts)]
    return Markup(", ").join(filter(None, found))


def _expenses(brief: Brief, texts: Texts) -> Markup:
    """Every published amount; one already inside another stands under it, and no sum is made."""
    if not brief.expenses:
        return Markup()
    said = parts.paragraph(escape(disagreement(brief, texts)), "bri-warning")
    shown = {row["expense_id"] for row in brief.expenses}
    items = "".join(_expense(row, texts, inside=row["included_in"] in shown) for row in brief.expenses)
    return Markup(f'{said}<ul class="bri-amounts">{items}</ul>')


def _expense(row: Row, texts: Texts, *, inside: bool) -> Markup:
    facts = [escape(expense_facts(row, texts)), worded(row, "scope", texts)]
    if inside:
        facts.append(escape(texts("brief.included")))
    if row["others"]:
        facts.append(Markup(f"{escape(texts('brief.also_covers'))} {parts.links('activite', row['others'], texts)}"))
    if row["published_on"]:
        facts.append(escape(publication(row, texts)))
    css = ' class="bri-inside"' if inside else ""
    return Markup(
        f"<li{css}><b>{escape(fmt.money(row['amount_cad'], texts))}</b><p>{' · '.join(filter(None, facts))}</p></li>"
    )


def _trips(brief: Brief, texts: Texts) -> Markup:
    items = "".join(
        f"<li><b>{escape(itinerary(row, texts))}</b><p>{escape(fmt.capitalised(trip_facts(row, texts)))}</p></li>"
        for row in brief.trips
    )
    return Markup(f'<ul class="bri-trips">{items}</ul>' if items else "")


def _documents(brief: Brief, texts: Texts) -> Markup:
    items = "".join(
        f"<li><b>{document_link(row, texts)}</b><p>{escape(fmt.capitalised(publication(row, texts)))}</p></li>"
        for row in brief.documents
    )
    return Markup(f'<ul class="bri-trips">{items}</ul>' if items else "")
