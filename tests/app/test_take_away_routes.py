"""The addresses of the files: what a browser receives, in words when it is refused, and what happens when it leaves."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette

from bri_data.documents.formats import FORMATS, Format
from bri_data.documents.order import Order
from bri_data.export.progress import Cancelled
from bri_data.model.clock import now
from pages.shared.server.routes import routes
from pages.shared.server.take_away import stop_all
from tests.app.aside import finished

APP = Starlette(routes=routes())


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


async def ask(address: str, *, leaves_when: Callable[[], bool] | None = None, app: Starlette = APP) -> Answer:
    """One GET as a server passes it on; the reader leaves as soon as `leaves_when` is true."""
    path, _, query = address.partition("?")
    scope = {"type": "http", "method": "GET", "path": unquote(path), "query_string": query.encode(), "headers": []}
    scope |= {"http_version": "1.1", "server": ("test", 80), "client": ("test", 1), "scheme": "http", "root_path": ""}
    sent: list[dict[str, Any]] = []
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        while not (leaves_when and leaves_when()):
            await asyncio.sleep(0.01)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))


def get(address: str) -> Answer:
    return finished(ask(address))


def made_by(make: Callable[[Order], bytes]) -> Format:
    return Format("text/csv", lambda order, out: void(out.write(make(order))))


def void(_: object) -> None:
    return None


def test_the_rows_of_a_page_come_as_a_file(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="bri.files"):
        answer = get("/bri/emporter/vue-ensemble.csv?annee=2025")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    named = answer.headers["content-disposition"]
    assert named.startswith('attachment; filename="')
    day = f"{now():%Y-%m-%d}"
    assert (
        unquote(named.split("filename*=UTF-8''")[1]) == f"Québec à l’international - Vue d’ensemble - 2025 - {day}.csv"
    )
    assert named.startswith(f"attachment; filename=\"Quebec a l'international - Vue d'ensemble - 2025 - {day}.csv\"")
    assert named.isascii()
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))
    assert sum(row["Type"] == "Mission" and row["Compte dans"] == "2025" for row in rows) == 5
    told = f"file page=vue-ensemble format=csv role= rows={len(rows)} bytes={len(answer.body)}"
    assert [one.getMessage() for one in caplog.records if one.name == "bri.files"] == [told]


def test_the_address_of_the_page_decides_what_is_in_it() -> None:
    every = get("/bri/emporter/chronologie.csv?vue=annees&lang=en").body.decode("utf-8-sig")
    some = get("/bri/emporter/chronologie.csv?vue=annees&lang=en&f.genre=accueil").body.decode("utf-8-sig")
    kinds = [{row["Kind"] for row in csv.DictReader(io.StringIO(text, newline=""))} for text in (every, some)]
    assert {"Mission", "Delegation received"} <= kinds[0]
    assert kinds[1] == {"Delegation received"}
    assert len(some) < len(every)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/bri/emporter/nulle.csv", 404, "aucune page"),
        ("/bri/emporter/nulle.csv?lang=en", 404, "no page"),
        ("/bri/emporter/carte.exe", 404, "Aucun fichier de ce type"),
        ("/bri/emporter/carte", 404, "aucune page"),
        ("/bri/emporter/presenter.svg", 404, "pas d’image"),
        ("/bri/emporter/fiches.csv?ville=nulle-part", 404, "Aucune fiche"),
        ("/bri/emporter/carte.csv?feuille=nulle", 404, "pas de table"),
        ("/bri/emporter/carte.csv?annee=9999", 404, "annee=9999 n’existe pas"),
        ("/bri/emporter/carte.csv?annee=9999&lang=en", 404, "annee=9999 does not exist"),
        ("/bri/emporter/carte.pdf?annee=hier", 404, "annee=hier n’existe pas"),
        ("/bri/emporter/carte.csv?annee=2024&annee=2025", 404, "annee=2025 n’existe pas"),
        ("/bri/emporter/carte.png?ville=atlantide", 404, "ville=atlantide n’existe pas"),
        ("/bri/emporter/themes.xlsx?f.theme=atlantide", 404, "f.theme=atlantide n’existe pas"),
        ("/bri/emporter/comparer.csv?quoi=villes&avec=namur&avec=atlantide", 404, "avec=atlantide n’existe pas"),
        ("/bri/emporter/carbone.pptx?s.prix=cher", 404, "s.prix=cher n’existe pas"),
        ("/bri/emporter/carbone.pptx?s.voyageurs=2025-atlantide:3", 404, "s.voyageurs=2025-atlantide:3 n’existe pas"),
        ("/bri/emporter/carte.csv?suivi=../x", 400, "suivi"),
        ("/bri/emporter/carte.csv?scheme=rose", 400, "light"),
    ],
)
def test_what_cannot_be_made_is_said_in_the_readers_language(address: str, status: int, said: str) -> None:
    answer = get(address)
    assert answer.status == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["cache-control"] == "no-store"
    assert said in answer.body.decode()


@pytest.mark.parametrize("carried", ["f.ville=namur", "annee=toutes", "ville=namur", "s.prix=3", "vue=x"])
def test_what_a_reader_carries_to_a_page_that_has_no_use_for_it_stops_no_file(carried: str) -> None:
    plain = get("/bri/emporter/vue-ensemble.csv")
    assert get(f"/bri/emporter/vue-ensemble.csv?{carried}").status == plain.status == 200


def test_a_surprise_is_calm_and_logged(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def broken(order: Order) -> bytes:
        raise ValueError("secret detail")

    monkeypatch.setitem(FORMATS, "csv", made_by(broken))
    answer = get("/bri/emporter/carte.csv")
    assert answer.status == 500
    assert "secret detail" not in answer.body.decode()
    assert "secret detail" in caplog.text


def test_progress_can_be_asked_by_whoever_chose_the_token() -> None:
    assert get("/bri/emporter/progres/jamais-vu-1").status == 404
    get("/bri/emporter/carte.csv?annee=2025&suivi=essai-abcdefgh")
    answer = get("/bri/emporter/progres/essai-abcdefgh")
    assert json.loads(answer.body)["fini"] is True
    assert answer.headers["cache-control"] == "no-store"


def test_a_reader_who_leaves_stops_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = threading.Event(), threading.Event()

    def endless(order: Order) -> bytes:
        begun.set()
        try:
            for done in range(10_000):
                order.progress(done, 10_000)
                time.sleep(0.01)
        except Cancelled:
            ended.set()
            raise
        return b"never"

    monkeypatch.setitem(FORMATS, "csv", made_by(endless))
    answer = finished(ask("/bri/emporter/carte.csv", leaves_when=begun.is_set))
    assert answer.body == b""
    assert ended.wait(5)


def test_a_server_that_ends_waits_for_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()

    def endless(order: Order) -> bytes:
        begun.set()
        for done in range(10_000):
            order.progress(done, 10_000)
            time.sleep(0.01)
        return b"never"

    monkeypatch.setitem(FORMATS, "csv", made_by(endless))

    async def served() -> int:
        answer = asyncio.create_task(ask("/bri/emporter/carte.csv"))
        await asyncio.to_thread(begun.wait, 5)
        stop_all()
        return (await answer).status

    assert finished(served()) == 499


def test_a_question_under_way_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = threading.Event(), threading.Event()

    def slow(order: Order) -> bytes:
        begun.set()
        try:
            order.con.execute("SELECT count(*) FROM range(100000000) a, range(1000000) b").fetchall()
        finally:
            ended.set()
        return b"never"

    monkeypatch.setitem(FORMATS, "csv", made_by(slow))
    assert finished(ask("/bri/emporter/carte.csv", leaves_when=begun.is_set)).status == 499
    assert ended.wait(10)


def test_one_who_asks_for_many_long_files_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    working, left = threading.Semaphore(0), threading.Event()

    def endless(order: Order) -> bytes:
        working.release()
        while not left.is_set():
            order.progress(0, 1)
            time.sleep(0.001)
        return b"long"

    monkeypatch.setitem(FORMATS, "csv", made_by(endless))
    monkeypatch.setitem(FORMATS, "ics", made_by(lambda order: b"short"))

    async def served() -> tuple[bytes, list[bool], list[Answer]]:
        long = [asyncio.create_task(ask("/bri/emporter/carte.csv")) for _ in range(6)]
        await asyncio.to_thread(working.acquire)
        await asyncio.to_thread(working.acquire)  # both slots are held
        short = await ask("/bri/emporter/carte.ics")
        waiting = [task.done() for task in long]
        left.set()
        return short.body, waiting, await asyncio.gather(*long)

    short, done, long = finished(served())
    assert short == b"short"
    assert done == [False] * 6
    assert [answer.body for answer in long] == [b"long"] * 6


def test_too_many_files_at_once_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    left = threading.Event()

    def endless(order: Order) -> bytes:
        left.wait(10)
        return b"long"

    monkeypatch.setitem(FORMATS, "csv", made_by(endless))

    async def served() -> list[Answer]:
        tasks = [asyncio.create_task(ask("/bri/emporter/carte.csv?lang=en")) for _ in range(14)]
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        left.set()
        return [task.result() for task in done]

    refused = finished(served())
    assert {answer.status for answer in refused} == {503}
    assert "Too many files" in refused[0].body.decode()
    assert refused[0].headers["retry-after"] == "20"


def test_a_long_file_waits_on_disk_and_comes_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    body = bytes(range(256)) * 40_000  # ten megabytes
    monkeypatch.setitem(FORMATS, "csv", made_by(lambda order: body))
    answer = get("/bri/emporter/carte.csv")
    assert answer.headers["content-length"] == str(len(body))
    assert answer.body == body
