"""A new year as its guide has it entered: the blank workbook of a folder, filled with a row or two a table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from openpyxl import load_workbook

from bri_data.__main__ import main

TITLE = "Mission <b>d’essai</b>"
_BESIDE = {"Partenaires", "Thèmes", "Services", "Axes"}
_SOURCE = {"Sources": "rapport-2027", "Repères": "section 3"}
ROWS = {
    "Sources": {
        "Identifiant": "rapport-2027",
        "Titre": "Rapport annuel de 2027",
        "Éditeur": "Ville de Québec",
        "Date": "2028",
        "Type": "rapport",
        "Indirecte": "non",
    },
    "Villes": {
        "Nom": "Namur",
        "Nom (en anglais)": "Namur",
        "Pays": "Belgique",
        "Latitude (°)": "50,46669",
        "Longitude (°)": "4,86746",
        "Siège": "non",
        "Sources": "geonames",
        "Repères": "GeoNames 2790472",
    },
    "Thèmes": {"Libellé": "Thème d’essai", "Libellé (en anglais)": "Trial theme"},
    "Services": {"Libellé": "Service d’essai", "Libellé (en anglais)": "Trial service"},
    "Partenaires": {
        "Nom": "Partenaire d’essai",
        "Secteur": "réseau",
        "Ville": "Namur",
        "Externe": "oui",
        "Réseau": "oui",
        "Nommé dans": "2027",
        **_SOURCE,
    },
    "Activités": {
        "Type": "mission",
        "Titre": TITLE,
        "Début": "03/04/2027",
        "Fin": "2027-04-06",
        "Villes": "Namur",
        "Partenaires": "Partenaire d’essai",
        "Thèmes": "Thème d’essai",
        "Services": "Service d’essai",
        "Axes": "rayonne",
        "État": "réalisée",
        "Compte dans": "2027",
        "Visibilité": "publique",
        "Sources": "Rapport annuel de 2027",
        "Repères": "section 3",
    },
    "Ententes": {
        "Type": "pacte d’amitié",
        "Titre": "Pacte d’essai",
        "Villes": "Namur",
        "Signature": "2027-04-05",
        "État": "en vigueur",
        "Visibilité": "publique",
        **_SOURCE,
    },
    "Retombées": {"Activité": TITLE, "Axe": "rayonne", "Énoncé": "Retombée d’essai", "État": "constatée", **_SOURCE},
    "Dépenses": {
        "Activités": TITLE,
        "Nature": "réel",
        "Catégorie": "total",
        "Montant ($\u00a0CA)": "4 321,50",
        **_SOURCE,
    },
    "Déplacements": {
        "Activité": TITLE,
        "Voyageurs (personnes)": "2",
        "Itinéraire": "YQB-YUL-BRU",
        "Aller-retour": "oui",
        "Hypothèse": "non",
        **_SOURCE,
    },
    "Indicateurs": {
        "Année": "2027",
        "Indicateur": "missions",
        "Valeur": "1",
        "Sources": "rapport-2027",
        "Repères": "section 1",
    },
}


# what is least: a mission, its city, its source, the total that counts it
FEW = {
    name: {heading: cell for heading, cell in ROWS[name].items() if heading not in _BESIDE}
    for name in ("Sources", "Villes", "Activités", "Indicateurs")
}


def workbook(bureau: Path, rows: Mapping[str, Mapping[str, str]] = MappingProxyType(ROWS)) -> Path:
    """The blank workbook of that folder, filled by its guide."""
    file = bureau.parent / "annee-2027.xlsx"
    assert main(["template", str(file), "--folder", str(bureau)]) == 0
    book = load_workbook(file)
    for sheet, cells in rows.items():
        headings = [cell.value for cell in book[sheet][1]]
        assert set(cells) <= set(headings)
        book[sheet].append([cells.get(str(heading), "") for heading in headings])
    book.save(file)
    return file
