"""The council's questions, run by Streamlit's own test runner."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]


def test_each_question_stands_with_its_rows_and_goes_on_screen(open_app: Open, markup_of: Markup) -> None:
    at = open_app("questions")
    assert at.title[0].value == "Dix questions du conseil, avec leurs réponses"
    markup = markup_of(at)
    assert markup.count('<section id="question-') == 10
    assert markup.count('data-id="lieu:presenter?vue=') == 8  # briefs are no slide
    assert 'data-id="ville:washington"' in markup


def test_a_filter_narrows_the_answers_and_drops_what_is_declared(open_app: Open, markup_of: Markup) -> None:
    markup = markup_of(open_app("questions", **{"f.ville": "paris"}))
    assert "déclare 5 missions" not in markup
    assert 'data-id="ville:washington"' not in markup
