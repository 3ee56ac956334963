"""What whoever runs the server sets: the form of its log, its figures, and the sites that may embed it."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator

import pytest
from starlette.requests import Request
from streamlit import logger as streamlit_logger

from bri_data import settings
from bri_data.store import data_dir
from pages.shared.base.logs import JsonLine, note_file, set_up_logs
from pages.shared.rights.folders import data_folder
from pages.shared.server import metrics
from pages.shared.server.first_page import security_headers
from tests.app.aside import finished


@pytest.fixture
def loggers() -> Iterator[None]:
    """The loggers of this process, as they were once the test is over."""
    root, made = logging.getLogger(), streamlit_logger.setup_formatter
    handlers, level = root.handlers[:], root.level
    known = {logger: (logger.handlers[:], logger.propagate) for logger in streamlit_logger._loggers.values()}
    yield
    root.handlers[:], streamlit_logger.setup_formatter = handlers, made
    root.setLevel(level)
    for logger, (own, propagate) in known.items():
        logger.handlers[:], logger.propagate = own, propagate


def line_of(message: str, *values: object, error: BaseException | None = None, name: str = "essai") -> dict[str, str]:
    trace = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.WARNING, "", 1, message, values, trace)
    written: dict[str, str] = json.loads(JsonLine().format(record))
    return written


def test_a_line_of_the_log_is_one_json_object_without_the_readers_address() -> None:
    said = line_of("%s asked « %s »\nagain from [2001:db8::7]:443", "203.0.113.9:51234", "à Québec")
    assert said["message"] == "[address] asked « à Québec »\nagain from [address]"
    assert (said["level"], said["logger"]) == ("warning", "essai")
    assert said["time"].endswith("+00:00")
    assert "trace" not in said


def test_a_request_is_told_without_what_was_searched() -> None:
    said = line_of('%s - "GET %s HTTP/1.1" 200', "203.0.113.9:5", "/bri/chercher?q=secret", name="uvicorn.access")
    assert said["message"] == '[address] - "GET /bri/chercher HTTP/1.1" 200'


def test_a_file_that_leaves_is_told_with_its_page_its_rows_and_a_role_alone(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        note_file("carte", "csv", role="lecture", rows=12, bytes=3400)
    (record,) = [one for one in caplog.records if one.name == "bri.files"]
    said = json.loads(JsonLine().format(record))
    told = {"event": "file", "page": "carte", "format": "csv", "role": "lecture", "rows": 12, "bytes": 3400}
    assert {name: said[name] for name in told} == told
    assert set(said) == {*told, "time", "level", "logger", "message"}


def test_an_error_has_its_trace_on_the_same_line() -> None:
    try:
        raise ValueError("198.51.100.4")
    except ValueError as error:
        said = line_of("failed", error=error)
    assert "Traceback" in said["trace"]
    assert "198.51.100.4" not in json.dumps(said)


@pytest.mark.usefixtures("loggers")
def test_every_logger_of_streamlit_writes_json_where_it_is_asked(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", sys.__stderr__)
    monkeypatch.setenv("BRI_LOG", "json")
    set_up_logs()
    for name in ("streamlit.runtime.app_session", "made.later", "uvicorn.error"):
        streamlit_logger.get_logger(name).warning("said by %s", name)
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines() if "said by" in line]
    assert [line["logger"] for line in lines] == ["streamlit.runtime.app_session", "made.later", "uvicorn.error"]


def test_figures_are_closed_unless_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    request = Request({"type": "http"})
    monkeypatch.setattr(metrics, "_sessions", lambda: 3)
    assert finished(metrics.send_metrics(request)).status_code == 404
    monkeypatch.setenv("BRI_METRICS", "1")
    data_folder(data_dir()).current()
    answer = finished(metrics.send_metrics(request))
    lines = bytes(answer.body).decode().splitlines()
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert {"bri_data_served 1", "bri_data_faults 0", "bri_sessions 3"} <= set(lines)
    assert sum(line.startswith("# TYPE") for line in lines) == sum(not line.startswith("#") for line in lines) >= 5


@pytest.mark.parametrize(
    ("asked", "ancestors"),
    [
        ("", "'self'"),
        ("https://intranet.exemple.ca https://b.ca:8443", "'self' https://intranet.exemple.ca https://b.ca:8443"),
        ("* http://a.ca https://a.ca/page https://c.ca;script-src", "'self'"),
    ],
)
def test_only_the_sites_named_may_embed_the_dashboard(
    monkeypatch: pytest.MonkeyPatch, asked: str, ancestors: str
) -> None:
    monkeypatch.setenv(settings.EMBEDDED_BY, asked)
    headers = security_headers.__wrapped__()
    assert f"frame-ancestors {ancestors};" in headers["Content-Security-Policy"]
    assert ("X-Frame-Options" in headers) == (ancestors == "'self'")
