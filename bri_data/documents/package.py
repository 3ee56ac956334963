"""The open data: every public row as a Data Package (datapackage.json, CSV, Parquet), the places, missions in the
columns of the federal disclosure of travel, and the agenda."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from bri_data.address import EVERY_YEAR, Address
from bri_data.bureau import current
from bri_data.export.csv_file import safe
from bri_data.model.clock import moment
from bri_data.model.columns import Column, Table
from bri_data.model.schema import TABLES
from bri_data.model.table_schema import LIST_SEPARATOR, resource_of, table_schema
from bri_data.present.data_page import heading_of
from bri_data.present.words import LOCALES, Texts, texts
from bri_data.queries import open_data as queries

from .ics import ics
from .order import Order

DESCRIPTOR, PLACES, TRAVEL, AGENDA = "datapackage.json", "lieux.geojson", "missions-travelq.csv", "agenda.ics"
# The columns of the federal files of travel expenses (travelq), in their order.
TRAVEL_COLUMNS = (
    "ref_number",
    "disclosure_group",
    "title_en",
    "title_fr",
    "name",
    "purpose_en",
    "purpose_fr",
    "start_date",
    "end_date",
    "destination_en",
    "destination_fr",
    "airfare",
    "other_transport",
    "lodging",
    "meals",
    "other_expenses",
    "total",
    "additional_comments_en",
    "additional_comments_fr",
    "owner_org",
    "owner_org_title",
)


_AMOUNTS = TRAVEL_COLUMNS[11:17]


@dataclass(frozen=True)
class File:
    """One file of the package: its path in it, its bytes, and what the descriptor says of it besides."""

    path: str
    content: bytes
    said: dict[str, Any]


def package_files(con: DuckDBPyConnection, on: date, home: str = "") -> Iterator[File]:
    """Every file of the package, the descriptor last. `con` is a whole cursor of what everybody may read; `on` is the
    moment they are made, `home` the web address of the dashboard, "" for none."""
    resources = []
    for file in _files(con, on, home):
        resources.append(_resource(file))
        yield file
    said = json.dumps(_descriptor(con, on, resources), ensure_ascii=False, indent=2) + "\n"
    yield File(DESCRIPTOR, said.encode(), {})


def zipped(files: Iterable[File], on: date) -> bytes:
    """The files of a package as one ZIP file; of one moment, the same bytes for the same files."""
    made = io.BytesIO()
    year, month, day, hour, minute, second = moment(on).timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.path, (year, month, day, hour, minute, second))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.content)
    return made.getvalue()


def _files(con: DuckDBPyConnection, on: date, home: str) -> Iterator[File]:
    resources = [resource_of(table.name) for table in TABLES]
    tabular = {"profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    for table in TABLES:
        name = resource_of(table.name)
        said = _named(name, f"data_page.table.{table.name}") | {"description": table.grain}
        schema = table_schema(table, _title, resources)
        yield File(f"csv/{table.file}", _csv(con, table), said | tabular | {"schema": schema})
        parquet = {"name": f"{name}-parquet", "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
        yield File(f"parquet/{Path(table.file).stem}.parquet", _parquet(con, table), said | parquet)
    said = _named("lieux", "open_data.places") | {"format": "geojson", "mediatype": "application/geo+json"}
    yield File(PLACES, _places(con), said)
    said = _named("missions-travelq", "open_data.travel") | tabular
    yield File(TRAVEL, _travel(con), said | {"schema": {"fields": [_travel_field(name) for name in TRAVEL_COLUMNS]}})
    said = _named("agenda", "open_data.agenda") | {"format": "ics", "mediatype": "text/calendar"}
    yield File(AGENDA, ics(Order(con, Address("chronologie", "fr", EVERY_YEAR), on, home=home)), said)


def _travel_field(name: str) -> dict[str, str]:
    kind = "date" if name.endswith("_date") else "number" if name in _AMOUNTS else "string"
    return {"name": name, "type": kind}


def _named(name: str, key: str) -> dict[str, Any]:
    titles = {lang: texts(lang)(key) for lang in LOCALES}
    return {"name": name, "title": titles["fr"], "titles": titles}


def _title(table: Table, column: Column) -> dict[str, str]:
    return {lang: heading_of(table, column, texts(lang)) for lang in LOCALES}


def _resource(file: File) -> dict[str, Any]:
    digest = hashlib.sha256(file.content).hexdigest()
    return {**file.said, "path": file.path, "bytes": len(file.content), "hash": f"sha256:{digest}"}


def _descriptor(con: DuckDBPyConnection, on: date, resources: list[dict[str, Any]]) -> dict[str, Any]:
    bureau = current()
    words = {lang: texts(lang) for lang in LOCALES}
    titles = {lang: words[lang]("frame.title") for lang in LOCALES}
    return {
        "profile": "data-package",
        "name": bureau.identifier,
        "title": titles["fr"],
        "titles": titles,
        "description": words["fr"]("open_data.description"),
        "descriptions": {lang: words[lang]("open_data.description") for lang in LOCALES},
        "version": queries.changed_on(con),
        "created": moment(on).isoformat().replace("+00:00", "Z"),
        **_licences(words["fr"]),
        "contributors": [{"title": words["fr"]("export.author"), "role": "publisher"}],
        "resources": resources,
    }


def _licences(said: Texts) -> dict[str, Any]:
    """What the bureau says of the licence; nothing where it says nothing: none is made up."""
    licence = said("export.licence")
    return {"licenses": [{"name": licence}]} if licence else {}


def _csv(con: DuckDBPyConnection, table: Table) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([column.heading for column in table.columns])
    for row in queries.rows_of(con, table):
        writer.writerow([_cell(column, value) for column, value in zip(table.columns, row, strict=True)])
    return made.getvalue().encode()


def _cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.many:
        return LIST_SEPARATOR.join(str(one) for one in value)
    if column.type == "boolean":
        return "oui" if value else "non"
    if column.type == "number":
        return f"{value:.10f}".rstrip("0").rstrip(".")
    return safe(str(value)) if column.type == "text" else str(value)


def _parquet(con: DuckDBPyConnection, table: Table) -> bytes:
    with tempfile.TemporaryDirectory(prefix="bri-") as place:
        file = Path(place) / "rows.parquet"
        queries.write_parquet(con, table, file)
        return file.read_bytes()


def _places(con: DuckDBPyConnection) -> bytes:
    features = [
        {
            "type": "Feature",
            "id": row["city_id"],
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {name: row[name] for name in ("city_id", "name", "name_en", "country", "records")},
        }
        for row in queries.places(con)
    ]
    said = {"type": "FeatureCollection", "features": features}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _travel(con: DuckDBPyConnection) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, TRAVEL_COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in queries.missions(con):
        writer.writerow({name: _said(value) for name, value in _trip(row).items()})
    return made.getvalue().encode()


def _said(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, float) else safe(str(value))


def _trip(row: dict[str, Any]) -> dict[str, Any]:
    """A mission in the columns of travelq. Nobody is named: one line is one mission, not one traveller; a day that is
    not known is left blank, and the comment says what is known."""
    fr, en = texts("fr"), texts("en")
    both = (("fr", "", fr), ("en", "_en", en))
    trip = {"ref_number": row["record_id"], "owner_org": current().identifier, "owner_org_title": _owner(en, fr)}
    trip |= {f"{end}_date": row[end] if row[f"{end}_precision"] == "day" else "" for end in ("start", "end")}
    for lang, ending, words in both:
        trip[f"title_{lang}"] = _joined(row[f"functions{ending}"])
        trip[f"purpose_{lang}"] = _purpose(row, ending)
        trip[f"destination_{lang}"] = _joined(row[f"cities{ending}"])
        trip[f"additional_comments_{lang}"] = _comment(row, ending, words)
    return trip | {name: row[name] for name in _AMOUNTS}


def _owner(en: Texts, fr: Texts) -> str:
    return f"{en('export.author')} | {fr('export.author')}"


def _purpose(row: dict[str, Any], ending: str) -> str:
    title = row[f"title{ending}"] or row["title"]
    aim = row[f"objective{ending}"] or (row["objective"] if not ending else "")
    return f"{title} ({aim})" if aim else str(title)


def _joined(values: list[str] | None) -> str:
    return " | ".join(value for value in values or [] if value)


def _comment(row: dict[str, Any], ending: str, words: Texts) -> str:
    said = [words("open_data.per_mission")]
    if row["start_precision"] != "day":
        said.append(words("open_data.date_known", date=row["start"]))
    if row[f"scope{ending}"]:
        said.append(row[f"scope{ending}"])
    return " | ".join(said)
