"""Every brief there is, by kind: what the index lists and the choice of another brief offers."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

# Of the records that touch each thing (`id`): the latest that was held or signed, by the rule of a brief
# (present/briefs.last_contact), and the first that is only announced.
_CONTACTS = """
    SELECT id,
           arg_max({start: start, "end": "end", kind: kind, state: state},
                   lpad(year::VARCHAR, 4, '0') || (state = 'dated')::INTEGER || strftime(start_first, '%Y%m%d')
                   || record_id)
               FILTER (state <> 'announced') AS held,
           arg_min(start, strftime(start_first, '%Y%m%d') || record_id) FILTER (state = 'announced') AS announced
    FROM met JOIN records USING (record_id) WHERE start IS NOT NULL GROUP BY id"""
_TOLD = 'held.start AS "last", held."end" AS last_end, held.kind AS kind, held.state AS state, announced AS "next"'
_LISTS = {
    "ville": f"""
        WITH met AS (SELECT city_id AS id, record_id FROM record_cities), contacts AS ({_CONTACTS})
        SELECT city_id AS id, name, name_en, country AS section, {_TOLD}
        FROM cities LEFT JOIN contacts ON id = city_id
        WHERE NOT $cited OR city_id IN (SELECT rc.city_id FROM record_cities rc JOIN records USING (record_id))
        ORDER BY name""",  # noqa: S608 - constants
    "partenaire": f"""
        WITH met AS (SELECT unnest(partner_ids) AS id, record_id FROM records), contacts AS ({_CONTACTS})
        SELECT partner_id AS id, name, name_en, sector AS section, {_TOLD}
        FROM partners LEFT JOIN contacts ON id = partner_id
        WHERE NOT $cited OR partner_id IN (SELECT unnest(partner_ids) FROM records) ORDER BY name""",  # noqa: S608 - constants
    "activite": """
        SELECT record_id AS id, title AS name, title_en AS name_en, year AS section, kind, state FROM records
        WHERE record_table = 'activities' ORDER BY year DESC, start_precision = 'year', start_first DESC, record_id""",
    "entente": """
        SELECT record_id AS id, r.title AS name, r.title_en AS name_en, a.kind AS section, a.status, a.expires
        FROM records r JOIN agreements a ON a.agreement_id = r.record_id WHERE record_table = 'agreements'
        ORDER BY r.start_first DESC NULLS LAST, record_id""",
}


def every(con: DuckDBPyConnection, kind: str, *, cited: bool = False) -> pd.DataFrame:
    """All briefs of one kind (`ville`, `partenaire`, `activite`, `entente`): `id`, `name`, `name_en` and `section`, the
    country, sector, year or kind of agreement under which a list files it.

    Activities and agreements: newest first, with `kind` and `state`, or `status` and `expires`. Cities and partners, by
    name: `last` and `last_end` (EDTF), `kind` and `state` of the latest record held or signed, `next` the first
    announced; null for none. `cited` leaves out cities and partners that no record of this cursor names.
    """
    about_records = kind in ("activite", "entente")
    return con.execute(_LISTS[kind], None if about_records else {"cited": cited}).df()


def sizes(con: DuckDBPyConnection) -> dict[str, int]:
    """How many briefs there are of each kind, whether or not a record names them."""
    row = con.execute(
        """
        SELECT (SELECT count(*) FROM cities), (SELECT count(*) FROM partners),
               count(*) FILTER (record_table = 'activities'), count(*) FILTER (record_table = 'agreements') FROM records
        """
    ).fetchone()
    return dict(zip(("ville", "partenaire", "activite", "entente"), row or (0, 0, 0, 0), strict=True))
