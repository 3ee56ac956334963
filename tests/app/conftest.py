"""Pages run by Streamlit's own AppTest, through the frame, as a reader's session would run them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from pages.shared.server.rows import send_rows

FRAME = Path(__file__).parents[2] / "pages" / "shared" / "frame.py"


def markup_of(at: AppTest) -> str:
    """All the markup drawn by `picture` and `st.html` in the page, in order, then the rows it leaves to be opened."""
    drawn: list[str] = []
    _collect(at.main, drawn)
    markup = "\n".join(drawn)
    return "\n".join([markup, *map(rows_at, re.findall(r'data-rows="(\./bri/lignes/[^"]+)"', markup))])


def rows_at(address: str) -> str:
    """What the server answers to the escaped address of a folded table."""
    split = urlsplit(html.unescape(address))
    scope = {
        "type": "http",
        "headers": [],
        "query_string": split.query.encode(),
        "path_params": {"page": split.path.rsplit("/")[-1]},
    }
    answer = send_rows(Request(scope))
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    return bytes(answer.body).decode()


def _collect(element: object, drawn: list[str]) -> None:
    kind = getattr(element, "type", "")
    if kind == "bidi_component":
        told = json.loads(element.proto.json or "{}")  # type: ignore[attr-defined]
        drawn.append(told.get("markup", "") if isinstance(told, dict) else "")  # what is no picture tells other things
    elif kind == "html":
        drawn.append(element.proto.body)  # type: ignore[attr-defined]
    for child in getattr(element, "children", {}).values():
        _collect(child, drawn)


@pytest.fixture(name="markup_of", scope="session")
def _markup_of() -> Callable[[AppTest], str]:
    return markup_of


@pytest.fixture
def open_app() -> Callable[..., AppTest]:
    """Run a page: `open_app("carte", lang="en", annee="2024")`; no name is the overview. It must raise nothing."""

    def opened(page: str = "", **address: str) -> AppTest:
        at = AppTest.from_file(str(FRAME), default_timeout=120)
        for name, value in address.items():
            at.query_params[name] = value
        if page:
            at.switch_page(f"../{page}.py")
        at.run()
        assert not at.exception, at.exception
        return at

    return opened
