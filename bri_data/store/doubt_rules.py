"""What two cells may deny together: each doubt as its rule, the column it points at, and its question to DuckDB."""

from __future__ import annotations

from bri_data.model import schema

# km between an airport (lat, lon) and a city (latitude, longitude)
_KM = (
    "12742 * asin(sqrt(sin(radians(lat - latitude) / 2) ** 2 + cos(radians(lat)) * cos(radians(latitude)) * "
    "sin(radians(lon - longitude) / 2) ** 2))"
)


def _mixed(table: str, column: str) -> str:
    """A word of Latin letters and letters that look like them: one of them was not typed by hand."""
    mixed = r"\p{Latin}[\p{Cyrillic}\p{Greek}]|[\p{Cyrillic}\p{Greek}]\p{Latin}"
    return f"SELECT line, {column}, '' FROM {table} WHERE regexp_matches({column}, '{mixed}')"  # noqa: S608


def _to_come(table: str, column: str) -> str:
    return f"SELECT line, {column}, '' FROM {table} WHERE {column}_first > current_date"  # noqa: S608


# as many locators as sources, both in one order and separated by « ; »
_LISTS = tuple(
    (
        "a_locator_for_each_source",
        table.name,
        "source_locator",
        f"SELECT line, source_locator, len(source_ids)::VARCHAR FROM {table.name} "  # noqa: S608
        "WHERE len(source_ids) > 1 AND len(items(source_locator)) <> len(source_ids)",
    )
    for table in schema.TABLES
    if {"source_ids", "source_locator"} <= {column.name for column in table.columns}
)

# each rule: the table and the column it points at, and a query of (line, value, other)
RULES = (
    *_LISTS,
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
        "two_rules_at_once",
        "rules",
        "valid_from",
        "SELECT b.line, b.valid_from, a.line::VARCHAR FROM rules AS a JOIN rules AS b ON b.rule = a.rule "
        "AND b.line > a.line AND b.valid_from_first <= coalesce(a.valid_until_last, b.valid_from_first) "
        "AND a.valid_from_first <= coalesce(b.valid_until_last, a.valid_from_first)",
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
        f"SELECT line, airport, round(km)::INTEGER::VARCHAR FROM (SELECT line, airport, {_KM} AS km "  # noqa: S608
        "FROM cities JOIN airports ON code = airport) WHERE km > 60",
    ),
    (
        "two_names_of_a_place",
        "cities",
        "name",
        "SELECT b.line, b.name, a.name FROM cities AS a JOIN cities AS b ON b.line > a.line AND b.country = a.country "
        # 0.01 degree: no two cities are so near, and two lists rarely put one city at the very same point
        "AND (fold(b.name) = fold(a.name) OR "
        "(abs(b.latitude - a.latitude) < 0.01 AND abs(b.longitude - a.longitude) < 0.01))",
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
    (
        # its own country's nearest airport is farther than 150 km, and another country has one nearer
        "outside_its_country",
        "cities",
        "country",
        f"SELECT line, name, arg_min(airports.country, {_KM}) FROM (SELECT line, name, cities.country AS here, "  # noqa: S608
        f"latitude, longitude, coalesce(min({_KM}), 20000) AS own FROM cities LEFT JOIN airports "
        "ON airports.country = cities.country GROUP BY ALL HAVING own > 150), airports "
        f"GROUP BY line, name, own HAVING min({_KM}) < own",
    ),
    (
        "mixed_alphabets",
        "cities",
        "name",
        _mixed("cities", "name"),
    ),
    ("mixed_alphabets", "partners", "name", _mixed("partners", "name")),
    ("mixed_alphabets", "activities", "title", _mixed("activities", "title")),
    ("mixed_alphabets", "agreements", "title", _mixed("agreements", "title")),
    (
        "seen_before_it_happened",
        "activities",
        "date_basis",
        "SELECT line, start, '' FROM activities WHERE date_basis = 'constatee' AND start_first > current_date",
    ),
    (
        "lasts_long",
        "activities",
        "end",
        'SELECT line, "end", (end_first - start_last)::VARCHAR FROM activities '
        "WHERE kind IN ('mission', 'accueil') AND end_first - start_last > 45",
    ),
    (
        "cancelled_but_counted",
        "activities",
        "counted_in",
        "SELECT line, counted_in::VARCHAR, '' FROM activities WHERE status = 'annulee' AND counted_in IS NOT NULL",
    ),
    (
        "mission_at_home",
        "activities",
        "city_ids",
        "SELECT activities.line, title, '' FROM activities JOIN cities ON city_ids = [city_id] "
        "WHERE kind = 'mission' AND is_home",
    ),
    (
        "one_agreement_twice",
        "agreements",
        "title",
        "SELECT b.line, b.title, a.title FROM agreements AS a JOIN agreements AS b ON b.line > a.line "
        "AND b.kind = a.kind AND (fold(b.title) = fold(a.title) OR (b.signed IS NOT DISTINCT FROM a.signed "
        "AND len(b.city_ids) > 0 "
        "AND coalesce(b.partner_ids, []) = coalesce(a.partner_ids, []) "
        "AND list_sort(coalesce(b.city_ids, [])) = list_sort(coalesce(a.city_ids, []))))",
    ),
    (
        "signed_in_the_future",
        "agreements",
        "status",
        "SELECT line, signed, '' FROM agreements WHERE status = 'en_vigueur' AND signed_first > current_date",
    ),
    (
        "over_before_its_end",
        "agreements",
        "status",
        "SELECT line, expires, '' FROM agreements WHERE status = 'echue' AND expires_first > current_date",
    ),
    (
        "outcome_of_nothing_held",
        "outcomes",
        "status",
        "SELECT outcomes.line, start, title FROM outcomes JOIN activities USING (activity_id) "
        "WHERE outcomes.status = 'constatee' AND (activities.status = 'annulee' OR start_first > current_date)",
    ),
    (
        "due_before_it_happened",
        "outcomes",
        "due",
        "SELECT outcomes.line, due, start FROM outcomes JOIN activities USING (activity_id) "
        "WHERE due_last < start_first",
    ),
    (
        "report_before_it_happened",
        "disclosures",
        "published_on",
        "SELECT disclosures.line, published_on, start FROM disclosures JOIN activities USING (activity_id) "
        "WHERE document <> 'sommaire_decisionnel' AND published_on_last < start_first",
    ),
    (
        "cost_before_it_happened",
        "expenses",
        "published_on",
        "SELECT cost.line, cost.published_on, min(start) FROM (SELECT line, published_on, published_on_last, "
        "unnest(activity_ids) AS activity_id FROM expenses WHERE nature = 'reel') AS cost JOIN activities "
        "USING (activity_id) GROUP BY ALL HAVING cost.published_on_last < min(start_first)",
    ),
    ("published_in_the_future", "disclosures", "published_on", _to_come("disclosures", "published_on")),
    ("published_in_the_future", "expenses", "published_on", _to_come("expenses", "published_on")),
    ("published_in_the_future", "sources", "published", _to_come("sources", "published")),
    (
        "bought_before_the_travel",
        "carbon_years",
        "bought",
        "SELECT line, bought, travel_year::VARCHAR FROM carbon_years WHERE bought_last < year_opens(travel_year)",
    ),
    (
        "range_upside_down",
        "emission_factors",
        "max_km",
        "SELECT line, format('{:g}', max_km), format('{:g}', min_km) FROM emission_factors WHERE max_km < min_km",
    ),
    (
        "attested_outside_its_dates",
        "roles",
        "attested",
        'SELECT line, attested, coalesce("end", start) FROM roles '
        "WHERE attested_last < start_first OR attested_first > end_last",
    ),
)
