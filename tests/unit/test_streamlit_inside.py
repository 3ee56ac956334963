"""What we take from Streamlit's inside, by name: a new version that changes one of these fails here, and says which.

These are no public promises. What a test of a browser would only show as a page drawn badly is found in a second.
"""

from __future__ import annotations

import calendar
import inspect
import logging
import re
import tomllib
from functools import cache
from pathlib import Path

import pydeck
import pytest
import streamlit as st
from streamlit import config, logger
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner import ScriptRunContext
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.session_manager import SessionManager

from bri_data.present.words import texts
from pages.shared.base.built_in_words import PREFIX
from pages.shared.server import first_page

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "pages" / "shared" / "static"
# The buttons above a table, heard with the name of that table after them.
TABLE_BUTTONS = (
    *("Add row", "Clear selection", "Close fullscreen", "Delete row(s)", "Download as CSV", "Fullscreen", "Search"),
    "Show/hide columns",
)
# Put together from pieces when they are shown, or said by an older version alone: not held by this module.
IN_PIECES = [
    "1 more",
    "Browse files",
    "Choose date, {s}",
    *(f"{label}: {{s}}" for label in TABLE_BUTTONS if label != "Search"),  # which another part says whole
    "Drag and drop file here",
    "File must be {n}MB or smaller.",
    "Limit {n}MB per file",
    "Press Enter to apply",
    "Press Enter to submit form",
    "The page that you have requested does not seem to exist. Running the app's main page.",
    "View more",
    "You can only select up to {n} options. Remove an option first.",
    *(f"{{n}} – {month}" for month in calendar.month_name[1:]),
    "{n} option available.",
    "{n} options available.",
    "{n}MB per file",
    "{s} — end",
    "{s} — start",
]
HOLE = re.compile(r"\{[ns]\}")


@cache
def bundles() -> str:
    """Every script of Streamlit's front end."""
    scripts = (first_page.INDEX.parent / "static" / "js").glob("*.js")
    return "\n".join(script.read_text("utf-8") for script in sorted(scripts))


@cache
def tokens() -> frozenset[str]:
    """Every test id and class of the front end's own."""
    return frozenset(re.findall(r"\bst[A-Z][A-Za-z]+", bundles()))


def ours() -> str:
    """Our style sheets and scripts."""
    return "\n".join(file.read_text("utf-8") for file in sorted(STATIC.rglob("*")) if file.suffix in {".css", ".js"})


def names() -> list[str]:
    """What our files select of Streamlit's: test ids and classes."""
    found = re.findall(r"data-testid=[\"']?(st[A-Za-z]+)", ours()) + re.findall(r"\.(st[A-Z][A-Za-z]+)", ours())
    return sorted(set(found))


def test_there_are_names_to_hold() -> None:
    assert len(names()) > 20


@pytest.mark.parametrize("name", names())
def test_an_element_we_select_still_has_its_name(name: str) -> None:
    assert name in tokens()


@pytest.mark.parametrize("name", ["data-test-script-state", "data-stale", "pushState"])
def test_what_our_scripts_watch_is_still_said(name: str) -> None:
    assert name in bundles()


def test_the_first_html_is_still_the_one_we_change(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    made = first_page.index.__wrapped__("fr", "").body.decode()
    assert [record.getMessage() for record in caplog.records] == []
    assert '<html lang="fr-CA">' in made
    assert first_page._early_scripts()
    assert first_page._INLINE_SCRIPT.findall(made)


def test_the_words_we_replace_are_still_said() -> None:
    said = [key.removeprefix(PREFIX) for key in sorted(texts("fr").keys) if key.startswith(PREFIX)]
    parts = {word: [part.strip() for part in HOLE.split(word) if part.strip()] for word in said}
    gone = [word for word, each in parts.items() if not all(part in bundles() for part in each)]
    assert len(said) > 60
    assert gone == sorted(IN_PIECES)


def test_each_button_above_a_table_is_said_in_our_words_alone_and_before_the_name_of_the_table() -> None:
    scripts = first_page.INDEX.parent / "static" / "js"
    parts = [file.read_text("utf-8") for kind in ("DataFrame", "Toolbar") for file in scripts.glob(f"{kind}.*.js")]
    found = {
        label for part in parts for label in re.findall(r"label:`([^`]+)`,icon:(?:(?!label:).)*labelContext:", part)
    }
    assert found == set(TABLE_BUTTONS)
    assert {f"{PREFIX}{said}" for label in found for said in (label, f"{label}: {{s}}")} <= texts("fr").keys


def test_what_is_read_aloud_of_the_keys_of_a_field_is_said_in_our_words() -> None:
    found = set(re.findall(r"`([^`]* to close\.)`", bundles()))
    assert found
    assert {f"{PREFIX}{sentence}" for sentence in found} <= texts("fr").keys


def test_every_setting_of_ours_is_still_one_of_streamlits() -> None:
    given = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))

    def flat(table: dict[str, object], prefix: str = "") -> list[str]:
        return [
            name
            for key, value in table.items()
            for name in (flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [prefix + key])
        ]

    assert [name for name in flat(given) if name not in config._config_options_template] == []
    assert "server.baseUrlPath" in config._config_options_template


def test_the_application_still_takes_what_we_add_to_the_server() -> None:
    assert {"lifespan", "middleware", "routes", "on_script_error"} <= inspect.signature(st.App).parameters.keys()


def test_each_run_still_has_a_thread_of_its_own() -> None:
    # pages/shared/reader/context.py keeps what a run is about by thread
    assert "threading.Thread" in inspect.getsource(ScriptRunner)


def test_a_run_still_says_whether_the_back_button_asked_for_it() -> None:
    assert "is_history_navigation" in inspect.signature(ScriptRunContext.reset).parameters
    assert "isHistoryNavigation:" in bundles()


def test_the_log_and_the_sessions_are_still_where_we_look() -> None:
    assert isinstance(logger._loggers, dict)
    assert "setup_formatter(logger)" in inspect.getsource(logger.get_logger)
    assert "self._session_mgr" in inspect.getsource(Runtime.__init__)
    assert callable(SessionManager.list_active_sessions)


def test_a_deck_still_takes_what_we_set_by_hand() -> None:
    view = pydeck.ViewState(latitude=1, longitude=2)
    assert hasattr(view, "latitude")
    layer = pydeck.Layer("ScatterplotLayer", [])
    layer._subLayerProps = {"a": {}}
    made = pydeck.Deck(layers=[layer], initial_view_state=view, map_provider=None).to_json()
    assert '"_subLayerProps"' in made


@pytest.mark.parametrize("name", ["screen", "map_moves", "plot_clicks", "years_play", "tools/mount"])
def test_a_script_that_listens_to_the_window_says_each_time_what_ends_it(name: str) -> None:
    # Streamlit calls the script at each change of its data and keeps the last answer alone: one that answers once
    # listens for ever, and a map that was left and opened again moves twice.
    main = (STATIC / f"{name}.js").read_text("utf-8").partition("export default function")[2]
    assert "return undefined" not in main
    assert len(re.findall(r"return (?:watched|known|parentElement)\.stop;", main)) == 2
    assert "isConnected" in main
