"""The briefs in a reader's session: addresses, languages, what is ignored, and the numbers of the real data."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

DATA = Path(__file__).parents[2] / "data"
Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))


def shown(markup: str) -> str:
    """The text of the markup, with plain spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup).replace("\u00a0", " "))


def test_without_an_address_every_brief_is_listed(open_app: Open, markup_of: Markup) -> None:
    at = open_app("fiches")
    assert at.title[0].value == "38 villes, 37 partenaires, 40 activités et 18 ententes ont leur fiche"
    links = [one for one in re.findall(r'data-id="(\w+):', markup_of(at)) if one != "tri"]
    assert {kind: links.count(kind) for kind in set(links)} == {
        "ville": 38, "partenaire": 37, "activite": 40, "entente": 18,
    }  # fmt: skip
    assert 'href="fiches?ville=namur"' in markup_of(at)


def test_the_index_goes_by_latest_contact_when_the_address_says_so(open_app: Open, markup_of: Markup) -> None:
    at = open_app("fiches", tri="contact")
    cities = markup_of(at).split('id="fiches-partenaire"')[0]
    text = shown(cities)
    assert text.index("New York") < text.index("San Antonio") < text.index("Lausanne") < text.index("Tunis")
    assert text.index("Tunis") < text.index("Sans contact recensé") < text.index("Dublin annoncé : 3 juin 2024")
    assert "San Antonio dernier contact : du 19 au 24 mars 2025" in text  # as its brief says
    assert text.count("dernier contact :") == cities.count("<li><svg")  # each with its symbol
    assert cities.count('data-id="ville:') == 38
    assert 'data-id="tri:contact" aria-current=true' in cities
    assert "Protocole de coopération Québec–Namur 2024-2026 en vigueur, fin : 2026" in shown(markup_of(at))
    by_name = markup_of(open_app("fiches", tri="ailleurs"))
    assert 'data-id="tri:nom" aria-current=true' in by_name
    assert shown(by_name).index("Hambourg") < shown(by_name).index("Wittenberg") < shown(by_name).index("Bruges")


def test_san_antonio(open_app: Open, markup_of: Markup) -> None:
    at = open_app("fiches", ville="san-antonio")
    assert at.title[0].value == "San Antonio"
    text = shown(markup_of(at))
    for fact in (
        "Ville · États-Unis",
        "Trois activités nommées de 2024 à 2025; un pacte d’amitié signé en mars 2025.",
        "Mission · du 19 au 24 mars 2025 · dates annoncées",
        "Pacte d’amitié · signature : mars 2025 · en vigueur · échéance non précisée · hors total",
        "Accueil · 2025, mois non précisé",
        "3 044 km de Québec, de ville à ville, à vol d’oiseau",
        "Du 19 au 24 mars 2025 dernier contact connu",
        "Missions vers elle 1",
        "Accueils à Québec 2",
        "Rencontres en ligne aucune recensée",
    ):
        assert fact in text, fact
    assert 'data-id="activite:2025-mission-san-antonio"' in markup_of(at)


def test_in_english(open_app: Open, markup_of: Markup) -> None:
    at = open_app("fiches", ville="cordoue", lang="en")
    assert at.title[0].value == "Córdoba"
    assert "City · Spain" in shown(markup_of(at))
    assert 'href="fiches?activite=2024-mission-cordoue-lausanne-geneve-paris&amp;lang=en"' in markup_of(at)
    assert at.selectbox[0].label == "Another brief"


def test_the_headings_come_in_order(open_app: Open, markup_of: Markup) -> None:
    for address in ({"ville": "san-antonio"}, {"partenaire": "ovpm"}, {"activite": "2022-mission-paris-le-havre-tunis"},
                    {"entente": "2025-pacte-san-antonio"}, {}):  # fmt: skip
        levels = [1, *map(int, re.findall(r"<h(\d)", markup_of(open_app("fiches", **address))))]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (address, levels)
        assert levels.count(1) == 1


def test_two_totals_that_disagree_are_both_shown(open_app: Open, markup_of: Markup) -> None:
    text = shown(markup_of(open_app("fiches", activite="2022-mission-paris-le-havre-tunis")))
    assert "Les totaux publiés ne concordent pas : 10 700,00 $ et 12 979,00 $." in text
    assert "13 000,00 $ plafond autorisé · total" in text
    assert "couvre aussi Vancouver , Mission nordique" in text


def test_a_partner_shows_its_mandates(open_app: Open, markup_of: Markup) -> None:
    text = shown(markup_of(open_app("fiches", partenaire="ovpm")))
    assert "Réseau de villes · OVPM" in text
    assert "Présidence du conseil d’administration de l’OVPM de septembre 2024 à 2026" in text
    assert "Nommé comme partenaire 2025" in text


def test_an_agreement_without_amount_or_expiry(open_app: Open, markup_of: Markup) -> None:
    text = shown(markup_of(open_app("fiches", entente="2025-financement-mrif-aivp")))
    assert "Montant montant non publié" in text
    assert "échéance non précisée" in text
    assert "Compte dans total déclaré 2025" in text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_unknown_id_is_named_and_ignored(open_app: Open, markup_of: Markup, lang: str) -> None:
    at = open_app("fiches", ville="<b>atlantide", lang=lang)
    assert ("38 villes" if lang == "fr" else "38 cities") in at.title[0].value
    assert "ville=&lt;b&gt;atlantide" in markup_of(at)
    assert "<b>atlantide" not in markup_of(at)


def test_a_known_id_is_shown_beside_an_unknown_one(open_app: Open, markup_of: Markup) -> None:
    at = open_app("fiches", ville="namur", activite="nulle")
    assert at.title[0].value == "Namur"
    assert "activite=nulle" in markup_of(at)


def test_an_internal_activity_answers_as_an_unknown_one(
    open_app: Open, markup_of: Markup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    lines = list(csv.reader((copy / "activites.csv").open(encoding="utf-8", newline="")))
    hidden, visibility = "2022-mission-paris-le-havre-tunis", lines[0].index("visibilite")
    for line in lines:
        line[visibility] = "huis_clos" if line[0] == hidden else line[visibility]
    with (copy / "activites.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(lines)
    monkeypatch.setenv("BRI_DATA_DIR", str(copy))
    secret, unknown = (markup_of(open_app("fiches", activite=code)) for code in (hidden, "inconnue"))
    assert secret.replace(hidden, "inconnue") == unknown
    assert "10\u00a0700" not in markup_of(open_app("fiches", ville="tunis"))


def test_choosing_another_brief_changes_the_address(open_app: Open) -> None:
    at = open_app("fiches", ville="namur")
    at.selectbox[0].set_value("partenaire:ovpm").run()
    assert at.title[0].value == "Organisation des villes du patrimoine mondial"
    assert "ville" not in at.query_params
    assert at.query_params["partenaire"] in ("ovpm", ["ovpm"])


def test_an_empty_folder_has_an_index_that_says_so(
    open_app: Open, markup_of: Markup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "data"
    copy.mkdir()
    for file in DATA.glob("*.csv"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        kept = lines if file.stem in ("sources", "villes") else lines[:1]
        (copy / file.name).write_text("".join(kept), "utf-8")
    monkeypatch.setenv("BRI_DATA_DIR", str(copy))
    at = open_app("fiches")
    assert at.title[0].value == "38 villes ont leur fiche"
    assert shown(markup_of(at)).count("Aucune fiche de ce type dans les données.") == 3
    assert "Aucune activité ni entente recensée." in shown(markup_of(open_app("fiches", ville="namur")))


def test_a_title_shows_the_signs_of_markdown_as_letters(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    file = tmp_path / "data" / "villes.csv"
    text = file.read_text("utf-8")
    assert "\nnamur,Namur," in text
    file.write_text(text.replace("\nnamur,Namur,", "\nnamur,Fonds de 5 $ à 10 $ **b** :red[x],"), "utf-8")
    monkeypatch.setenv("BRI_DATA_DIR", str(tmp_path / "data"))
    assert open_app("fiches", ville="namur").title[0].value == r"Fonds de 5 \$ à 10 \$ \*\*b\*\* \:red\[x\]"
