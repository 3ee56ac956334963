"""La séance, run by Streamlit's own test runner."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]
FOUR = "Aucun retard établi, mais quatre rapports échus sans date de publication"


def test_a_meeting_says_what_is_past_due_and_what_comes(open_app: Open, markup_of: Markup) -> None:
    at = open_app("seance", au="2026-12-01", depuis="2026-11-02")
    assert at.title[0].value == FOUR
    markup = markup_of(at)
    assert "Séance du 1er décembre 2026, depuis celle du 2 novembre 2026" in markup
    assert 'data-id="activite:2025-mission-new-york"' in markup  # its brief
    assert 'data-id="entente:2023-cooperation-paris"' in markup
    assert "échu depuis 10 mois" in markup
    assert "Ces fichiers n’ont pas d’historique" in markup  # what was added since cannot be told
    assert "bri-is-late" not in markup
    assert [one.value.isoformat() for one in at.date_input] == ["2026-12-01", "2026-11-02"]


def test_the_table_holds_every_line(open_app: Open, markup_of: Markup) -> None:
    markup = markup_of(open_app("seance", au="2026-12-01", depuis="2026-11-02"))
    table = markup[markup.index('id="seance-lignes"') :]
    # 4 reports, 10 other unknown follow-ups, 9 to come: the page shows some, the table all
    assert table.count("<tr>") == 1 + 23
    assert "§ Divulgation proactive et crédits carbone" in table


def test_the_day_is_todays_where_the_address_names_none(open_app: Open, markup_of: Markup) -> None:
    at = open_app("seance", au="demain")
    assert "au=demain" in markup_of(at)
    assert (at.date_input[0].value - at.date_input[1].value).days == 28


def test_a_day_chosen_stands_in_the_address(open_app: Open) -> None:
    at = open_app("seance", au="2026-12-01")
    at.date_input[0].set_value(at.date_input[1].value).run()
    assert at.query_params["au"] == "2026-11-03"


def test_filters_narrow_the_meeting_and_its_title_is_theirs(open_app: Open, markup_of: Markup) -> None:
    at = open_app("seance", au="2026-12-01", **{"f.ville": "namur"})
    assert at.title[0].value != FOUR
    assert "Namur, 2024-2026" in markup_of(at)
    assert "2025-mission-new-york" not in markup_of(at)


def test_it_reads_in_english(open_app: Open, markup_of: Markup) -> None:
    at = open_app("seance", lang="en", au="2026-12-01")
    assert at.title[0].value == "No delay established, but four reports past due without a date of publication"
    assert "Report past due, publication unknown" in markup_of(at)
