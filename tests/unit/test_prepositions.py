"""« d’Ottawa », « du Havre », « jusqu’au 5 mars »: prepositions joined to names of places and to dates."""

from __future__ import annotations

from string import Formatter

import pytest

from bri_data.present import prepositions
from bri_data.present.records import none_recorded, not_confirmed, recorded_without_total, state_of
from bri_data.present.words import Texts, texts

FR, EN = texts("fr"), texts("en")


@pytest.mark.parametrize(
    ("name", "of", "to"),
    [
        ("San Antonio", "de San Antonio", "à San Antonio"),
        ("Ottawa", "d’Ottawa", "à Ottawa"),
        ("Édimbourg", "d’Édimbourg", "à Édimbourg"),
        ("Œbisfelde", "d’Œbisfelde", "à Œbisfelde"),
        ("Le Havre", "du Havre", "au Havre"),
        ("Les Ulis", "des Ulis", "aux Ulis"),
        ("La Haye", "de La Haye", "à La Haye"),
        ("L’Isle-Verte", "de L’Isle-Verte", "à L’Isle-Verte"),
        ("Lévis", "de Lévis", "à Lévis"),
        ("Hambourg", "de Hambourg", "à Hambourg"),
        ("Hanoï", "de Hanoï", "à Hanoï"),
        ("Hong Kong", "de Hong Kong", "à Hong Kong"),
        ("Helsinki", "d’Helsinki", "à Helsinki"),
        ("Hyères", "d’Hyères", "à Hyères"),
        ("Ypres", "d’Ypres", "à Ypres"),
        ("Yaoundé", "de Yaoundé", "à Yaoundé"),
        ("Ouagadougou", "de Ouagadougou", "à Ouagadougou"),
        ("Xi’an", "de Xi’an", "à Xi’an"),
        ("6 Octobre", "de 6 Octobre", "à 6 Octobre"),
    ],
)
def test_french_joins_a_preposition_to_a_place(name: str, of: str, to: str) -> None:
    assert (prepositions.of(name, FR), prepositions.away_from(name, FR), prepositions.to(name, FR)) == (of, of, to)


def test_english_sets_a_preposition_before_a_place() -> None:
    said = [one("Le Havre", EN) for one in (prepositions.of, prepositions.away_from, prepositions.to)]
    assert said == ["of Le Havre", "from Le Havre", "to Le Havre"]


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("2025", ("depuis 2025", "jusqu’en 2025", "en 2025"), ("since 2025", "until 2025", "in 2025")),
        (
            "2025-08",
            ("depuis août 2025", "jusqu’en août 2025", "en août 2025"),
            ("since August 2025", "until August 2025", "in August 2025"),
        ),
        (
            "2025-03-01",
            ("depuis le 1er mars 2025", "jusqu’au 1er mars 2025", "le 1er mars 2025"),
            ("since March 1, 2025", "until March 1, 2025", "on March 1, 2025"),
        ),
    ],
)
def test_a_preposition_fits_the_precision_of_a_date(
    value: str, french: tuple[str, ...], english: tuple[str, ...]
) -> None:
    for words, said in ((FR, french), (EN, english)):
        assert tuple(one(value, words) for one in (prepositions.since, prepositions.until, prepositions.on)) == said


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        ("2022", "2024-09", "de 2022 à septembre 2024", "2022 to September 2024"),
        ("2022-10", "2024", "d’octobre 2022 à 2024", "October 2022 to 2024"),
        ("2022", "2024", "de 2022 à 2024", "2022 to 2024"),
        ("2025-04", "2025-05", "d’avril à mai 2025", "April to May 2025"),
        ("2025-03-05", "2025-05", "du 5 mars 2025 à mai 2025", "March 5, 2025 to May 2025"),
        ("2025-02", "2025-03-05", "de février 2025 au 5 mars 2025", "February 2025 to March 5, 2025"),
        ("2025-03-28", "2025-04-02", "du 28 mars au 2 avril 2025", "March 28 to April 2, 2025"),
    ],
)
def test_from_one_date_to_another(start: str, end: str, french: str, english: str) -> None:
    assert prepositions.between(start, end, FR) == french
    assert prepositions.between(start, end, EN) == english


FEMININE = ("mission", "rencontre_thematique", "rencontre_bilaterale", "entente")


@pytest.mark.parametrize("kind", [*FEMININE, "accueil", "evenement"])
def test_what_is_said_of_a_kind_agrees_with_it(kind: str) -> None:
    e = "e" if kind in FEMININE else ""
    assert none_recorded(kind, FR) == f"aucun{e} recensé{e}"
    assert not_confirmed(kind, FR) == f"annoncé{e}, tenue non confirmée"
    assert state_of(kind, "dated", FR) == f"nommé{e} et daté{e}"
    said = [recorded_without_total(kind, n, FR) for n in (0, 1, 2)]
    assert said == [f"{n} recensé{e}{'s' if n > 1 else ''}, total inconnu" for n in (0, 1, 2)]
    assert recorded_without_total(kind, 0, EN) == "0 recorded, total unknown"


# Nouns that are counted, one key for each place that counts them: what zero, one and two of them must say.
COUNTED = {
    "overview.title_count.mission": (
        ("0 mission", "1 mission", "2 missions"),
        ("0 missions", "1 mission", "2 missions"),
    ),
    "overview.bin.accueil": (
        ("0 accueil", "1 accueil", "2 accueils"),
        ("0 delegations", "1 delegation", "2 delegations"),
    ),
    "timeline.count.rencontre": (
        ("0 rencontre", "1 rencontre", "2 rencontres"),
        ("0 meetings", "1 meeting", "2 meetings"),
    ),
    "timeline.what.accueil": (
        ("0 accueil", "un accueil", "2 accueils"),
        ("0 delegations received", "one delegation received", "2 delegations received"),
    ),
    "timeline.what.mission": (
        ("0 mission", "une mission", "2 missions"),
        ("0 missions", "one mission", "2 missions"),
    ),
    "meeting.title.late": (
        ("0 rapport de mission en retard", "Un rapport de mission en retard", "2 rapports de mission en retard"),
        ("0 mission reports are late", "One mission report is late", "2 mission reports are late"),
    ),
    "data_page.rows": (("0 ligne", "1 ligne", "2 lignes"), ("0 rows", "1 row", "2 rows")),
    "search.found": (
        ("Rien ne répond à « x ».", "1 résultat", "2 résultats"),
        ("No match for “x”.", "1 result", "2 results"),
    ),
}


@pytest.mark.parametrize("key", COUNTED)
def test_zero_one_and_two_are_told_in_both_languages(key: str) -> None:
    for words, expected in zip((FR, EN), COUNTED[key], strict=True):
        assert tuple(words.count(key, n, asked="x").replace("\u00a0", " ") for n in range(3)) == expected


@pytest.mark.parametrize("words", [FR, EN], ids=["fr", "en"])
def test_no_sentence_says_one_of_none_or_of_two(words: Texts) -> None:
    """Every counted sentence, at 0 and at 2, with every other value blank."""
    keys = {key.removesuffix(".other") for key in words.keys if key.endswith(".other")}
    plural = {key for key in keys if f"{key}.one" in words.keys and "{n}" in words._entries[f"{key}.other"]}
    assert len(plural) > 100
    for key in sorted(plural):
        blank = dict.fromkeys(_placeholders(words, key), "")
        for n in (0, 2):
            said = words.count(key, n, **(blank | {"n": f"<{n}>"}))
            assert f"<{n}>" in said or f"{key}.zero" in words.keys, (key, said)


def _placeholders(words: Texts, key: str) -> set[str]:
    found = [words._entries[name] for name in words._entries if name.startswith(f"{key}.")]
    return {name for text in found for _, name, _, _ in Formatter().parse(text) if name}
