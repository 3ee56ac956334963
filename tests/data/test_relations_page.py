"""Agreements and networks on the real files, counted by hand from ententes.csv, mandats.csv and activites.csv."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bri_data.address import Address
from bri_data.documents.order import Order, shown
from bri_data.documents.page_slides import slides_of
from bri_data.documents.rows import sheets_of
from bri_data.present import relations as values
from bri_data.present.words import texts
from bri_data.queries.relation_answers import answers
from bri_data.store.database import Database

FR = texts("fr")
TODAY = date(2026, 11, 28)
# name: missions out, delegations in, end and state, latest contact
TIES = {
    "MRIF": (0, 0, "échue en 2025", "en renouvellement", "juin 2025"),
    "Namur": (1, 2, "à échéance 2026", "en vigueur", "29 juillet 2025"),
    "Paris": (3, 0, "à échéance 2026", "en vigueur", "4 octobre 2024"),
    "Tunis": (1, 0, "à échéance 2026", "en vigueur", "19 novembre 2022"),
    "AIVP": (3, 0, "", "état inconnu, sans échéance connue", "15 janvier 2026"),
    "Bordeaux": (1, 1, "", "en vigueur, sans échéance connue", "2025, mois non précisé"),
    "Lausanne et Nantes": (1, 0, "", "état inconnu, sans échéance connue", "2025, mois non précisé"),
    "San Antonio": (1, 2, "", "en vigueur, sans échéance connue", "2025, mois non précisé"),
}


def test_eight_ties_have_a_contact_and_nine_have_none(database: Database) -> None:
    with database.cursor() as con:
        found = values.found_of(answers(con, is_whole=True), TODAY)
    assert values.title(found, FR) == "Trois ententes finissent en 2026; neuf liens sur 17 sont sans contact recensé"
    assert found.agreements == 18
    told = {
        values.name_of(one, FR): (
            one.missions,
            one.visits,
            values.end_said(one, TODAY, FR),
            values.status_said(one, FR),
            values.last_said(one.last, FR),
        )
        for one in found.active
    }
    assert told == TIES
    assert {values.name_of(one, FR) for one in found.silent} == {
        *("Calgary", "Xi’an", "Albany", "Chicago", "Saint-Pétersbourg", "Guanajuato", "Hué", "Liège", "Cannes")
    }
    inactive = {
        values.name_of(one, FR) for one in found.silent if "selon une source de 2012" in values.status_said(one, FR)
    }
    assert inactive == {"Xi’an", "Saint-Pétersbourg", "Guanajuato", "Hué", "Liège"}
    assert [values.network_name(one, FR) for one in found.networks][:3] == ["OVPM", "AIMF", "AIVP"]


def test_the_files_hold_every_agreement_and_every_role(database: Database) -> None:
    with database.cursor() as con:
        order = Order(con, Address.read("ententes", []), datetime(2026, 11, 28, 17, tzinfo=UTC))
        agreements, roles = sheets_of(shown(order))
        (slide,) = slides_of(order)
    assert (agreements.n, roles.n) == (18, 13)
    assert len(slide.body.items) == 6  # type: ignore[union-attr]
    assert "lesoleil-2012-jumelages" in agreements.cites
