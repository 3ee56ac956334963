"""The table twin of a brief: every row it draws, with its source and the place in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from bri_data.present import format as fmt
from bri_data.present import prepositions
from bri_data.present.briefs import Brief, Row
from bri_data.present.figures.briefs.parts import ROWS_ID, links
from bri_data.present.figures.common import fold, how_recent, linked, table, title_link, with_method
from bri_data.present.figures.language import place, titled, worded
from bri_data.present.figures.record_tables import limited_note, records_table
from bri_data.present.words import Texts

MOST_ROWS = 500
_COLUMNS = ("kind", "title", "city", "date", "state", "total", "source", "locator")
_Cells = Callable[[Row, Texts], tuple[Markup, Markup]]


def twin(brief: Brief, texts: Texts) -> Markup:
    """All the rows in one foldable block: records, outcomes, roles, trips, amounts, documents, then their sources."""
    blocks = [
        _records(brief, texts),
        _simple("outcomes", ("statement", "status"), _outcome, brief, texts),
        _simple("roles", ("role", "dates"), _role, brief, texts),
        _simple("trips", ("itinerary", "status"), _trip, brief, texts),
        _simple("expenses", ("amount", "scope"), _expense, brief, texts),
        _simple("documents", ("document", "published"), _document, brief, texts),
        _documents_cited(brief, texts),
    ]
    return fold(texts("brief.rows_title"), Markup("".join(blocks)))


def _records(brief: Brief, texts: Texts) -> Markup:
    if not brief.entries:
        return Markup()
    rows = brief.entries[:MOST_ROWS]
    headings = {name: texts(f"overview.rows.headings.{name}") for name in ("city", "source")}
    cities = [links("ville", row["cities"], texts) or escape(texts("common.unknown")) for row in rows]
    sources = [_source(row, brief, texts)[0] for row in rows]
    own = {"city": (headings["city"], cities), "source": (headings["source"], sources)}
    shown = records_table(texts("brief.records"), rows, _COLUMNS, texts, id=ROWS_ID, own=own)
    return Markup(limited_note(len(rows), len(brief.entries), texts) + shown)


def _simple(name: str, columns: tuple[str, str], cells: _Cells, brief: Brief, texts: Texts) -> Markup:
    """The rows that the brief holds under `name`, as a table of two columns and their source; nothing for none."""
    rows: Sequence[Row] = getattr(brief, name)
    if not rows:
        return Markup()
    headings = [texts(f"brief.column.{column}") for column in columns]
    drawn = [(*cells(row, texts), *_source(row, brief, texts)) for row in rows]
    return table(texts(f"brief.caption.{name}"), [*headings, *_source_headings(texts)], drawn)


def _source_headings(texts: Texts) -> list[str]:
    return [texts("overview.rows.headings.source"), texts("overview.rows.headings.locator")]


def _source(row: Row, brief: Brief, texts: Texts) -> tuple[Markup, Markup]:
    documents = [brief.sources[code] for code in row["source_ids"] or () if code in brief.sources]
    return Markup("<br>").join(source_link(document, texts) for document in documents), place(
        row["source_locator"], texts
    )


def source_link(document: Row, texts: Texts) -> Markup:
    """A document's title, linked where it can be read, and said to be indirect when it was read as a re-post."""
    indirect = f" <small>({escape(texts('brief.indirect'))})</small>" if document["is_indirect"] else ""
    return Markup("".join((title_link(document["title"], document["url"], texts), indirect)))


def _outcome(row: Row, texts: Texts) -> tuple[Markup, Markup]:
    due = f", {texts('brief.due', date=fmt.date_only(row['due'], texts))}" if row["due"] else ""
    status = texts(f"brief.outcome.{row['status']}") + due
    return worded(row, "statement", texts), escape(status)


def _role(row: Row, texts: Texts) -> tuple[Markup, Markup]:
    return worded(row, "title", texts), escape(mandate(row, texts))


def mandate(row: Row, texts: Texts) -> str:
    """When a role was held: « depuis 2022 », « de 2022 à septembre 2024 », or that no source dates it."""
    start, end, attested = row["start"], row["end"], row["attested"]
    if start and end:
        return prepositions.between(start, end, texts)
    if attested and not end:
        if not start:
            return texts("brief.attested", when=prepositions.on(attested, texts))
        latest = fmt.date_only(attested, texts)
        return texts("brief.since_attested", since=prepositions.since(start, texts), attested=latest)
    if start:
        once = row["role"] in ("fondation", "signataire", "designation", "candidature")
        return fmt.capitalised(fmt.date_only(start, texts)) if once else prepositions.since(start, texts)
    return prepositions.until(end, texts) if end else texts("brief.no_date")


def itinerary(row: Row, texts: Texts) -> str:
    """`YQB → YUL → SAT, aller-retour`, as text."""
    stops = " → ".join(row["itinerary"].split("-"))
    return f"{stops}, {texts('brief.round_trip' if row['round_trip'] else 'brief.one_way')}"


def trip_facts(row: Row, texts: Texts) -> str:
    """Whether the routing is ours, how many travelled and how, as text; what is unknown is said."""
    facts = [texts("brief.assumed") if row["assumed"] else texts("brief.published_itinerary")]
    travellers = row["travellers"]
    facts.append(
        texts.count("brief.travellers", travellers, n=fmt.number(travellers, texts))
        if travellers
        else texts("brief.no_travellers")
    )
    facts.append(texts(f"brief.cabin.{row['cabin']}") if row["cabin"] else texts("brief.no_cabin"))
    return "; ".join(facts)


def _trip(row: Row, texts: Texts) -> tuple[Markup, Markup]:
    return escape(itinerary(row, texts)), escape(trip_facts(row, texts))


def expense_facts(row: Row, texts: Texts) -> str:
    """What an amount is: nature, category, and what it covers."""
    facts = [texts(f"brief.expense.{row['nature']}"), texts(f"brief.category.{row['category']}")]
    return " · ".join(facts)


def _expense(row: Row, texts: Texts) -> tuple[Markup, Markup]:
    amount = f"{fmt.money(row['amount_cad'], texts)} · {expense_facts(row, texts)}"
    return escape(amount), worded(row, "scope", texts)


def publication(row: Row, texts: Texts) -> str:
    """When a document was published, or that neither date nor address is known."""
    if row["published_on"]:
        return texts("brief.published", date=fmt.when(row["published_on"], None, texts))
    return texts("brief.address_known" if row["url"] else "brief.not_found")


def _document(row: Row, texts: Texts) -> tuple[Markup, Markup]:
    return document_link(row, texts), escape(publication(row, texts))


def document_link(row: Row, texts: Texts) -> Markup:
    """What a document is, linked where its address is known."""
    return linked(escape(texts(f"brief.document.{row['document']}")), row["url"])


def _documents_cited(brief: Brief, texts: Texts) -> Markup:
    if not brief.sources:
        return Markup()
    headings = [texts(f"overview.rows.sources_headings.{name}") for name in ("title", "publisher", "date")]
    cells = [
        (
            source_link(row, texts),
            escape(row["publisher"]),
            escape(fmt.when(row["published"], None, texts) if row["published"] else texts("common.unknown")),
        )
        for row in brief.sources.values()
    ]
    return table(texts("brief.caption.sources"), headings, cells)


def source_line(brief: Brief, texts: Texts, line: str = "brief.source_line") -> str:
    """The sentence at the foot: the two documents most relied on, how many others, and the date of the latest.

    `line` is the key of its text, which has {titles} and {until}.
    """
    documents = _most_relied_on(brief)
    titles = [document["title"] for document in documents[:2]]
    if len(documents) > 2:
        others = len(documents) - 2
        titles.append(texts.count("overview.source.others", others, n=fmt.number(others, texts)))
    if not titles:
        return ""
    until = how_recent([document["published"] for document in documents], texts)
    return texts(line, titles=fmt.joined(titles, texts), until=until)


def source_markup(brief: Brief, texts: Texts) -> Markup:
    """The sentence at the foot as markup: each title of a document in its own language."""
    titles = [document["title"] for document in _most_relied_on(brief)[:2]]
    return with_method(titled(source_line(brief, texts), titles, texts), texts)


def _most_relied_on(brief: Brief) -> list[Row]:
    """The documents that the brief cites, the most cited first."""
    rows = [*brief.entries, *brief.outcomes, *brief.roles, *brief.trips, *brief.expenses]
    rows += [*brief.documents, brief.subject]  # where a city lies comes last
    used = Counter(code for row in rows for code in row["source_ids"] or ())
    return [brief.sources[code] for code, _ in used.most_common() if code in brief.sources]
