-- How the same word written two ways is recognised. Kept in the built database, so that searches fold alike.
-- strip_accents leaves œ and æ alone, hence the two replacements.
CREATE MACRO plain_letters(words) AS replace(replace(strip_accents(lower(words)), 'œ', 'oe'), 'æ', 'ae');
CREATE MACRO fold(words) AS translate(plain_letters(words), ' -', '__');
CREATE MACRO slug(words) AS replace(plain_letters(words), ' ', '-');
-- blanks around a cell: space, tab, line ends, the two no-break spaces, and the byte order mark
-- (a set of characters makes trim slow, so only cells that may need it go through it)
CREATE MACRO trimmed(cell) AS CASE
    WHEN cell[1] BETWEEN '!' AND '~' AND cell[-1] BETWEEN '!' AND '~' THEN cell
    ELSE trim(cell, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8239) || chr(65279))
END;
CREATE MACRO items(cell) AS list_filter(
    list_transform(string_split(cell, ';'), lambda item: trimmed(item)), lambda item: item <> ''
);
