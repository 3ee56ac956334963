"""The page « Méthode » as markup: what each word means, how things are counted, the rules, the carbon method, and what
changed. Each part is taken from where it stands already; nothing is told twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup, escape

from bri_data.model.reference_tables import RULES
from bri_data.present.figures.carbon.method import method_inside

from ...carbon import Method
from .. import format as fmt
from ..data_page import column_label
from ..rows import plain
from ..words import Texts
from .common import table as table_markup

_WORDS = ("declared", "recorded", "dated", "named", "announced", "off_total", "unknown")
_FILES = ("estimated", "unknown")  # what only the files say of their words
_OF_A_RULE = ("rule", "value", "unit", "scope", "valid_from", "valid_until", "source_ids", "source_locator")
_COUNTING = ("total", "counted_in", "state", "date_basis", "cities")


@dataclass(frozen=True)
class Values:
    """`rules` are the rows of the table of rules in words, `factors` queries.carbon.factors with their `method`;
    `changed` the day the data were written (ISO), `changes` how many changes their history holds, None where
    it is not known; `versions` the last entries of the journal of versions, in French."""

    rules: pd.DataFrame
    factors: pd.DataFrame
    method: Method | None
    changed: str
    changes: int | None
    versions: Sequence[str]


def draw(values: Values, texts: Texts) -> Markup:
    """The whole page under its title."""
    parts = {
        "words": _list(words_told(texts)),
        "counting": _list(counting_told(texts)),
        "rules": _rules(values, texts),
        "carbon": method_inside(values.factors, values.method, texts),
        "data": _data(values, texts),
        "versions": _versions(values, texts),
    }
    said = "".join(
        f'<section aria-labelledby="methode-{name}"><h2 id="methode-{name}">{escape(texts(f"method.{name}"))}</h2>'
        f"{inside}</section>"
        for name, inside in parts.items()
    )
    index = "".join(
        f'<li><a href="#methode-{name}" target="_self">{escape(texts(f"method.{name}"))}</a></li>' for name in parts
    )
    return Markup(f'<div class="bri-picture bri-reference"><ul class="bri-reference-index">{index}</ul>{said}</div>')


def words_told(texts: Texts) -> list[str]:
    """What each word means, one line a word."""
    lines = [texts(f"report.definition.{name}") for name in _WORDS]
    lines += [_pair(texts(f"export.word.{name}.word"), texts(f"export.word.{name}.meaning"), texts) for name in _FILES]
    return lines


def counting_told(texts: Texts) -> list[str]:
    """How activities are counted, one line a column that says so."""
    return [
        _pair(texts(f"export.column.{name}.heading"), texts(f"export.column.{name}.meaning"), texts)
        for name in _COUNTING
    ]


def _pair(what: str, text: str, texts: Texts) -> str:
    return texts("report.pair", what=what, text=text)


def rules_told(rules: pd.DataFrame, texts: Texts) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The headings and the rows, as plain text, of the rules that sources state."""
    shown = [RULES.column(name) for name in _OF_A_RULE]
    heads = tuple(column_label(RULES, column, texts) for column in shown)
    return heads, tuple(tuple(_cell(row[column.name], texts) for column in shown) for row in plain(rules))


def _rules(values: Values, texts: Texts) -> Markup:
    if values.rules.empty:
        return Markup(f"<p>{escape(texts('method.no_rules'))}</p>")
    heads, rows = rules_told(values.rules, texts)
    return table_markup(texts("method.rules_table"), heads, [[*map(escape, row)] for row in rows])


def _cell(value: object, texts: Texts) -> str:
    if value is None or value == "":
        return texts("common.unknown")
    return fmt.number(value, texts) if isinstance(value, float) else str(value)


def _data(values: Values, texts: Texts) -> Markup:
    lines = [texts("method.changed", date=fmt.date_only(values.changed, texts))]
    if values.changes is not None:
        lines.append(texts.count("method.changes", values.changes, n=fmt.number(values.changes, texts)))
    kept = f"?lang={texts.lang}" if texts.lang != "fr" else ""
    links = Markup().join(
        Markup(f'<li><a href="./{address}{kept}" target="_self">{escape(texts(f"method.{name}"))}</a></li>')
        for name, address in (("rows", "donnees"), ("files", "ouvertes"))
    )
    return _list(lines, links)


def _versions(values: Values, texts: Texts) -> Markup:
    if not values.versions:
        return Markup(f"<p>{escape(texts('method.no_versions'))}</p>")
    spoken = ' lang="fr"' if texts.lang != "fr" else ""
    return Markup(f"<div{spoken}>{_list(values.versions)}</div>")


def _list(lines: Sequence[str], more: Markup = Markup()) -> Markup:
    return Markup("<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + f"{more}</ul>")
