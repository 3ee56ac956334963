"""Flights and carbon credits: what is declared year by year, the trips of a year, the factors to work them out."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection


def declared_years(con: DuckDBPyConnection) -> pd.DataFrame:
    """The declared years of flights, all municipal flyers: `travel_year`, `tonnes`, `cost_cad_before_tax`,
    `programme`, `bought`, `scope`, `scope_en`, `source_ids`, `source_titles`, `source_urls` (in the row's
    order), `source_locator`, `published` (the latest of its sources, EDTF); by year. A year
    nobody declared has no row."""
    return con.execute(
        """
        WITH cited AS (
            SELECT used.travel_year, list(s.title ORDER BY used.position) AS source_titles,
                   list(s.url ORDER BY used.position) AS source_urls, max(s.published) AS published
            FROM (
                SELECT travel_year, unnest(source_ids) AS source_id, generate_subscripts(source_ids, 1) AS position
                FROM carbon_years
            ) used JOIN sources s USING (source_id)
            GROUP BY used.travel_year
        )
        SELECT y.travel_year, y.tonnes, y.cost_cad_before_tax, y.programme, y.bought, y.scope, y.scope_en,
               y.source_ids, c.source_titles, c.source_urls, y.source_locator, c.published
        FROM carbon_years y LEFT JOIN cited c USING (travel_year)
        ORDER BY y.travel_year
        """
    ).df()


def last_held_year(con: DuckDBPyConnection) -> int | None:
    """The latest year in which a mission was held; None when none was. One only announced does not count."""
    row = con.execute("SELECT max(year) FROM records WHERE kind = 'mission' AND state <> 'announced'").fetchone()
    return int(row[0]) if row and row[0] is not None else None


def trips(con: DuckDBPyConnection, year: int) -> pd.DataFrame:
    """The year's missions with their journeys by air: `trip_id` (null when no itinerary is known), `record_id`,
    `kind`, `state`, `label`, `label_en`, `cities`, `cities_en` (names in the order of the stops, may be null), `start`,
    `end`, `date_basis`, `month` (1 to 12, null when only the year is known), `travellers`, `itinerary`, `round_trip`,
    `cabin`, `assumed`, `assumption`, `assumption_en`, `source_ids` (of the mission, then of its journey),
    `source_titles`, `source_urls`, `source_locator` (the mission's), `trip_locator`.

    One row per journey, or one for a mission without any; other activities only when they have a journey. By date,
    the undated last.
    """
    return con.execute(
        """
        SELECT t.trip_id, r.record_id, r.kind, r.state, r.label, r.label_en, r.place_names AS cities,
               r.place_names_en AS cities_en, r.start, r."end", r.date_basis,
               CASE WHEN r.start_precision <> 'year' THEN month(r.start_first) END AS month,
               t.travellers, t.itinerary, t.round_trip, t.cabin, t.assumed, t.assumption, t.assumption_en,
               list_concat(r.source_ids, coalesce(t.source_ids, [])) AS source_ids,
               r.source_titles, r.source_urls, r.source_locator, t.source_locator AS trip_locator
        FROM records r LEFT JOIN trips t ON t.activity_id = r.record_id
        WHERE r.year = $year AND r.record_table = 'activities' AND (r.kind = 'mission' OR t.trip_id IS NOT NULL)
        ORDER BY month_place(month) NULLS LAST, r.start_first, r.record_id, t.trip_id
        """,
        {"year": year},
    ).df()


def factors(con: DuckDBPyConnection) -> pd.DataFrame:
    """Every emission factor: `factor_id`, `publisher`, `edition`, `haul`, `cabin`, `min_km`, `max_km`,
    `with_non_co2`, `without_non_co2` (kg CO2e per passenger-km), `source_title`, `source_url`, `source_locator`,
    `published`; in the file's order."""
    return con.execute(
        """
        SELECT f.factor_id, f.publisher, f.edition, f.haul, f.cabin, f.min_km, f.max_km, f.with_non_co2,
               f.without_non_co2, s.title AS source_title, s.url AS source_url, f.source_locator, s.published
        FROM emission_factors f LEFT JOIN sources s ON s.source_id = f.source_ids[1]
        ORDER BY f.line
        """
    ).df()
