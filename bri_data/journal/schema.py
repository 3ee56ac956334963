"""The tables of a history, as SQLite and PostgreSQL make them."""

from __future__ import annotations

from dataclasses import dataclass

_CREATE = """
CREATE TABLE IF NOT EXISTS content (digest TEXT PRIMARY KEY, base TEXT, depth INTEGER NOT NULL, head INTEGER NOT NULL,
    tail INTEGER NOT NULL, middle {bytes} NOT NULL);
CREATE TABLE IF NOT EXISTS change (id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
    kind TEXT NOT NULL, source TEXT NOT NULL, undoes INTEGER, state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS changed_row ({row}change_id INTEGER NOT NULL REFERENCES change, table_name TEXT NOT NULL,
    key TEXT NOT NULL, before TEXT, after TEXT);
CREATE INDEX IF NOT EXISTS changed_row_of ON changed_row (change_id);
CREATE TABLE IF NOT EXISTS folder_state (change_id INTEGER PRIMARY KEY REFERENCES change, before TEXT NOT NULL,
    after TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS matched (source TEXT NOT NULL, table_name TEXT NOT NULL, heading TEXT NOT NULL,
    column_name TEXT NOT NULL, PRIMARY KEY (source, table_name, heading))
"""
_WORDS = {
    "sqlite": {"bytes": "BLOB", "row": ""},
    "postgresql": {
        "bytes": "BYTEA",
        "row": "rowid BIGINT GENERATED ALWAYS AS IDENTITY, ",  # what SQLite gives each row unasked
    },
}


@dataclass(frozen=True)
class HistoryTable:
    """A table, its columns, and the order in which its rows are read to be copied."""

    name: str
    columns: tuple[str, ...]
    order: str


TABLES = (
    HistoryTable("content", ("digest", "base", "depth", "head", "tail", "middle"), "depth, digest"),
    HistoryTable("change", ("id", "at", "who", "why", "kind", "source", "undoes", "state"), "id"),
    HistoryTable("changed_row", ("change_id", "table_name", "key", "before", "after"), "rowid"),
    HistoryTable("folder_state", ("change_id", "before", "after"), "change_id"),
    HistoryTable("matched", ("source", "table_name", "heading", "column_name"), "source, table_name, heading"),
)


def statements(engine: str) -> list[str]:
    """What makes the tables where there are none, one statement each."""
    return [one.strip() for one in _CREATE.format(**_WORDS[engine]).split(";")]
