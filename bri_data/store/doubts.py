"""What two cells deny together: doubts to verify, that block nothing. Asked of a folder without fault."""

from __future__ import annotations

from functools import cache

import airportsdata
import duckdb

from bri_data.model import schema
from bri_data.model.bounds import SHOWN
from bri_data.model.problems import Problem

# each rule: the table and the column it points at, and a query of (line, value, other)
_RULES = (
    (
        "more_rows_than_declared",
        "activities",
        "counted_in",
        "SELECT max(activities.line), count(*)::VARCHAR, format('{:g}', any_value(value)) FROM activities "
        "JOIN indicators ON year = counted_in JOIN indicator_of_kind USING (kind, indicator) WHERE status <> 'annulee' "
        "GROUP BY kind, counted_in HAVING count(*) > any_value(value)",
    ),
    (
        "held_in_the_future",
        "activities",
        "status",
        "SELECT line, start, '' FROM activities WHERE status = 'realisee' AND start_first > current_date",
    ),
    (
        "planned_in_the_past",
        "activities",
        "status",
        "SELECT line, start, '' FROM activities WHERE status = 'prevue' "
        "AND coalesce(end_last, start_last) < current_date - INTERVAL 90 DAY",
    ),
    (
        "in_force_past_its_end",
        "agreements",
        "status",
        "SELECT line, expires, '' FROM agreements WHERE status = 'en_vigueur' AND expires_last < current_date",
    ),
    (
        "leg_to_nowhere",
        "trips",
        "itinerary",
        "SELECT line, itinerary, leg[1] FROM (SELECT line, itinerary, unnest(list_zip(stops[:-2], stops[2:])) AS leg "
        "FROM (SELECT line, itinerary, string_split(itinerary, '-') AS stops FROM trips)) WHERE leg[1] = leg[2]",
    ),
    (
        "unknown_airport",
        "trips",
        "itinerary",
        "SELECT line, stop, '' FROM (SELECT line, unnest(string_split(itinerary, '-')) AS stop FROM trips) "
        "WHERE stop NOT IN (SELECT code FROM airports)",
    ),
    (
        "far_airport",
        "cities",
        "airport",
        "SELECT line, airport, round(km)::INTEGER::VARCHAR FROM (SELECT line, airport, 12742 * asin(sqrt("
        "sin(radians(lat - latitude) / 2) ** 2 + cos(radians(lat)) * cos(radians(latitude)) * "
        "sin(radians(lon - longitude) / 2) ** 2)) AS km FROM cities JOIN airports ON code = airport) WHERE km > 60",
    ),
    (
        "two_names_of_a_place",
        "cities",
        "name",
        "SELECT b.line, b.name, a.name FROM cities AS a JOIN cities AS b ON b.line > a.line AND b.country = a.country "
        "AND (fold(b.name) = fold(a.name) OR (b.latitude = a.latitude AND b.longitude = a.longitude))",
    ),
    (
        "same_record_twice",
        "activities",
        "title",
        "SELECT line, title, first::VARCHAR FROM (SELECT line, title, min(line) OVER same AS first FROM activities "
        "WINDOW same AS (PARTITION BY kind, fold(title), start, city_ids)) WHERE line > first",
    ),
    (
        "smaller_than_its_part",
        "expenses",
        "amount_cad",
        "SELECT whole.line, format('{:.2f}', any_value(whole.amount_cad)), format('{:.2f}', sum(part.amount_cad)) "
        "FROM expenses AS part JOIN expenses AS whole ON part.included_in = whole.expense_id "
        "GROUP BY whole.line HAVING sum(part.amount_cad) > any_value(whole.amount_cad) + 0.005",
    ),
    (
        "month_for_edition",
        "emission_factors",
        "edition",
        "SELECT line, edition, '' FROM emission_factors WHERE regexp_full_match(edition, '[[:alpha:]é û.]+-\\d{2}')",
    ),
)


@cache
def _airports() -> list[tuple[str, float, float]]:
    return [(code, one["lat"], one["lon"]) for code, one in airportsdata.load("IATA").items()]


def doubts(con: duckdb.DuckDBPyConnection) -> tuple[Problem, ...]:
    """The doubts about the typed tables of `con`, by rule then line, the first hundred of each rule."""
    codes, latitudes, longitudes = zip(*_airports(), strict=True)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE airports AS SELECT unnest(?) AS code, unnest(?) AS lat, unnest(?) AS lon",
        [list(codes), list(latitudes), list(longitudes)],
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE indicator_of_kind AS SELECT unnest(?) AS kind, unnest(?) AS indicator",
        [list(schema.INDICATOR_OF_KIND), list(schema.INDICATOR_OF_KIND.values())],
    )
    found = []
    for rule, name, column, query in _RULES:
        table = schema.table(name)
        explained = _explanations(con, rule, table.name, table.key[0])
        rows = con.execute(f"SELECT * FROM ({query}) ORDER BY 1 LIMIT {SHOWN}").fetchall()  # noqa: S608
        heading = table.column(column).heading
        found += [
            Problem(
                table.file,
                line,
                heading,
                rule,
                str(value),
                (("other", str(other)), *explained.get(line, ())),
                is_doubt=True,
            )
            for line, value, other in rows
        ]
    return tuple(found)


def _explanations(
    con: duckdb.DuckDBPyConnection, rule: str, name: str, key: str
) -> dict[int, tuple[tuple[str, str], ...]]:
    """What `verifications` says of the rows that `rule` may point at, by line: the explanation in both languages."""
    rows = con.execute(
        f"SELECT {name}.line, explanation, coalesce(explanation_en, explanation) FROM {name} "  # noqa: S608 - of the schema
        f"JOIN verifications ON row_key = {key}::VARCHAR WHERE rule = $rule",
        {"rule": rule},
    ).fetchall()
    return {line: (("explanation_fr", french), ("explanation_en", english)) for line, french, english in rows}
