"""The council's questions as escaped HTML: an index, one block an answer, the picture of the destinations.

CSS: questions.css.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from bri_data.model import report_year
from bri_data.present import destinations as places
from bri_data.present import format as fmt
from bri_data.present import questions as values
from bri_data.present.answer import PAGES, Answer, Line
from bri_data.present.cited import sentence
from bri_data.present.destinations import City, Destinations
from bri_data.present.figures.common import brief_link, fold, mark, place_reference, table
from bri_data.present.figures.language import titled
from bri_data.present.figures.record_tables import limited_note
from bri_data.present.questions import Sheaf
from bri_data.present.words import Texts
from bri_data.views import View

MOST_CITIES, MOST_YEARS, _MOST_MARKS, _MOST_ROWS = 12, 12, 4, 300
_LONG_FIGURE = 9  # letters: « 15 sur 15 » fits its column in full size, « 1 à expliquer » would break


def draw(found: Sheaf, texts: Texts) -> tuple[str, Markup]:
    """The page's title and its board."""
    index = "".join(
        f'<li><a href="#question-{one.code}">{escape(one.question(texts))}</a></li>' for one in found.answers
    )
    blocks = "".join(_answer(one, found, texts) for one in found.answers)
    return values.title(found, texts), Markup(
        f'<div class="bri-board bri-questions"><p class="bri-lead">{escape(texts("questions.lead"))}</p>'
        f'<nav aria-label="{escape(texts("questions.index"))}"><ol>{index}</ol></nav>{blocks}</div>'
    )


def _answer(one: Answer, found: Sheaf, texts: Texts) -> Markup:
    drawn = _destinations(found.destinations, found.this_year, texts) if one.code == "same" else ""
    source = sentence(one.titles, texts)
    said = f"<p class=bri-source>{titled(source, one.titles, texts)}</p>" if source else ""
    long = " class=bri-is-long" if len(one.figure) > _LONG_FIGURE else ""
    return Markup(
        f'<section id="question-{one.code}"><h2>{escape(one.question(texts))}</h2>'
        f'<div class="bri-answer"><b{long}>{escape(one.figure)}</b><p>{escape(one.said)}</p></div>{drawn}'
        f"<dl><dt>{escape(texts('questions.is'))}</dt><dd>{escape(one.means(texts))}</dd>"
        f"<dt>{escape(texts('questions.may'))}</dt><dd>{escape(one.compares(texts))}</dd></dl>"
        f"{_links(one, texts)}{_rows(one, texts)}{said}</section>"
    )


def _links(one: Answer, texts: Texts) -> Markup:
    """The page that holds the whole answer, and that page as a slide."""
    address, key = PAGES[one.code]
    page, _, query = address.partition("?")
    asked = [tuple(part.split("=")) for part in query.split("&") if part]
    whole = place_reference(page, [(name, value) for name, value in asked], texts)
    name = texts(key)
    links = f"<a {whole}>{escape(texts('questions.whole', page=name))}</a>"
    if page != "fiches":
        view = View(page, query, one.question(texts), one.said).written()
        links += (
            f" · <a {place_reference('presenter', [('vue', view)], texts)}>{escape(texts('questions.present'))}</a>"
        )
    return Markup(f'<p class="bri-answer-links">{links}</p>')


def _rows(one: Answer, texts: Texts) -> Markup:
    if not one.rows:
        return Markup()
    cells = [_cells(row, texts) for row in one.rows[:_MOST_ROWS]]
    said = texts.count("questions.rows", len(one.rows), n=fmt.number(len(one.rows), texts))
    inside = table(one.question(texts), one.headings, cells) + limited_note(len(cells), len(one.rows), texts)
    if one.counts:
        counted = [tuple(map(escape, line.cells)) for line in one.counts]
        inside = Markup("".join((table(texts("questions.counted"), one.count_headings, counted), inside)))
    return fold(said, inside)


def _cells(row: Line, texts: Texts) -> tuple[str, ...]:
    first, *rest = row.cells
    head = brief_link(*row.brief, first, texts) if row.brief else escape(first)
    if row.alone:
        name = escape(texts("questions.about.alone", name=first))
        mark = f'<span aria-hidden="true">?</span><span class="bri-hidden">{name}</span>'
        head = Markup(
            f'{head} <a class="bri-alone" title="{name}" {place_reference("questions", [row.alone], texts)}>{mark}</a>'
        )
    return (head, *map(escape, rest))


# --- Always the same places? ------------------------------------------------------------------------------------------


def _destinations(found: Destinations, this_year: int, texts: Texts) -> Markup:
    if not found.cities:
        return Markup()
    years = found.years[-MOST_YEARS:]
    heads = "".join(f'<th scope="col">{report_year.name(year)}</th>' for year in years)
    shown = found.cities[:MOST_CITIES]
    rows = "".join(_city(city, years, this_year, texts) for city in shown)
    lines = "".join(f"<li>{escape(said)}</li>" for said in places.by_year(found, texts)[-MOST_YEARS:])
    where = "".join(f"<li>{escape(said)}</li>" for said in places.by_place(found, texts))
    caption = escape(texts("questions.same.caption"))
    return Markup(
        f'<div class="bri-destinations"><div class="bri-visits" tabindex="0" role="region" aria-label="{caption}">'
        f'<table><caption class="bri-hidden">{caption}</caption><thead><tr><th scope="col">'
        f"{escape(texts('questions.head.city'))}</th>{heads}"
        f'<th scope="col">{escape(texts("questions.head.last"))}</th></tr></thead><tbody>{rows}</tbody></table>'
        f"{limited_note(len(shown), len(found.cities), texts)}</div>"
        f"<div><h3>{escape(texts('questions.same.by_year'))}</h3><ul>{lines}</ul>"
        f"<h3>{escape(texts('questions.same.by_place'))}</h3><ul>{where}</ul></div></div>"
    )


def _city(city: City, years: tuple[int, ...], this_year: int, texts: Texts) -> Markup:
    cells = "".join(f"<td>{_marks([row for row in city.stops if row['year'] == year], texts)}</td>" for year in years)
    name = brief_link("ville", city.city_id, places.name_of(city, texts), texts)
    return Markup(f'<tr><th scope="row">{name}</th>{cells}<td>{escape(places.since(city, this_year, texts))}</td></tr>')


def _marks(rows: list[Mapping[str, object]], texts: Texts) -> Markup:
    if not rows:
        return Markup('<span class="bri-none" aria-hidden="true">·</span>')
    said = texts.count("questions.missions", len(rows), n=fmt.number(len(rows), texts))
    if len(rows) > _MOST_MARKS:
        return escape(said)
    drawn = "".join(mark("mission", row["state"]) for row in rows)  # type: ignore[arg-type]
    return Markup(f'{drawn}<span class="bri-hidden">{escape(said)}</span>')
