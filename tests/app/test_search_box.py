"""The search box around the pages: the address that answers it, what it sends back, and its words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from starlette.applications import Starlette
from starlette.types import Message
from streamlit.testing.v1 import AppTest

from pages.shared.server.routes import routes
from pages.shared.widgets.search import read_choice, script
from pages.shared.widgets.tools import Opened
from tests.app.aside import finished
from tests.unit.small_folder import small_rows, write_folder


@dataclass(frozen=True)
class Answer:
    """What the server sent back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.body)


def ask(query: str, method: str = "GET") -> Answer:
    """Send one request to the server's own routes, as a browser writes it."""
    scope: dict[str, Any] = {"type": "http", "method": method, "path": "/bri/chercher", "query_string": query.encode()}
    scope |= {"http_version": "1.1", "server": ("test", 80), "client": ("test", 1), "scheme": "http", "root_path": ""}
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    finished(Starlette(routes=routes())(scope | {"headers": []}, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:]))


def ids(answer: dict[str, object]) -> list[str]:
    groups = answer["groups"]
    assert isinstance(groups, list)
    return [one["id"] for group in groups for one in group["answers"]]


def test_the_address_answers_in_the_language_asked() -> None:
    answer = ask("q=+luxembourg+")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    french, english = answer.said, ask("q=luxembourg&lang=en").said
    assert ids(french) == ids(english)
    assert ids(french)[0] == "ville:luxembourg"
    assert [group["label"] for group in french["groups"]] == ["Villes", "Pages", "Activités"]
    assert [group["label"] for group in english["groups"]] == ["Cities", "Pages", "Activities"]
    assert french["said"] == "4 résultats"  # the city, its country on the map, the missions of 2023 and of 2025
    assert english["said"] == "4 results"


def test_nothing_found_says_so_and_leads_to_the_data() -> None:
    answer = ask(urlencode({"q": '<b>zzzz & "x"'})).said
    assert answer["groups"] == []
    assert (
        answer["said"] == 'Rien ne répond à «\u00a0<b>zzzz & "x"\u00a0».'
    )  # plain text: the browser writes it as such
    assert answer["data"]["address"] == "./donnees?q=%3Cb%3Ezzzz+%26+%22x%22"


@pytest.mark.parametrize(
    "asked", ["", "%00", "%ED%A0%80", "%F0%9F%99%82", "a" * 10_000, "%25", "%27%3B--", "b&q=c&lang=%00"]
)
def test_any_question_gets_an_answer(asked: str) -> None:
    answer = ask(f"q={asked}")
    assert answer.status == 200
    assert len(ids(answer.said)) <= 24
    assert len(answer.said["data"]["id"]) <= 108  # « donnees: » and a hundred characters


def test_only_a_question_is_taken() -> None:
    assert ask("q=namur", "POST").status == 405
    assert ask("").said["groups"] == []


def test_without_sound_data_it_says_that_it_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = small_rows()
    rows["activities"][0]["kind"] = "croisière"
    monkeypatch.setenv("BRI_DATA_DIR", str(write_folder(tmp_path / "data", rows)))
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    assert ask("q=quebec").status == 503


@pytest.mark.parametrize(
    ("told", "opened"),
    [
        ("ville:namur", Opened("fiches", (("ville", "namur"),), follows=True)),
        ("entente:2025-pacte", Opened("fiches", (("entente", "2025-pacte"),), follows=True)),
        ("theme:culture", Opened("themes", (("annee", "toutes"), ("f.theme", "culture")), follows=True)),
        ("service:bri", Opened("chronologie", (("annee", "toutes"), ("f.service", "bri")), follows=True)),
        ("donnees:a:b & c", Opened("donnees", (("q", "a:b & c"),), follows=True)),
        ("donnees:" + "x" * 500, Opened("donnees", (("q", "x" * 100),), follows=True)),
        ("ville:", None),
        ("ailleurs:namur", None),
        ("namur", None),
        ("", None),
        (None, None),
        ({"ville": "namur"}, None),
    ],
)
def test_what_the_browser_says_is_checked(told: object, opened: Opened | None) -> None:
    assert read_choice(told) == opened


def scripts(element: object) -> Iterator[str]:
    if getattr(element, "type", "") == "bidi_component":
        data = json.loads(element.proto.json or "{}")  # type: ignore[attr-defined]
        if "scripts" in data:
            yield data["scripts"][0]
    for child in getattr(element, "children", {}).values():
        yield from scripts(child)


def test_a_run_tells_the_box_nothing_but_its_language(open_app: Callable[..., AppTest]) -> None:
    pages = [
        list(scripts(open_app(*page, **address).main))
        for page, address in (((), {}), (("carte",), {}), ((), {"annee": "2024"}), ((), {"lang": "en"}))
    ]
    assert [len(found) for found in pages] == [1, 1, 1, 1]
    french, others, english = pages[0], pages[1:3], pages[3]
    assert others == [french, french]
    assert english != french


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_script_holds_every_word_it_says(lang: str) -> None:
    made = script(lang)  # type: ignore[arg-type]
    assert not re.search(r"__[A-Z]+__", made)
    words = json.loads(re.findall(r"^const WORDS = (.*);$", made, re.MULTILINE)[0])
    box = made[made.index("const MARKS") :]
    assert set(re.findall(r'\bsay\("([^"]+)"', box)) == set(words)
    assert "innerHTML = MARKS" in box  # our own drawings
    assert len(re.findall("innerHTML", box)) == 2  # and the glass: no text of the data


@pytest.mark.parametrize(
    ("asked", "lang", "code", "name"),
    [
        ("carbone", "fr", "carbone?", "Carbone"),
        ("mars 2025", "fr", "chronologie?annee=2025&choix=mois:3", "Mars 2025"),
        ("2024 march", "en", "chronologie?annee=2024&choix=mois:3", "March 2024"),
        ("carte 2024", "fr", "carte?annee=2024", "Carte, 2024"),
        ("2025", "fr", "?annee=2025", "Vue d’ensemble, 2025"),
        ("combien coûté argent", "fr", "", ""),  # no sentence is understood
        ("coût", "fr", "depenses?", "Dépenses"),
        ("money", "fr", "depenses?", "Dépenses"),
        ("présenter", "fr", "presenter?", "Présenter"),
        ("expire", "fr", "ententes?", "Ententes et réseaux"),
        ("échue", "en", "ententes?", "Agreements and networks"),
        ("annoncé", "fr", "chronologie?annee=toutes&f.etat=annoncee", "Annoncé"),
        ("France", "fr", "carte?annee=toutes&f.pays=FR", "France"),
        ("missions 2025", "fr", "chronologie?annee=2025&f.genre=mission", "Mission, 2025"),
        ("Asia", "fr", "carte?annee=toutes&f.pays=CN&f.pays=RU&f.pays=VN", "Asie"),
    ],
)
def test_pages_years_months_money_and_places_are_answers(asked: str, lang: str, code: str, name: str) -> None:
    said = ask(urlencode({"q": asked, "lang": lang})).said
    groups = said["groups"]
    if not code:
        assert groups == []
        return
    first = groups[0]["answers"][0]
    assert (first["id"], first["name"]) == (f"lieu:{code}", name)
    assert first["address"].startswith(f"./{code.split('?', maxsplit=1)[0]}")
    opened = read_choice(first["id"])
    assert opened is not None
    assert opened.page == code.split("?", maxsplit=1)[0]
    assert list(opened.parameters) == parse_qsl(code.partition("?")[2])


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("combien a coûté Tunis", "depenses?f.ville=tunis"),
        ("tunis cost", "depenses?f.ville=tunis"),
        ("dernier contact Bordeaux", "ententes?f.ville=bordeaux"),
        ("expire 2026", "ententes?"),
        ("toujours au même endroit", "questions?"),
        ("en retard", "seance?"),
    ],
)
def test_a_question_leads_to_the_page_that_answers_it(asked: str, code: str) -> None:
    assert f"lieu:{code}" in ids(ask(urlencode({"q": asked})).said)[:3]


def test_the_name_of_a_city_alone_asks_no_question() -> None:
    assert not [one for one in ids(ask("q=tunis").said) if one.startswith(("lieu:depenses", "lieu:ententes"))]


def test_a_name_comes_before_the_pages_that_bear_it() -> None:
    groups = ask("q=luxembourg").said["groups"]
    assert [group["answers"][0]["id"] for group in groups[:2]] == [
        "ville:luxembourg",
        "lieu:carte?annee=toutes&f.pays=LU",
    ]


@pytest.mark.parametrize("told", ["lieu:../etc?x=1", "lieu:inconnue?annee=2025", "lieu:", "lieu"])
def test_a_place_that_is_no_page_is_not_opened(told: str) -> None:
    assert read_choice(told) is None


# What somebody types, and the address that must be among the answers: worked out from the pages and the CSV files.
TYPED = [
    ("42 328", "./depenses"),
    ("42\u00a0328,00 $", "./depenses"),
    ("$42,328", "./depenses"),
    ("12 979 $", "./depenses"),
    ("29349", "./depenses"),
    ("6 728,12 $", "./carbone"),
    ("6728", "./carbone"),
    ("188 tonnes", "./carbone"),
    ("3 000 $", "./donnees?table=indicateurs"),
    ("mars 2025", "./chronologie?annee=2025&choix=mois%3A3"),
    ("accueils mars", "./chronologie?annee=2025&choix=mois%3A3"),
    ("2025 carte", "./carte?annee=2025"),
    ("Asie", "./carte?annee=toutes&f.pays=CN&f.pays=RU&f.pays=VN"),
    ("carte asie", "./carte?annee=toutes&f.pays=CN&f.pays=RU&f.pays=VN"),
    ("etats unis", "./carte?annee=toutes&f.pays=US"),
    ("belgique 2023", "./carte?annee=2023&f.pays=BE"),
    ("échue", "./ententes"),
    ("échue bordeaux", "./ententes?f.ville=bordeaux"),
    ("annoncées", "./chronologie?annee=toutes&f.etat=annoncee"),
    ("annoncée 2026", "./chronologie?annee=2026&f.etat=annoncee"),
    ("rayonne", "./chronologie?annee=toutes&f.axe=rayonne"),
    ("en retard", "./seance"),
    ("renouveler", "./ententes"),
    ("rapport annuel", "./"),
    ("carbonne", "./carbone"),
    ("depences", "./depenses"),
    ("depesnes", "./depenses"),
    ("chronolgie", "./chronologie"),
    ("missons", "./chronologie?annee=toutes&f.genre=mission"),
    ("retombee", "./retombees"),
    ("comparer villes", "./comparer?quoi=villes"),
    ("données missions", "./chronologie?annee=toutes&f.genre=mission"),
    ("questions conseil", "./questions"),
    ("données ouvertes", "./ouvertes"),
    ("thème culture", "./themes?annee=toutes&f.theme=culture"),
    ("ville de bordeaux", "./fiches?ville=bordeaux"),
    ("fiche namurr", "./fiches?ville=namur"),
    ("Luxembuorg", "./fiches?ville=luxembourg"),
    ("qui est allé", "./questions"),
    ("qui est allé tunis", "./questions?f.ville=tunis"),
    ("combien coûte tunis", "./depenses?f.ville=tunis"),
]


@pytest.mark.parametrize(("typed", "address"), TYPED)
def test_what_is_typed_leads_where_it_is_told(typed: str, address: str) -> None:
    groups = ask(urlencode({"q": typed})).said["groups"]
    assert address in [one["address"] for group in groups for one in group["answers"]]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("42,328.00", "./depenses?lang=en"),
        ("map europe", "./carte?annee=toutes&f.pays=BE"),
        ("expnses", "./depenses?lang=en"),
        ("announced 2026", "./chronologie?annee=2026&f.etat=annoncee&lang=en"),
        ("who went to tunis", "./questions?f.ville=tunis&lang=en"),
    ],
)
def test_english_words_lead_there_too(typed: str, address: str) -> None:
    groups = ask(urlencode({"q": typed, "lang": "en"})).said["groups"]
    assert any(one["address"].startswith(address) for group in groups for one in group["answers"])


@pytest.mark.parametrize("typed", ["42329", "6728,13", "zzzz carte", "1850", "$", "1e5", "--", "12 34 abc"])
def test_a_number_or_a_word_that_nobody_wrote_finds_nothing(typed: str) -> None:
    assert ids(ask(urlencode({"q": typed})).said) == []
