# ruff: noqa: S608 - the SQL put together here is a constant; values are bound
"""What a council meeting is told: duties and their dates, what was held, published and signed, what ends and arrives.

Public records only; a narrowed cursor answers about the records kept. Each row bears the first document it rests on:
`source_title`, `source_url` (null when none is known), `source_locator`, and all of them in `source_ids`; and in
`total` how many rows there are in all, where the answer is cut at `most`.
"""

from __future__ import annotations

from datetime import date

import pandas as pd
from duckdb import DuckDBPyConnection

from .missions import MISSIONS

# beyond, a page of one meeting would no longer be read: the latest are kept
MOST = 2_000


def rules(con: DuckDBPyConnection, *, of_changes: bool = False) -> pd.DataFrame:
    """The rules that bind missions and flights, or those `of_changes` between declared years.

    Each has `rule_id`, `rule`, `value`, `scope`, `function_ids`, `possible_function_ids`, `valid_from`,
    `valid_until` (EDTF, null while it holds), its source; in the file's order. Empty without a file of rules."""
    return con.execute(
        """
        SELECT u.rule_id, u.rule, u.value, u.scope, u.function_ids, u.possible_function_ids, u.valid_from,
               u.valid_until, u.source_ids, s.title AS source_title, s.url AS source_url, u.source_locator
        FROM rules u LEFT JOIN sources s ON s.source_id = u.source_ids[1]
        WHERE starts_with(u.rule, 'ecart_') = ? ORDER BY u.line
        """,
        [of_changes],
    ).df()


def missions(con: DuckDBPyConnection, today: date, most: int = MOST) -> pd.DataFrame:
    """Missions held, and those announced for `today` or later, that a rule may bind (columns of queries.missions);
    latest first, at most `most`."""
    return con.execute(
        f"""
        {MISSIONS} AND (r.state <> 'announced' OR r.last_day >= $today)
          AND r.last_day >= (SELECT min(valid_from_first) FROM rules WHERE NOT starts_with(rule, 'ecart_'))
        ORDER BY r.last_day DESC, r.record_id LIMIT $most
        """,
        {"today": today, "most": most},
    ).df()


def records(con: DuckDBPyConnection, since: date, today: date, most: int = MOST) -> pd.DataFrame:
    """What was held or signed after `since` and by `today`, what is to come, and what was announced: `record_id`,
    `kind`, `state`, `label`, `label_en`, `start`, `end` (EDTF), `source_ids` and its source; latest first, at most
    `most`. What is known to the year alone is there only when it was announced or is to come."""
    return con.execute(
        """
        SELECT record_id, kind, state, label, label_en, start, "end", source_ids, source_titles[1] AS source_title,
               source_urls[1] AS source_url, source_locator, count(*) OVER () AS total
        FROM records
        WHERE start IS NOT NULL AND (state = 'announced' OR start_first > $today
              OR (start_first <= $today AND last_day > $since AND start_precision <> 'year'))
        ORDER BY start_first DESC, record_id LIMIT $most
        """,
        {"since": since, "today": today, "most": most},
    ).df()


def agreements(con: DuckDBPyConnection, most: int = MOST) -> pd.DataFrame:
    """Agreements that give an end and are not said to be over: `record_id`, `label`, `label_en`, `expires` (EDTF),
    `status`, `source_ids` and its source; latest first, at most `most`."""
    return con.execute(
        """
        SELECT r.record_id, r.label, r.label_en, a.expires, a.status, r.source_ids,
               r.source_titles[1] AS source_title, r.source_urls[1] AS source_url, r.source_locator,
               count(*) OVER () AS total
        FROM agreements a JOIN records r ON r.record_id = a.agreement_id AND r.record_table = 'agreements'
        WHERE a.expires IS NOT NULL AND list_contains(['en_vigueur', 'en_renouvellement', 'inconnue'], a.status)
        ORDER BY a.expires_last DESC, r.record_id LIMIT $most
        """,
        {"most": most},
    ).df()


def roles(con: DuckDBPyConnection, today: date, *, kept_only: bool, most: int = MOST) -> pd.DataFrame:
    """What ends or is decided on `today` or later in the networks: `role_id`, `partner_id`, `title`, `title_en`,
    `what` ("end" of a mandate, "decision" awaited), `on_date` (EDTF), `source_ids` and its source; by date,
    at most `most`.

    With `kept_only`, of the partners of the records that the cursor speaks of.
    """
    return con.execute(
        """
        WITH dated AS (
            SELECT *, 'end' AS what, "end" AS on_date, end_last AS last_day FROM roles
            UNION ALL BY NAME
            SELECT *, 'decision' AS what, expected AS on_date, expected_last AS last_day FROM roles
        )
        SELECT role_id, partner_id, d.title, title_en, what, on_date, source_ids, s.title AS source_title,
               s.url AS source_url, source_locator, count(*) OVER () AS total
        FROM dated d LEFT JOIN sources s ON s.source_id = source_ids[1]
        WHERE last_day >= $today
          AND (NOT $kept_only OR partner_id IN (SELECT unnest(partner_ids) FROM records))
        ORDER BY last_day, role_id LIMIT $most
        """,
        {"today": today, "kept_only": kept_only, "most": most},
    ).df()


def credits_bought(con: DuckDBPyConnection) -> pd.DataFrame:
    """The years of flights whose credits are declared: `travel_year`, `bought` (EDTF, may be null); by year."""
    return con.execute("SELECT travel_year, bought FROM carbon_years ORDER BY travel_year").df()


def outcomes(con: DuckDBPyConnection, most: int = MOST) -> pd.DataFrame:
    """Outcomes announced or under way that have a due date: `outcome_id`, `due` (EDTF), `kind`, `record_id`, `label`
    and `label_en` of what they came of, `source_ids` and its source; latest first, at most `most`. None of what is
    itself only announced."""
    return con.execute(
        """
        SELECT o.outcome_id, o.due, r.kind, r.record_id, r.label, r.label_en, o.source_ids,
               s.title AS source_title, s.url AS source_url, o.source_locator, count(*) OVER () AS total
        FROM outcomes o JOIN records r ON r.record_id = coalesce(o.activity_id, o.agreement_id)
        LEFT JOIN sources s ON s.source_id = o.source_ids[1]
        WHERE o.due IS NOT NULL AND o.status <> 'constatee' AND r.state <> 'announced'
        ORDER BY o.due_last DESC, o.outcome_id LIMIT $most
        """,
        {"most": most},
    ).df()


def published(con: DuckDBPyConnection, since: date, today: date, most: int = MOST) -> pd.DataFrame:
    """Documents about the records that came out after `since` and by `today`: `what` (the code of a document, or
    "source"), `title`, `title_en`, `record_id` and `kind` of what it is about (null for a source), `on_date` (EDTF, to
    the month at least), `source_ids` and its source; latest first, at most `most`."""
    return con.execute(
        """
        WITH found AS (
            SELECT d.document AS what, r.label AS title, r.label_en AS title_en, r.record_id, r.kind,
                   d.published_on AS on_date, d.published_on_first AS first_day, d.published_on_last AS last_day,
                   d.source_ids, d.source_locator
            FROM disclosures d JOIN records r ON r.record_id = d.activity_id AND r.record_table = 'activities'
            UNION ALL BY NAME
            SELECT 'source' AS what, title, title AS title_en, published AS on_date, published_first AS first_day,
                   published_last AS last_day, [source_id] AS source_ids
            FROM sources WHERE source_id IN (SELECT unnest(source_ids) FROM records)
        )
        SELECT what, f.title, f.title_en, record_id, f.kind, on_date, source_ids, s.title AS source_title,
               s.url AS source_url, source_locator, count(*) OVER () AS total
        FROM found f LEFT JOIN sources s ON s.source_id = source_ids[1]
        WHERE first_day <= $today AND last_day > $since AND length(on_date) > 4
        ORDER BY first_day DESC, what, f.title LIMIT $most
        """,
        {"since": since, "today": today, "most": most},
    ).df()
