"""What answers a few typed words: cities, partners, themes, services, activities and agreements.

Every word asked must be found, in any order: as a word, as the beginning of one, or, where no word of the data begins
so, as the nearest one (one slip of the finger; two in a word of nine letters or more). Little words (« de », "the") may
be missing. A name is looked for in both languages; an activity or an agreement is found by its titles first, then by
its city, partner, theme, kind or year. Public records only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import pandas as pd
from duckdb import DuckDBPyConnection

from . import spelling
from .search_names import NAMED, FoldedLabels, Hints, Name, Term, named, terms_of
from .search_records import find_records

LONGEST = 100
MOST_WORDS = 8
_BEGUN = 3  # letters from which the beginning of a word finds a page
# how many answers of each kind, 24 in all
MOST = {"ville": 5, "partenaire": 5, "theme": 3, "service": 1, "activite": 6, "entente": 4}
_LITTLE_FR = {"a", "au", "aux", "avec", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"}
_LITTLE_FR |= {"est", "que", "qu", "quels", "sont"}  # of a question
_LITTLE_EN = {"and", "are", "for", "in", "is", "of", "the", "to", "with"}
_LITTLE = _LITTLE_FR | _LITTLE_EN
_ENDINGS = ("e", "s", "es", "x")
_SLIPPED = 5  # letters from which a word may be misspelt

# what a label says of a row: `kind` (of a record), `agreement` (its own kind) or `country` → code → ways to say it
Labels = Mapping[str, Mapping[str, Iterable[str]]]


@dataclass(frozen=True)
class Found:
    """The answers of one kind, best first. `rows` has one row per answer, `id` first; `score` is the best one's; `more`
    says that others were left out.

    ville: name, name_en, country · partenaire: name, name_en, acronym, acronym_en, sector · theme, service: name,
    name_en · activite: title, title_en, kind, state, start, end · entente: the same and agreement_kind.
    """

    kind: str
    rows: pd.DataFrame
    score: float
    more: bool


def folded(labels: Labels) -> FoldedLabels:
    """The words of `labels`, as `search` wants them: to be made once."""
    return {
        role: {code: tuple(word for one in said for word in spelling.words(one)) for code, said in codes.items()}
        for role, codes in labels.items()
    }


def search(con: DuckDBPyConnection, asked: str, labels: FoldedLabels) -> tuple[Found, ...]:
    """The answers to `asked`, grouped by kind, the kind of the best one first; () when nothing answers.

    Only the first LONGEST characters and MOST_WORDS words are read.
    """
    asked_words = spelling.words(asked[:LONGEST])[:MOST_WORDS]
    meaningful = tuple(word for word in asked_words if word not in _LITTLE) or asked_words
    if not meaningful:
        return ()
    terms = terms_of(con, meaningful, labels)
    names, hints = named(con, terms, "".join(asked_words))
    groups = [_group(con, kind, names[kind]) for kind in NAMED]
    groups += [_records(con, kind, terms, hints) for kind in ("activite", "entente")]
    return tuple(sorted((group for group in groups if len(group.rows)), key=lambda group: -group.score))


def placed(asked: str, said: Sequence[tuple[str, ...]], *, guess: bool = False) -> tuple[list[int], bool]:
    """Which of `said` (folded words each) hold every word of `asked`, in full, begun, or in the plural: their places in
    the list, those with most words in full first; and whether the first has them all in full.

    A word of five letters or more that none holds is read as those one slip away, where `guess`.
    """
    meaningful = _meaningful(asked)
    if not meaningful or len(max(meaningful, key=len)) < _BEGUN:
        return [], False
    found = _holding(meaningful, said)
    if not found and guess:
        known = {word for words in said for word in words if len(word) >= _SLIPPED - 1}
        read = [_nearest(word, known) for word in meaningful]
        found = [(len(meaningful), index) for spelled in product(*read) for _, index in _holding(spelled, said)]
    found.sort()
    places = list(dict.fromkeys(index for _, index in found))
    return places, bool(found) and found[0][0] == 0


def without(asked: str, generic: frozenset[str]) -> str:
    """`asked` without its words that only say what kind of thing is looked for (`generic`, folded): « thème culture »
    is « culture »; of such words alone, all but the first. "" when no such word is there, or nothing else."""
    words = _meaningful(asked)
    kept = [word for word in words if not any(_says(one, word) for one in generic)]
    return " ".join(kept or words[1:]) if len(kept) < len(words) else ""


def _meaningful(asked: str) -> list[str]:
    return [word for word in spelling.words(asked[:LONGEST])[:MOST_WORDS] if word not in _LITTLE]


def _holding(asked: Sequence[str], said: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Of each entry of `said` that holds all the words asked, how many it does not hold in full, and its place."""
    return [
        (sum(word not in known for word in asked), index)
        for index, known in enumerate(said)
        if all(any(_says(word, one) for word in known) for one in asked)
    ]


def _says(known: str, asked: str) -> bool:
    """Whether the word asked begins the known one, or is it with the ending of a plural or of a feminine."""
    return known.startswith(asked) or (
        len(known) > _BEGUN and asked.startswith(known) and asked[len(known) :] in _ENDINGS
    )


def _nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words that `word` begins, else those one slip away from it."""
    begun = any(_says(one, word) for one in known)
    return [word] if begun or len(word) < _SLIPPED else [one for one in known if spelling.is_one_slip(word, one)]


_DETAILS = {
    "ville": "SELECT city_id AS id, name, name_en, country FROM cities WHERE list_contains($ids, city_id)",
    "partenaire": """
        SELECT partner_id AS id, name, name_en, acronym, acronym_en, sector FROM partners
        WHERE list_contains($ids, partner_id)""",
    "theme": "SELECT code AS id, label AS name, label_en AS name_en FROM themes WHERE list_contains($ids, code)",
    "service": "SELECT code AS id, label AS name, label_en AS name_en FROM services WHERE list_contains($ids, code)",
}


def _group(con: DuckDBPyConnection, kind: str, names: list[Name]) -> Found:
    kept = names[: MOST[kind]]
    if not kept:
        return Found(kind, pd.DataFrame(), 0, more=False)
    ids = [name.id for name in kept]
    rows = con.execute(_DETAILS[kind], {"ids": ids}).df().set_index("id").loc[ids].reset_index()
    return Found(kind, rows, kept[0].score, more=len(names) > len(kept))


def _records(con: DuckDBPyConnection, kind: str, terms: tuple[Term, ...], hints: tuple[Hints, ...]) -> Found:
    rows = find_records(con, kind, terms, hints, MOST[kind] + 1)
    best = float(rows.score.iloc[0]) if len(rows) else 0.0
    return Found(kind, rows.drop(columns="score").head(MOST[kind]), best, more=len(rows) > MOST[kind])
