"""What a calendar can hold: records with a month at least, mission reports whose deadline is declared, agreements
that end. Public records only; a narrowed cursor answers about the records kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection

MOST = 5_000  # events: no calendar program shows more with ease


def records(con: DuckDBPyConnection, year: int | None, most: int = MOST) -> pd.DataFrame:
    """Records whose month is known, of `year` or of all: `record_id`, `kind`, `state`, `title`, `title_en`, `start`,
    `end`, `date_basis`, `cities`, `cities_en` (names in the order of the stops, null for none), `source_titles` (null
    for none), `source_locator`, `changed_at` (null where nothing is remembered); by date, the latest `most` alone."""
    return con.execute(
        """
        SELECT record_id, kind, state, title, title_en, start, "end", date_basis, place_names AS cities,
               place_names_en AS cities_en, source_titles, source_locator, changed_at
        FROM records LEFT JOIN revisions USING (record_id)
        WHERE coalesce(code = record_id, true) AND record_id IN (
            SELECT record_id FROM records WHERE start_precision <> 'year' AND ($year IS NULL OR year = $year)
            ORDER BY start_first DESC, record_id DESC LIMIT $most
        )
        ORDER BY start_first, record_id
        """,
        {"year": year, "most": most},
    ).df()


def with_month(con: DuckDBPyConnection, year: int | None) -> int:
    """How many records of `year`, or of all, have a known month: those that `records` would give without a limit."""
    row = con.execute(
        "SELECT count(*) FROM records WHERE start_precision <> 'year' AND ($year IS NULL OR year = $year)",
        {"year": year},
    ).fetchone()
    return int(row[0]) if row else 0


def without_month(con: DuckDBPyConnection, year: int | None) -> int:
    """How many records of `year`, or of all, no calendar can place: their month is not known."""
    row = con.execute(
        "SELECT count(*) FROM records WHERE start_precision IS DISTINCT FROM 'day' "
        "AND start_precision IS DISTINCT FROM 'month' AND ($year IS NULL OR year = $year)",
        {"year": year},
    ).fetchone()
    return int(row[0]) if row else 0


def reports_due(con: DuckDBPyConnection, year: int | None) -> pd.DataFrame:
    """Mission reports with a stated deadline: `record_id`, `title`, `title_en`, `end` (EDTF, to the day),
    `date_basis`, `weeks` (of the rule in force on the last day of the mission), `published_on`, `url`, `source_titles`,
    `source_locator` (of the rule), `changed_at`; by date.

    A mission whose last day is not known, or that no rule binds on that day, has no row.
    """
    return con.execute(
        """
        SELECT r.record_id, r.title, r.title_en, coalesce(r."end", r.start) AS "end", r.date_basis,
               u.value::INTEGER AS weeks, d.published_on, d.url,
               (SELECT list(s.title) FROM sources s WHERE list_contains(u.source_ids, s.source_id)) AS source_titles,
               u.source_locator, v.changed_at
        FROM disclosures d
        JOIN records r ON r.record_id = d.activity_id AND r.record_table = 'activities'
        JOIN rules u ON u.rule = 'rapport_mission'
          AND r.last_day BETWEEN u.valid_from_first AND coalesce(u.valid_until_last, r.last_day)
        LEFT JOIN revisions v ON v.code = r.record_id || '-rapport'
        WHERE d.document = 'rapport_mission' AND r.state <> 'announced'
          AND length(coalesce(r."end", r.start)) = 10 AND ($year IS NULL OR r.year = $year)
        ORDER BY r.last_day, r.record_id
        """,
        {"year": year},
    ).df()


def agreements_ending(con: DuckDBPyConnection, year: int | None) -> pd.DataFrame:
    """Agreements that give an end: `record_id`, `title`, `title_en`, `expires` (EDTF), `status`, `source_titles`,
    `source_locator`, `changed_at`; those that end in `year`, or all; by date."""
    return con.execute(
        """
        SELECT r.record_id, r.title, r.title_en, a.expires, a.status, r.source_titles, r.source_locator,
               v.changed_at
        FROM agreements a JOIN records r ON r.record_id = a.agreement_id AND r.record_table = 'agreements'
        LEFT JOIN revisions v ON v.code = r.record_id || '-echeance'
        WHERE a.expires IS NOT NULL AND ($year IS NULL OR report_year(a.expires_last) = $year)
        ORDER BY a.expires_last, r.record_id
        """,
        {"year": year},
    ).df()


def cancelled(con: DuckDBPyConnection, year: int | None, since: date) -> pd.DataFrame:
    """Events to be taken out of calendars: `code`, `record_id`, `kind`, `title`, `title_en`, `start`, `end` (EDTF),
    `changed_at`; those of `year` or all, by date.

    Activities that the data call cancelled and that have not ended, or changed, before `since`; and events that were in
    the calendar and went after `since`, of which only the first day is still known: without a kind or a title.
    """
    return con.execute(
        """
        SELECT activity_id AS code, activity_id AS record_id, kind, title, title_en, start, "end", changed_at
        FROM activities LEFT JOIN revisions ON code = activity_id
        WHERE status = 'annulee' AND start_precision <> 'year' AND ($year IS NULL OR report_year(start_first) = $year)
          AND greatest(coalesce(end_last, start_last), changed_at::DATE) >= $since
        UNION ALL BY NAME
        SELECT code, record_id, first_day::VARCHAR AS start, changed_at FROM revisions
        WHERE gone_at::DATE >= $since AND ($year IS NULL OR report_year(first_day) = $year)
        ORDER BY start, code
        """,
        {"year": year, "since": since},
    ).df()


def changed_at(con: DuckDBPyConnection) -> Any:
    """When the files were last written, as a datetime without a zone, in UTC."""
    row = con.execute("SELECT changed_at FROM build").fetchone()
    return row[0] if row else None
