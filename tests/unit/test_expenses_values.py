"""Expenses told of a few rows: amounts inside amounts, a common total, what cannot be compared, the steps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from bri_data.present import expense_lines as lines
from bri_data.present import expense_plot as plot
from bri_data.present import expenses as values
from bri_data.present.figures.expenses.board import Answers, draw
from bri_data.present.figures.expenses.plot import expense_config, expense_figure, twin
from bri_data.present.posters.expenses import bars_block
from bri_data.present.words import texts

FR = texts("fr")
TODAY = date(2026, 12, 1)
_RULE = {
    "rule_id": "six",
    "rule": "rapport_mission",
    "value": 6.0,
    "scope": "tous",
    "function_ids": ["maire"],
    "possible_function_ids": ["maire_ou_elu"],
    "valid_from": "2025",
    "valid_until": None,
    "source_ids": ["s"],
    "source_title": "Règlement",
    "source_url": None,
    "source_locator": "page 1",
}
RULES = pd.DataFrame(
    [
        _RULE,
        _RULE | {"rule_id": "seuil", "rule": "seuil_decision", "value": 3000.0, "scope": "hors_pays"},
        _RULE | {"rule_id": "douze", "rule": "retombees_mission", "value": 12.0, "function_ids": []},
        _RULE | {"rule_id": "trimestre", "rule": "depenses_trimestre", "value": 1.0},
    ]
)
NO_CREDITS = pd.DataFrame({"travel_year": [], "bought": []})
NO_LANDMARK = pd.DataFrame(columns=["annotation_id", "kind", "title", "title_en", "start", "end"])


def mission(code: str, start: str = "2025-03-19", end: str | None = "2025-03-24", **more: Any) -> dict[str, Any]:
    return {
        "record_id": code,
        "label": code.capitalize(),
        "label_en": code.capitalize(),
        "state": "dated",
        "year": int(start[:4]),
        "start": start,
        "end": end,
        "date_basis": None,
        "function_ids": ["maire"],
        "paid_by": None,
        "is_abroad": True,
        "has_objective": False,
        "amount": None,
        "report": None,
        "expenses": None,
        "decision": None,
        "report_missing": None,
        "outcomes": 0,
        "source_ids": ["s"],
        "total": 1,
    } | more


def amount(code: str, dollars: float, *missions: str, **more: Any) -> dict[str, Any]:
    return {
        "expense_id": code,
        "activity_ids": list(missions),
        "labels": [one.capitalize() for one in missions],
        "labels_en": [one.capitalize() for one in missions],
        "nature": "reel",
        "category": "total",
        "amount_cad": dollars,
        "published_on": "2025-12-01",
        "scope": None,
        "scope_en": None,
        "travellers": None,
        "included_in": None,
        "source_ids": ["s"],
        "source_titles": ["Bilan"],
        "source_urls": [None],
        "source_locator": "page 1",
        "total": 1,
    } | more


def spent(missions: list[dict[str, Any]], amounts: list[dict[str, Any]]) -> dict[str, values.Spending]:
    """By mission; rows are latest first, as the question gives them."""
    rows = pd.DataFrame(amounts or [amount("x", 1.0, "nobody")])
    found = values.spendings(pd.DataFrame(missions[::-1]), rows)
    return {one.row["record_id"]: one for one in found}


def test_what_somebody_else_paid_is_neither_unknown_nor_a_cost() -> None:
    found = spent([mission("a"), mission("b", paid_by="tiers")], [amount("p", 13.0, "a")])
    assert [found[code].cost for code in "ab"] == ["own", "third"]
    assert lines.headline(found["b"], FR) == "payée par un tiers"
    assert values.complete(tuple(found.values()), FR) == (
        "1 mission sur 2 a un coût publié; une a été payée par un tiers."
    )

    def page(*missions: dict[str, Any]) -> str:
        amounts = pd.DataFrame([amount("p", 13.0, "a")])
        answers = Answers(pd.DataFrame(list(missions)), amounts, RULES, NO_CREDITS, TODAY, NO_LANDMARK)
        return "".join(draw(answers, FR)[1:])

    whole = page(mission("b", paid_by="tiers"), mission("a"))
    assert whole.count("bri-unknown") == 1  # in the legend alone: nothing of this mission is unknown
    assert whole.count("bri-square bri-third") == 2  # its own, and what the mark means
    assert "payé par un tiers" in whole
    assert "bri-third" not in page(mission("a"))


def test_a_common_total_leaves_one_figure_for_those_without_their_own() -> None:
    # 42 = 13 of a alone + 29 for b and c together: nobody knows how the 29 part
    three = [amount("t", 42.0, "a", "b", "c"), amount("p", 13.0, "a", included_in="t")]
    found = spent([mission("a"), mission("b"), mission("c"), mission("d")], three)
    assert [found[code].cost for code in "abcd"] == ["own", "shared", "shared", "none"]
    share = found["b"].share
    assert share is not None
    assert (share.rest, share.among) == (29.0, ("b", "c"))
    assert values.complete(tuple(found.values()), FR) == (
        "3 missions sur 4 ont un coût publié, dont 2 seulement dans un total commun."
    )


@pytest.mark.parametrize(
    "parts",
    [
        [amount("p", 13.0, "a", "b", included_in="t"), amount("q", 8.0, "b", included_in="t")],  # b is in both
        [amount("p", 50.0, "a", included_in="t")],  # more than the total that holds it
        [amount("p", 13.0, "a", category="repas", included_in="t")],  # a head leaves nothing for a mission
    ],
)
def test_parts_that_cannot_be_taken_away_leave_no_figure(parts: list[dict[str, Any]]) -> None:
    found = spent([mission("a"), mission("b"), mission("c")], [amount("t", 42.0, "a", "b", "c"), *parts])
    assert found["c"].share is None
    assert found["c"].cost == "none"


def test_the_narrowest_common_total_speaks_of_a_mission() -> None:
    nested = [amount("t", 90.0, "a", "b", "c"), amount("p", 40.0, "a", "b", included_in="t")]
    found = spent([mission("a"), mission("b"), mission("c")], nested)
    assert [(one.share.rest, len(one.share.among)) for one in found.values() if one.share] == [(40.0, 2)] * 2 + [
        (90 - 40, 1)
    ]


def test_the_latest_total_stands_and_the_others_are_named() -> None:
    two = [
        amount("a1", 10_700.0, "a", published_on="2022-12-21", scope="Trois personnes", travellers=3),
        amount("a2", 12_979.0, "a", published_on="2023-07-14"),
        amount("a3", 13_000.0, "a", nature="plafond", published_on=None),
    ]
    one = spent([mission("a", "2022-11-11", "2022-11-19")], two)["a"]
    assert lines.headline(one, FR).replace("\u00a0", " ") == "12 979 $ réels sur 13 000 $ prévus"
    said = lines.notes(one, FR).replace("\u00a0", " ")
    assert said.startswith("21 $ sous le montant prévu")
    assert "aussi publié : 10 700 $ (Trois personnes)" in said
    # 10 700 $ for 3 people over 9 days, both ends counted: 10 700 / 27 = 396.296…
    assert "396,30 $ par personne et par jour (3 personnes, 9 jours)" in said


def test_one_dollar_and_one_mission_are_singular_in_french() -> None:
    one = spent([mission("a")], [amount("paid", 1.0, "a"), amount("most", 1.0, "a", nature="plafond")])
    assert lines.headline(one["a"], FR).replace("\u00a0", " ") == "1 $ réel sur 1 $ prévu"
    assert values.title(list(one.values()), FR) == "La seule mission permet de comparer le prévu et le réel"
    paid = spent([mission("a")], [amount("paid", 1.0, "a")])
    assert values.title(list(paid.values()), FR) == "La seule mission ne permet pas de comparer le prévu et le réel"
    two = spent([mission("a"), mission("b")], [amount("paid", 1.0, "a")])
    assert values.title(list(two.values()), FR) == "Aucune mission sur 2 ne permet de comparer le prévu et le réel"


def test_a_ceiling_set_for_several_missions_is_drawn_dashed_and_never_shared_out() -> None:
    ceilings = [
        amount("wide", 90.0, "a", "b", "c", nature="plafond"),
        amount("both", 40.0, "a", "b", nature="plafond"),
        amount("own", 12.0, "b", nature="plafond"),
        amount("paid", 30.0, "a"),
    ]
    found = spent([mission("a"), mission("b"), mission("c"), mission("d")], ceilings)
    assert [(found[code].common or {}).get("expense_id") for code in "abcd"] == ["both", None, "wide", None]
    assert not found["a"].is_comparable  # 40 $ are for two missions: 30 $ cannot be set against them
    said = [lines.headline(found[code], FR).replace("\u00a0", " ") for code in "abcd"]
    assert said == [
        "40 $ prévus pour deux missions ensemble; 30 $ réels",
        "12 $ prévus, réel inconnu",
        "90 $ prévus pour trois missions ensemble; réel inconnu",
        "réel inconnu",
    ]
    rows = pd.DataFrame([mission(code) for code in "dcba"])
    _, board, _ = draw(Answers(rows, pd.DataFrame(ceilings), RULES, NO_CREDITS, TODAY, NO_LANDMARK), FR)
    assert board.count("bri-ceiling bri-common") == 2 + 1  # a, c, and the key
    assert "bri-is-single" in board  # no amount holds another: one column
    poster = bars_block(tuple(found.values()), FR)
    assert "prévu pour plusieurs missions ensemble" in poster.svg  # the key of the dashed bar
    assert "prévu pour plusieurs" not in bars_block((found["b"],), FR).svg


def test_nothing_per_day_where_days_or_people_are_not_known() -> None:
    known = amount("p", 900.0, "a", travellers=3)
    by_month = spent([mission("a", "2025-03", None)], [known])["a"]
    assert values.daily(known, by_month) is None
    assert values.daily(known | {"travellers": None}, spent([mission("a")], [known])["a"]) is None


def test_an_unknown_cost_is_said_unknown_and_never_zero() -> None:
    one = spent([mission("a")], [])["a"]
    assert lines.headline(one, FR) == "réel inconnu"
    title, board, _ = draw(
        Answers(
            pd.DataFrame([mission("a")]), pd.DataFrame([amount("x", 5.0, "z")]), RULES, NO_CREDITS, TODAY, NO_LANDMARK
        ),
        FR,
    )
    assert title == "Aucun coût de mission n’est publié dans les sources lues"
    assert "Pour 2025, aucun montant de mission n’est publié" in board
    assert ">0\u00a0$" not in board


def steps_of(**more: Any) -> dict[str, tuple[str, str]]:
    one = spent([mission("a", **more)], [])["a"]
    (life,) = lines.lives([one], RULES, NO_CREDITS, TODAY, FR)
    return {step.name: (step.state, step.words.replace("\u00a0", " ")) for step in life.steps}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ("unknown", "échéance : 5 mai 2025")),  # 24 March and six weeks, nothing known since
        ({"report": "2025-05-05"}, ("done", "5 mai 2025")),
        ({"report": "2025-05-06"}, ("done_late", "6 mai 2025")),
        ({"report_missing": "2025-05-20"}, ("late", "échéance : 5 mai 2025")),
        ({"start": "2026-11-02", "end": "2026-11-06"}, ("to_come", "échéance : 18 décembre 2026")),
        ({"function_ids": ["conseillere"]}, ("not_applicable", "non exigé")),
        ({"start": "2024-11-27", "end": "2024-11-30"}, ("unknown", "11 janvier 2025 si 6 sem.")),  # before the rule
        ({"state": "announced"}, ("unknown", "5 mai 2025 si tenue")),
        ({"start": "2025", "end": None}, ("unknown", "échéance inconnue")),
    ],
)
def test_the_report_of_a_mission(more: dict[str, Any], expected: tuple[str, str]) -> None:
    assert steps_of(**more)["report"] == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"outcomes": 2}, ("done", "2 inscrites")),
        ({}, ("unknown", "échéance : 24 mars 2026")),  # passed, and nothing says that there were none
        ({"start": "2025-12-01", "end": "2025-12-01"}, ("to_come", "échéance : 1er décembre 2026")),  # today
        ({"start": "2025-11-29", "end": "2025-11-30"}, ("unknown", "échéance : 30 novembre 2026")),
        ({"start": "2025-12-05", "end": "2025-12"}, ("to_come", "échéance : du 5 au 31 décembre 2026")),
        ({"start": "2024-02-27", "end": "2024-02-29"}, ("unknown", "aucune inscrite")),  # before the rule
        ({"state": "announced"}, ("unknown", "24 mars 2026 si tenue")),
        ({"start": "2025", "end": None}, ("unknown", "aucune inscrite")),
    ],
)
def test_the_outcomes_of_a_mission(more: dict[str, Any], expected: tuple[str, str]) -> None:
    assert steps_of(**more)["outcomes"] == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ("unknown", "inconnu")),
        ({"is_abroad": False}, ("not_applicable", "au Canada")),
        ({"amount": 3000.0}, ("not_applicable", "sous le seuil")),
        ({"amount": 3000.01}, ("unknown", "inconnu")),
        ({"decision": "2025-02-12"}, ("done", "12 février 2025")),
        ({"start": "2023-03-22", "end": "2023-03-31"}, ("unknown", "règle d’alors inconnue")),
    ],
)
def test_the_decision_of_a_mission(more: dict[str, Any], expected: tuple[str, str]) -> None:
    assert steps_of(**more)["decision"] == expected


def test_a_late_report_alone_has_the_hue_of_late() -> None:
    late, fine = mission("late", report="2025-06-01"), mission("fine", report="2025-05-01")
    answers = Answers(
        pd.DataFrame([late, fine]), pd.DataFrame([amount("x", 5.0, "late")]), RULES, NO_CREDITS, TODAY, NO_LANDMARK
    )
    board = draw(answers, FR)[2]
    assert board.count('class="bri-is-late"') == 1
    assert "<strong>fait en retard</strong> · 1er juin 2025" in board


def test_quarters_follow_the_end_and_say_what_is_disclosed() -> None:
    found = spent(
        [
            mission("a", "2025-03-30", "2025-03-31", expenses="2025-06-01"),
            mission("b", "2025-03-30", "2025-04-01"),
            mission("c", "2025", None),
            mission("d", "2024-12-01", "2024-12-02"),  # before the rule
            mission("e", "2025-04-02", "2025-04-03", state="announced"),
        ],
        [],
    )
    shown = lines.quarters(tuple(found.values()), RULES, TODAY, FR)
    assert [(one.name, one.missions, one.published, one.state) for one in shown] == [
        ("1er trim. 2025", 1, 1, "done"),
        ("2e trim. 2025", 1, 0, "unknown"),
        ("2025, trimestre inconnu", 1, 0, "unknown"),
    ]


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([2025], "2025"),
        ([2024, 2025], "2024 et 2025"),
        ([2023, 2024, 2025], "de 2023 à 2025"),
        ([2001, 2003, 2005, 2007], "4 années entre 2001 et 2007"),
    ],
)
def test_years_in_words(years: list[int], said: str) -> None:
    assert values.years_said(years, FR) == said


# --- What is explored -------------------------------------------------------------------------------------------------

MANY = [
    amount("ceil", 40.0, "a", nature="plafond"),
    amount("paid", 36.0, "a", travellers=3, scope="Trois <personnes>"),  # 3 people, 6 days: 2 $ each a day
    amount("bed", 20.0, "a", category="hebergement", included_in="paid"),
    amount("food", 16.0, "a", category="repas", included_in="paid"),
    amount("both", 9.0, "b", "c"),
    amount("all", 90.0, "b", "c", nature="plafond"),
]


def explored(series: plot.Series) -> plot.Chart:
    missions = [mission("a"), mission("b"), mission("c"), mission("d"), mission("e", "2026-01-05", "2026-01-06")]
    rows = pd.DataFrame(MANY)
    return plot.chart_of(series, values.spendings(pd.DataFrame(missions[::-1]), rows), values.wholes(rows), FR)


@pytest.mark.parametrize(
    ("series", "bars"),
    [
        # what two missions share stands on both, hatched: never summed, never split
        ("missions", [(0, "ceiling", 40.0), (0, "actual", 36.0), (1, "common", 90.0), (1, "shared", 9.0),
                      (2, "common", 90.0), (2, "shared", 9.0), (3, "unknown", None)]),
        ("annees", [(0, "ceiling", 40.0), (0, "actual", 36.0), (1, "common", 90.0), (1, "shared", 9.0),
                    (2, "common", 90.0), (2, "shared", 9.0), (3, "unknown", None), (4, "unknown", None)]),
        ("postes", [(0, "total", 36.0), (1, "head", 20.0), (2, "head", 16.0)]),
        ("jours", [(0, "actual", 2.0)]),
    ],
)  # fmt: skip
def test_each_series_draws_each_amount_once_and_the_unknown_without_a_length(
    series: plot.Series, bars: list[tuple[int, str, float | None]]
) -> None:
    chart = explored(series)
    assert [(bar.slot, bar.form, bar.dollars) for bar in chart.bars] == bars
    assert chart.silent == (("2026",) if series == "annees" else ())
    assert all(slot.data_id.startswith("activite:") for slot in chart.slots)


def test_the_figure_begins_at_zero_stacks_nothing_and_speaks_of_its_forms() -> None:
    figure = expense_figure(explored("missions"), {"actual"}, "light", FR)
    assert figure.layout.barmode == "overlay"
    bars = [one for one in figure.data if one.type == "bar"]
    assert all(one.base is None for one in bars)
    assert {one.name: one.visible for one in bars} == {
        "prévu": "legendonly", "prévu pour plusieurs missions ensemble": "legendonly", "réel publié": True,
        "au plus, partage inconnu": "legendonly", "inconnu (la longueur ne dit rien)": "legendonly",
    }  # fmt: skip
    assert bars[2].customdata == ("activite:a",)
    columns = explored("annees")  # the amount over the tallest stays clear of the key
    assert expense_figure(columns, columns.forms, "light", FR).layout.yaxis.range[1] > 1.15 * columns.top
    assert "<personnes>" not in figure.to_json()
    assert expense_config(FR)["locales"]["fr-CA"]["dictionary"]["Zoom"] == "Agrandir un rectangle"
    years = expense_figure(explored("annees"), set(plot.FORMS), "dark", FR)
    assert [note.text for note in years.layout.annotations] == ["aucun montant publié"]


def test_the_table_beside_the_chart_holds_each_bar_and_leads_to_its_brief() -> None:
    markup = twin(explored("missions"), FR)
    assert markup.count("<tr>") == 1 + 7
    assert 'href="fiches?activite=d" data-id="activite:d"' in markup
    assert "<td>—</td>" in markup  # unknown, not zero
    assert "Trois &lt;personnes&gt;" in markup
    assert twin(plot.chart_of("postes", (), (), FR), FR) == ""
    said = plot.lead(explored("jours"), 5, FR)
    assert said.startswith("Connu pour 1 mission sur 5.")
    assert "Par personne et par jour\u00a0: 1 montant publié." in plot.alternative(explored("jours"), FR)


@pytest.mark.parametrize("written", ["", "rien", "jours "])
def test_what_is_no_series_is_that_of_the_years(written: str) -> None:
    assert plot.read_series(written) == "annees"
