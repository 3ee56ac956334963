"""Which marks of a page stand out when the reader chooses a city, a month, a theme or a partner."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from bri_data.highlight import (
    CITY,
    MONTH,
    MOST_MARKS,
    PART,
    PART_OF_ALL,
    PARTNER,
    THEME,
    UNDATED,
    UNDATED_OF_ALL,
    Highlight,
)
from bri_data.model.schema import KIND

_CHOSEN = {
    CITY: "record_id IN (SELECT record_id FROM record_cities WHERE city_id = $code)",
    MONTH: "start_precision <> 'year' AND month(start_first) = CAST($code AS INTEGER)",
    THEME: "list_contains(theme_ids, $code)",
    PARTNER: "list_contains(partner_ids, $code)",
}


def chosen(con: DuckDBPyConnection, year: int | None, choice: Highlight, most: int = 400) -> tuple[int, list[str]]:
    """How many records of `year` (of every year for None) the choice touches, and the tags of what stands for them.

    A tag is what a mark writes in `data-id` or `data-tag`: `activite:…`, `entente:…` (at most `most` of them),
    `ville:…`, `partenaire:…`, `mois:3`, `mois:<lane>:3`, `type:…`, `axe:…`, `theme:…`,
    `case:<theme>:<axis>`, `annee:…`; of one year, `total:…` for a kind whose total counts some of them, and those of
    the symbols of its strips (highlight.mark_tag); sorted, each once.
    """
    row = con.execute(
        f"""
        WITH chosen AS (
            SELECT *, CASE WHEN start_precision <> 'year' THEN month(start_first) END AS month,
                   list_extract($lanes, list_position($kinds, kind)) AS lane,
                   CASE WHEN len(axes) > 0 THEN axes ELSE ['aucun'] END AS placed
            FROM records
            WHERE ($year IS NULL OR year = $year OR counted_in = $year) AND {_CHOSEN[choice.kind]}
        ), named AS (
            SELECT CASE record_table WHEN 'agreements' THEN 'entente:' ELSE 'activite:' END || record_id AS tag
            FROM chosen ORDER BY start_first, record_id LIMIT $most
        ), symbols AS (
            SELECT $part AS whose, kind, state, coalesce(counted_in = $year, false) AS is_counted, record_id FROM chosen
            UNION ALL SELECT $part_of_all, kind, state, true, record_id FROM chosen
            UNION ALL SELECT $undated, kind, state, coalesce(counted_in = $year, false), record_id FROM chosen
                WHERE month IS NULL AND year = $year
            UNION ALL SELECT $undated_of_all, kind, state, true, record_id FROM chosen
                WHERE month IS NULL AND year = $year
        ), marks AS (
            SELECT concat_ws(':', whose, kind, state, CASE WHEN is_counted THEN 'total' ELSE 'hors' END,
                             row_number() OVER alike) AS tag
            FROM symbols WHERE $year IS NOT NULL
            WINDOW alike AS (PARTITION BY whose, kind, state, is_counted ORDER BY record_id)
            QUALIFY row_number() OVER alike <= $most_marks
        ), filed AS (
            SELECT record_id, unnest(theme_ids) AS theme, placed FROM chosen
        ), tags AS (
            SELECT tag FROM named
            UNION SELECT tag FROM marks
            UNION SELECT 'ville:' || city_id FROM chosen JOIN record_cities USING (record_id)
            UNION SELECT 'partenaire:' || unnest(partner_ids) FROM chosen
            UNION SELECT unnest(['mois:' || month, 'mois:' || lane || ':' || month]) FROM chosen WHERE month IS NOT NULL
            UNION SELECT 'type:' || kind FROM chosen
            UNION SELECT 'total:' || kind FROM chosen WHERE counted_in = $year
            UNION SELECT 'annee:' || year FROM chosen WHERE year IS NOT NULL
            UNION SELECT 'axe:' || unnest(axes) FROM chosen
            UNION SELECT 'theme:' || theme FROM filed
            UNION SELECT 'case:' || theme || ':' || unnest(placed) FROM filed
            UNION SELECT 'case:' || theme || ':' FROM filed
        )
        SELECT (SELECT count(*) FROM chosen), coalesce((SELECT list(tag ORDER BY tag) FROM tags), [])
        """,  # noqa: S608 - a constant of this module
        {
            "year": year,
            "code": choice.code,
            "most": most,
            "kinds": list(KIND),
            "lanes": [kind.lane for kind in KIND.values()],
            "most_marks": MOST_MARKS,
            "part": PART,
            "part_of_all": PART_OF_ALL,
            "undated": UNDATED,
            "undated_of_all": UNDATED_OF_ALL,
        },
    ).fetchone()
    return (int(row[0]), list(row[1])) if row else (0, [])
