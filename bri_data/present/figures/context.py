"""The frame of a year as HTML: its facts in quiet columns, and what its new collaborations are."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from markupsafe import Markup, escape

from .. import context
from ..context import Row
from ..rows import localised
from ..words import Texts
from .common import brief_link, mark
from .language import worded


def frame(facts: Sequence[Row], year: int, texts: Texts) -> Markup:
    """« Le cadre »: a column of facts per topic, and where their sources are; nothing when there is no fact."""
    columns = "".join(_column(topic, rows, texts) for topic, rows in context.by_topic(facts).items())
    if not columns:
        return Markup()
    title, rows = escape(texts("overview.frame.title", year=year)), escape(texts("overview.frame.rows"))
    address = {"table": "contexte"} | ({"lang": texts.lang} if texts.lang != "fr" else {})
    return Markup(
        f'<section class="bri-frame" aria-labelledby="le-cadre"><h2 id="le-cadre">{title}</h2>'
        f'<div class="bri-frame-columns">{columns}</div>'
        f'<p class="bri-source"><a href="{escape("donnees?" + urlencode(address))}">{rows}</a></p></section>'
    )


def _column(topic: str, rows: Sequence[Row], texts: Texts) -> Markup:
    items = "".join(
        f"<div><dt>{worded(row, 'title', texts)}</dt><dd>{worded(row, 'statement', texts)}</dd></div>" for row in rows
    )
    return Markup(f"<section><h3>{escape(texts(f'overview.frame.{topic}'))}</h3><dl>{items}</dl></section>")


def collaborations(declared: Row, rows: Sequence[Row], texts: Texts) -> Markup:
    """What the report names behind its new collaborations, as markup; agreements of the year with a city named there
    follow, each with its symbol and a link to its brief. `rows` are queries.overview.rows."""
    named = str(declared["detail"] or "")
    links = (
        f'<span class="bri-pact">{mark("entente", row["state"])}'
        f"{brief_link('entente', row['record_id'], str(localised(row, 'label', texts)), texts)}</span>"
        for row in context.pacts(rows)
        if any(city in named for city in row["cities"] or ())
    )
    return Markup(f"<span>{worded(declared, 'detail', texts)}</span>" + "".join(links))
