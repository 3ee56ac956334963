"""Agreements and networks through the years: what was signed, what ends, and the activities that touched each.

Public records only. A narrowed cursor answers about the agreements that it keeps, and about the activities it keeps.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from duckdb import DuckDBPyConnection

# beyond, a page would no longer be read
MOST = 2_000
MOST_CONTACTS = 20_000


def agreements(con: DuckDBPyConnection, most: int = MOST) -> pd.DataFrame:
    """Every agreement: `record_id`, `kind` (of agreement), `title`, `title_en`, `label`, `label_en`, `cities`,
    `city_names`, `city_names_en` (home left out), `partners`, `partner_names`, `partner_names_en` (acronyms where there
    are some), `are_networks` (of each partner), `signed`, `year` (of signing, else of the total that counts it),
    `expires` (EDTF), `status`, `as_of` (when its latest source came out), `source_ids`, `source_titles`, `source_urls`,
    `source_locator`, `total` (all of them); in the file's order, at most `most`."""
    return con.execute(
        """
        WITH named AS (
            SELECT map_from_entries(list((partner_id, coalesce(acronym, name)))) AS name,
                   map_from_entries(list((partner_id, coalesce(acronym_en, name_en, acronym, name)))) AS name_en,
                   map_from_entries(list((partner_id, coalesce(is_network, false)))) AS is_network
            FROM partners
        ), dated AS (
            SELECT map_from_entries(list((source_id, published))) AS on_date FROM sources
        )
        SELECT r.record_id, r.agreement_kind AS kind, r.title, r.title_en, r.label, r.label_en,
               coalesce(r.places, []) AS cities, coalesce(r.place_names, []) AS city_names,
               coalesce(r.place_names_en, []) AS city_names_en, coalesce(r.partner_ids, []) AS partners,
               list_transform(coalesce(r.partner_ids, []), lambda id: n.name[id]) AS partner_names,
               list_transform(coalesce(r.partner_ids, []), lambda id: n.name_en[id]) AS partner_names_en,
               list_transform(coalesce(r.partner_ids, []), lambda id: n.is_network[id]) AS are_networks,
               a.signed, r.year, a.expires, a.status,
               list_max(list_transform(r.source_ids, lambda id: d.on_date[id])) AS as_of,
               r.source_ids, r.source_titles, r.source_urls, r.source_locator, count(*) OVER ()::INTEGER AS total
        FROM agreements a JOIN records r ON r.record_id = a.agreement_id AND r.record_table = 'agreements'
        CROSS JOIN named n CROSS JOIN dated d
        ORDER BY a.line LIMIT $most
        """,
        {"most": most},
    ).df()


def contacts(
    con: DuckDBPyConnection, cities: Sequence[str], partners: Sequence[str], most: int = MOST_CONTACTS
) -> pd.DataFrame:
    """The activities that touched one of `cities` or in which one of `partners` is named: `record_id`, `kind`, `state`,
    `label`, `label_en`, `start`, `end` (EDTF), `precision`, `first_day`, `last_day`, `cities`, `partners`, `total` (all
    of them); latest first, at most `most`."""
    return con.execute(
        """
        SELECT record_id, kind, state, label, label_en, start, "end", start_precision AS precision,
               start_first AS first_day, last_day, coalesce(stops, []) AS cities,
               coalesce(partner_ids, []) AS partners, count(*) OVER ()::INTEGER AS total
        FROM records
        WHERE kind <> 'entente' AND start IS NOT NULL
          AND (list_has_any(coalesce(stops, []), $cities) OR list_has_any(coalesce(partner_ids, []), $partners))
        ORDER BY start_first DESC, record_id LIMIT $most
        """,
        {"cities": list(cities) or [""], "partners": list(partners) or [""], "most": most},
    ).df()


def roles(con: DuckDBPyConnection, *, kept_only: bool, most: int = MOST) -> pd.DataFrame:
    """The City's roles in networks, and designations: `role_id`, `partner_id`, `name`, `name_en` (the acronym where
    there is one), `role`, `title`, `title_en`, `start`, `end`, `attested`, `expected` (EDTF), `source_ids`,
    `source_titles`, `source_urls`, `source_locator`, `total`; by partner in the file's order, at most `most`. With
    `kept_only`, of the partners of the records that the cursor speaks of."""
    return con.execute(
        """
        WITH documents AS (
            SELECT map_from_entries(list((source_id, title))) AS title,
                   map_from_entries(list((source_id, url))) AS url FROM sources
        )
        SELECT o.role_id, o.partner_id, coalesce(p.acronym, p.name) AS name,
               coalesce(p.acronym_en, p.name_en, p.acronym, p.name) AS name_en, o.role, o.title, o.title_en, o.start,
               o."end", o.attested, o.expected, o.source_ids,
               list_transform(o.source_ids, lambda id: d.title[id]) AS source_titles,
               list_transform(o.source_ids, lambda id: d.url[id]) AS source_urls, o.source_locator,
               count(*) OVER ()::INTEGER AS total
        FROM roles o JOIN partners p USING (partner_id) CROSS JOIN documents d
        WHERE NOT $kept_only OR o.partner_id IN (SELECT unnest(partner_ids) FROM records)
        ORDER BY min(o.line) OVER (PARTITION BY o.partner_id), o.start_first, o.line LIMIT $most
        """,
        {"kept_only": kept_only, "most": most},
    ).df()
