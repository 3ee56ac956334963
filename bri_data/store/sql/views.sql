-- What a page may draw: one row per activity or agreement (hidden ones are gone by now: see visibility.py), with what
-- is known of its date in one word.
--   state  dated      a month or a day is known
--          named      only the year is known
--          announced  a source announced it; none says it was held
-- counted_in is the year whose declared total it belongs to, or null; off_total says « hors total »: it belongs to none
-- although its year declares totals. year is that of the reports (model/report_year.py). The year of an agreement whose signature no source dates is that of the total it
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
    report_year_of(start_first, start_precision, counted_in) AS year,
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
    coalesce(report_year_of(signed_first, signed_precision, counted_in), counted_in) AS year,
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

-- The activities of which a source says how many people travelled: with a journey, or with all that was spent on them
-- alone (what a meal cost was for those who ate).
CREATE VIEW known_headcounts AS
SELECT activity_id FROM trips WHERE travellers IS NOT NULL
UNION
SELECT any_value(activity_id) FROM expense_activities JOIN expenses USING (expense_id)
WHERE nature = 'reel' AND category = 'total' AND travellers IS NOT NULL GROUP BY expense_id HAVING count(*) = 1;

-- One row per record, theme and axis, where the record's sources put that theme under that axis. Its themes and its axes
-- alone do not say so: a record that bears three themes and two axes may have one such pair, or none.
CREATE VIEW record_theme_axes AS
SELECT record_id, split_part(pair, ':', 1) AS theme_id, split_part(pair, ':', 2) AS axis
FROM (SELECT record_id, unnest(theme_axes) AS pair FROM records);

-- What a calendar holds, one row per event: its code, the record it is about, a digest of all that it says, its first
-- day. A cancelled activity is one of them: whoever has it in a calendar has to hear of it.
CREATE VIEW agenda_events AS
SELECT record_id AS code, record_id, start_first AS first_day,
       md5([title, title_en, start, "end", state, kind, date_basis, place_names::VARCHAR, place_names_en::VARCHAR,
            source_titles::VARCHAR, source_locator]::VARCHAR) AS digest
FROM records WHERE start_precision <> 'year'
UNION ALL
SELECT activity_id, activity_id, start_first, md5([title, title_en, start, "end", 'annulee']::VARCHAR)
FROM activities WHERE status = 'annulee' AND start_precision <> 'year'
UNION ALL
SELECT r.record_id || '-rapport', r.record_id, r.last_day,
       md5([r.title, r.title_en, coalesce(r."end", r.start), r.date_basis, u.value::VARCHAR, d.published_on]::VARCHAR)
FROM disclosures d
JOIN records r ON r.record_id = d.activity_id AND r.record_table = 'activities'
JOIN rules u ON u.rule = 'rapport_mission'
  AND r.last_day BETWEEN u.valid_from_first AND coalesce(u.valid_until_last, r.last_day)
WHERE d.document = 'rapport_mission' AND r.state <> 'announced'
UNION ALL
SELECT r.record_id || '-echeance', r.record_id, a.expires_last,
       md5([r.title, r.title_en, a.expires, a.status, r.source_titles::VARCHAR, r.source_locator]::VARCHAR)
FROM agreements a JOIN records r ON r.record_id = a.agreement_id AND r.record_table = 'agreements'
WHERE a.expires IS NOT NULL;
