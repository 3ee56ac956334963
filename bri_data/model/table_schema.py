"""The schema as Table Schema (Frictionless standards): what a file of a data package says of its columns."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from .columns import Column, Table
from .schema import table as table_named

# a date as precise as it is known: no day is made up for a month
DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
LIST_SEPARATOR = ";"
Title = Callable[[Table, Column], dict[str, str]]


def table_schema(table: Table, title: Title, resources: Collection[str]) -> dict[str, Any]:
    """The Table Schema of the CSV file of `table`, its columns under their headings.

    `title` gives what a column is called, by language; `resources` names the files of the package: a reference to
    another one is left unsaid.
    """
    headings = {column.name: column.heading for column in table.columns}
    keys = [
        {"fields": column.heading, "reference": {"resource": target, "fields": "identifiant"}}
        for column in table.columns
        if column.references and not column.many and (target := resource_of(column.references)) in resources
    ]
    schema: dict[str, Any] = {"fields": [_field(table, column, title) for column in table.columns]}
    schema["primaryKey"] = [headings[name] for name in table.key]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(table: Table, column: Column, title: Title) -> dict[str, Any]:
    titles = title(table, column)
    constraints = _constraints(table, column)
    return {
        "name": column.heading,
        "title": titles["fr"],
        "titles": titles,
        **_type(column),
        **({"constraints": constraints} if constraints else {}),
        **({"unit": column.unit} if column.unit else {}),
    }


def _type(column: Column) -> dict[str, Any]:
    if column.many:
        return {"type": "string", "separator": LIST_SEPARATOR}
    if column.type == "boolean":
        return {"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}
    if column.type in {"integer", "number"}:
        return {"type": column.type}
    return {"type": "string", **({"format": "uri"} if column.type == "url" else {})}


def _constraints(table: Table, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if column.name in table.key:
        found["required"] = True
    if column.many:  # its cells are lists, written as text
        return found
    if column.codes:
        found["enum"] = list(column.codes)
    if column.type == "date":
        found["pattern"] = DATE
    bounds = (("minimum", column.minimum), ("maximum", column.maximum))
    return found | {name: bound for name, bound in bounds if bound is not None}


def resource_of(name: str) -> str:
    """What the file of the table of that English name is called in a package: its French name, without its end."""
    return table_named(name).file.removesuffix(".csv").replace("_", "-")
