"""The page « Données ouvertes » as markup: the files, the licence, the day, and what each table holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from bri_data.model.columns import Table

from .. import format as fmt
from ..words import Texts
from .common import table as table_markup

# Where the files are, from any page; `whole` is the ZIP of all of them.
FOLDER, WHOLE = "./bri/ouvertes/", "donnees-ouvertes.zip"
_FILES = (("places", "lieux.geojson"), ("travel", "missions-travelq.csv"), ("agenda", "agenda.ics"))
_COMMAND = "python -m bri_data package"


@dataclass(frozen=True)
class Values:
    """`rows` holds how many rows each of the `tables` has; `changed` is the day the data were written (ISO)."""

    tables: tuple[Table, ...]
    rows: Mapping[str, int]
    changed: str


def link(texts: Texts) -> Markup:
    """The line of another page that leads to this one."""
    kept = f"?lang={texts.lang}" if texts.lang != "fr" else ""
    address = f'href="./ouvertes{kept}" target="_self"'
    return Markup(f'<p class="bri-data-note"><a {address}>{escape(texts("open_data.title"))}</a></p>')


def draw(values: Values, texts: Texts) -> Markup:
    """The whole page under its title."""
    return Markup(
        f'<div class="bri-picture bri-reference"><p>{escape(texts("open_data.lead"))}</p>'
        f"{_files(texts)}{_facts(values, texts)}{_tables(values, texts)}</div>"
    )


def _files(texts: Texts) -> Markup:
    offered = [
        (WHOLE, texts("open_data.whole"), texts("open_data.whole_note")),
        ("datapackage.json", texts("open_data.descriptor"), ""),
        *((path, texts(f"open_data.{name}"), "") for name, path in _FILES),
    ]
    lines = "".join(
        f'<li><a href="{FOLDER}{path}" download="{path}">{escape(said)}</a>'
        f"<small>{escape(', '.join(filter(None, (path, note))))}</small></li>"
        for path, said, note in offered
    )
    return Markup(f'<ul class="bri-reference-files">{lines}</ul>')


def _facts(values: Values, texts: Texts) -> Markup:
    licence = escape(texts("export.licence") or texts("open_data.no_licence"))
    facts = {
        "licence": licence,
        "changed": escape(fmt.date_only(values.changed, texts)),
        "standard": escape(texts("open_data.standard_said")),
        "command": f"<code>{_COMMAND}</code>",
    }
    said = "".join(f"<dt>{escape(texts(f'open_data.{name}'))}</dt><dd>{fact}</dd>" for name, fact in facts.items())
    return Markup(f"<dl>{said}</dl>")


def _tables(values: Values, texts: Texts) -> Markup:
    headings = [texts(f"open_data.{name}") for name in ("table", "rows", "files")]
    cells = [
        (
            escape(texts(f"data_page.table.{table.name}")),
            fmt.number(values.rows[table.name], texts),
            Markup(f'<a href="{FOLDER}csv/{table.file}" download="{table.file}">{table.file}</a>'),
        )
        for table in values.tables
    ]
    return table_markup(texts("open_data.tables"), headings, cells)
