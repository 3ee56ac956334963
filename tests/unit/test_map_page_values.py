"""The map page's values against what they must say, worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from bri_data.present import prepositions
from bri_data.present.figures.maps import page as figures
from bri_data.present.geo.placement import CityMarks, Mark
from bri_data.present.geo.projection import Home
from bri_data.present.geo.regions import regions_of
from bri_data.present.map_page import ALL, Answers, Entry, choices, panel, title
from bri_data.present.words import texts

FR, EN = texts("fr"), texts("en")
HOME = Home("Québec", 46.81228, -71.21454)


def city(city_id: str, *marks: Mark, latitude: float = 48.85, longitude: float = 2.35) -> CityMarks:
    return CityMarks(city_id, city_id.capitalize(), latitude, longitude, marks, "FR")


def mark(kind: str, state: str = "dated", counted: bool = True) -> Mark:
    return Mark(f"{kind}-{state}", kind, state, "Titre", counted)  # type: ignore[arg-type]


def answers(*cities: CityMarks) -> Answers:
    return Answers(2025, HOME, cities, tuple(regions_of(cities, HOME, FR)), 0)


def test_the_title_counts_cities_and_not_activities() -> None:
    cities = [city("paris", mark("mission"), mark("mission"), mark("accueil")), city("lyon", mark("mission"))]
    assert title(cities, "2025", FR) == "Deux villes visitées, une ville reçue"
    assert title(cities, "2025", EN) == "Two cities visited, one city received"


def test_a_map_of_twin_cities_alone_says_so() -> None:
    twins = [city("paris", mark("entente", "named", counted=False)), city("lyon", mark("entente", counted=False))]
    assert title(twins, "2018", FR) == "Deux villes liées par une entente, sans visite ni accueil connus"
    assert title(twins[:1], "", EN) == "One city tied by an agreement, no visit or delegation known"


def test_announced_trips_and_those_outside_the_totals_are_no_visits() -> None:
    cities = [
        city("paris", mark("mission", "announced")),
        city("lyon", mark("mission", counted=False)),
        city("nice", mark("accueil", "named")),
    ]
    assert title(cities, "2025", FR) == "Une ville reçue"
    assert title(cities[:2], "2025", FR) == "Aucune ville visitée ni reçue n’est connue en 2025"
    assert title([], "1925", EN) == "No city visited or received is known in 1925"


@pytest.mark.parametrize(
    ("name", "said"),
    [("San Antonio", "de San Antonio"), ("Ottawa", "d’Ottawa"), ("Le Havre", "du Havre"), ("Xi’an", "de Xi’an")],
)
def test_french_joins_the_preposition_and_the_name(name: str, said: str) -> None:
    assert prepositions.of(name, FR) == said
    assert prepositions.of(name, EN) == f"of {name}"


def record(**values: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "record_id": "r1", "record_table": "activities", "kind": "mission", "state": "dated", "counted": True,
        "title": "Mission", "title_en": None, "start": "2025-03-19", "end": "2025-03-24", "axes": ["attire", "rayonne"],
        "place_id": "san-antonio", "in_city": 1,
    }  # fmt: skip
    return usual | values


def test_a_panel_says_where_and_what() -> None:
    antonio = CityMarks("san-antonio", "San Antonio", 29.42412, -98.49363, (mark("mission"),), "US")
    made = panel(antonio, pd.DataFrame([record(in_city=3)]), HOME, FR)
    assert (made.name, made.place) == ("San Antonio", "États-Unis · 3\u00a0044\u00a0km de Québec")
    assert (made.more, made.brief) == (2, "Ouvrir la fiche de San Antonio")
    assert made.entries == (
        Entry("activite:r1", "mission", "dated", True, "Mission", "Mission · du 19 au 24 mars 2025", (),
              ("rayonne", "attire")),
    )  # fmt: skip


def test_a_bilateral_meeting_says_that_place_and_date_are_not_given() -> None:
    row = record(kind="rencontre_bilaterale", state="named", start="2025", end=None, place_id=None, counted=False,
                 axes=None)  # fmt: skip
    (entry,) = panel(city("nantes", mark("rencontre_bilaterale")), pd.DataFrame([row]), HOME, FR).entries
    assert entry.detail == "Rencontre bilatérale · 2025, mois non précisé"
    assert entry.notes == ("Ni le lieu ni la date ne sont donnés.", "Hors des totaux déclarés.")
    assert entry.axes == ()


def test_an_announced_trip_and_an_undated_agreement_say_so() -> None:
    rows = pd.DataFrame(
        [
            record(state="announced"),
            record(record_table="agreements", kind="entente", state="named", start=None, end=None),
        ]
    )
    announced, undated = panel(city("paris", mark("mission")), rows, HOME, FR).entries
    assert announced.notes == ("Annoncé\u00a0: aucune source ne dit que l’activité a eu lieu.",)
    assert (undated.address, undated.detail) == ("entente:r1", "Entente · date non précisée")


def test_the_list_is_in_the_order_of_the_alphabet_whatever_the_accents() -> None:
    cities = [
        city("zurich", mark("mission")),
        city("évora", mark("mission"), mark("accueil")),
        city("fès", mark("mission")),
    ]
    assert list(choices(cities, FR).values()) == ["Évora (2)", "Fès", "Zurich"]


def test_an_unknown_frame_or_city_in_the_address_is_ignored() -> None:
    shown = answers(city("paris", mark("mission")), city("boston", mark("mission"), latitude=42.36, longitude=-71.06))
    codes = [region.code for region in shown.regions]
    assert shown.frame("nulle-part") == ALL == shown.frame(None)
    assert shown.frame(codes[1]) == codes[1]
    assert len(shown.in_frame(codes[1])) == 1
    assert shown.city("paris") == shown.cities[0]
    assert shown.city("atlantide") is None


def test_markup_from_the_data_stays_text() -> None:
    evil = CityMarks('"><b>', "<script>x</script>", 40.0, -75.0, (mark("mission"),), "<i>")
    shown = answers(evil)
    drawn = figures.panel(panel(evil, pd.DataFrame([record(title="</h3><script>", record_id='"><b>')]), HOME, FR), FR)
    drawn += figures.map_pictures(shown, ALL, '"><b>', FR, "/fond.svg")
    assert "<b>" not in drawn and "<i>" not in drawn
    assert "<script>" not in drawn
    assert "<script>" in figures.map_label(shown.cities, HOME, FR)  # plain text, that Streamlit escapes
    assert 'data-id="activite:&#34;&gt;&lt;b&gt;"' in drawn


def test_the_legend_shows_what_is_there_and_nothing_else() -> None:
    drawn = figures.map_legend([city("paris", mark("mission"), mark("entente", "named", counted=False))], FR)
    assert [word in drawn for word in ("Mission", "Entente", "nommé, sans date", "hors total")] == [True] * 4
    assert [word in drawn for word in ("Accueil", "annoncé", "nommé et daté")] == [False] * 3
