"""Each answer to the council counted again, by hand so to speak, from the very rows that stand behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

import pytest

from bri_data.filters import Filters
from bri_data.present import format as fmt
from bri_data.present.answer import Answer
from bri_data.present.meeting import BETWEEN, Sitting
from bri_data.present.questions import CODES, sheaf
from bri_data.present.words import LOCALES, Lang, Texts, texts
from bri_data.queries.narrow import narrowed
from bri_data.queries.question_answers import answers
from bri_data.store.database import Database

ON = date(2026, 11, 28)
Row = Mapping[str, str]
Told = Callable[[Lang, Filters], dict[str, Answer]]


@pytest.fixture(scope="module")
def told(database: Database) -> Told:
    """The answers in a language, about the records that the filters keep, by code."""

    @cache
    def read(lang: Lang, kept: Filters) -> dict[str, Answer]:
        with database.cursor() as con, narrowed(con, kept):
            frames = answers(con, ON - BETWEEN, ON, is_whole=kept.is_empty)
        subject = "" if kept.is_empty else "X"
        sitting = Sitting(ON, ON - BETWEEN)
        found = sheaf(frames, sitting, texts(lang), is_whole=kept.is_empty, subject=subject)
        return {one.code: one for one in found.answers}

    return read


def rows_of(answer: Answer, words: Texts) -> list[Row]:
    """The rows as a reader sees them: each cell under its heading, by the short name of the heading."""
    names = {words(f"questions.head.{name}"): name for name in HEADS}
    heads = [names[heading] for heading in answer.headings]
    return [dict(zip(heads, line.cells, strict=True)) for line in answer.rows]


HEADS = (
    "what", "kind", "cities", "when_held", "state", "mission", "functions", "amount", "cost", "flights", "tonnes",
    "price", "scope", "outcome", "origin", "when", "note", "tie", "agreement", "last", "city", "stops", "years",
    "partner", "activities", "report", "figure", "declared", "later", "change", "where",
)  # fmt: skip


def spelled(n: int, words: Texts) -> tuple[str, ...]:
    """How a sentence may write a number: in figures, in letters, as « le seul » or « une »."""
    written = (fmt.number(n, words), fmt.spelled(n, words))
    return written if n != 1 else (*written, *{"fr": ("une", "seule?"), "en": ("only",)}[words.lang])


def held(rows: list[Row], kind: str, words: Texts) -> list[Row]:
    announced = words.count(f"common.run.{words(f'common.gender.{kind}')}.announced", 1)
    return [row for row in rows if row["kind"] == words(f"common.kind.{kind}") and row["state"] != announced]


# Of each answer: the figure, then the numbers that its sentence says, counted from its rows alone.


def many(rows: list[Row], words: Texts) -> list[int]:
    missions = held(rows, "mission", words)
    cities = {name for row in missions for name in row["cities"].split("; ") if name != words("common.unknown")}
    return [len(missions), len(held(rows, "accueil", words)), len(cities)]


def who(rows: list[Row], words: Texts) -> list[int]:
    named = [row for row in rows if row["functions"] != words("common.unknown")]
    return [len(named), len(rows)]


def cost(rows: list[Row], words: Texts) -> list[int]:
    own, shared = (sum(row["cost"] == words(f"expenses.cost.{kind}") for row in rows) for kind in ("own", "shared"))
    return [own + shared, len(rows), shared]


def outcomes(rows: list[Row], words: Texts) -> list[int]:
    return [len(rows), sum(row["state"] == words("brief.outcome.constatee") for row in rows)]


def late(rows: list[Row], words: Texts) -> list[int]:
    return [sum(row["state"] == words(f"meeting.group.{group}") for row in rows) for group in ("late", "report")]


def ends(rows: list[Row], words: Texts) -> list[int]:
    silent = {row["tie"] for row in rows if row["last"] == words("common.unknown")}
    return [sum(row["when"].endswith("2026") for row in rows), len(silent), len({row["tie"] for row in rows})]


def same(rows: list[Row], words: Texts) -> list[int]:
    stops = [int(row["stops"]) for row in rows]
    again = [n for n in stops if n > 1]
    return [len(again), len(stops), sum(again), sum(stops)]


def partner(rows: list[Row], words: Texts) -> list[int]:
    return [len({row["partner"] for row in rows})]


def mission(rows: list[Row], words: Texts) -> list[int]:
    announced = words.count(f"common.run.{words('common.gender.mission')}.announced", 1)
    return [len(rows), sum(row["state"] == announced for row in rows)]


def changed(rows: list[Row], words: Texts) -> list[int]:
    return [sum(words("variance.to_explain") in row["change"] for row in rows)]


COUNTED: dict[str, Callable[[list[Row], Texts], list[int]]] = {
    "many": many, "who": who, "cost": cost, "outcomes": outcomes, "late": late, "ends": ends, "same": same,
    "partner": partner, "mission": mission, "changed": changed,
}  # fmt: skip
# The same numbers, read in the CSV files with pencil and paper.
BY_HAND = {
    "many": [15, 11, 19],
    "who": [15, 15],
    "cost": [3, 18, 2],
    "outcomes": [29, 24],
    "late": [0, 4],
    "ends": [3, 9, 17],
    "same": [4, 19, 10, 25],
    "partner": [31],
    "mission": [18, 3],
    "changed": [1],
}
KEPT = [
    Filters(),
    Filters(cities=("bordeaux",)),
    Filters(cities=("san-antonio",)),
    Filters(cities=("tunis",)),
    Filters(partners=("aivp",)),
]


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: "-".join((*kept.cities, *kept.partners)) or "whole")
def test_a_figure_is_counted_again_from_the_rows_behind_it(told: Told, kept: Filters, lang: Lang) -> None:
    words, wrong = texts(lang), {}
    found = told(lang, kept)
    assert set(COUNTED) | {"carbon", "about"} == set(CODES) | {"about"}
    for code, count in COUNTED.items():
        numbers = count(rows_of(found[code], words), words)
        said = f"{found[code].figure}. {found[code].said}".casefold()
        if kept.is_empty:
            assert numbers == BY_HAND[code], code
        silent = [n for n in numbers if n and not any(re.search(rf"\b{one}\b", said) for one in spelled(n, words))]
        unit = found[code].figure.split()[0].replace(words("common.unknown"), "0")
        if silent or not unit.isdigit() or int(unit) != numbers[0]:
            wrong[code] = (numbers, found[code].figure, said)
    assert not wrong


@pytest.mark.parametrize("lang", LOCALES)
def test_the_rows_counted_by_kind_or_function_are_those_behind_the_answer(told: Told, lang: Lang) -> None:
    words = texts(lang)
    found = told(lang, Filters())
    rows = rows_of(found["many"], words)
    for line in found["many"].counts:
        kind, took_place, announced = line.cells
        of_kind = [row for row in rows if row["kind"] == kind]
        told_only = [row for row in of_kind if re.match("annonc|announc", row["state"])]
        assert (int(took_place), int(announced)) == (len(of_kind) - len(told_only), len(told_only)), kind
    named = Counter(name for row in rows_of(found["who"], words) for name in row["functions"].split("; "))
    assert {function: int(n) for function, n in (line.cells for line in found["who"].counts)} == named


@pytest.mark.parametrize("lang", LOCALES)
def test_what_is_known_of_one_city_is_counted_in_its_rows(told: Told, lang: Lang) -> None:
    words = texts(lang)
    for kept in KEPT[1:]:
        one = told(lang, kept)["about"]
        rows = rows_of(one, words)
        told_of = [row for row in rows if row["kind"] == words("questions.head.outcome")]
        agreements = [row for row in rows if row["kind"] == words("common.kind.entente")]
        announced = [row for row in rows if re.match("annoncée, |announced, ", row["state"])]
        records = [row for row in rows if row not in told_of]
        activities = [row for row in records if row not in agreements and row not in announced]
        assert int(one.figure) == len(records)
        expected = [
            words.count("questions.about.held", len(activities), n=len(activities)),
            words.count("questions.about.outcomes", len(told_of), n=len(told_of)),
        ]
        if agreements:
            expected.append(words.count("questions.about.agreements", len(agreements), n=len(agreements)))
        assert [part for part in expected if part not in one.said] == [], one.said


@pytest.mark.parametrize("lang", LOCALES)
def test_the_carbon_said_is_that_of_the_rows(told: Told, lang: Lang) -> None:
    words = texts(lang)
    one = told(lang, Filters())["carbon"]
    rows = rows_of(one, words)
    assert one.figure == rows[-1]["tonnes"] == fmt.unit(188, "t", words)  # the report 2025
    assert [row["price"] for row in rows] == [fmt.money(4833.86, words), fmt.money(6728.12, words)]
    assert [part for row in rows for part in (row["tonnes"], row["price"]) if part not in one.said] == []


@pytest.mark.parametrize("lang", LOCALES)
def test_one_tie_has_one_latest_contact_on_every_page(told: Told, lang: Lang) -> None:
    """The board of the OWHC met during the mission to San Antonio, which ended on 24 March 2025; the assembly at
    Milwaukee ended on 16 May: not the day that either began."""
    words = texts(lang)
    names = {"fr": ("OVPM", "AVGLSL"), "en": ("OWHC", "GLSLCI")}[lang]
    latest = {row["partner"]: row["last"] for row in rows_of(told(lang, Filters())["partner"], words)}
    expected = [fmt.date_only(day, words) for day in ("2025-03-24", "2025-05-16")]
    assert [next(last for name, last in latest.items() if name.startswith(one)) for one in names] == expected
