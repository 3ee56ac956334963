"""What the carbon page says, from small values written by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from bri_data.carbon import Factor, Method, Range, Unknown
from bri_data.present import carbon
from bri_data.present.carbon import DeclaredYear
from bri_data.present.figures.carbon import year as figures
from bri_data.present.figures.carbon.months import month_bars
from bri_data.present.figures.carbon.ranges import MOST_BANDS, ranges
from bri_data.present.words import texts

FR, EN = texts("fr"), texts("en")
NBSP = "\u00a0"
AVERAGE = Factor("m", "UK DESNZ/DEFRA", "2025", "international_hors_ru", "moyenne", None, None, 0.14253, 0.0842)
ECONOMY = Factor("e", "UK DESNZ/DEFRA", "2025", "international_hors_ru", "economique", None, None, 0.10916, 0.06449)
HIGH = Factor("h", "ADEME", "2026-07", "tous", "moyenne", None, None, 0.2, 0.1)
METHOD = Method((AVERAGE, ECONOMY), (HIGH,))


@pytest.mark.parametrize(
    ("kg", "said"),
    [
        (Range(683, 1641, 1947), "environ 1,6 t (0,7 à 1,9 t selon la méthode)"),
        (Range(128, 290, 457), "environ 290 kg (130 à 460 kg selon la méthode)"),
        (Range(390, 862, 1035), "environ 860 kg (390 à 1 000 kg selon la méthode)"),
        (Range(500, 996, 1500), "environ 1,0 t (0,5 à 1,5 t selon la méthode)"),
        (Range(6000, 12_345, 21_000), "environ 12 t (6 à 21 t selon la méthode)"),
        (Range(4000, 9400, 11_000), "environ 9,4 t (4,0 à 11 t selon la méthode)"),
        (Range(40, 1700, 2000), "environ 1,7 t (0,04 à 2,0 t selon la méthode)"),  # never rounded down to nothing
        (Range(0, 0, 0), "environ 0 kg (0 à 0 kg selon la méthode)"),
    ],
)
def test_a_range_is_said_to_two_significant_figures(kg: Range, said: str) -> None:
    assert carbon.said_kg(kg, FR).whole.replace(NBSP, " ") == said


def test_ranges_of_dollars_and_shares() -> None:
    assert carbon.said_cad(Range(53.5, 124.3, 161.4), FR).whole.replace(NBSP, " ") == (
        "environ 120 $ (54 à 160 $ selon la méthode)"
    )
    assert carbon.said_cad(Range(53.5, 124.3, 161.4), EN).whole == "about $120 ($54 to $160 depending on the method)"
    assert carbon.said_share(Range(0.008, 0.018, 0.024), FR).whole.replace(NBSP, " ") == (
        "environ 1,8 % (0,8 à 2,4 % selon la méthode)"
    )


def declared(*rows: tuple[int, float, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["travel_year", "tonnes", "cost_cad_before_tax"])


def test_years_nobody_declared_stay_in_the_row_as_gaps() -> None:
    years = carbon.declared_years(declared((2022, 185.28, 4833.86), (2024, 188.0, 6728.12)), 2025)
    assert [year.year for year in years] == [2022, 2023, 2024, 2025]
    assert years[1] == DeclaredYear(2023)
    assert years[3] == DeclaredYear(2025)
    # 6 728.12 / 188 = 35.7879 and 4 833.86 / 185.28 = 26.0895: 37.17 % more
    assert years[2].price_cad == pytest.approx(35.7879, abs=1e-4)
    assert years[2].change == pytest.approx(0.3717, abs=1e-4)
    assert years[2].change_from == 2022
    assert carbon.declared_years(declared(), 2025) == ()


def test_the_page_opens_on_the_chosen_year_or_the_latest_declared() -> None:
    years = carbon.declared_years(declared((2022, 10, None), (2024, 20, 500)), 2025)
    assert [carbon.year_to_show(years, chosen).year for chosen in (2022, 2023, 2025)] == [2022, 2024, 2024]  # type: ignore[union-attr]
    assert carbon.year_to_show((), 2024) is None
    assert carbon.last_price(years) == 25
    assert carbon.title(years[0], FR) == f"10{NBSP}tonnes compensées pour 2022"
    assert carbon.title(None, FR) == "Aucune année de vols n’est déclarée"


def trips(*rows: dict[str, Any]) -> pd.DataFrame:
    columns = (
        *("trip_id", "label_en", "cities", "cities_en", "end", "travellers", "itinerary", "cabin", "month"),
        *("assumed", "assumption", "assumption_en", "source_titles", "source_urls", "source_locator"),
    )
    blank: dict[str, Any] = dict.fromkeys(columns)
    known = {"record_id": "m", "label": "Mission", "state": "dated", "start": "2024-05", "month": 5, "round_trip": True}
    return pd.DataFrame([blank | known | row for row in rows])


def journeys(*rows: dict[str, Any]) -> tuple[carbon.Journey, ...]:
    return carbon.journeys(trips(*rows), METHOD, FR)


PARIS = {"trip_id": "p", "record_id": "paris", "itinerary": "YQB-CDG", "cities": ["Paris"]}
BOSTON = {"trip_id": "b", "record_id": "boston", "itinerary": "YQB-BOS", "cities": ["Boston"], "month": None}
NOWHERE = {"record_id": "nulle-part", "label": "Ailleurs", "itinerary": None}


def test_months_keep_the_undated_apart_and_unknown_is_not_zero() -> None:
    found = carbon.months(journeys(PARIS, NOWHERE, BOSTON))
    assert [month.month for month in found] == [*range(1, 13), None]
    assert [journey.key for journey in found[4].journeys] == ["p", "nulle-part"]
    assert found[4].known is not None
    assert found[4].known.central == pytest.approx(1508.6, abs=0.2)  # Paris alone
    assert found[0].known is None
    assert [journey.key for journey in found[12].journeys] == ["b"]
    assert len(carbon.months(journeys(PARIS))) == 12
    assert carbon.months(journeys(NOWHERE))[4].known is None


def test_the_farthest_comes_first_and_names_the_title() -> None:
    found = journeys(BOSTON, PARIS, NOWHERE)
    assert [journey.key for journey, _ in carbon.worked_out(found)] == ["p", "b"]
    assert carbon.ranges_title(found, FR) == "Paris, le plus loin, pèse le plus par personne"
    assert carbon.ranges_title(journeys(PARIS), FR) == "Émissions estimées par personne"
    first_class = BOSTON | {"itinerary": "YQB-YYZ-LAX-BOS"}  # nearer, but the long way round
    assert carbon.ranges_title(journeys(PARIS, first_class), FR) == "Boston pèse le plus par personne"
    assert isinstance(found[2].result, Unknown)
    twice = journeys(PARIS, PARIS | {"trip_id": "q", "month": 6})
    assert carbon.ranges_title(twice, FR) == "Émissions estimées par personne"
    assert carbon.months_title(carbon.months(twice), FR) == "Mois par mois, par personne"
    assert carbon.months_title(carbon.months(journeys(PARIS, BOSTON | {"month": 2})), FR).replace(NBSP, " ") == (
        "Parmi les missions datées, mai pèse le plus : environ 1,5 t par personne"
    )


def test_the_explained_share_is_computed_or_refused_with_its_reason() -> None:
    year = DeclaredYear(2024, 188.0)
    assert "aucune hypothèse n’est faite ici, pour sa mission recensée" in carbon.share_sentence(
        year, journeys(NOWHERE), FR
    )
    assert "le nombre de voyageurs n’est pas publié" in carbon.share_sentence(year, journeys(PARIS), FR)
    assert "aucune mission n’est recensée" in carbon.share_sentence(year, (), FR)
    # ten travellers to Paris: 15 086 kg of 188 000 are 8.0 %
    said = carbon.share_sentence(year, journeys(PARIS | {"travellers": 10}, NOWHERE), FR).replace(NBSP, " ")
    assert "environ 8 % (3,6 à 11 % selon la méthode), d’après 1 déplacement." in said
    assert said.endswith("1 déplacement ne peut pas être compté.")


def test_a_headcount_is_a_whole_number_even_beside_blanks() -> None:
    found = journeys(PARIS | {"travellers": 2.0}, BOSTON)
    assert found[0].trip.travellers == 2
    assert isinstance(found[0].trip.travellers, int)
    assert found[1].trip.travellers is None


def test_squares_count_tonnes_and_the_last_is_a_fraction() -> None:
    assert figures.squares(188, "").count("<rect") == 188
    fraction = figures.squares(185.28, "")
    assert fraction.count("<rect") == 186
    assert fraction.count('width="8.4"') == 185
    assert 'width="2.35"' in fraction  # 0.28 of 8.4
    assert figures.squares(0, "").count("<rect") == 0
    assert figures.tonnes_per_square(1000) == 1
    assert figures.tonnes_per_square(45_000) == 100
    assert "100\u00a0tonnes" in figures.squares_note(45_000, FR)


def test_text_from_the_data_is_never_markup() -> None:
    hostile = PARIS | {
        "label": "<b>x",
        "cities": ["<i>Paris"],
        "assumed": True,
        "assumption": "<u>",
        "record_id": '"><s>',
        "source_titles": ["<em>"],
        "source_urls": ["javascript:alert(1)"],
    }
    found = journeys(hostile, NOWHERE | {"label": "<q>"})
    drawn = ranges(found, METHOD, 2024, FR) + month_bars(found, 2024, FR)
    for tag in ("<b>x", "<i>Paris", "<u>", "<s>", "<em>", "<q>", "javascript:"):
        assert tag not in drawn
    assert "&lt;i&gt;Paris" in drawn


def test_many_journeys_are_limited_and_the_page_says_so() -> None:
    many = [PARIS | {"trip_id": f"t{i}", "record_id": f"r{i}"} for i in range(500)]
    found = journeys(*many)
    drawn = ranges(found, METHOD, 2024, FR)
    assert drawn.count('<details class="bri-co2-band">') == MOST_BANDS
    assert "Les 12 déplacements les plus lointains sur 500" in drawn
    assert "environ 750" in month_bars(found, 2024, FR).replace(NBSP, " ")  # 500 x 1 508.6 kg = 754 t


def test_nothing_to_draw_is_an_empty_state() -> None:
    assert "Aucune mission n’est recensée en 2024." in ranges((), METHOD, 2024, FR)
    assert "Aucun déplacement de 2024 ne peut être estimé." in ranges(journeys(NOWHERE), METHOD, 2024, FR)
    assert month_bars(journeys(NOWHERE), 2024, FR) == ""
