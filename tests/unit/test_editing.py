"""Who may change the data from the dashboard: the setting, a server of this machine alone, and its own reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from pages.shared.rights.editing import may_edit
from pages.shared.server.first_page import FirstPage
from pages.shared.server.gate import Gate
from tests.app.aside import finished

UPLOAD = "/_stcore/upload_file/a/b"


@pytest.fixture
def at_this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Editing allowed by the setting, on a server bound to 127.0.0.1."""
    monkeypatch.setenv("BRI_EDITION", "locale")
    before = st.get_option("server.address")
    st.config.set_option("server.address", "127.0.0.1")
    yield monkeypatch
    st.config.set_option("server.address", before)


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "127.0.0.1"])
def test_whoever_sits_at_the_machine_may(at_this_machine: pytest.MonkeyPatch, host: str) -> None:
    assert may_edit({"Host": host})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "tableau.ville.test"},
        {"Host": "192.168.1.4:8501"},
        {"Host": "localhost.evil.test"},
        {"Host": "localhost:8501", "X-Forwarded-For": "203.0.113.9"},
        {"host": "127.0.0.1", "forwarded": "for=203.0.113.9"},
    ],
)
def test_nobody_else_may(at_this_machine: pytest.MonkeyPatch, headers: dict[str, str]) -> None:
    assert not may_edit(headers)


@pytest.mark.parametrize("address", [None, "0.0.0.0", "192.168.1.4", "tableau.ville.test"])  # noqa: S104
def test_no_server_that_others_reach_lets_anybody(at_this_machine: pytest.MonkeyPatch, address: str | None) -> None:
    st.config.set_option("server.address", address)
    assert not may_edit({"Host": "localhost:8501"})


@pytest.mark.parametrize("setting", ["", "1", "oui", "LOCALE"])
def test_without_the_setting_nobody_may(at_this_machine: pytest.MonkeyPatch, setting: str) -> None:
    at_this_machine.setenv("BRI_EDITION", setting)
    assert not may_edit({"Host": "localhost:8501"})


def asked(path: str, **headers: str) -> int:
    """The status that a request gets through our middleware, from an application that answers a page to everything."""
    told: list[int] = []
    raw = Headers({name.replace("_", "-"): value for name, value in headers.items()}).raw

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": b"<html>"})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            told.append(message["status"])

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": raw}
    finished(Gate(FirstPage(page))(scope, receive, send))
    return told[0]


def test_the_page_and_its_uploads_are_there_for_the_keeper_alone(at_this_machine: pytest.MonkeyPatch) -> None:
    here, elsewhere = {"host": "localhost:8501"}, {"host": "tableau.ville.test"}
    assert (asked("/tenir", **here), asked(UPLOAD, **here)) == (200, 200)
    assert (asked("/tenir", **elsewhere), asked(UPLOAD, **elsewhere)) == (404, 404)
    assert asked("/_stcore/metrics", **here) == 404
    at_this_machine.delenv("BRI_EDITION")
    assert (asked("/tenir", **here), asked(UPLOAD, **here)) == (404, 404)
