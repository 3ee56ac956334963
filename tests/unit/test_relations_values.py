"""Ties told of a few rows: what counts as a contact, what ends this year, what stands apart, where a day is drawn."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from bri_data.present import relations as values
from bri_data.present.figures.council.relation_axis import WIDTH, Scale, line_of, scale_of
from bri_data.present.figures.council.relations import board
from bri_data.present.relations import Found, found_of
from bri_data.present.words import texts

FR = texts("fr")
TODAY = date(2026, 11, 28)


def agreement(code: str, *cities: str, partners: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    networks = more.pop("networks", ())
    return {
        "record_id": code,
        "kind": "jumelage",
        "title": f"Jumelage {code}",
        "title_en": None,
        "label": code,
        "label_en": None,
        "cities": list(cities),
        "city_names": [one.capitalize() for one in cities],
        "city_names_en": [one.capitalize() for one in cities],
        "partners": list(partners),
        "partner_names": [one.upper() for one in partners],
        "partner_names_en": [one.upper() for one in partners],
        "are_networks": [one in networks for one in partners],
        "signed": None,
        "year": None,
        "expires": None,
        "status": "en_vigueur",
        "as_of": "2012-09-01",
        "source_ids": ["s"],
        "source_titles": ["Une source"],
        "source_urls": [None],
        "source_locator": "page 1",
        "total": 1,
    } | more


def contact(code: str, kind: str, start: str, *cities: str, **more: Any) -> dict[str, Any]:
    precision = {4: "year", 7: "month", 10: "day"}[len(start)]
    first = date.fromisoformat({4: f"{start}-01-01", 7: f"{start}-01", 10: start}[len(start)])
    last = {"year": date(first.year, 12, 31), "month": first.replace(day=28), "day": first}[precision]
    return {
        "record_id": code,
        "kind": kind,
        "state": "named" if precision == "year" else "dated",
        "label": code,
        "label_en": None,
        "start": start,
        "end": None,
        "precision": precision,
        "first_day": first,
        "last_day": last,
        "cities": list(cities),
        "partners": [],
        "total": 1,
    } | more


def told(agreements: list[dict[str, Any]], contacts: list[dict[str, Any]], today: date = TODAY) -> Found:
    frames = {
        "agreements": pd.DataFrame(agreements),
        "contacts": pd.DataFrame(contacts or [contact("x", "mission", "1990", "nowhere")]),
        "roles": pd.DataFrame({"partner_id": []}),
    }
    return found_of(frames, today)


def test_what_was_only_announced_is_no_contact() -> None:
    found = told([agreement("a", "paris")], [contact("m", "mission", "2025-03-01", "paris", state="announced")])
    assert (found.active, len(found.silent)) == ((), 1)
    assert (found.silent[0].missions, found.silent[0].last) == (0, None)
    assert len(found.silent[0].contacts) == 1  # drawn all the same
    assert values.title(found, FR) == "Le seul lien est sans contact recensé"


def test_one_tie_a_city_with_its_agreements_in_order_of_signing() -> None:
    two = [agreement("b", "namur", signed="2023-08", expires="2026"), agreement("a", "namur", signed="1999-10-28")]
    found = told(two, [contact("m", "mission", "2023-04-19", "namur"), contact("v", "accueil", "2025", "namur")])
    (one,) = found.active
    assert [row["record_id"] for row in one.rows] == ["a", "b"]
    assert (one.missions, one.visits) == (1, 1)
    assert values.last_said(one.last, FR) == "2025, mois non précisé"
    assert values.end_said(one, TODAY, FR) == "à échéance 2026"


def test_partners_tie_where_no_city_does_and_networks_first() -> None:
    found = told(
        [
            agreement("f", partners=("mrif", "aivp"), networks=("aivp",)),
            agreement("g", partners=("mrif",)),
            agreement("h"),
        ],
        [contact("m", "mission", "2025-11-18", partners=["aivp"])],
    )
    names = {values.name_of(one, FR): one for one in found.all}
    assert set(names) == {"AIVP", "MRIF", "h"}
    assert names["AIVP"].missions == 1
    assert names["h"].brief == ("entente", "h")


def test_the_end_of_an_agreement_on_before_and_after_its_day() -> None:
    dated = [agreement("a", "paris", expires="2026-11-28")]
    for today, ending, said in (
        (date(2026, 11, 27), 1, "à échéance 28 novembre 2026"),
        (date(2026, 11, 28), 1, "à échéance 28 novembre 2026"),
        (date(2026, 11, 29), 0, "échue le 28 novembre 2026"),
    ):
        found = told(dated, [], today)
        assert len(found.ending()) == ending
        assert values.end_said(found.all[0], today, FR) == said
    over = told([agreement("a", "paris", expires="2026", status="resiliee")], [])
    assert over.ending() == []
    assert values.end_said(over.all[0], TODAY, FR) == ""


def test_next_end_first_then_the_latest_contact() -> None:
    found = told(
        [agreement("a", "albi"), agreement("b", "bath", expires="2027"), agreement("c", "caen"), agreement("d", "dax")],
        [
            contact(city, "mission", f"{year}-01-05", city)
            for city, year in (("albi", 2023), ("bath", 2022), ("caen", 2025))
        ],
    )
    assert [values.name_of(one, FR) for one in found.active] == ["Bath", "Caen", "Albi"]
    assert [values.name_of(one, FR) for one in found.silent] == ["Dax"]


def test_a_day_stands_in_the_window_and_an_older_one_in_the_narrow_stretch() -> None:
    scale = scale_of(told([agreement("a", "calgary", signed="1956")], []))
    assert (scale.oldest, list(scale.years)) == (1956, [2022, 2023, 2024, 2025, 2026, 2027])
    year = (WIDTH - scale.start) / 6
    assert scale.x(date(2024, 1, 1)) - scale.x(date(2023, 1, 1)) == pytest.approx(year)
    assert scale.x(date(1956, 1, 1)) < scale.x(date(1990, 1, 1)) < scale.start
    assert scale.x(date(2030, 1, 1)) == WIDTH
    assert scale.start < scale.now < WIDTH


def test_silence_fades_and_a_signing_nobody_dates_is_hollow() -> None:
    scale = Scale(1956, 2022, 2028, TODAY)
    long_ago, recent = (
        told([agreement("a", "paris")], [contact("m", "mission", day, "paris")]).active[0]
        for day in ("2022-11-01", "2026-09-01")
    )
    assert 'stroke-opacity="0.12"' in line_of(long_ago, scale)
    assert 'stroke-opacity="0.12"' not in line_of(recent, scale)
    assert "bri-hatched-year" in line_of(recent, scale)  # the bin of signings without a date


def test_text_of_the_data_is_escaped() -> None:
    hostile = agreement("a", "paris", title="<b>x</b>", label="<i>y</i>", city_names=["<script>"], signed="2024-01-02")
    drawn = board(told([hostile], [contact("<u>", "mission", "2025-01-02", "paris")]), FR)
    assert not [tag for tag in ("<script>", "<b>x", "<i>y", "<u>") if tag in drawn]
