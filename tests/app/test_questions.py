"""The council's questions, run by Streamlit's own test runner."""

from __future__ import annotations

import html
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]


def test_each_question_stands_with_its_rows_and_goes_on_screen(open_app: Open, markup_of: Markup) -> None:
    at = open_app("questions")
    assert at.title[0].value == "11 questions du conseil, avec leurs réponses"
    markup = markup_of(at)
    assert markup.count('<section id="question-') == 11
    assert markup.count('data-id="lieu:presenter?vue=') == 9  # briefs are no slide
    assert 'data-id="ville:washington"' in markup


def test_a_filter_narrows_the_answers_and_drops_what_is_declared(open_app: Open, markup_of: Markup) -> None:
    markup = markup_of(open_app("questions", **{"f.ville": "paris"}))
    assert "déclare 5 missions" not in markup
    assert 'data-id="ville:washington"' not in markup


def test_one_partner_is_asked_about_alone(open_app: Open, markup_of: Markup) -> None:
    whole = markup_of(open_app("questions"))
    assert 'data-id="lieu:questions?f.partenaire=aimf"' in whole
    assert 'id="question-about"' not in whole
    markup = html.unescape(markup_of(open_app("questions", **{"f.ville": "bordeaux"}))).replace("\u00a0", " ")
    # sixty years in May 2022, the mission of April 2023, the delegation of 2025; the twinning of 1962
    assert "Bordeaux : que sait-on?" in markup
    assert "Bordeaux : 3 activités tenues et 1 entente." in markup
    assert markup.index("question-about") < markup.index("question-many")


def test_each_mission_stands_with_its_cost_its_report_and_what_came_of_it(open_app: Open, markup_of: Markup) -> None:
    markup = html.unescape(markup_of(open_app("questions"))).replace("\u00a0", " ")
    assert (
        "18 missions sont recensées; la fiche de chacune dit tout ce qui en est connu. 3 ne sont qu’annoncées."
        in markup
    )
    assert "12 979 $ réels sur 13 000 $ prévus" in markup
