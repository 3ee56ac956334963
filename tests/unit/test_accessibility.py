"""The statement of accessibility says what the last look found: no more, no less."""

from __future__ import annotations

from bri_data.present.accessibility import last_runs, runs_in, tally
from bri_data.present.figures.accessibility import statement
from bri_data.present.words import texts

LOOK = {
    "on": "2026-11-28",
    "addresses": [f"/carte?annee={year}" for year in range(1975, 2026)],
    "widths": [320, 3840],
    "axe_widths": [390, 1280],
    "faults": [
        {"kind": "small", "what": "9.4 bri-note: <i>Namur</i>", "address": "/carte", "widths": [320]},
        {"kind": "small", "what": "9.4 bri-note: Paris", "address": "/carte", "widths": [320, 360]},
    ],
}


def test_each_kind_is_counted_and_what_was_not_found_is_a_zero() -> None:
    counted = tally(runs_in({"fr": LOOK}))
    assert counted.pop("small") == 2
    assert set(counted.values()) == {0}
    assert len(counted) == 7


def test_the_page_names_the_day_the_faults_and_what_was_not_tried() -> None:
    drawn = statement(runs_in({"fr": LOOK}), texts("fr"))
    assert "En français\u00a0: le 28 novembre 2026, 51\u00a0adresses" in drawn
    assert "&lt;i&gt;Namur&lt;/i&gt;" in drawn
    assert "<td>320 et 360</td>" in drawn
    assert "Aucun lecteur d’écran" in drawn
    assert "en contraste forcé" not in drawn.partition("Ce qui manque")[0]
    assert "Aussi en contraste forcé" in statement(runs_in({"fr": {**LOOK, "also": ["forced"]}}), texts("fr"))


def test_nothing_is_claimed_before_a_first_look_nor_hidden_after_a_clean_one() -> None:
    assert "rien n’est affirmé ici" in statement((), texts("fr"))
    clean = statement(runs_in({"en": {**LOOK, "faults": []}}), texts("en"))
    assert "found no fault of these kinds" in clean
    assert "sees only some of the obstacles" in clean


def test_the_last_run_is_kept_with_the_code() -> None:
    assert [run.lang for run in last_runs()][:1] == ["fr"]
    assert all(run.addresses > 40 for run in last_runs())
