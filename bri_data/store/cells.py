"""What a cell may hold, as SQL made from the schema: how each distinct spelling of a column is judged (spellings.py
gathers them)."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global

from bri_data.model.bounds import URL
from bri_data.model.codes import AXES
from bri_data.model.columns import Column, Table

from .text_files import fold_words

# every blank a spreadsheet may put between thousands; elsewhere between two digits it is a slip (« 12 34 »)
_BLANKS = r"[\s\x{00A0}\x{202F}]"
_SPACED = rf"{_BLANKS}*[-+]?{_BLANKS}*(?:\d*|\d{{1,3}}(?:{_BLANKS}\d{{3}})+)(?:[.,]\d+)?(?:[eE][-+]?\d+)?{_BLANKS}*"
SPREADSHEET_ERROR = r"#(?:N/A|N/D|REF!|VALUE!|VALEUR!|NAME\?|NOM\?|DIV/0!|NULL!|NUL!|NUM!|NOMBRE!|SPILL!|CALC!|#+)"
SQL_TYPES = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "integer": "INTEGER",
    "number": "DOUBLE",
    "date": "VARCHAR",
    "boolean": "BOOLEAN",
    "url": "VARCHAR",
}
_THEME_AXIS = ("lower(item)", f"[a-z0-9][a-z0-9_-]*:(?:{'|'.join(AXES)})", "bad_theme_axis")
# codes whose list is not the schema's: (case given to the item, form it must have, rule when it does not)
_FORMS = {
    ("cities", "country"): ("upper(item)", "[A-Z]{2}", "unknown_country"),
    ("cities", "airport"): ("upper(item)", "[A-Z]{3}", "bad_airport"),
    ("activities", "theme_axes"): _THEME_AXIS,
    ("agreements", "theme_axes"): _THEME_AXIS,
    ("trips", "itinerary"): ("upper(item)", "[A-Z]{3}(?:-[A-Z]{3})+", "bad_itinerary"),
}
_FREE_CODE = ("slug(item)", "[a-z0-9][a-z0-9_-]*", "bad_key")
_NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
YEARS = (1600, 2200)
# « 10,700 » is ten thousand to some and ten to others
_THOUSANDS = r"[-+]?[1-9]\d{0,2}[.,]\d{3}"
# degrees and factors are written with many decimals
_MEASURED = ("°", "kg CO2e/passager-km")
_URL = r"https?://[^\s/]+\.[^\s]+"
_TRUTH = """CASE WHEN fold(item) IN ('oui', 'vrai', 'yes', 'true') THEN true
                 WHEN fold(item) IN ('non', 'faux', 'no', 'false') THEN false END"""


def countries() -> frozenset[str]:
    """The ISO 3166-1 alpha-2 codes in use (and XK, Kosovo's customary one)."""
    territories = map(str, Locale.parse("en").territories)
    return frozenset(code for code in territories if len(code) == 2 and code.isalpha()) - _NOT_COUNTRIES


def country_of(written: str) -> str:
    """The code of a country written by its name, in French or English, or by its three letters; "" when unknown."""
    codes = get_global("territory_aliases").get(written.strip().upper(), ())
    if len(codes) == 1 and codes[0] in countries():
        return str(codes[0])
    return _countries_by_name().get(fold_words(written.strip()), "")


@cache
def _countries_by_name() -> dict[str, str]:
    names = (Locale.parse(language).territories.items() for language in ("en", "fr", "fr_CA"))
    return {fold_words(str(name)): str(code) for each in names for code, name in each if code in countries()}


def quoted(words: str) -> str:
    """`words` as an SQL string literal; only for words of the schema."""
    return "'" + words.replace("'", "''") + "'"


def is_key(table: Table, column: Column) -> bool:
    """Whether `column` alone identifies the rows of `table`: such cells are all distinct, so they are not judged."""
    return table.key == (column.name,) and column.type == "code"


def is_judged(table: Table, column: Column) -> bool:
    """Whether the spellings of `column` are judged one by one, rather than kept as written."""
    return not is_key(table, column) and (column.type != "text" or (table.name, column.name) in _FORMS)


# a way of judging, as a name and what it needs: columns of one way are judged by one statement
Way = tuple[str | float | None, ...]


def way_of(table: Table, column: Column) -> Way:
    """How the spellings of a judged column are judged."""
    if column.codes or column.references:
        return ("known",)
    if column.type in ("integer", "number"):
        is_measured = column.type == "number" and column.unit in _MEASURED
        return (column.type, column.minimum, column.maximum, is_measured)
    if column.type in ("date", "boolean", "url"):
        return (column.type,)
    return ("form", *_FORMS.get((table.name, column.name), _FREE_CODE))


def judging_sql(way: Way, number: int, spelt: str) -> str:
    """The statement that creates `judged_<number>`: one row per distinct item of each column judged that way.

    `spelt` is a query (place, item): the column's number and the item as written. The rows are `place`, `item`, its
    `value` (NULL when refused), the `rule` it breaks (NULL when accepted), and for dates `precision`, `first`, `last`.
    A way « known » reads the tables `places` (place, target, rule) and `known` (target, norm, key).
    """
    is_error = f"starts_with(item, '#') AND regexp_full_match(item, {quoted(SPREADSHEET_ERROR)})"
    return (
        f"CREATE TEMP TABLE judged_{number} AS SELECT * REPLACE (CASE WHEN {is_error} "  # noqa: S608
        f"THEN 'spreadsheet_error' ELSE rule END AS rule) FROM ({_judgement(way, spelt)})"
    )


def _judgement(way: Way, spelt: str) -> str:
    name, *needed = way
    if name == "known":
        return (
            "SELECT place, item, key AS value, CASE WHEN key IS NULL THEN places.rule END AS rule "  # noqa: S608
            f"FROM ({spelt}) JOIN places USING (place) "
            "LEFT JOIN known ON known.target = places.target AND norm = fold(item)"
        )
    if name == "date":
        return _date(spelt)
    if name in ("integer", "number"):
        return _number(str(name), spelt, *needed)
    if name == "boolean":
        return _valued(spelt, _TRUTH, "CASE WHEN value IS NULL THEN 'bad_boolean' END")
    if name == "url":
        is_bad = f"NOT regexp_full_match(value, '{_URL}', 'i')"
        return _valued(
            spelt, "item", f"CASE WHEN {is_bad} THEN 'bad_url' WHEN length(value) > {URL} THEN 'long_url' END"
        )
    return _formed(spelt, *map(str, needed))


def _valued(spelt: str, value: str, rule: str) -> str:
    return (
        f"SELECT place, item, value, {rule} AS rule "  # noqa: S608
        f"FROM (SELECT place, item, {value} AS value FROM ({spelt}))"
    )


def _formed(spelt: str, cased: str, form: str, rule: str) -> str:
    fault = f"NOT regexp_full_match(value, '{form}')"
    if rule == "unknown_country":
        fault = f"value NOT IN ({', '.join(quoted(code) for code in sorted(countries()))})"
    return _valued(spelt, cased, f"CASE WHEN {fault} THEN '{rule}' END")


def _number(kind: str, spelt: str, minimum: object, maximum: object, is_measured: object) -> str:
    # what pandas and R make of a whole number with blanks around: « 2025.0 »
    form = r"[-+]?\d+(?:[.,]0{1,2})?" if kind == "integer" else r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?"
    bare = f"regexp_replace(item, '{_BLANKS}', '', 'g')"
    digits = f"CASE WHEN regexp_full_match(item, '{_SPACED}') THEN {bare} ELSE item END"
    value = (
        f"CASE WHEN regexp_full_match({digits}, '{form}') "
        f"THEN try_cast(replace({digits}, ',', '.') AS {SQL_TYPES[kind]}) END"
    )
    doubtful = "" if is_measured else f" WHEN regexp_full_match(item, '{_THOUSANDS}') THEN 'doubtful_number'"
    outside = f" WHEN value < {minimum} THEN 'below_minimum'" if minimum is not None else ""
    outside += f" WHEN value > {maximum} THEN 'above_maximum'" if maximum is not None else ""
    return _valued(spelt, value, f"CASE{doubtful} WHEN value IS NULL THEN 'bad_{kind}'{outside} END")


def _date(spelt: str) -> str:
    """EDTF level 0 as model/dates.py reads it, in SQL."""
    return f"""
        SELECT place, item, CASE WHEN rule IS NULL THEN item END AS value, rule,
               CASE WHEN rule IS NULL THEN precision END AS precision,
               CASE WHEN rule IS NULL THEN first END AS first,
               CASE WHEN rule IS NULL THEN last END AS last
        FROM (
            SELECT *,
                CASE precision WHEN 'day' THEN first WHEN 'month' THEN last_day(first)
                     WHEN 'year' THEN try_cast(item || '-12-31' AS DATE) END AS last,
                CASE WHEN precision IS NULL THEN 'bad_date' WHEN first IS NULL THEN 'impossible_date'
                     WHEN NOT year(first) BETWEEN {YEARS[0]} AND {YEARS[1]} THEN 'year_out_of_range' END AS rule
            FROM (
                SELECT *, CASE precision WHEN 'day' THEN try_cast(item AS DATE)
                    WHEN 'month' THEN try_cast(item || '-01' AS DATE)
                    WHEN 'year' THEN try_cast(item || '-01-01' AS DATE) END AS first
                FROM (
                    SELECT place, item, CASE WHEN regexp_full_match(item, '\\d{{4}}-\\d{{2}}-\\d{{2}}') THEN 'day'
                        WHEN regexp_full_match(item, '\\d{{4}}-\\d{{2}}') THEN 'month'
                        WHEN regexp_full_match(item, '\\d{{4}}') THEN 'year' END AS precision
                    FROM ({spelt})
                )
            )
        )"""  # noqa: S608
