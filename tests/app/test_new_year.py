"""A year entered from the blank workbook, as its guide has it: every page shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bri_data.__main__ import main
from bri_data.pages import PAGES
from tests.unit.new_year import workbook

# what of that year each page says, and what its address asks for; « 2027 » where a page sums it up
SHOWN: dict[str, tuple[str, dict[str, str]]] = {
    "": ("2027", {}),
    "carte": ("Namur", {"annee": "2027"}),
    "chronologie": ("d’essai", {"annee": "2027"}),
    "themes": ("Thème d’essai", {"annee": "2027"}),
    "retombees": ("Retombée d’essai", {"annee": "2027"}),
    "comparer": ("Namur", {"quoi": "villes", "avec": "namur"}),
    "carbone": ("2027", {"annee": "2027"}),
    "seance": ("d’essai", {"au": "2027-06-01", "depuis": "2027-03-01"}),
    "depenses": ("4\u00a0321,50", {"annee": "2027"}),
    "ententes": ("Pacte d’essai", {}),
    "croisements": ("Partenaire d’essai", {"annee": "toutes"}),
    "questions": ("2027", {"annee": "2027"}),
    "fiches": ("d’essai", {"ville": "namur"}),
    "donnees": ("d’essai", {"table": "activites"}),
    "presenter": ("2027", {"annee": "2027"}),
}


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty folder in which the year was entered; a date that reads in two ways holds nothing but its own rows."""
    place = tmp_path_factory.mktemp("bureau")
    folder = place / "data"
    assert main(["init", str(folder)]) == 0
    file = workbook(folder)
    command = ["import", str(file), "--into", str(folder)]
    assert main(command) == 0
    assert main([*command, "--apply", "--answer", "Activités!3!Début=2027-04-03"]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRI_DATA_DIR", str(folder))
        patch.setenv("BRI_CACHE_DIR", str(place / "cache"))
        yield folder


@pytest.mark.parametrize("page", [one.address for one in PAGES])
def test_every_page_shows_the_year(
    bureau: Path, open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str], page: str
) -> None:
    words, asked = SHOWN[page]
    at = open_app(page, **asked)
    said = markup_of(at) + "".join(str(one.proto) for one in at.main)
    assert words in said
