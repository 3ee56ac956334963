"""Answers kept for all readers (pages/shared/work/once.py)."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest

from bri_data.views import View
from pages.shared.work import once
from pages.shared.work.once import once_for_all, weight_of


def test_an_answer_is_worked_out_once_for_what_tells_it_apart() -> None:
    asked: list[tuple[str, int]] = []

    @once_for_all(8)
    def doubled(mark: str, number: int, _session: object) -> int:
        asked.append((mark, number))
        return 2 * number

    questions = [("a", 1), ("a", 1), ("a", 2), ("b", 1)]
    assert [doubled(*question, object()) for question in questions] == [2, 2, 4, 2]
    assert asked == [("a", 1), ("a", 2), ("b", 1)]


def test_the_answer_asked_for_longest_ago_is_forgotten_first() -> None:
    asked: list[int] = []

    @once_for_all(2)
    def same(number: int) -> int:
        asked.append(number)
        return number

    for number in (1, 2, 1, 3, 1, 2):
        assert same(number) == number
    assert asked == [1, 2, 3, 2]


def test_a_page_run_again_finds_its_answers_and_another_page_does_not() -> None:
    script = "@once_for_all(4)\ndef drawn(year):\n    asked.append(year)\n    return year\n\ndrawn(2025)\n"
    asked: list[int] = []
    for file in ("pages/one.py", "pages/one.py", "pages/two.py"):
        exec(compile(script, file, "exec"), {"once_for_all": once_for_all, "asked": asked})  # noqa: S102 - as a page is run
    assert asked == [2025, 2025]


def test_an_error_is_raised_and_asked_for_again() -> None:
    asked: list[int] = []

    @once_for_all(4)
    def half(number: int) -> int:
        asked.append(number)
        if len(asked) == 1:
            raise ValueError(number)
        return number // 2

    with pytest.raises(ValueError, match="4"):
        half(4)
    assert half(4) == 2
    assert asked == [4, 4]


def test_readers_who_ask_at_once_wait_for_one_answer_and_outlive_its_failure() -> None:
    begun, leave = threading.Event(), threading.Event()
    asked: list[int] = []

    @once_for_all(4)
    def slow(number: int) -> int:
        asked.append(number)
        begun.set()
        leave.wait(10)
        if len(asked) == 1:
            raise KeyboardInterrupt  # as Streamlit ends the run of a reader who has left
        return number

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(slow, 7)
        begun.wait(10)
        others = [pool.submit(slow, 7) for _ in range(2)]
        leave.set()
        assert [other.result(10) for other in others] == [7, 7]
        with pytest.raises(KeyboardInterrupt):
            first.result(10)
    assert asked == [7, 7]


def test_an_argument_by_name_is_refused_rather_than_forgotten() -> None:
    @once_for_all(4)
    def same(number: int, lang: str = "fr") -> tuple[int, str]:
        return number, lang

    with pytest.raises(TypeError, match="lang"):
        same(1, lang="en")


def test_what_weighs_most_makes_the_answers_of_longest_ago_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "_functions", {})
    monkeypatch.setattr(once, "MOST_BYTES", 3_000_000)
    asked: list[tuple[str, int]] = []

    @once_for_all(100)
    def large(number: int) -> str:
        asked.append(("large", number))
        return "x" * 1_000_000

    @once_for_all(100)
    def small(number: int) -> str:
        asked.append(("small", number))
        return str(number)

    small(1)
    for number in (1, 2, 1, 3):  # three would weigh more than what may be kept
        large(number)
    held = list(once._functions.values())
    assert 2_000_000 < sum(answers.weight for answers in held) <= 3_000_000
    assert asked == [("small", 1), ("large", 1), ("large", 2), ("large", 3)]
    large(1)
    small(1)
    large(2)
    assert asked[4:] == [("small", 1), ("large", 2)]


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        ("x" * 1000, 1000, 1100),
        ("’" * 1000, 2000, 2200),  # two bytes a letter
        (b"x" * 1000, 1000, 1100),
        (("x" * 1000,) * 10_000, 9_000_000, 12_000_000),
        (dict.fromkeys(range(1000), "x" * 1000), 1_000_000, 1_300_000),
        (View("carte", "x" * 5000), 5000, 6000),
        (np.zeros(1000), 8000, 8200),
        (pd.DataFrame({"a": ["x" * 1000] * 1000, "b": range(1000)}), 1_000_000, 1_300_000),
        (pd.DataFrame(), 0, 1000),
        (([["x" * 100] * 100] * 100,), 1_000_000, 1_700_000),
    ],
)
def test_an_answer_weighs_about_what_it_holds(value: object, least: int, most: int) -> None:
    assert least <= weight_of(value) <= most
