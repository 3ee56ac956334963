"""The data as they were: a page, its rows, files and search under `?arrete=…`, and what is never shown that way."""

from __future__ import annotations

import html
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from bri_data.__main__ import main
from pages.shared.server.routes import routes
from tests.app.aside import finished

APP = httpx.ASGITransport(Starlette(routes=routes()))
DATA = Path(__file__).parents[2] / "data"
# noon at the Bureau
DAYS = {"first": 1_806_508_800, "second": 1_806_940_800, "now": 1_808_150_400}
FIRST, BETWEEN, BEFORE = "2027-03-31", "2027-04-02", "2027-03-30"


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Our data and two changes at noon: Namur renamed on 31 March 2027, and again on 5 April."""
    place = tmp_path_factory.mktemp("past")
    folder = place / "data"
    shutil.copytree(DATA, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRI_DATA_DIR", str(folder))
        patch.setenv("BRI_CACHE_DIR", str(place / "cache"))
        for day, name in (("first", "Premiernom"), ("second", "Secondnom")):
            patch.setenv("SOURCE_DATE_EPOCH", str(DAYS[day]))
            file = place / "villes.csv"
            file.write_text(f"identifiant,nom,nom_en\nnamur,{name},{name}\n", "utf-8")
            assert main(["import", str(file), "--into", str(folder), "--apply"]) == 0
        patch.setenv("SOURCE_DATE_EPOCH", str(DAYS["now"]))
        yield folder


def get(address: str) -> httpx.Response:
    """What our routes answer to `address`."""

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=APP, base_url="http://localhost") as client:
            return await client.get(address)

    return finished(asked())


def test_a_page_shows_the_state_of_that_day_under_its_band(
    bureau: Path, open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    then, now = (markup_of(open_app("fiches", ville="namur", **more)) for more in ({"arrete": BETWEEN}, {}))
    assert "Premiernom" in then
    assert "Données au 2 avril 2027" in then
    assert "changement nº\u00a01 de l’historique (31 mars 2027, 12\u00a0h\u00a000)" in then
    assert "Nom\u00a0: Premiernom → Secondnom" in then  # what has changed since
    assert "Secondnom" in now
    assert "bri-past" not in now
    shorter = open_app("fiches", ville="namur", au=BETWEEN)  # the word that people write
    assert "Premiernom" in markup_of(shorter)
    assert dict(shorter.query_params)["arrete"] == BETWEEN
    assert "au" not in shorter.query_params


def test_a_state_that_nothing_has_changed_since_says_so_and_shows_its_page(
    bureau: Path, open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    last = open_app("fiches", ville="namur", arrete="2")
    assert "Secondnom" in markup_of(last)
    assert "Rien n’a changé depuis" in markup_of(last)
    assert not last.expander


def test_what_is_not_known_is_not_shown(bureau: Path, open_app: Callable[..., AppTest]) -> None:
    for asked, why in ((BEFORE, "n’est pas connu"), ("2030-01-01", "pas encore venu"), ("99", "Aucun changement")):
        at = open_app("carte", arrete=asked)
        said = "".join(one.proto.body for one in at.get("html"))
        assert why in said
        assert "bri-picture" not in said


def test_rows_files_and_search_speak_of_the_same_state(bureau: Path) -> None:
    asked = f"annee=2025&arrete={BETWEEN}"
    assert "Premiernom" in get(f"/bri/lignes/carte?{asked}").text
    file = get(f"/bri/emporter/carte.xlsx?{asked}")
    book = load_workbook(BytesIO(file.content), read_only=True)
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert any("Premiernom" in cell for cell in cells)
    assert not any("Secondnom" in cell for cell in cells)
    assert any("Données au 2 avril 2027" in cell for cell in cells)
    assert any(f"arrete={BETWEEN}" in cell for cell in cells)
    assert "2%20avril%202027" in file.headers["content-disposition"]
    drawn = get(f"/bri/emporter/carte.svg?{asked}").text
    assert "Premiernom" in drawn
    assert "Données au 2 avril 2027" in drawn.replace("\u00a0", " ")
    assert "namur" in get(f"/bri/chercher?q=premiernom&arrete={BETWEEN}").text
    assert "namur" not in get("/bri/chercher?q=premiernom").text
    for address in ("lignes/carte?", "emporter/carte.csv?", "chercher?q=namur&"):
        assert get(f"/bri/{address}arrete={BEFORE}").status_code == 404


def test_what_is_hidden_today_is_hidden_then(bureau: Path) -> None:
    address = f"/bri/emporter/donnees.csv?table=activites&arrete={BETWEEN}"
    shown = get(address).text
    file = bureau / "activites.csv"
    kept = file.read_text("utf-8")
    line = next(one for one in kept.splitlines() if ",public," in one)
    code = line.split(",")[0]
    assert f",{code}," in shown
    try:
        file.write_text(kept.replace(line, line.replace(",public,", ",interne,")), "utf-8")
        assert f",{code}," not in get(address).text
    finally:
        file.write_text(kept, "utf-8")
    assert f",{code}," in get(address).text


def test_the_command_writes_the_files_of_that_day_and_says_what_differs(
    bureau: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "alors"
    assert main(["snapshot", FIRST, "--folder", str(bureau), "--out", str(out)]) == 0
    assert "Premiernom" in (out / "villes.csv").read_text("utf-8")
    said = capsys.readouterr().out
    assert "Données au 31 mars 2027" in said
    assert "Premiernom → Secondnom" in said
    assert main(["snapshot", BEFORE, "--folder", str(bureau)]) == 1
    assert "n’est pas connu" in capsys.readouterr().out
    export = ["export", "--format", "csv", "--page", "carte", "--year", "2025", "--folder", str(bureau)]
    assert main([*export, "--query", f"arrete={FIRST}", "--out", str(tmp_path / "a.csv")]) == 0
    assert "Premiernom" in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_the_meeting_says_what_changed_since_the_one_before(
    bureau: Path, open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    def changes(**asked: str) -> str:
        markup = markup_of(open_app("seance", **asked)).replace("\u00a0", " ")
        start = markup.index("bri-meeting-changes")
        return markup[start : markup.index("</section>", start)]

    since = changes(depuis=BETWEEN)
    assert "<b>1 modifiée</b>" in since
    assert "Nom : Premiernom → Secondnom" in since
    assert 'data-id="ville:namur"' in since  # its brief
    assert "<small>" in since  # its source
    # before the history begins, what it found at first is compared, and said so
    older = changes(depuis=BEFORE)
    assert "L’historique commence le 31 mars 2027, 12 h 00" in older
    assert "Nom : Namur → Secondnom" in older
    # a meeting of a past day is told what was known at its end
    assert "Nom : Namur → Premiernom" in changes(au=BETWEEN, depuis=BEFORE)
    assert "Rien n’a changé dans ce que vous pouvez lire." in changes(depuis="2027-04-06")
    # a filter keeps the rows of its records: a city is none
    assert "Rien n’a changé" in changes(depuis=BETWEEN, **{"f.ville": "namur"})


def test_the_files_and_the_slide_of_a_meeting_say_what_changed(bureau: Path, tmp_path: Path) -> None:
    book = load_workbook(BytesIO(get(f"/bri/emporter/seance.xlsx?depuis={BETWEEN}").content), read_only=True)
    rows = [[cell for cell in row if cell] for row in book["Ce qui a changé"].iter_rows(values_only=True)]
    (row,) = (row for row in rows if "namur" in row)
    assert row[:4] == ["Modifié", "Villes", "Secondnom", "Nom\u00a0: Premiernom → Secondnom; Nom (en anglais)\u00a0: "
                       "Premiernom → Secondnom"]  # fmt: skip
    book.close()
    deck = Presentation(BytesIO(get(f"/bri/emporter/seance.pptx?depuis={BETWEEN}").content))
    told = " ".join(shape.text_frame.text for one in deck.slides for shape in one.shapes if shape.has_text_frame)
    assert "Données, depuis la séance d’avant\u00a0: 1 modifiée." in told
    # the command reads the same history; nothing changed after 6 April
    file = tmp_path / "seance.svg"
    export = ["export", "--format", "svg", "--page", "seance", "--folder", str(bureau), "--out", str(file)]
    assert main([*export, "--query", "depuis=2027-04-06"]) == 0
    assert "Rien n’a changé dans ce que vous pouvez lire" in html.unescape(file.read_text("utf-8"))
