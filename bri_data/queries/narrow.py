# ruff: noqa: S608 - every piece of SQL put together here is a constant of this module; values are bound
"""Narrow what every question is asked about, and say what could still be chosen.

A filter is applied in one place: `narrow` puts, on one cursor, temporary `records` in front of the table of that name.
Every question asked through that cursor then answers about the records kept, and about those alone; declared totals are
another table and stay whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pandas as pd
from duckdb import DuckDBPyConnection

from bri_data.filters import NO_AXIS, OTHERS, PARAMETERS, REPORT, STATES, Filters

_STATE = "CASE r.state " + " ".join(f"WHEN '{state}' THEN '{code}'" for code, state in STATES.items()) + " END"
_SOURCE = (
    "CASE WHEN list_has_any(r.source_ids, (SELECT list(source_id) FROM sources WHERE kind = 'rapport'))"
    f" THEN '{REPORT}' ELSE '{OTHERS}' END"
)
# The month it begins in, as an address writes it; null for what is known to the year only.
_MONTH = "CASE WHEN r.start_precision <> 'year' THEN month(r.start_first)::VARCHAR END"
# Whether a record `r` passes each facet, all its codes bound as one list. Constants: no value is written into them.
_PASSES = {
    "kinds": "list_contains($kinds, r.kind)",
    "states": f"list_contains($states, {_STATE})",
    "axes": f"(list_has_any(coalesce(r.axes, []), $axes) "
    f"OR (list_contains($axes, '{NO_AXIS}') AND len(coalesce(r.axes, [])) = 0))",
    "partners": "list_has_any(coalesce(r.partner_ids, []), $partners)",
    "cities": "list_has_any(coalesce(r.places, []), $cities)",
    "countries": "list_has_any(coalesce(r.places, []),"
    " (SELECT coalesce(list(city_id), []) FROM cities WHERE list_contains($countries, country)))",
    "themes": "list_has_any(coalesce(r.theme_ids, []), $themes)",
    "services": "list_has_any(coalesce(r.service_ids, []), $services)",
    "sources": f"list_contains($sources, {_SOURCE})",
    "months": f"coalesce(list_contains($months, {_MONTH}), false)",
}
# A record lies in the period when some day it can mean does; one without any date, when the year that counts it does.
_PERIOD = {
    "since": "coalesce(r.last_day, year_closes(r.counted_in)) >= CAST($since AS DATE)",
    "until": "coalesce(r.start_first, year_opens(r.counted_in)) <= CAST($until AS DATE)",
}
_TOUCHES = (
    "(r.year = $year OR r.counted_in = $year"
    " OR (r.start_first <= year_closes($year) AND r.last_day >= year_opens($year)))"
)
_SCOPE = "($year IS NULL OR r.year = $year OR r.counted_in = $year)"

# How many rows it is quicker to copy than to judge again.
_MOST_COPIED = 5_000

# What the codes are found in, and nothing more: it is set aside for all facets at once.
_JUDGED = (
    "r.rowid AS place_in_time, r.kind, r.state, r.axes, r.theme_ids, r.partner_ids, r.service_ids, r.places,"
    " r.source_ids, r.start_precision, r.start_first, coalesce(r.year, r.counted_in) AS year"
)
# The codes of a record `r` under each facet, one row per code.
_CODES = {
    "kinds": "SELECT r.kind AS code, r.year FROM judged r WHERE {kept}",
    "themes": "SELECT unnest(r.theme_ids) AS code, r.year FROM judged r WHERE {kept}",
    "axes": f"SELECT unnest(CASE WHEN len(r.axes) > 0 THEN r.axes ELSE ['{NO_AXIS}'] END) AS code, r.year"
    " FROM judged r WHERE {kept}",
    "partners": "SELECT unnest(r.partner_ids) AS code, r.year FROM judged r WHERE {kept}",
    "cities": "SELECT unnest(r.places) AS code, r.year FROM judged r WHERE {kept}",
    "countries": "SELECT DISTINCT p.record, c.country AS code, p.year"
    " FROM (SELECT r.place_in_time AS record, unnest(r.places) AS city_id, r.year FROM judged r WHERE {kept}) p"
    " JOIN cities c USING (city_id)",
    "services": "SELECT unnest(r.service_ids) AS code, r.year FROM judged r WHERE {kept}",
    "states": f"SELECT {_STATE} AS code, r.year FROM judged r WHERE {{kept}}",
    "sources": f"SELECT {_SOURCE} AS code, r.year FROM judged r WHERE {{kept}}",
    "months": f"SELECT {_MONTH} AS code, r.year FROM judged r WHERE {{kept}}",
}
# Where the data's own identifiers are listed, with their names.
_NAMED = {
    "partners": "SELECT partner_id AS code, name, name_en, acronym, acronym_en FROM partners",
    "cities": "SELECT city_id AS code, name, name_en, NULL AS acronym, NULL AS acronym_en FROM cities",
    "countries": "SELECT DISTINCT country AS code, NULL AS name, NULL AS name_en, NULL AS acronym, NULL AS acronym_en"
    " FROM cities",
    "themes": "SELECT code, label AS name, label_en AS name_en, NULL AS acronym, NULL AS acronym_en FROM themes",
    "services": "SELECT code, label AS name, label_en AS name_en, NULL AS acronym, NULL AS acronym_en FROM services",
}


@contextmanager
def narrowed(con: DuckDBPyConnection, filters: Filters) -> Iterator[None]:
    """`narrow`, for what runs inside alone: the cursor speaks of every record again afterwards."""
    made = narrow(con, filters)
    try:
        yield
    finally:
        if made:
            con.execute(f"DROP {made} temp.records")


def narrow(con: DuckDBPyConnection, filters: Filters, year: int | None = None) -> Literal["TABLE", "VIEW", ""]:
    """On this cursor alone, keep of `records` the rows that pass `filters`. Nothing to do for none.

    A few rows are set aside in a temporary table, which every question then finds at once; with a `year`, for whoever
    asks about that year alone, only those that touch it: that begin in it, that its totals count, or that still run in
    it. Where there are many, to copy them would take longer than to judge them again at each question: a view does.
    Which of them was made is returned, "" for none.
    """
    if filters.is_empty:
        return ""
    conditions, values = list(_conditions(filters).values()), _values(filters)
    asked, bound = (conditions, values) if year is None else ([*conditions, _TOUCHES], values | {"year": year})
    few = f"FROM main.records r WHERE {' AND '.join(asked)}"
    # a small folder is known without judging any row
    if _number(con, "SELECT count(*) FROM main.records", {}) <= _MOST_COPIED or (
        _number(con, f"SELECT count(*) FROM (SELECT 1 {few} LIMIT {_MOST_COPIED + 1})", bound) <= _MOST_COPIED
    ):
        con.execute(f"CREATE TEMP TABLE records AS SELECT r.* {few}", bound)
        return "TABLE"
    passes = " AND ".join(conditions)
    for name, value in values.items():  # a view takes no bound values, but it can read variables
        con.execute(f"SET VARIABLE {name} = $value", {"value": value})
        passes = passes.replace(f"${name}", f"getvariable('{name}')")
    # in the view itself, plain « main.records » would be the view
    con.execute(f"CREATE TEMP VIEW records AS SELECT r.rowid AS rowid, r.* FROM {every_record(con)} r WHERE {passes}")
    return "VIEW"


def every_record(con: DuckDBPyConnection) -> str:
    """The name, in SQL, of the records that no filter narrows: on a narrowed cursor plain « main.records » is what the
    filters keep."""
    return f"{_quoted(str((con.execute('SELECT current_database()').fetchone() or [''])[0]))}.main.records"


def held(con: DuckDBPyConnection, filters: Filters) -> tuple[Filters, tuple[tuple[str, str], ...]]:
    """`filters` less the codes that the data hold nowhere, and those codes as (facet, code)."""
    unknown: list[tuple[str, str]] = []
    for facet, listed in _NAMED.items():
        codes = filters.of(facet)
        if codes:
            found = con.execute(f"SELECT code FROM ({listed}) WHERE list_contains($codes, code)", {"codes": codes})
            known = {row[0] for row in found.fetchall()}
            unknown += [(facet, code) for code in codes if code not in known]
            filters = filters.with_codes(facet, known)
    return filters, tuple(unknown)


def options(con: DuckDBPyConnection, filters: Filters, year: int | None, most: int = 300) -> pd.DataFrame:
    """What each facet could keep, under the other facets: `facet`, `code`, `name`, `name_en`, `acronym`, `acronym_en`
    (null where the data give none), `n` records of `year` (of every year for None), the `first_year` and the
    `last_year` of these (null for none).

    Facets in the order of the form, most records first; at most `most` codes a facet. A chosen code is always there,
    with `n` 0 when the other facets leave it none.
    """
    conditions = _conditions(filters)
    judged = ", ".join(f"coalesce({condition}, false) AS ok_{name}" for name, condition in conditions.items())
    counted = "\nUNION ALL\n".join(_counted(facet, conditions) for facet in PARAMETERS)
    named = "\nUNION ALL\n".join(f"SELECT '{facet}' AS facet, * FROM ({listed})" for facet, listed in _NAMED.items())
    chosen = [(facet, code) for facet in PARAMETERS for code in filters.of(facet)]
    return con.execute(
        f"""
        WITH judged AS (SELECT {_JUDGED}{", " + judged if judged else ""} FROM main.records r WHERE {_SCOPE}),
        counted AS ({counted}),
        chosen AS (SELECT unnest($facets::VARCHAR[]) AS facet, unnest($codes::VARCHAR[]) AS code),
        every AS (
            SELECT facet, code, n, first_year, last_year, false AS is_chosen FROM counted WHERE code IS NOT NULL
            UNION ALL
            SELECT facet, code, 0, NULL, NULL, true FROM chosen
        ),
        ranked AS (
            SELECT * FROM (
                SELECT facet, code, sum(n)::BIGINT AS n, min(first_year) AS first_year,
                       max(last_year) AS last_year, bool_or(is_chosen) AS is_chosen
                FROM every GROUP BY facet, code
            )
            QUALIFY row_number() OVER (PARTITION BY facet ORDER BY is_chosen DESC, n DESC, code) <= $most
        )
        SELECT facet, code, name, name_en, acronym, acronym_en, n, first_year, last_year
        FROM ranked LEFT JOIN ({named}) named USING (facet, code)
        ORDER BY list_position($order, facet), n DESC, code
        """,
        _values(filters)
        | {
            "year": year,
            "most": most,
            "order": list(PARAMETERS),
            "facets": [facet for facet, _ in chosen],
            "codes": [code for _, code in chosen],
        },
    ).df()


def names(con: DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The names of what `filters` keep: `facet`, `code`, `name`, `name_en`, `acronym`, `acronym_en`.

    For the data's own identifiers alone: the closed lists have their words in the texts.
    """
    parts, values = [], {}
    for facet, listed in _NAMED.items():
        if filters.of(facet):
            parts.append(f"SELECT '{facet}' AS facet, * FROM ({listed}) WHERE list_contains(${facet}, code)")
            values[facet] = list(filters.of(facet))
    if not parts:
        return pd.DataFrame(columns=["facet", "code", "name", "name_en", "acronym", "acronym_en"])
    return con.execute("\nUNION ALL\n".join(parts), values).df()


def kept(con: DuckDBPyConnection, filters: Filters, year: int | None) -> int:
    """How many records of `year` (of every year for None) pass `filters`, without narrowing this cursor to them."""
    passes = " AND ".join([_SCOPE, *_conditions(filters).values()])
    return _number(con, f"SELECT count(*) FROM records r WHERE {passes}", _values(filters) | {"year": year})


def span(con: DuckDBPyConnection, filters: Filters) -> tuple[int, int | None, int | None]:
    """How many records of every year pass `filters`, and the first and the last year of these (None for none)."""
    passes = " AND ".join(_conditions(filters).values()) or "true"
    row = con.execute(
        "SELECT count(*), min(coalesce(year, counted_in)), max(coalesce(year, counted_in))"
        f" FROM records r WHERE {passes}",
        _values(filters),
    ).fetchone()
    return (int(row[0]), row[1], row[2]) if row else (0, None, None)


def size(con: DuckDBPyConnection, year: int | None) -> int:
    """How many records of `year` (of every year for None) this cursor speaks of: those kept, once it was narrowed."""
    return _number(con, f"SELECT count(*) FROM records r WHERE {_SCOPE}", {"year": year})


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _number(con: DuckDBPyConnection, sql: str, values: dict[str, Any]) -> int:
    row = con.execute(sql, values).fetchone()
    return int(row[0]) if row else 0


def _conditions(filters: Filters) -> dict[str, str]:
    found = {facet: _PASSES[facet] for facet in PARAMETERS if filters.of(facet)}
    return found | {bound: condition for bound, condition in _PERIOD.items() if filters.bound(bound)}


def _values(filters: Filters) -> dict[str, Any]:
    values: dict[str, Any] = {facet: list(filters.of(facet)) for facet in PARAMETERS if filters.of(facet)}
    return values | {name: day for name, day in filters.days().items() if day is not None}


def _counted(facet: str, conditions: dict[str, str]) -> str:
    others = " AND ".join(f"r.ok_{name}" for name in conditions if name != facet) or "true"
    codes = _CODES[facet].format(kept=others)
    found = "count(*) AS n, min(year) AS first_year, max(year) AS last_year"
    return f"SELECT '{facet}' AS facet, code, {found} FROM ({codes}) GROUP BY code"
