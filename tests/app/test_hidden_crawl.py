"""A seeded crawl of files, rows, feed and search, under filters and in every year: no hidden word is in any answer,
before a fault in another file, after it, and after the server has started again on it."""

from __future__ import annotations

import asyncio
import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from pypdf import PdfReader
from starlette.applications import Starlette

from bri_data.documents.formats import FORMATS
from bri_data.documents.order import OVERVIEW
from bri_data.filters import PARAMETERS
from bri_data.model.schema import TABLES
from bri_data.pages import ADDRESSES
from bri_data.present.data_page import code_of
from pages.shared.rights import folders
from pages.shared.server.routes import routes
from tests.app.aside import finished
from tests.app.signing import cookie, signing
from tests.unit.planted import LEVELS, MARK, hide, planted, with_past

SHOWN = "2025-mission-milwaukee"
TITLE = "AVGLSL à Milwaukee"  # of the row shown, then hidden
APP = Starlette(routes=routes())
_FILTERS: dict[str, tuple[str, ...]] = {
    "kinds": ("mission", "accueil", "entente"),
    "cities": ("namur", "milwaukee", "paris"),
    "themes": ("culture", "climat"),
    "axes": ("rayonne", "attire"),
    "states": ("datee", "nommee"),
}
PAST = ("0", "1", "2")
_YEARS = ("toutes", "2022", "2023", "2024", "2025", "2026")
_DRAWN = frozenset({"png"})  # no text in it
_HEAVY = frozenset({"pptx", "pdf", "pdf-slides", "docx"})  # a second each: of some pages only


@pytest.fixture(autouse=True)
def _other_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_folders", {})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = planted(tmp_path / "data")
    monkeypatch.setenv("BRI_DATA_DIR", str(place))
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    return place


def address(chance: random.Random, past: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """A year or none, a filter or two or none, one of the `past` states or none, a language: known ones, since a file
    of others is refused."""
    asked = [("annee", chance.choice(_YEARS))] if chance.random() < 0.8 else []
    for facet in chance.sample(sorted(_FILTERS), chance.choice((0, 0, 1, 2))):
        asked.append((PARAMETERS[facet], chance.choice(_FILTERS[facet])))
    if past and chance.random() < 0.4:
        asked.append(("arrete", chance.choice(past)))
    return [*asked, ("lang", chance.choice(("fr", "en")))]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Planted data and their past, that no test changes, built once."""
    return with_past(planted(tmp_path_factory.mktemp("kept") / "data"))


def places(seed: int) -> Iterator[str]:
    """Rows and CSV of each page, some tables of the data page, the feed and the search, at seeded addresses."""
    chance = random.Random(seed)  # noqa: S311 - a sample that is the same every time
    for page in ADDRESSES:
        query = urlencode(address(chance))
        yield f"/bri/lignes/{page or OVERVIEW}?{query}"
        yield f"/bri/emporter/{page or OVERVIEW}.csv?{query}"
    for table in TABLES:
        yield f"/bri/emporter/donnees.csv?{urlencode([('table', code_of(table)), *address(chance)])}"
    for kind in ("ville", "partenaire", "activite"):
        yield f"/bri/emporter/fiches.csv?{kind}={chance.choice(('namur', 'paris', 'eurocities'))}"
    yield f"/bri/agenda.ics?{urlencode(address(chance))}"
    for asked in ("secret", "mission"):
        yield f"/bri/chercher?q={asked}"


def get(place: str, cookie: str = "") -> tuple[int, bytes]:
    """Status and body of one request with that Cookie, as the server's own routes answer it."""
    path, _, query = place.partition("?")
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": path, "query_string": query.encode()}
    scope |= {"headers": [(b"cookie", cookie.encode())], "http_version": "1.1", "scheme": "http", "root_path": ""}
    scope |= {"server": ("test", 80), "client": ("test", 1)}
    sent: list[Any] = []
    asked = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if asked.is_set():
            await asyncio.sleep(3600)
        asked.set()
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    finished(APP(scope, receive, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


def crawled(seed: int) -> str:
    """All that the server says at some of `places`, the feed and a search among them; each is an answer, or says that
    there is nothing to show."""
    said = []
    some = random.Random(seed).sample(list(places(seed)), 8)  # noqa: S311
    for place in (*some, "/bri/agenda.ics", "/bri/chercher?q=milwaukee", "/bri/lignes/chronologie?annee=2025"):
        status, body = get(place)
        assert status in {200, 404}, place
        said.append(body.decode("utf-8", "replace").replace("\r\n ", ""))  # a calendar folds its lines
    return "\n".join(said)


@pytest.mark.parametrize("level", LEVELS)
def test_no_answer_holds_a_hidden_word_before_and_after_a_fault_and_a_restart(
    folder: Path, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = 10 * LEVELS.index(level)
    before = crawled(seed)
    assert MARK not in before.lower()
    assert TITLE in before
    hide(folder, "activities", SHOWN, level)
    cities = folder / "villes.csv"
    cities.write_text(cities.read_text("utf-8").replace("namur,Namur", "namur,", 1), "utf-8")
    after = crawled(seed + 1)
    assert TITLE not in after
    assert MARK not in after.lower()
    assert "Namur" in after  # the last good data
    monkeypatch.setattr(folders, "_folders", {})  # as a server that has just started
    again = crawled(seed + 2)
    assert TITLE not in again
    assert MARK not in again.lower()


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix not in _DRAWN | {"csv"}])
def test_no_file_of_a_page_holds_a_hidden_word(kept: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRI_DATA_DIR", str(kept))
    monkeypatch.setenv("BRI_CACHE_DIR", str(kept.parent / "cache"))
    chance = random.Random(suffix)  # noqa: S311
    made = 0
    for page in ADDRESSES if suffix not in _HEAVY else (chance.choice(("", "fiches")), chance.choice(ADDRESSES)):
        status, body = get(f"/bri/emporter/{page or OVERVIEW}.{suffix}?{urlencode(address(chance, PAST))}")
        assert status in {200, 404}, page
        made += status == 200
        assert MARK not in words_in(body, suffix if status == 200 else "").lower(), page
    assert made


ASKED = (
    "/bri/chercher?q=zzsecret",
    "/bri/agenda.ics",
    "/bri/lignes/chronologie?annee=2025",
    "/bri/emporter/chronologie.csv?annee=toutes",
    "/bri/emporter/donnees.csv?table=villes",
    "/bri/chercher?q=zzsecret&arrete=1",
    "/bri/lignes/chronologie?annee=2025&arrete=1",
    "/bri/emporter/donnees.csv?table=villes&arrete=0",
    *(
        f"/bri/emporter/fiches.csv?activite={MARK}-{level}-activities{past}"
        for level in ("interne", "huisclos")
        for past in ("", "&arrete=1")
    ),
    f"/bri/emporter/fiches.csv?activite={MARK}-huisclos-once&arrete=1",  # public then
)
OPEN = sum("fiches" not in one for one in ASKED)  # those that name no level
# who asks → the levels whose words they may find
READERS = {
    "nobody": ("", ()),
    "lecture": (cookie("lit@ville.test"), ("interne",)),
    "a group of lecture": (cookie("autre@ville.test", groups=["BRI"]), ("interne",)),
    "redaction": (cookie("Tient@Ville.test"), ("interne",)),
    "direction": (cookie("dirige@ville.test"), ("interne", "huisclos")),
    "an address unknown": (cookie("autre@ville.test"), ()),
    "an address not verified": (cookie("dirige@ville.test", email_verified=False), ()),
    "another provider": (cookie("dirige@ville.test", provider="autre"), ()),
    "another dashboard": (cookie("dirige@ville.test", origin="http://ailleurs.test"), ()),
    "another secret": (cookie("dirige@ville.test", secret="x" * 40), ()),
    "a cookie cut short": (cookie("dirige@ville.test")[:-3], ()),
}


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_finds_what_they_may_read_and_no_more(
    kept: Path, reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRI_DATA_DIR", str(kept))
    monkeypatch.setenv("BRI_CACHE_DIR", str(kept.parent / "cache"))
    sent, levels = READERS[reader]
    said = []
    with signing(kept.parent):
        for place in ASKED:
            status, body = get(place, sent)
            assert status in {200, 404}, place
            said.append(body.decode("utf-8", "replace").replace("\r\n ", "").lower())
    for level in ("interne", "huisclos"):
        # the words of a row; the addresses asked for are none of them
        found = [f"{MARK} {level}" in words for words in said]
        assert found == [level in levels] * OPEN + [level in levels and level in one for one in ASKED[OPEN:]]
    assert "Namur".lower() in said[3]


def test_the_open_data_are_public_whoever_asks(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRI_DATA_DIR", str(kept))
    monkeypatch.setenv("BRI_CACHE_DIR", str(kept.parent / "cache"))
    with signing(kept.parent):
        status, body = get("/bri/ouvertes/donnees-ouvertes.zip", READERS["direction"][0])
        assert status == 200
        assert get("/bri/ouvertes/../../data/activites.csv")[0] == 404
    words = words_in(body, "xlsx")
    assert MARK not in words.lower()
    assert "2025-mission-milwaukee" in words


def words_in(body: bytes, suffix: str) -> str:
    """The text of a file, its parts and its attachments."""
    if suffix in {"xlsx", "pptx", "docx"}:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            return "\n".join(package.read(name).decode("latin-1") for name in package.namelist())
    if suffix.startswith("pdf"):
        reader = PdfReader(io.BytesIO(body))
        attached = [content.decode("utf-8", "replace") for found in reader.attachments.values() for content in found]
        return "\n".join([*(page.extract_text() for page in reader.pages), *attached])
    return body.decode("latin-1")
