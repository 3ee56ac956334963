-- What a page may draw: one row per activity or agreement (hidden ones are gone by now: see visibility.py), with what
-- is known of its date in one word.
--   state  dated      a month or a day is known
--          named      only the year is known
--          announced  a source announced it; none says it was held
-- counted_in is the year whose declared total it belongs to, or null; off_total says « hors total »: it belongs to none
-- although its year declares totals. The year of an agreement whose signature no source dates is that of the total it
-- counts in, if any. stops are the cities of a mission,
-- the origin of a delegation, the place of an event held elsewhere; places are those of them that a map shows: all but
-- the home city. What places and source_ids name stands beside them, in their order: most pages show it, and a question
-- about a handful of records would take longer to look it up than to answer.
-- It is a table, in the order of time (its rowid): most questions are about one year, and find its rows side by side.
CREATE TABLE records AS
WITH of_cities AS (
    SELECT map(list(city_id), list(name)) AS name, map(list(city_id), list(name_en)) AS name_en FROM cities
), of_sources AS (
    SELECT map(list(source_id), list(title)) AS title, map(list(source_id), list(url)) AS url FROM sources
), placed AS (
SELECT r.*, list_filter(stops, lambda city: NOT list_contains(homes, city)) AS places
FROM (
SELECT
    activity_id AS record_id, 'activities' AS record_table, line, kind, nature,
    title, title_en, coalesce(short_title, title) AS label, coalesce(short_title_en, title_en) AS label_en,
    start, "end", start_precision, start_first, coalesce(end_last, start_last) AS last_day, date_basis,
    year(start_first) AS year,
    CASE WHEN status = 'prevue' THEN 'announced' WHEN start_precision = 'year' THEN 'named' ELSE 'dated' END AS state,
    CASE WHEN status <> 'prevue' THEN counted_in END AS counted_in, -- nothing says that it was held: no total holds it
    axes, theme_ids, theme_axes, partner_ids, service_ids, city_ids, place_id, source_ids, source_locator,
    CASE WHEN kind = 'evenement' AND place_id IS NOT NULL AND len(coalesce(city_ids, [])) = 0 THEN [place_id]
    ELSE city_ids END AS stops
FROM activities
WHERE status <> 'annulee'
UNION ALL BY NAME
SELECT
    agreement_id AS record_id, 'agreements' AS record_table, line, 'entente' AS kind, kind AS agreement_kind,
    title, title_en, coalesce(short_title, title) AS label, coalesce(short_title_en, title_en) AS label_en,
    signed AS start, signed_precision AS start_precision, signed_first AS start_first, signed_last AS last_day,
    coalesce(year(signed_first), counted_in) AS year,
    CASE WHEN signed_precision IN ('month', 'day') THEN 'dated' ELSE 'named' END AS state,
    counted_in, axes, theme_ids, theme_axes, partner_ids, city_ids, source_ids, source_locator,
    city_ids AS stops
FROM agreements
) r CROSS JOIN (SELECT coalesce(list(city_id), []) AS homes FROM cities WHERE is_home)
)
SELECT placed.*,
    coalesce(counted_in IS NULL AND year IN (SELECT year FROM indicators), false) AS off_total,
    CASE WHEN len(places) > 0 THEN list_transform(places, lambda city: of_cities.name[city]) END AS place_names,
    CASE WHEN len(places) > 0 THEN list_transform(places, lambda city: of_cities.name_en[city]) END AS place_names_en,
    list_transform(source_ids, lambda source: of_sources.title[source]) AS source_titles,
    list_transform(source_ids, lambda source: of_sources.url[source]) AS source_urls
FROM placed, of_cities, of_sources
ORDER BY start_first, record_id;

-- One row per record and city of the map: position is that among its stops (1 = first).
CREATE VIEW record_cities AS
SELECT record_id, city_id, position
FROM (SELECT record_id, unnest(stops) AS city_id, generate_subscripts(stops, 1)::INTEGER AS position FROM records)
WHERE city_id NOT IN (SELECT city_id FROM cities WHERE is_home);

-- One row per record, theme and axis, where the record's sources put that theme under that axis. Its themes and its axes
-- alone do not say so: a record that bears three themes and two axes may have one such pair, or none.
CREATE VIEW record_theme_axes AS
SELECT record_id, split_part(pair, ':', 1) AS theme_id, split_part(pair, ':', 2) AS axis
FROM (SELECT record_id, unnest(theme_axes) AS pair FROM records);
