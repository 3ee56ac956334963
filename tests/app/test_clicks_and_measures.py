"""The address that a click writes, and what the browser tells by itself meanwhile (pages/shared/reader/reader.py)."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

PAGE = """
import streamlit as st

from pages.shared.reader import reader

st.button("choose", on_click=lambda: reader.write([("annee", "2023")]))
st.button("measured", on_click=reader.catch_up)
reader.settle("chronologie")
"""


def _address(at: AppTest) -> list[tuple[str, str]]:
    return [(name, "".join(values)) for name, values in at.query_params.items()]


def _arrive(at: AppTest, address: dict[str, str]) -> AppTest:
    at.query_params.clear()
    for name, value in address.items():
        at.query_params[name] = value
    return at


def test_a_measure_that_left_the_browser_before_a_click_was_heard_does_not_undo_it() -> None:
    at = _arrive(AppTest.from_string(PAGE), {"vue": "annees"}).run()
    at.button[0].click().run()
    assert _address(at) == [("annee", "2023")]
    _arrive(at, {"vue": "annees"}).button[1].click().run()
    assert not at.exception
    assert _address(at) == [("annee", "2023")]


def test_who_goes_back_stays_there_whatever_is_measured_next() -> None:
    at = _arrive(AppTest.from_string(PAGE), {"vue": "annees"}).run()
    at.button[0].click().run()
    _arrive(at, {"vue": "annees"}).run()
    at.button[1].click().run()
    assert _address(at) == [("vue", "annees")]
