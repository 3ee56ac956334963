"""La séance on the real files: what can be said of each duty on a day, counted by hand from the files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from bri_data.filters import NOTHING, Filters
from bri_data.present.meeting import Meeting, Sitting, lead, title
from bri_data.present.meeting_duties import meeting
from bri_data.present.words import Lang, texts
from bri_data.queries.meeting_answers import answers
from bri_data.queries.narrow import narrowed
from bri_data.store.database import Database

DECEMBER = Sitting(date(2026, 12, 1), date(2026, 11, 2))


def told(database: Database, sitting: Sitting = DECEMBER, lang: Lang = "fr", filters: Filters = NOTHING) -> Meeting:
    with database.cursor() as con, narrowed(con, filters):
        frames = answers(con, sitting.since, sitting.today, is_whole=filters.is_empty)
    return meeting(frames, sitting, texts(lang), is_whole=filters.is_empty)


def on(day: str, since: str = "2025-01-01") -> Sitting:
    return Sitting(date.fromisoformat(day), date.fromisoformat(since))


def names(entries: Iterable[object]) -> set[str]:
    return {getattr(entry, "name", "").replace("\u00a0", " ") for entry in entries}


def test_four_reports_are_past_due_and_none_is_said_to_be_late(database: Database) -> None:
    found = told(database)
    assert found.of("late") == ()
    # 21 November 2025 and 6 weeks; 16 May; 5 to 31 March; 24 March
    assert [entry.when for entry in found.of("report")] == [
        "2 janvier 2026",
        "27 juin 2025",
        "du 16 avril au 12 mai 2025",
        "5 mai 2025",
    ]
    assert {entry.state for entry in found.of("report")} == {"unknown"}
    assert title(found, texts("fr")) == "Aucun retard établi, mais quatre rapports échus sans date de publication"
    assert lead(found, texts("fr")) == "Séance du 1er décembre 2026, depuis celle du 2 novembre 2026"
    assert {entry.source for entry in found.of("report")} == {
        ("Rapport annuel 2025 du Bureau des relations internationales", None)
    }


def test_what_is_unknown_is_said_with_its_reason(database: Database) -> None:
    found = {entry.name.replace("\u00a0", " "): entry for entry in told(database).of("unknown")}
    # five missions of the report and the two seminars; all abroad, none with a published cost
    assert found["Dépenses de 7 missions de 2025"].state == "unknown"
    assert "3\u00a0000\u00a0$" in found["Sommaires décisionnels de 7 missions de 2025"].note
    assert found["Rapport : Mission à Luxembourg"].span is None
    assert found["Crédits carbone des vols de 2025"].when == "début 2026"
    assert "Crédits carbone des vols de 2024" not in found  # bought in 2025
    assert "Forum de l’UCI" in found
    assert not any("Séminaire" in name for name in found)  # staff alone owes no report


def test_what_comes_next_is_what_ends_or_is_expected(database: Database) -> None:
    soon = told(database).of("soon")
    assert {
        "Entente : Namur, 2024-2026",
        "Entente : Paris, 2023-2026",
        "Entente : Tunis, 2023-2026",
        "Présidence du conseil d’administration de l’OVPM",
        "Candidature au titre de région de biosphère (décision attendue en 2026)",
        "Fin du trimestre 4 de 2026",
        "Crédits carbone des vols de 2026",
    } <= names(soon)
    assert all(entry.state == "to_come" for entry in soon)
    assert not any(entry.is_exact for entry in soon if entry.when == "2026")


@pytest.mark.parametrize(("day", "group"), [("2025-05-04", "soon"), ("2025-05-05", "soon"), ("2025-05-06", "report")])
def test_a_report_changes_state_the_day_after_it_is_due(database: Database, day: str, group: str) -> None:
    found = [
        entry
        for entry in told(database, on(day)).entries
        if entry.name.endswith("San Antonio") and "Rapport" in entry.name
    ]
    assert [entry.group for entry in found] == [group]


def test_what_was_held_and_published_since_is_told(database: Database) -> None:
    found = told(database, on("2026-02-01", "2026-01-01"))
    assert names(found.of("held")) == {"Vision Ville-Port"}
    assert "Vision commune Ville-Port et implantation de l’AIVP à Québec" in names(found.of("published"))
    assert told(database).of("held") == ()


def test_a_filter_keeps_the_duties_of_its_records_alone(database: Database) -> None:
    found = told(database, filters=Filters(cities=("namur",)))
    assert "Entente : Namur, 2024-2026" in names(found.of("soon"))
    assert not any("Crédits" in name or "trimestre" in name for name in names(found.entries))
    assert found.of("report") == ()


def test_each_entry_has_a_source_and_reads_in_english(database: Database) -> None:
    found = told(database, lang="en")
    assert all(entry.source and entry.source_ids for entry in found.entries)
    assert title(found, texts("en")) == "No delay established, but four reports past due without a date of publication"
    assert "Report: AIVP, New York" in names(found.of("report"))
