"""The themes page, run by Streamlit's own test runner."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]


def totals(markup: str) -> dict[str, str]:
    """The number at the end of each row, by the row's name."""
    table = markup[markup.index('<table class="bri-matrix"') :]
    names = re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', table)
    return dict(zip(names, re.findall(r"<b>([^<]*)</b></a></div></td>", table), strict=True))


def test_the_matrix_of_2025(open_app: Open, markup_of: Markup) -> None:
    at = open_app("themes")
    markup = markup_of(at)
    assert at.title[0].value == (
        "«\u00a0Culture\u00a0» et «\u00a0Ports et fleuve\u00a0» arrivent en tête; "
        "«\u00a0Ports et fleuve\u00a0» traverse les trois axes"
    )
    found = totals(markup)
    assert found["Ports et fleuve"] == "5"
    assert found["Culture"] == "5"
    # named for the online meetings only: no count
    assert found["Accessibilité universelle"] == "—"
    assert "ni les lignes ni les colonnes ne s’additionnent" in markup
    assert "16 sur 19" in markup  # 19 accueils, of which 3 bear a theme
    assert "Mission à Luxembourg" in markup


def test_all_years_show_the_trend_of_each_theme_on_one_scale(open_app: Open, markup_of: Markup) -> None:
    markup = markup_of(open_app("themes", annee="toutes"))
    rows = re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>.*?<td class="bri-theme-trend">(.*?)</td>', markup, re.S)
    said = {name: re.search(r'aria-label="([^"]*)"', cell)[1] for name, cell in rows}  # type: ignore[index]
    assert len(rows) == len(totals(markup)) > 10
    assert said["Gouvernance"] == "2025\u00a0: 1"
    assert said["Environnement"] == ("2023\u00a0: 1, dont 1 annoncée; 2024\u00a0: 1, dont 1 annoncée; 2025\u00a0: 3")
    drawn = dict(rows)
    heights = {
        name: [float(one) for one in re.findall(r'height="([\d.]+)" fill', cell)] for name, cell in drawn.items()
    }
    assert max(max(found) for found in heights.values()) == 30  # the most of any year fills the height
    # every record is in a year that the control offers, or said to be elsewhere
    for name, cell in rows:
        counts = [int(one) for one in re.findall(r"\d{4}\u00a0: (\d+)", said[name])]
        elsewhere = re.search(r"<small>(\d+) hors", cell)
        assert sum(counts) + int(elsewhere[1] if elsewhere else 0) == int(totals(markup)[name]), name
    assert "bri-theme-trend" not in markup_of(open_app("themes"))


def test_a_cell_opens_its_rows(open_app: Open, markup_of: Markup) -> None:
    markup = markup_of(open_app("themes", case="culture:rayonne"))
    opened = markup[
        markup.index('class="bri-theme-opened"') : markup.index("</table>", markup.index('class="bri-theme-opened"'))
    ]
    assert (
        opened.count("<tr>") == 1 + 2
    )  # the headings, then the two delegations for which the report speaks of culture under RAYONNE
    assert 'data-id="activite:2025-accueil-bordeaux"' in opened
    assert 'data-id="activite:2025-accueil-san-antonio"' in opened


def test_by_service_says_how_few_are_named(open_app: Open, markup_of: Markup) -> None:
    at = open_app("themes", par="services")
    assert "14 services municipaux engagés et n’en nomme aucun comme tel; les activités en citent un" in markup_of(at)
    assert list(totals(markup_of(at)).values()) == ["4"]


def test_a_year_without_services_says_so(open_app: Open, markup_of: Markup) -> None:
    at = open_app("themes", par="services", annee="2024")
    assert at.title[0].value == "Aucune activité ne nomme de service municipal en 2024"
    assert "bri-empty" in markup_of(at)
    assert [control.value for control in at.get("button_group")][1:] != []


@pytest.mark.parametrize("address", [{"par": "x"}, {"case": "nulle:part"}, {"annee": "abcd"}, {"lignes": "<b>"}])
def test_a_bad_address_shows_the_default(open_app: Open, markup_of: Markup, address: dict[str, str]) -> None:
    at = open_app("themes", **address)
    assert totals(markup_of(at))["Ports et fleuve"] == "5"
    assert "bri-theme-opened" not in markup_of(at)


def test_in_english(open_app: Open, markup_of: Markup) -> None:
    at = open_app("themes", lang="en")
    assert at.title[0].value == "“Culture” and “Ports and river” lead; “Ports and river” runs through all three axes"
    assert totals(markup_of(at))["Ports and river"] == "5"
