"""Filters and highlights as a reader meets them: in the address, on each page, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from bri_data.pages import VIEWS

Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]
NAMUR = {"f.ville": "namur", "annee": "toutes"}


@pytest.mark.parametrize("name", ["carte", "chronologie", "themes"])
def test_the_same_records_are_kept_on_each_page_and_in_english(open_app: Open, markup_of: Markup, name: str) -> None:
    french, english = open_app(name, **NAMUR), open_app(name, lang="en", **NAMUR)
    # 2023: mission, delegation and agreement; 2025: delegation; 1999: agreement
    assert french.title[0].value == "Namur : 5 activités et ententes en tout"
    assert english.title[0].value == "Namur: 5 activities and agreements in all"
    assert "Filtré : 5 activités et ententes sur 58" in markup_of(french)
    briefs = [set(re.findall(r"(?:activite|entente):[a-z0-9-]+", markup_of(at))) for at in (french, english)]
    assert briefs[0] == briefs[1]


def test_a_filtered_picture_holds_no_declared_total(open_app: Open, markup_of: Markup) -> None:
    whole, filtered = open_app("chronologie"), open_app("chronologie", **{"f.genre": "accueil", "annee": "2025"})
    assert "19 déclarés" in markup_of(whole)
    assert "déclarés" not in markup_of(filtered).replace("Les totaux déclarés ne sont pas filtrés", "")


def test_a_lane_that_filters_empty_is_not_said_to_hold_nothing(open_app: Open, markup_of: Markup) -> None:
    """The delegations of the year are recorded; a reader who keeps the missions has only put them aside."""
    markup = markup_of(open_app("chronologie", annee="2025", **{"f.genre": "mission"}))
    assert re.findall(
        r'<div class="bri-lane-head">.*?>(Missions|Accueils|Rencontres|Événements|Ententes)<', markup
    ) == ["Missions"]
    assert "recensé<" not in markup and "recensée<" not in markup


ABSENT = re.compile(
    r"rien de recensé|aucune? recensée?\b|aucune dans ces données|Rien d’inscrit\."
    r"|Aucune [^<.]*n’est recensée|jamais réunis"
    r"|aucun montant de mission n’est|retombées? rangées? sous cet axe par une source"
)


@pytest.mark.parametrize(
    "name",
    ["chronologie", "themes", "retombees", "comparer", "seance", "depenses", "questions", "croisements", "fiches"],
)
def test_what_filters_put_aside_is_not_said_to_be_absent(open_app: Open, markup_of: Markup, name: str) -> None:
    """Six activities of 2024, eighteen delegations: records that a filter leaves out are recorded all the same."""
    markup = markup_of(open_app(name, annee="toutes", **{"f.genre": "mission", "f.pays": "FR"}))
    assert ABSENT.findall(markup) == []


def test_nothing_kept_says_what_to_take_away(open_app: Open, markup_of: Markup) -> None:
    at = open_app("carte", **{"f.ville": "luxembourg", "f.theme": "culture", "annee": "2025"})
    assert at.title[0].value == "Culture, Luxembourg : rien en 2025"
    markup = markup_of(at)
    assert "Rien ne répond à tous ces filtres à la fois" in markup
    assert 'data-id="retirer:cities:luxembourg"' in markup
    assert "Sans Ville : Luxembourg : 5 activités et ententes" in markup  # culture in 2025


def test_a_link_that_the_data_do_not_know_says_what_it_ignores(open_app: Open, markup_of: Markup) -> None:
    at = open_app("carte", **{"f.ville": "atlantis", "f.genre": "x'; DROP TABLE records; --", "annee": "2025"})
    assert at.title[0].value == "Cinq villes visitées, quatre villes reçues"
    markup = markup_of(at)
    assert "f.ville=atlantis" in markup
    assert "DROP TABLE" in markup and "<script" not in markup


def test_year_and_filters_follow_to_another_page(open_app: Open) -> None:
    at = open_app("carte", **{"f.theme": "culture", "annee": "2024"})
    at.query_params.clear()  # as Streamlit's navigation does
    at.switch_page("../themes.py").run()
    assert at.query_params["f.theme"] == "culture"
    assert at.query_params["annee"] == "2024"


def test_the_form_writes_codes_in_the_address(open_app: Open) -> None:
    at = open_app("themes")
    at.session_state["themes-filter"] = True
    at.run()
    chosen = next(box for box in at.multiselect if box.label == "Thème")
    assert any(option.startswith("Culture (") for option in chosen.options)
    chosen.set_value(["culture"]).run()
    assert at.query_params["f.theme"] == "culture"
    assert at.title[0].value.startswith("Culture : 5 activités")


def test_the_index_of_briefs_lists_what_is_kept(open_app: Open, markup_of: Markup) -> None:
    markup = markup_of(open_app("fiches", **{"f.ville": "namur"}))
    assert 'data-id="ville:namur"' in markup
    assert 'data-id="ville:hambourg"' not in markup
    brief = markup_of(open_app("fiches", **{"f.ville": "namur", "ville": "bordeaux"}))
    assert "Une fiche montre tout" in brief


def test_a_chosen_city_stands_out_on_the_overview(open_app: Open, markup_of: Markup) -> None:
    markup = markup_of(open_app(choix="ville:san-antonio"))
    assert "En évidence : San Antonio, 3 activités et ententes" in markup
    for page, unknown in (("", "ville:<b>"), ("", "mois:13"), ("themes", "ville:nulle-part")):
        markup = markup_of(open_app(page, choix=unknown))
        assert "En évidence" not in markup
        assert f"Ce lien demandait aussi choix={escape(unknown)}" in markup


def test_the_tables_hold_the_rows_linked_to_what_is_kept(open_app: Open, markup_of: Markup) -> None:
    agreements = open_app("donnees", **{"f.ville": "namur", "table": "ententes"})
    assert len(agreements.dataframe[0].value) == 2
    whole = open_app("donnees", **{"f.ville": "namur", "table": "indicateurs"})
    assert len(whole.dataframe[0].value) == 18
    assert "Cette table n’est liée à aucune activité" in markup_of(whole)
    assert whole.title[0].value == open_app("donnees").title[0].value  # a declared total is never filtered


@pytest.mark.parametrize(
    ("name", "address", "said"),
    [
        ("carte", {"ville": "atlantis"}, "ville=atlantis"),
        ("carte", {"cadre": "lune"}, "cadre=lune"),
        ("themes", {"par": "couleurs"}, "par=couleurs"),
        ("chronologie", {"mois": "mission-13"}, "mois=mission-13"),
        ("donnees", {"table": "secrets"}, "table=secrets"),
        ("", {"annee": "1850"}, "annee=1850"),
        ("themes", {"annee": "hier"}, "annee=hier"),
    ],
)
def test_an_old_link_opens_the_page_and_says_what_it_ignored(
    open_app: Open, markup_of: Markup, name: str, address: dict[str, str], said: str
) -> None:
    markup = markup_of(open_app(name, **address))
    assert f"Ce lien demandait aussi {said}, que cette page ne montre pas" in markup
    assert "Ce lien demandait" not in markup_of(open_app(name))


@pytest.mark.parametrize(
    ("page", "name", "values"),
    [
        ("carte", "annee", ("2024", "2025")),
        ("carte", "ville", ("namur", "bordeaux")),
        ("themes", "par", ("secteurs", "services")),
        ("donnees", "table", ("depenses", "ententes")),
        ("fiches", "ville", ("namur", "tunis")),
        ("croisements", "paire", ("services-themes", "services-partenaires")),
        ("depenses", "serie", ("postes", "jours")),
        ("seance", "au", ("2026-01-31", "2026-02-28")),
        ("carbone", "s.prix", ("100", "50")),
    ],
)
def test_of_what_an_address_says_twice_the_page_shows_the_first_and_says_so(
    open_app: Open, markup_of: Markup, page: str, name: str, values: tuple[str, str]
) -> None:
    twice, once = (open_app(page, **{name: value}) for value in (list(values), values[0]))
    assert f"Ce lien demandait aussi {name}={values[1]}, que cette page ne montre pas" in markup_of(twice)
    assert [title.value for title in twice.title] == [title.value for title in once.title]
    assert len(markup_of(twice)) > len(markup_of(once)) > len(markup_of(twice)) * 0.9


@pytest.mark.parametrize(("asked", "title"), [(["en", "fr"], "In 2025"), (["fr", "en"], "En 2025")])
def test_of_two_languages_the_first_is_spoken(open_app: Open, markup_of: Markup, asked: list[str], title: str) -> None:
    at = open_app(lang=asked)
    assert at.title[0].value.startswith(title)
    assert f"lang={asked[1]}" in markup_of(at)


def test_a_theme_or_a_partner_can_be_made_to_stand_out_too(open_app: Open, markup_of: Markup) -> None:
    opened = markup_of(open_app("themes", case="culture", annee="2025"))
    assert 'data-id="choix:theme:culture"' in opened
    assert 'data-id="choix:partenaire:avglsl"' in markup_of(open_app("fiches", partenaire="avglsl"))
    themes = markup_of(open_app("themes", choix="theme:culture", annee="2025"))
    assert "En évidence\u00a0: Culture, 5 activités et ententes" in themes
    overview = markup_of(open_app(choix="partenaire:avglsl"))
    assert "En évidence\u00a0: AVGLSL, 2 activités et ententes" in overview


def test_a_value_absent_from_the_year_says_where_it_is(open_app: Open, markup_of: Markup) -> None:
    at = open_app("carte", annee="2025")
    at.session_state["map-filter"] = True
    at.run()
    cities = next(box for box in at.multiselect if box.label == "Ville").options
    assert "Namur (1)" in cities
    # 2023: a mission; 2024: a mission and a stop announced, and a mission whose agreement is announced
    assert "Paris (5 en 2022–2024)" in cities
    assert cities.index("Namur (1)") < cities.index("Paris (5 en 2022–2024)")
    empty = markup_of(open_app("carte", **{"annee": "2025", "f.ville": "paris"}))
    assert "Toutes les années\u00a0: 5 activités et ententes (2022–2024)" in empty


@pytest.mark.parametrize("name", ["", "carbone"])
def test_a_page_that_no_filter_touches_says_so(open_app: Open, markup_of: Markup, name: str) -> None:
    filtered = open_app(name, **{"f.ville": "namur"})
    assert filtered.title[0].value == open_app(name).title[0].value
    assert "Cette page montre tout; vos filtres gardés pour les autres pages" in markup_of(filtered)
    assert "Ville\u00a0: Namur" in markup_of(filtered)
    assert "Cette page montre tout" not in markup_of(open_app(name))


def test_a_month_kept_alone_is_exactly_what_stood_out(open_app: Open, markup_of: Markup) -> None:
    lit = markup_of(open_app("chronologie", choix="mois:3", annee="2025"))
    assert "En évidence\u00a0: mars, 3 activités et ententes" in lit
    kept = open_app("chronologie", **{"f.mois": "3", "annee": "2025"})
    assert kept.title[0].value == "Mars\u00a0: 3 activités et ententes en 2025"
    own = markup_of(kept)
    landmarks = re.findall(r'(?s)<section class="bri-lane bri-landmarks.*?</section>', own)
    landmarks += re.findall(r'(?s)<details class="bri-twin" id="reperes">.*?</table>', own)
    landmarks += re.findall(r"(?s)<section><h2>Repères</h2>.*?</section>", own)  # the list of a phone
    assert len(landmarks) == 3
    records = own
    for one in landmarks:
        records = records.replace(one, "")
    assert "mois non précisé" not in records  # of the records: landmarks are shown whatever is kept
    assert open_app("chronologie", lang="en", **{"f.mois": "3", "annee": "2025"}).title[0].value.startswith("March: 3")


@pytest.mark.parametrize("choice", ["ville:san-antonio", "mois:3", "theme:culture", "partenaire:avglsl"])
def test_what_stands_out_does_so_on_every_page_that_shows_records(
    open_app: Open, markup_of: Markup, choice: str
) -> None:
    for name in VIEWS:
        assert "En évidence" in markup_of(open_app(name, choix=choice, annee="2025")), name


def test_a_city_that_stands_out_is_open_on_the_map(open_app: Open, markup_of: Markup) -> None:
    at = open_app("carte", choix="ville:san-antonio", annee="2025")
    assert "Ouvrir la fiche de San Antonio" in markup_of(at)
    assert at.session_state["map-list"] == "san-antonio"


def test_the_map_of_a_region_speaks_of_it_alone(open_app: Open) -> None:
    # Luxembourg visited; Bordeaux, Hambourg and Namur received
    assert (
        open_app("carte", cadre="EU", annee="2025").title[0].value
        == "Europe\u00a0: une ville visitée, trois villes reçues"
    )
