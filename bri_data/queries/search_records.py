"""The activities and agreements that a search finds, by their titles or by what they are tied to."""

from __future__ import annotations

from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection

from .search_names import Hints, Term
from .spelling import word_pattern

# written in the question, not bound: the other half of the view is then not read
_TABLES = {"activite": "activities", "entente": "agreements"}
# null is no match here: a coalesce around them would have every title read whatever the first one said
_TITLES = "regexp_matches(title, {p}) OR regexp_matches(title_en, {p})"
_SHORT = "(label <> title AND regexp_matches(label, {p})) OR (label_en <> title_en AND regexp_matches(label_en, {p}))"
# what a record is tied to: the condition, by the kind of the ids
_TIES = {
    "ville": "list_has_any(city_ids, {ids}) OR list_contains({ids}, place_id)",
    "partenaire": "list_has_any(partner_ids, {ids})",
    "theme": "list_has_any(theme_ids, {ids})",
    "kind": "list_contains({ids}, kind)",
    "agreement": "record_id IN (SELECT agreement_id FROM agreements WHERE list_contains({ids}, kind))",
    "year": "list_contains({ids}, year::VARCHAR)",
}


def find_records(
    con: DuckDBPyConnection, kind: str, terms: tuple[Term, ...], hints: tuple[Hints, ...], most: int
) -> pd.DataFrame:
    """At most `most` public records of `kind` (activite or entente) that bear every term: `id`, `title`, `title_en`,
    `kind`, `state`, `start`, `end`, `counted`, `agreement_kind` (null for an activity), `score`.

    A term in a title counts 1 as a whole word and 0.75 as a beginning (less for a guess), elsewhere 0.35; `score` is
    the mean. Best first, then the latest.
    """
    values: dict[str, Any] = {"most": most}
    conditions, scores = [], []
    for number, (term, hint) in enumerate(zip(terms, hints, strict=True)):
        condition, score = _term(number, term, hint, values)
        conditions.append(f"({condition})")
        scores.append(score)
    return con.execute(
        f"""
        SELECT record_id AS id, title, title_en, kind, state, start, "end", counted_in IS NOT NULL AS counted,
               agreement_kind, ({" + ".join(scores)}) / {len(terms)} AS score
        FROM records WHERE record_table = '{_TABLES[kind]}' AND {" AND ".join(conditions)}
        ORDER BY score DESC, start_first DESC NULLS LAST, record_id LIMIT $most
        """,  # noqa: S608 - our own conditions; values are bound
        values,
    ).df()


def _term(number: int, term: Term, hint: Hints, values: dict[str, Any]) -> tuple[str, str]:
    """The condition on a record that it bears the term, and how much that counts; their values go into `values`."""
    begins, whole = f"begins{number}", f"whole{number}"
    values[begins] = "|".join(word_pattern(one.text, whole=one.whole) for one in term.spellings)
    values[whole] = "|".join(word_pattern(one.text, whole=True) for one in term.spellings)
    in_title = f"({_TITLES} OR {_SHORT})".format(p=f"${begins}")
    weight = min(one.weight for one in term.spellings)
    ties = _ties(number, term, hint, values)
    if not ties:
        return in_title, f"if({_TITLES}, 1, 0.75) * {weight}".format(p=f"${whole}")
    score = f"CASE WHEN {_TITLES} THEN 1 ".format(p=f"${whole}") + f"WHEN {in_title} THEN 0.75 ELSE 0.35 END * {weight}"
    return f"{in_title} OR {ties}", score


def _ties(number: int, term: Term, hint: Hints, values: dict[str, Any]) -> str:
    ids: dict[str, list[str]] = {**hint.ids, "kind": term.codes.get("kind", [])}
    ids["agreement"] = term.codes.get("agreement", [])
    ids["year"] = [term.asked] if term.asked.isascii() and term.asked.isdigit() and len(term.asked) == 4 else []
    found = []
    for kind, condition in _TIES.items():
        if ids.get(kind):
            values[f"{kind}{number}"] = ids[kind]
            found.append(condition.format(ids=f"${kind}{number}"))
    return " OR ".join(found)


def recorded_countries(con: DuckDBPyConnection) -> pd.DataFrame:
    """The countries of the cities abroad that some record names: `country` (ISO 3166-1 alpha-2), in order of code."""
    return con.execute(
        """
        SELECT DISTINCT country FROM cities JOIN record_cities USING (city_id) WHERE NOT is_home ORDER BY country
        """
    ).df()


def recorded_cities(con: DuckDBPyConnection, most: int = 500) -> pd.DataFrame:
    """The cities abroad that some record names: `city_id`, `name`, `name_en`; those of most records first, at most
    `most`."""
    return con.execute(
        """
        SELECT city_id, name, name_en FROM cities JOIN record_cities USING (city_id) WHERE NOT is_home
        GROUP BY ALL ORDER BY count(*) DESC, city_id LIMIT $most
        """,
        {"most": most},
    ).df()


def recorded_partners(con: DuckDBPyConnection, most: int = 500) -> pd.DataFrame:
    """The organisations that some public record names: `partner_id`, `name` and `name_en` (the acronym where it has
    one), `said` (all that may be typed for it); by name, at most `most`."""
    return con.execute(
        """
        SELECT p.partner_id, coalesce(p.acronym, p.name) AS name,
               coalesce(p.acronym_en, p.name_en, p.acronym, p.name) AS name_en,
               concat_ws(' ', p.name, p.name_en, p.acronym, p.acronym_en) AS said
        FROM partners p WHERE p.partner_id IN (SELECT unnest(partner_ids) FROM records)
        ORDER BY p.name, p.partner_id LIMIT $most
        """,
        {"most": most},
    ).df()
