"""Readers of each role sign in with a real provider, in the browser; what each finds, and nobody once signed out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import Page, Route, expect
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from tests.app.signing import ADDRESSES, write_sign_in
from tests.browser.servers import Server, free_port
from tests.browser.watching import Watch
from tests.unit.small_folder import small_rows, write_folder

PROVIDER = "http://localhost:"  # where it is; the dashboard is at 127.0.0.1
LEVELS = ("public", "interne", "huis_clos")


def rows_of(*levels: str) -> dict[str, list[dict[str, str]]]:
    """A small folder with one mission for each level, whose title says it."""
    rows = small_rows()
    one = rows["activities"][0]
    rows["activities"] += [
        one | {"activity_id": f"essai-{level}", "title": f"Essai {level}", "visibility": level, "counted_in": ""}
        for level in levels
    ]
    return rows


@pytest.fixture
def signed(tmp_path: Path, start_server: Callable[..., Server]) -> Iterator[Server]:
    """A dashboard on such a folder where readers sign in."""
    port = free_port()
    with run_server_in_thread() as provider:
        write_sign_in(tmp_path, f"{PROVIDER}{provider.server_port}", f"http://127.0.0.1:{port}")
        yield start_server(
            port=port,
            BRI_DATA_DIR=str(write_folder(tmp_path / "data", rows_of(*LEVELS))),
            BRI_ACCESS=str(tmp_path / "acces.toml"),
            STREAMLIT_SECRETS_FILES=str(tmp_path / "secrets.toml"),
        )


def found(page: Page, server: Server) -> list[str]:
    """The levels whose mission the search names, and the brief at its guessed address shows."""
    names = page.request.get(f"{server.url}/bri/chercher?q=essai").text()
    rows = [page.request.get(f"{server.url}/bri/emporter/fiches.csv?activite=essai-{level}").text() for level in LEVELS]
    named = [level for level in LEVELS if f"Essai {level}" in json.dumps(json.loads(names), ensure_ascii=False)]
    assert [level for level, row in zip(LEVELS, rows, strict=True) if f"Essai {level}" in row] == named
    return named


def sign_in(page: Page, server: Server, role: str) -> None:
    page.get_by_role("link", name="Se connecter").click()
    page.get_by_placeholder("sub").fill(ADDRESSES[role])
    page.get_by_role("button", name="Authorize").click()
    expect(page.locator(".bri-foot")).to_contain_text(ADDRESSES[role])
    assert page.url == f"{server.url}/fiches?activite=essai-huis_clos"  # where one came from


def sign_out(page: Page, server: Server) -> None:
    page.get_by_role("link", name="Se déconnecter").click()
    page.get_by_role("button", name="End session").click()  # the provider asks as well
    expect(page.get_by_role("link", name="Se connecter")).to_be_visible()


def test_each_role_finds_what_it_may_read_and_nobody_finds_it_once_signed_out(
    signed: Server, open_page: Callable[..., Page], watch: Watch
) -> None:
    page = open_page("/fiches?activite=essai-huis_clos", at=signed)
    styles: list[str] = []  # the provider's own page wants one of another machine

    def styled(route: Route) -> None:
        if route.request.frame.url.startswith(PROVIDER):
            styles.append(route.request.url)
            route.fulfill(body="", content_type="text/css")
        else:
            route.fallback()

    page.route("**/*.css", styled)
    assert found(page, signed) == ["public"]
    for role, levels, keeps in (
        ("lecture", ["public", "interne"], False),
        ("direction", list(LEVELS), True),
        ("redaction", ["public", "interne"], False),  # a row of the folder is closed to them
    ):
        sign_in(page, signed, role)
        assert found(page, signed) == levels
        assert page.request.get(signed.url + "/tenir").status == (200 if keeps else 404)
        page.goto(signed.url + "/fiches?activite=essai-huis_clos")
        shown = expect(page.get_by_role("heading", name="Essai huis_clos"))
        shown.to_be_visible() if "huis_clos" in levels else shown.to_have_count(0)
        kept = [one for one in page.context.cookies() if one["name"].startswith(USER_COOKIE_NAME)]
        assert kept
        for one in kept:
            assert (one["httpOnly"], one["sameSite"]) == (True, "Lax")
            assert 0 < one["expires"] - time.time() <= 2 * 3600
        if role != "redaction":
            sign_out(page, signed)
            assert found(page, signed) == ["public"]
            page.context.add_cookies(kept)  # a copy is worth nothing any more
            assert found(page, signed) == ["public"]
            page.context.clear_cookies()
            page.goto(signed.url + "/fiches?activite=essai-huis_clos")
            expect(page.get_by_role("link", name="Se connecter")).to_be_visible()
    sign_out(page, signed)
    assert page.request.get(signed.url + "/tenir").status == 404
    watch.outside = [address for address in watch.outside if address not in styles]
