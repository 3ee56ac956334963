-- How the same word written two ways is recognised. Kept in the built database, so that searches fold alike.
-- strip_accents leaves œ and æ alone, hence the two replacements.
CREATE MACRO plain_letters(words) AS replace(replace(strip_accents(lower(words)), 'œ', 'oe'), 'æ', 'ae');
CREATE MACRO fold(words) AS translate(plain_letters(words), ' -', '__');
CREATE MACRO slug(words) AS replace(plain_letters(words), ' ', '-');
-- blanks around a cell: space, tab, line ends, the two no-break spaces, and the byte order mark
-- (one pattern: the planner works longer on a set of conditions than a small file takes to read; and most cells of a
-- large one need no writing)
CREATE MACRO trimmed(cell) AS CASE
    WHEN regexp_matches(cell, '^[ \t\n\r\x{A0}\x{202F}\x{FEFF}]|[ \t\n\r\x{A0}\x{202F}\x{FEFF}]\z')
    THEN regexp_replace(cell, '^[ \t\n\r\x{A0}\x{202F}\x{FEFF}]+|[ \t\n\r\x{A0}\x{202F}\x{FEFF}]+\z', '', 'g')
    ELSE cell
END;
CREATE MACRO items(cell) AS list_filter(
    list_transform(string_split(cell, ';'), lambda item: trimmed(item)), lambda item: item <> ''
);
