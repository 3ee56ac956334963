"""The page « Méthode » as a document: the words, what counts, the rules, the carbon of flights, what changed."""

from __future__ import annotations

from bri_data.carbon import method_of_record
from bri_data.filters import NOTHING
from bri_data.model.schema import table
from bri_data.pages import page_title
from bri_data.present import carbon
from bri_data.present import format as fmt
from bri_data.present.figures import method as told
from bri_data.present.figures.carbon.method import factor_table, method_lines
from bri_data.present.report import model as parts
from bri_data.present.report.parts import footer, labels
from bri_data.queries import carbon as carbon_queries
from bri_data.queries import open_data

from .notice import made_of
from .order import Order
from .table_rows import listed_rows
from .versions import latest_versions

METHOD = "methode"  # the address of the page


def method_document(order: Order) -> parts.Document:
    """The document, the same sections in the same order as on the page."""
    words, made = order.texts, made_of(order)
    page = page_title(METHOD, words)
    sections = (
        ("words", (parts.BulletList(tuple(told.words_told(words))),)),
        ("counting", (parts.BulletList(tuple(told.counting_told(words))),)),
        ("rules", _rules(order)),
        ("carbon", _carbon(order)),
        (
            "data",
            (parts.Paragraph(words("method.changed", date=fmt.date_only(open_data.changed_on(order.con), words))),),
        ),
        ("versions", _versions(order)),
    )
    return parts.Document(
        title=words("method.title"),
        lang=words.lang,
        date=made.on,
        labels=labels(words),
        kicker=page,
        sections=tuple(parts.Section(1, words(f"method.{name}"), blocks) for name, blocks in sections),
        footer=footer(page, made, words),
        address=made.address,
        is_wide=True,  # the tables of rules and factors have seven columns and more
    )


def _table(caption: str, heads: tuple[str, ...], cells: tuple[tuple[str, ...], ...]) -> parts.Table:
    kinds: tuple[parts.ColumnKind, ...] = tuple("text" for _ in heads)
    return parts.Table(caption, heads, kinds, cells)


def _rules(order: Order) -> tuple[parts.Block, ...]:
    words = order.texts
    rows, _ = listed_rows(order.con, table("rules"), "", NOTHING, words)
    if rows.empty:
        return (parts.Paragraph(words("method.no_rules")),)
    heads, cells = told.rules_told(rows, words)
    return (_table(words("method.rules_table"), heads, cells),)


def _carbon(order: Order) -> tuple[parts.Block, ...]:
    words, factors = order.texts, carbon_queries.factors(order.con)
    method = method_of_record(carbon.factors(factors))
    if method is None:
        return (parts.Paragraph(words("carbon.method.missing")),)
    heads, cells = factor_table(factors, method, words)
    lines = parts.BulletList(method_lines(method, words))
    return lines, _table(words("carbon.method.table"), heads, cells)


def _versions(order: Order) -> tuple[parts.Block, ...]:
    found = latest_versions()
    return (parts.BulletList(found) if found else parts.Paragraph(order.texts("method.no_versions")),)
