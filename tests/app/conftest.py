"""Pages run by Streamlit's own AppTest, through the frame, as a reader's session would run them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

FRAME = Path(__file__).parents[2] / "pages" / "shared" / "frame.py"


def markup_of(at: AppTest) -> str:
    """All the markup drawn by `picture` and `st.html` in the page, in order."""
    drawn: list[str] = []
    _collect(at.main, drawn)
    return "\n".join(drawn)


def _collect(element: object, drawn: list[str]) -> None:
    kind = getattr(element, "type", "")
    if kind == "bidi_component":
        drawn.append(json.loads(element.proto.json or "{}").get("markup", ""))  # type: ignore[attr-defined]
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
        at = AppTest.from_file(str(FRAME), default_timeout=30)
        for name, value in address.items():
            at.query_params[name] = value
        if page:
            at.switch_page(f"../{page}.py")
        at.run()
        assert not at.exception, at.exception
        return at

    return opened
