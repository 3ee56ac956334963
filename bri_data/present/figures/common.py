"""Pieces that several pictures share: strips of symbols, legends, marks, tables, links to a source, source lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from markupsafe import Markup, escape

from bri_data.clicks import Verb, click

from ...highlight import mark_tag
from .. import format as fmt
from ..languages import language_of
from ..rows import localised, plain
from ..theme import STATES, State
from ..words import Texts
from .language import spoken, titled
from .symbols import OFF_TOTAL, bar_part, symbol


@dataclass(frozen=True)
class Run:
    """`n` symbols alike, side by side; small when they belong to no declared total (`counted` is false), pale when
    something else stands out (`is_faded`)."""

    kind: str
    state: State
    n: int
    counted: bool = True
    is_faded: bool = False


def explained(runs: Sequence[Run]) -> list[Run]:
    """One symbol of each state that `runs` show, of the first kind that shows it, and a small one if one is outside the
    totals; [] where there is nothing to explain: all are full, and counted."""
    first = {state: next((run.kind for run in runs if run.state == state), "") for state in STATES}
    shown = [Run(kind, state, 1) for state, kind in first.items() if kind]
    off = [Run(run.kind, "dated", 1, counted=False) for run in runs if not run.counted][:1]
    return shown + off if [run.state for run in shown] != ["dated"] or off else []


def explanation(run: Run, texts: Texts) -> str:
    """What a symbol of `explained` means."""
    return texts(f"common.state.{run.state}") if run.counted else texts("common.off_total")


def said(run: Run, texts: Texts, *, totals: bool = True) -> str:
    """`11 accueils, déclarés, sans détail`: a run in words, « hors total » when it is (and any total is declared)."""
    gender = texts(f"common.gender.{run.kind}")
    what, state = texts.count(f"overview.bin.{run.kind}", run.n), texts.count(f"common.run.{gender}.{run.state}", run.n)
    off = "" if run.counted or not totals else f" ({texts('common.off_total')})"
    return f"{what}, {state}{off}"


_PITCH = 24.0  # viewBox units from one symbol of a strip to the next
_SIZE = 17.0
FADED = 0.22  # how much is left of a mark when something else stands out
MOST_SYMBOLS = 60  # beyond this a strip becomes a bar: symbols nobody can count say less than their proportions


def strip(runs: Sequence[Run], label: str, of: str = "") -> Markup:
    """One symbol per activity, in the order of `runs`; a proportional bar beyond MOST_SYMBOLS; nothing for none.

    `of`: whose symbols they are, for those that stand out one by one (see highlight.mark_tag)."""
    if not sum(run.n for run in runs):
        return Markup()
    if sum(run.n for run in runs) > MOST_SYMBOLS:
        return _bar(runs, label)
    drawn, x = [], 0.0
    for i, run in enumerate(runs):
        scale = 1.0 if run.counted else OFF_TOTAL
        if i and runs[i - 1].counted and not run.counted:
            x += _PITCH / 3
        for k in range(1, run.n + 1):
            pitch = _PITCH * (1.0 if run.counted else 0.75)
            one = symbol(run.kind, run.state, x + pitch / 2, _PITCH / 2, _SIZE * scale)
            told = f' data-tag="{escape(mark_tag(of, run.kind, run.state, k, counted=run.counted))}"' if of else ""
            pale = f' opacity="{FADED}"' if run.is_faded else ""
            drawn.append(f"<g{told}{pale}>{one}</g>" if told or pale else one)
            x += pitch
    return Markup(
        f'<svg class="bri-strip" role="img" aria-label="{escape(label)}" viewBox="0 0 {x:g} {_PITCH:g}" '
        f'style="width:{x / _PITCH * 1.47:.2f}rem">{"".join(drawn)}</svg>'
    )


def strip_width(runs: Sequence[Run]) -> float:
    """How wide the strip of `runs` is, in full symbols; a bar counts as MOST_SYMBOLS of them, nothing as 0."""
    if sum(run.n for run in runs) > MOST_SYMBOLS:
        return float(MOST_SYMBOLS)
    gaps = sum(before.counted and not after.counted for before, after in pairwise(runs))
    return sum(run.n * (1.0 if run.counted else 0.75) for run in runs) + gaps / 3


def _bar(runs: Sequence[Run], label: str) -> Markup:
    total = sum(run.n for run in runs)
    parts, x = [], 0.0
    for run in runs:
        width = 400 * run.n / total
        one = bar_part(run.kind, run.state, x=x + 1, y=2, width=max(width - 2, 1), height=16)
        parts.append(f'<g opacity="{FADED}">{one}</g>' if run.is_faded else one)
        x += width
    return Markup(
        f'<svg class="bri-strip" role="img" aria-label="{escape(label)}" viewBox="0 0 400 20">{"".join(parts)}</svg>'
    )


def mark(kind: str, state: State, *, counted: bool = True, faded: bool = False) -> Markup:
    """One symbol on its own, sized by the style sheet; the text beside it says what it is."""
    size = _SIZE * (1 if counted else OFF_TOTAL)
    pale = f' opacity="{FADED}"' if faded else ""
    return Markup(f'<svg viewBox="0 0 24 24" aria-hidden="true"{pale}>{symbol(kind, state, 12, 12, size)}</svg>')


def legend(states: Sequence[State], texts: Texts, *, off_total: bool = False, note: str = "") -> Markup:
    """What full, tinted and hollow mean, for the states on the page, and small if a symbol is; `note` stands apart."""
    items = "".join(
        f"<li>{mark('mission', state)}{term(texts(f'common.state.{state}'), state, texts)}</li>" for state in states
    )
    if off_total:
        off = term(texts("common.off_total"), "off_total", texts)
        items += f"<li>{mark('mission', 'dated', counted=False)}{off}</li>"
    apart = f'<li class="bri-legend-note">{escape(note)}</li>' if note else ""
    return Markup(f'<ul class="bri-legend">{items}{apart}</ul>')


def term(text: str, word: str, texts: Texts) -> Markup:
    """A word of the legend that gives its definition (report.definition) when it is pointed at or takes the focus."""
    return defined(text, texts(f"report.definition.{word}"))


def defined(text: str, meaning: str) -> Markup:
    """A word that gives its meaning when it is pointed at or takes the focus (static/tools/terms.js shuts it)."""
    said = f'<span class="bri-hidden">{escape(meaning)}</span>'
    return Markup(f'<span class="bri-term" tabindex="0" data-said="{escape(meaning)}">{escape(text)}{said}</span>')


def table(caption: str, headings: Sequence[str], cells: Sequence[Sequence[str]], *, id: str = "") -> Markup:
    """A plain table; a cell that is no Markup is text, as the caption and the headings are."""
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells)
    anchor = f' id="{escape(id)}"' if id else ""
    return Markup(
        f'<div class="bri-table" tabindex="0" role="region" aria-label="{escape(caption)}"{anchor}><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def fold(title: str, inside: Markup, *, css: str = "", id: str = "") -> Markup:
    """A table twin: `inside`, markup, under a title that opens it; `css` is one more class."""
    anchor = f' id="{escape(id)}"' if id else ""
    return Markup(
        f'<details class="{f"bri-twin {css}".strip()}"{anchor}><summary>{escape(title)}</summary>{inside}</details>'
    )


def unread(title: str, address: str) -> Markup:
    """A table twin that waits to be opened: the browser then asks `address` for its rows (static/tools/rows.js)."""
    return Markup(
        f'<details class="bri-twin" data-rows="{escape(address)}"><summary>{escape(title)}</summary></details>'
    )


def brief_reference(kind: str, code: str, texts: Texts) -> Markup:
    """The attributes of an <a> that leads to a brief: an address for a new tab, a `data-id` for a click in the page.

    `kind` is the brief's name in an address: ville, partenaire, activite or entente.
    """
    address = {kind: code} | ({"lang": texts.lang} if texts.lang != "fr" else {})
    return Markup(f'href="{escape("fiches?" + urlencode(address))}" {click(Verb(kind), code).attribute}')


def place_reference(page: str, asked: Sequence[tuple[str, str]], texts: Texts) -> Markup:
    """The attributes of an <a> that leads to a page in some state, as brief_reference's to a brief."""
    address = f"{page}?{urlencode(asked, safe=':')}"
    lang = f"&lang={texts.lang}" if texts.lang != "fr" else ""
    return Markup(f'href="./{escape(address + lang)}" {click(Verb.PLACE, address).attribute}')


def brief_link(kind: str, code: str, text: str, texts: Texts) -> Markup:
    """A link to the brief `code` of that kind (see brief_reference)."""
    return Markup(f"<a {brief_reference(kind, code, texts)}>{escape(text)}</a>")


def compare_link(what: str, codes: Sequence[str], text: str, texts: Texts) -> Markup:
    """A link to the comparison of `codes`, things of the kind `what` (annees, villes, partenaires, themes)."""
    address = [("quoi", what), *(("avec", code) for code in codes)]
    address += [("lang", texts.lang)] if texts.lang != "fr" else []
    said = click(Verb.COMPARE, what, ",".join(codes))
    return Markup(f'<a href="{escape("comparer?" + urlencode(address))}" {said.attribute}>{escape(text)}</a>')


def highlight_link(kind: str, code: str, texts: Texts) -> Markup:
    """A link that makes a city, a theme or a partner (`kind`, as bri_data.highlight writes it) stand out."""
    address = {"choix": f"{kind}:{code}"} | ({"lang": texts.lang} if texts.lang != "fr" else {})
    said = escape(texts("highlight.link"))
    return Markup(f'<a href="./?{escape(urlencode(address))}" {click(Verb.HIGHLIGHT, kind, code).attribute}>{said}</a>')


def record_link(row: dict[str, Any], texts: Texts) -> Markup:
    """The title of a row of the view `records` (kind, record_id, title, title_en), leading to its brief."""
    kind = "entente" if row["kind"] == "entente" else "activite"
    return brief_link(kind, row["record_id"], localised(row, "title", texts), texts)


def title_link(text: str, url: str | None, texts: Texts) -> Markup:
    """A source's title, marked with its own language, linked when its address is known and is a web address."""
    return linked(spoken(text, language_of(text), texts), url)


def linked(markup: Markup, url: str | None) -> Markup:
    """`markup`, linked when `url` is a web address."""
    if not url or not url.startswith(("https://", "http://")):
        return Markup(markup)
    return Markup(f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{markup}</a>')


def reports_and_others(declared: pd.DataFrame, cited: pd.DataFrame) -> tuple[list[str], int]:
    """The titles of the reports that declare the year's totals, and how many other documents its records cite.

    The frames are those of queries.overview.declared and cited_sources.
    """
    reports = list(dict.fromkeys(declared["source_title"].dropna()))
    return reports, len(cited) - sum(title in reports for title in cited["title"])


def source_line(declared: pd.DataFrame, cited: pd.DataFrame, texts: Texts, line: str = "overview.source.line") -> str:
    """The sentence under a picture: on which documents it stands, and how recent they are; "" when it stands on none.

    `line` is the key of its text, which has {titles} and {until}.
    """
    names, others = reports_and_others(declared, cited)
    if others:
        key = "overview.source.others" if names else "overview.source.only"
        names.append(texts.count(key, others, n=fmt.number(others, texts)))
    if not names:
        return ""
    dates = [row["published"] for row in plain(cited)]
    dates += [None] * sum(name not in set(cited["title"]) for name in set(declared["source_title"].dropna()))
    return texts(line, titles=fmt.joined(names, texts), until=how_recent(dates, texts))


def source_markup(
    declared: pd.DataFrame, cited: pd.DataFrame, texts: Texts, line: str = "overview.source.line"
) -> Markup:
    """The source line as markup: each title of a document in its own language, and the way to how things are counted;
    "" for no source."""
    said = titled(source_line(declared, cited, texts, line), reports_and_others(declared, cited)[0], texts)
    return with_method(said, texts)


def with_method(said: Markup, texts: Texts) -> Markup:
    """A source line, markup, and after it the link to the page that says how things are counted; "" stays ""."""
    kept = f"?lang={texts.lang}" if texts.lang != "fr" else ""
    return Markup(f'{said} <a href="./methode{kept}" target="_self">{escape(texts("method.page"))}</a>' if said else "")


def how_recent(published: Sequence[str | None], texts: Texts) -> str:
    """How recent these documents are, one EDTF date each, None for one without: the latest date, and how many have
    none, since any of those may be later; "" when none has a date."""
    dates = sorted(date for date in published if date)
    if not dates:
        return ""
    latest, undated = fmt.when(dates[-1], None, texts), len(published) - len(dates)
    if not undated:
        return texts("overview.source.until_all", date=latest)
    return texts.count("overview.source.until", undated, total=fmt.number(len(published), texts), date=latest)
