"""What the words of a search may mean, and the names (cities, partners, themes, services) that bear them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from duckdb import DuckDBPyConnection

NAMED = ("ville", "partenaire", "theme", "service")
_SHORT_FORMS = {"st": "saint", "ste": "sainte"}
_MOST_NEAREST = 8
# from so many letters on: a misspelling is tried; a second one; the beginning of a longer word; what a word hints at
_ONE_SLIP, _TWO_SLIPS, _UNFINISHED, _HINT = 4, 9, 6, 3
# a word that names more than so many says nothing of a record
_MOST_HINTED = 8
_MISSPELT = 0.6
# what a name gains when it has no more words than were asked, even misspelt or in another order
_EVERY_WORD = 0.3

# label's role → code → its folded words
FoldedLabels = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Spelling:
    """One way to read a word asked: the word that begins so, or is so when `whole`; `weight` is less for a guess."""

    text: str
    whole: bool = False
    weight: float = 1.0


@dataclass(frozen=True)
class Term:
    """One word asked: the ways to read it, and the codes whose label says it, by role of the label."""

    asked: str
    spellings: tuple[Spelling, ...]
    codes: Mapping[str, list[str]]


@dataclass(frozen=True)
class Name:
    """A row that every word asked names: its id, and how well (about 1 is every word in full)."""

    id: str
    score: float


@dataclass
class Hints:
    """Whom and what one word names: the ids that a record may bear, by kind."""

    ids: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def terms_of(con: DuckDBPyConnection, words: tuple[str, ...], labels: FoldedLabels) -> tuple[Term, ...]:
    """The words asked, as terms, in their order. A word that no word of the data begins with is read as the nearest."""
    known = dict(
        con.execute(
            """
            SELECT asked, EXISTS (FROM search_words WHERE starts_with(word, asked))
            FROM (SELECT unnest($words::VARCHAR[]) AS asked)
            """,
            {"words": list(words)},
        ).fetchall()
    )
    return tuple(_term(con, word, labels, known=known[word]) for word in words)


def _term(con: DuckDBPyConnection, word: str, labels: FoldedLabels, *, known: bool) -> Term:
    codes = {
        role: [code for code, said in by_code.items() if any(one.startswith(word) for one in said)]
        for role, by_code in labels.items()
        if len(word) >= _HINT
    }
    spellings = [Spelling(word)]
    if word in _SHORT_FORMS:
        spellings.append(Spelling(_SHORT_FORMS[word], whole=True))
    if not known and not any(codes.values()) and word.isalpha() and len(word) >= _ONE_SLIP:
        spellings += _nearest(con, word)
    return Term(word, tuple(spellings), codes)


def _nearest(con: DuckDBPyConnection, word: str) -> list[Spelling]:
    """The words at the least distance from `word`; else those whose beginning is one slip away from it."""
    found = con.execute(
        """
        WITH near AS (
            SELECT word, damerau_levenshtein(word, $asked) AS slips FROM search_words
            WHERE length(word) BETWEEN $length - $most AND $length + $most
        )
        SELECT word FROM near WHERE slips <= $most AND (slips = 1 OR word[1] = $asked[1])
        QUALIFY slips = min(slips) OVER () ORDER BY word LIMIT $limit
        """,
        {"asked": word, "length": len(word), "most": 2 if len(word) >= _TWO_SLIPS else 1, "limit": _MOST_NEAREST},
    ).fetchall()
    if not found and len(word) >= _UNFINISHED:
        found = con.execute(
            """
            SELECT DISTINCT word[:$length] AS beginning FROM search_words
            WHERE length(word) > $length AND damerau_levenshtein(word[:$length], $asked) = 1 ORDER BY 1 LIMIT $limit
            """,
            {"asked": word, "length": len(word), "limit": _MOST_NEAREST},
        ).fetchall()
        return [Spelling(beginning, weight=_MISSPELT) for (beginning,) in found]
    return [Spelling(nearest, whole=True, weight=_MISSPELT) for (nearest,) in found]


def named(
    con: DuckDBPyConnection, terms: tuple[Term, ...], squeezed: str
) -> tuple[dict[str, list[Name]], tuple[Hints, ...]]:
    """The rows that every term names, by kind, best first; and for each term the ids it alone names.

    `squeezed` is all that was asked in one word. A word in full counts 1, a beginning less, a guess less again; the
    whole name adds a half, all its words in some way a third. A city is also named by its country, for a half.
    Shorter names come first.
    """
    rows = con.execute(_NAMED, _asked(terms) | {"squeezed": squeezed}).fetchall()
    scores: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    extra: dict[tuple[str, str], float] = defaultdict(lambda: -1.0)
    hints = tuple(Hints() for _ in terms)
    for kind, id, position, quality, bonus, size in rows:
        scores[kind, id][position] = quality
        every_word = _EVERY_WORD if size <= len(terms) else 0
        extra[kind, id] = max(extra[kind, id], max(bonus, every_word) - size / 100)
        if len(terms[position].asked) >= _HINT:
            hints[position].ids[kind].append(id)
    for hint in hints:
        hint.ids = {kind: ids for kind, ids in hint.ids.items() if len(ids) <= _MOST_HINTED}
    found: dict[str, list[Name]] = {kind: [] for kind in NAMED}
    for (kind, id), by_position in scores.items():
        if len(by_position) == len(terms):
            found[kind].append(Name(id, sum(by_position.values()) / len(terms) + extra[kind, id]))
    return {kind: sorted(names, key=lambda name: (-name.score, name.id)) for kind, names in found.items()}, hints


def _asked(terms: tuple[Term, ...]) -> dict[str, list[int] | list[str] | list[bool] | list[float]]:
    spelled = [(position, spelling) for position, term in enumerate(terms) for spelling in term.spellings]
    countries = [(position, code) for position, term in enumerate(terms) for code in term.codes.get("country", [])]
    return {
        "positions": [position for position, _ in spelled],
        "texts": [spelling.text for _, spelling in spelled],
        "wholes": [spelling.whole for _, spelling in spelled],
        "weights": [spelling.weight for _, spelling in spelled],
        "country_positions": [position for position, _ in countries],
        "countries": [code for _, code in countries],
    }


_NAMED = """
    WITH asked AS (
        SELECT unnest($positions::INTEGER[]) AS position, unnest($texts::VARCHAR[]) AS text,
               unnest($wholes::BOOLEAN[]) AS whole, unnest($weights::DOUBLE[]) AS weight
    ), spelled AS (
        SELECT kind, id, role, len(words) AS size, squeezed, unnest(words) AS word FROM search_names
    ), matching AS (
        SELECT kind, id, position, size, weight * CASE
                WHEN squeezed = text THEN if(role = 'initials', 0.9, 1.2)
                WHEN word = text THEN 1
                WHEN starts_with(word, text) THEN 0.6 + 0.3 * length(text) / length(word)
                ELSE 0.6 + 0.3 * length(text) / length(squeezed)
            END AS quality,
            CASE WHEN squeezed = $squeezed THEN 0.5 WHEN starts_with(squeezed, $squeezed) THEN 0.25 ELSE 0 END AS bonus
        FROM spelled JOIN asked ON squeezed = text OR word = text OR (
            NOT whole AND role <> 'initials'
            AND (starts_with(word, text) OR (length(text) >= 4 AND starts_with(squeezed, text)))
        )
        UNION ALL
        SELECT 'ville', city_id, position, 9, 0.5, 0
        FROM cities JOIN (
            SELECT unnest($country_positions::INTEGER[]) AS position, unnest($countries::VARCHAR[]) AS code
        ) ON country = code
    )
    SELECT kind, id, position, max(quality)::DOUBLE, max(bonus)::DOUBLE, min(size)
    FROM matching GROUP BY kind, id, position
"""
