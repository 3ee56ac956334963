"""A page as one HTML file that stands alone: no script, no network, readable by anyone with any browser."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import islice
from typing import Any

from markupsafe import Markup, escape

from bri_data.model.listed import in_words, parted
from bri_data.present import fonts
from bri_data.present import format as fmt
from bri_data.present.figures.common import title_link
from bri_data.present.figures.language import mixed
from bri_data.present.posters.told import Told
from bri_data.present.theme import css_tokens
from bri_data.present.words import LOCALES, Texts

from .progress import Progress, unheard
from .sheets import Book, Field, Sheet, Source

_EVERY = 250
MOST_ROWS = 20_000  # of one table: beyond, no browser opens the page well
_LONG = 40  # letters beyond which a cell wants a wide column
_WEB = ("https://", "http://")
_FACES = (
    (fonts.SANS, 400, "BRISans-Regular.ttf"),
    (fonts.SANS, 600, "BRISans-Semibold.ttf"),
    (fonts.SERIF, 400, "BRISerif-Regular.ttf"),
    (fonts.SERIF, 600, "BRISerif-Semibold.ttf"),
)
# The browser itself then refuses whatever a text of the data would try.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
_STYLE = """
:root{color-scheme:light dark;font:400 1rem/1.5 "Source Sans",system-ui,sans-serif}
body{margin:0;background:var(--b-bg);color:var(--b-ink)}
main,header,footer{max-width:100rem;margin:0 auto;padding:0 2rem}
h1,h2{font-family:"Source Serif",Georgia,serif;font-weight:600;line-height:1.2}
h1{font-size:2.2rem;margin:2rem 0 .5rem}h2{font-size:1.5rem;margin:3rem 0 1rem;border-top:1px solid var(--b-rule);padding-top:1rem}
a{color:var(--b-accent)}svg{max-width:100%;height:auto;display:block}figure{margin:1rem 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}dt{font-weight:600}dd{margin:0}
.rows{overflow:auto;max-height:80vh;border:1px solid var(--b-rule)}
.rows:focus-visible,a:focus-visible{outline:3px solid var(--b-accent);outline-offset:2px}
table{border-collapse:collapse;font-size:.9rem}caption{text-align:left;padding:.5rem;font-weight:600}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--b-rule);min-width:5rem;max-width:24rem;overflow-wrap:break-word}
td a{overflow-wrap:anywhere}
thead th{position:sticky;top:0;background:var(--b-surf)}td.long{min-width:18rem}td.number{text-align:right;font-variant-numeric:tabular-nums}
@media(max-width:40rem){main,header,footer{padding:0 1rem}dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
@media print{.rows{overflow:visible;max-height:none;border:0}thead{display:table-header-group}tr{break-inside:avoid}h2{break-after:avoid}}
"""  # noqa: E501 - a style sheet


def web_page(
    book: Book, drawings: Sequence[str], texts: Texts, progress: Progress = unheard, values: Sequence[Told] = ()
) -> bytes:
    """The whole file: title, facts, pictures, their `values` as tables, every table, what the words mean, the
    documents. All text is escaped.

    Of a table longer than MOST_ROWS the first rows stand there, under words that say so.
    `drawings` are SVG markup of ours whose colours are still tokens: the page has a light and a dark set.
    """
    notice = book.notice
    total, done = sum(sheet.n for sheet in book.sheets), 0
    body = [f"<header><h1>{escape(notice.title)}</h1>{_facts(notice.facts)}</header><main>"]
    body += [f"<figure>{fonts.named(one)}</figure>" for one in drawings]
    body += [_told(one) for one in values]
    for sheet in book.sheets:
        body += _sheet(sheet, texts, partial(_further, progress, done, total))
        done += sheet.n
    body.append(f"<h2>{escape(texts('export.notice.words'))}</h2>{_facts(notice.words)}")
    sources = "".join(_source(one, texts) for one in notice.sources)
    body.append(f"<h2>{escape(texts('export.notice.sources'))}</h2><ul>{sources}</ul>")
    body.append("</main>")
    lang = LOCALES[texts.lang].replace("_", "-")
    head = (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(notice.title)}</title><style>{_faces()}{css_tokens(':root')}{fonts.named(_STYLE)}</style></head><body>"
    )
    return (head + "".join(body) + "</body></html>\n").encode()


@cache
def _faces() -> str:
    """The documents' fonts inside the page: it looks the same wherever it is opened."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};src:url(data:font/ttf;base64,'
        f"{base64.b64encode((fonts.FOLDER / file).read_bytes()).decode()})}}"
        for family, weight, file in _FACES
    )


def _further(progress: Progress, before: int, total: int, rows: int) -> None:
    progress(before + rows, total)


def _facts(pairs: Sequence[tuple[str, str]]) -> Markup:
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in pairs)
    return Markup(f"<dl>{items}</dl>")


def _source(source: Source, texts: Texts) -> Markup:
    title = title_link(source.title, source.url, texts)
    return Markup(f"<li>{title} ({mixed(source.publisher, texts)}, {escape(source.published)})</li>")


def _told(told: Told) -> Markup:
    """The values of a picture as a table whose first column heads its rows."""
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in told.headings)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
        for name, *cells in told.rows
    )
    label = escape(told.caption)
    return Markup(
        f'<section><h2>{label}</h2><div class="rows" role="region" aria-label="{label}" tabindex="0">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def _sheet(sheet: Sheet, texts: Texts, said: Callable[[int], None]) -> list[str]:
    label = escape(sheet.title)
    heads = "".join(f'<th scope="col" title="{escape(one.meaning)}">{escape(one.heading)}</th>' for one in sheet.fields)
    size = escape(texts("export.notice.size", sheet=sheet.title, n=fmt.number(sheet.n, texts)))
    if sheet.n > MOST_ROWS:
        shown = fmt.number(MOST_ROWS, texts)
        size = Markup(f"{size}. {escape(texts('export.first_rows', shown=shown))}")
    parts = [
        f'<section><h2>{label}</h2><div class="rows" role="region" aria-label="{label}" tabindex="0">'
        f"<table><caption>{size}</caption><thead><tr>{heads}</tr></thead><tbody>"
    ]
    for done, row in enumerate(islice(sheet.rows, MOST_ROWS)):
        if done % _EVERY == 0:
            said(done)
        cells = zip(sheet.fields, row, strict=True)
        parts.append("<tr>" + "".join(_cell(one, value, texts) for one, value in cells) + "</tr>")
    parts.append("</tbody></table></div></section>")
    return parts


def _cell(one: Field, value: Any, texts: Texts) -> Markup:
    if value is None:
        return Markup("<td></td>")
    if one.type == "date":
        words = value if len(value) == 4 else fmt.when(value, None, texts)
        return Markup(f'<td><time datetime="{escape(value)}">{escape(words)}</time></td>')
    if one.type == "url":
        return Markup(f"<td>{' '.join(_linked(address, address) for address in parted(str(value)))}</td>")
    if one.type in {"integer", "number", "money"} and not isinstance(value, str):
        return Markup(f'<td class="number">{escape(_number(one, value, texts))}</td>')
    text = in_words(value) if one.type == "list" else str(value)
    return Markup(f"<td{' class=long' if len(text) > _LONG else ''}>{mixed(text, texts)}</td>")


def _number(one: Field, value: float, texts: Texts) -> str:
    if one.type == "integer":
        return str(int(value))
    if one.type == "money":
        return fmt.money(value, texts)
    return fmt.number(value, texts, decimals=len(f"{value:.6f}".rstrip("0").split(".")[1]))


def _linked(text: str, address: str) -> Markup:
    if not address.startswith(_WEB):
        return escape(text)
    return Markup(f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(text)}</a>')
