-- What the search box looks up. Names are folded once, here; the titles of activities, which may be a million, are read
-- as they stand by queries.search, and only their distinct words are kept, to tell a misspelling from a word.
CREATE MACRO words_of(written) AS regexp_extract_all(
    translate(replace(plain_letters(written), 'ß', 'ss'), 'øłđ', 'old'), '[\pL\pN]+'
);

-- One row per way of writing a city, a partner, a theme or a service, in either language.
--   role      name, acronym, or initials (made from a partner's name, for those whose acronym no source gives)
--   squeezed  its words without what parts them: Xi’an is also « xian »
CREATE TABLE search_names AS
WITH named AS (
    SELECT 'ville' AS kind, city_id AS id, 'name' AS role, unnest([name, name_en]) AS written FROM cities
    UNION ALL SELECT 'partenaire', partner_id, 'name', unnest([name, name_en]) FROM partners
    UNION ALL SELECT 'partenaire', partner_id, 'acronym', unnest([acronym, acronym_en]) FROM partners
    UNION ALL SELECT 'theme', code, 'name', unnest([label, label_en]) FROM themes
    UNION ALL SELECT 'service', code, 'name', unnest([label, label_en]) FROM services
), folded AS (
    SELECT DISTINCT kind, id, role, words_of(written) AS words FROM named WHERE written IS NOT NULL
), initials AS (
    SELECT kind, id, 'initials' AS role, array_to_string(list_transform(list_filter(
        words, lambda word: word NOT IN ('de', 'des', 'du', 'd', 'la', 'le', 'les', 'l', 'et', 'en', 'of', 'the', 'and')
    ), lambda word: word[1]), '') AS letters
    FROM folded WHERE kind = 'partenaire' AND role = 'name'
)
SELECT kind, id, role, words, array_to_string(words, '') AS squeezed FROM folded WHERE len(words) > 0
UNION ALL
SELECT DISTINCT kind, id, role, [letters], letters FROM initials WHERE length(letters) >= 3;

-- Every word that a search may mean, once. What begins with a digit has no misspelling.
CREATE TABLE search_words AS
WITH chunks AS (
    SELECT DISTINCT chunk FROM (
        SELECT unnest(string_split(title, ' ')) AS chunk FROM records
        UNION ALL SELECT unnest(string_split(title_en, ' ')) FROM records WHERE title_en <> title
        UNION ALL SELECT unnest(string_split(label, ' ')) FROM records WHERE label <> title
        UNION ALL SELECT unnest(string_split(label_en, ' ')) FROM records WHERE label_en <> title_en
    ) WHERE chunk > ':' OR chunk < '0'
)
SELECT DISTINCT word FROM (
    SELECT unnest(words_of(chunk)) AS word FROM chunks
    UNION ALL SELECT unnest(words) FROM search_names
    UNION ALL SELECT squeezed FROM search_names
) WHERE word > ':';
