"""What the annual report of a year says beyond the year's own pages, and what its calendar holds.

Public records only, and nothing that hangs on one that is not. Lists of things hold {id, name, name_en}.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from duckdb import DuckDBPyConnection

from . import briefs, carbon, context, data_page, outcomes, overview, themes


def answers(con: DuckDBPyConnection, year: int) -> dict[str, pd.DataFrame]:
    """The frames of the year's report under their name: those of here, `entries` and `themes` (queries.briefs),
    `themes_of_totals` (queries.themes),
    `declared`, `kind_counts`, `city_marks`, `home_city`, `rows`, `cited_sources`, `axis_records` (queries.overview),
    `declared_years` (queries.carbon), `discrepancies` (queries.data_page), `context` (queries.context), `sources`
    (queries.briefs): every document that a row of theirs rests on."""
    ids = record_ids(con, year)
    frames = {
        question.__name__: question(con, year)
        for question in (
            overview.declared,
            overview.kind_counts,
            overview.city_marks,
            overview.rows,
            overview.cited_sources,
            overview.axis_records,
            data_page.discrepancies,
            context.context,
            outcomes.outcomes,
            documents,
            expenses,
            partners,
            agreements,
            roles,
        )
    }
    frames |= {
        "entries": briefs.entries(con, ids),
        "themes": briefs.themes(con, ids),
        "stories": stories(con, ids),
        "themes_of_totals": themes.themes_of_totals(con, year),
        "home_city": overview.home_city(con),
        "declared_years": carbon.declared_years(con),
    }
    return frames | {"sources": briefs.sources(con, _cited(frames))}


def _cited(frames: dict[str, pd.DataFrame]) -> list[str]:
    """The ids of every document that a row of the report rests on; of contradictions, those of the year alone."""
    cited = set(frames["cited_sources"]["source_id"])
    for name, frame in frames.items():
        kept = frame[frame["of_year"]] if name == "discrepancies" else frame
        if "source_ids" in kept:
            cited.update(code for codes in kept["source_ids"] for code in codes)
    return sorted(cited)


def record_ids(con: DuckDBPyConnection, year: int) -> list[str]:
    """The public records of the year, and those its declared totals count; by date."""
    found = con.execute(
        "SELECT record_id FROM records WHERE year = $year OR counted_in = $year ORDER BY start_first, record_id",
        {"year": year},
    ).fetchall()
    return [row[0] for row in found]


def stories(con: DuckDBPyConnection, ids: Sequence[str]) -> pd.DataFrame:
    """What a source says that these records were for and what they were: `record_id`, `objective`, `objective_en`,
    `summary`, `summary_en` (any may be null); no row for a record of which neither is said; in no order."""
    return con.execute(
        """
        SELECT activity_id AS record_id, objective, objective_en, summary, summary_en FROM activities
        WHERE activity_id IN (SELECT unnest($ids)) AND (objective IS NOT NULL OR summary IS NOT NULL)
        UNION ALL BY NAME
        SELECT agreement_id AS record_id, summary, summary_en FROM agreements
        WHERE agreement_id IN (SELECT unnest($ids)) AND summary IS NOT NULL
        """,
        {"ids": list(ids)},
    ).df()


def documents(con: DuckDBPyConnection, year: int) -> pd.DataFrame:
    """Documents due or published for the year's activities: `record_id`, `title`, `title_en`, `start`, `end`,
    `document`, `published_on`, `url`, `source_ids`, `source_locator`; by date of the activity, then in the
    file's order."""
    return con.execute(
        """
        SELECT r.record_id, r.title, r.title_en, r.start, r."end", d.document, d.published_on, d.url,
               d.source_ids, d.source_locator
        FROM disclosures d JOIN records r ON r.record_id = d.activity_id AND r.record_table = 'activities'
        WHERE r.year = ? ORDER BY r.start_precision = 'year', r.start_first, r.record_id, d.line
        """,
        [year],
    ).df()


def expenses(con: DuckDBPyConnection, year: int) -> pd.DataFrame:
    """Published amounts for the year's activities: `nature`, `category`, `amount_cad`, `published_on`, `scope`,
    `scope_en`, `activities` (all that it covers), `source_ids`; in the file's order. One that covers an
    activity which is not public is left out."""
    return con.execute(
        """
        WITH covered AS (
            SELECT expense_id,
                   list({id: r.record_id, name: r.label, name_en: r.label_en} ORDER BY position) AS activities
            FROM expense_activities ea
            LEFT JOIN records r ON r.record_id = ea.activity_id AND r.record_table = 'activities'
            GROUP BY expense_id HAVING bool_and(r.record_id IS NOT NULL) AND bool_or(r.year = ?)
        )
        SELECT nature, category, amount_cad, published_on, scope, scope_en, activities, source_ids
        FROM expenses JOIN covered USING (expense_id) ORDER BY line
        """,
        [year],
    ).df()


def partners(con: DuckDBPyConnection, year: int) -> pd.DataFrame:
    """External partners the year's report names for certain: `name`, `name_en`, `acronym`, `acronym_en`, `sector`,
    `source_ids`; by name."""
    return con.execute(
        """
        SELECT name, name_en, acronym, acronym_en, sector, source_ids FROM partners
        WHERE list_contains(named_in, ?) AND is_external ORDER BY name COLLATE fr
        """,
        [year],
    ).df()


def agreements(con: DuckDBPyConnection, year: int) -> pd.DataFrame:
    """Agreements in force or being renewed, signed in the year or before: `title`, `title_en`, `agreement_kind`,
    `signed`, `expires`, `status`, `is_new` (signed in the year or counted in its total), `source_ids`; the latest
    first."""
    return con.execute(
        """
        SELECT a.title, a.title_en, a.kind AS agreement_kind, a.signed, a.expires, a.status,
               coalesce(r.year = $year OR r.counted_in = $year, false) AS is_new, a.source_ids
        FROM agreements a JOIN records r ON r.record_id = a.agreement_id AND r.record_table = 'agreements'
        WHERE (a.status IN ('en_vigueur', 'en_renouvellement') AND coalesce(r.year <= $year, true))
           OR r.year = $year OR r.counted_in = $year
        ORDER BY a.signed_first DESC NULLS LAST, a.line
        """,
        {"year": year},
    ).df()


def roles(con: DuckDBPyConnection, year: int) -> pd.DataFrame:
    """Roles of the City in networks held at some time of the year, or taken in it for those that happen once (a
    signature, a designation): `role`, `title`, `title_en`, `start`, `end`, `attested`, `source_ids`; the file's order.
    One without an end is held up to the year a source last attests it, or, without such a year, ever since its start;
    one that no source dates is not here."""
    return con.execute(
        """
        SELECT role, title, title_en, start, "end", attested, source_ids FROM roles
        WHERE CASE WHEN role IN ('fondation', 'signataire', 'designation', 'candidature')
                        THEN report_year_of(start_first, start_precision, NULL) = $year
                   ELSE coalesce(start_first, attested_first) <= year_closes($year)
                        AND coalesce(end_last, attested_last, year_opens($year)) >= year_opens($year) END
        ORDER BY line
        """,
        {"year": year},
    ).df()
