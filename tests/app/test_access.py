"""Signing in with a real provider, and what the server's own addresses do of it: roles, time, signing out, cookies."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from itsdangerous import URLSafeTimedSerializer
from oidc_provider_mock import run_server_in_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from streamlit.auth_util import encode_provider_token
from streamlit.web.server.starlette.starlette_auth_routes import create_auth_routes

from bri_data.access import read_access
from pages.shared.rights import sign_outs, signed_in
from pages.shared.rights.sign_outs import SignOuts
from pages.shared.rights.signed_in import NOBODY, Reader, can_sign_in, reader_of
from pages.shared.server.doors import Tries
from pages.shared.server.routes import middleware
from tests.app.aside import finished
from tests.app.signing import ADDRESSES, ORIGIN, cookie, signing


@pytest.fixture
def signed(tmp_path: Path) -> Iterator[Path]:
    with signing(tmp_path):
        yield tmp_path


def asked(place: str, cookies: httpx.Cookies | None = None, **headers: str) -> httpx.Response:
    """The answer of our middleware and of Streamlit's addresses of sign-in to one request."""
    app = Starlette(
        routes=create_auth_routes(""), middleware=[*middleware(), Middleware(SessionMiddleware, secret_key="s" * 32)]
    )

    async def answer() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN, cookies=cookies) as client:
            return await client.get(place, headers=headers)

    return finished(answer())


def entered(address: str, origin: str = ORIGIN, came_from: str = "") -> httpx.Response:
    """The last answer of a sign-in as `address`: the one that sets the cookie."""
    token = encode_provider_token("default")
    first = asked(f"/auth/login?provider={token}", **({"Referer": came_from} if came_from else {}))
    at_provider = httpx.post(first.headers["location"], data={"sub": address})
    back = urlsplit(at_provider.headers["location"])
    assert f"{back.scheme}://{back.netloc}" == origin
    return asked(f"{back.path}?{back.query}", first.cookies)


def sent(answer: httpx.Response) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in answer.cookies.items())}


def test_a_real_provider_signs_a_reader_in_with_their_role_and_out_for_good(tmp_path: Path) -> None:
    with run_server_in_thread() as server, signing(tmp_path, provider=f"http://localhost:{server.server_port}"):
        answer = entered(ADDRESSES["direction"])
        assert reader_of(sent(answer)) == Reader("dirige@ville.test", "direction")
        assert reader_of(sent(entered("inconnu@ville.test"))) == Reader("inconnu@ville.test", "")
        assert answer.headers["cache-control"] == "no-store"
        for line in answer.headers.get_list("set-cookie")[:2]:
            assert {"HttpOnly", "SameSite=lax", "Max-Age=7200"} <= set(line.split("; ")), line
        assert answer.headers["location"] == "/"
        for came_from, page in (
            ("/fiches?activite=essai%26b&lang=en&entrer=1", "/fiches?activite=essai%26b&lang=en"),
            ("/comparer?avec=namur&avec=paris", "/comparer?avec=namur&avec=paris"),
            ("//elsewhere.test/", "/"),  # no page of ours
            ("/carte?x=" + "a" * 3000, "/"),
        ):
            back = entered(ADDRESSES["direction"], came_from=ORIGIN + came_from)
            assert back.headers.get_list("location") == [page]
        asked("/auth/logout", answer.cookies)
        assert reader_of(sent(answer)) == NOBODY  # a copy of the cookie is worth nothing any more
        with pytest.MonkeyPatch.context() as restarted:
            restarted.setattr(signed_in, "_left", SignOuts())
            assert reader_of(sent(answer)) == NOBODY


def test_a_sign_out_is_remembered_by_another_process_until_no_cookie_could_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path))
    before, here = SignOuts(), SignOuts()
    assert "a" not in here
    before.add("a")
    (tmp_path / "deconnexions").open("a").write(f"old {time.time() - 25 * 3600:.0f}\nbroken\n")
    assert ("a" in here, "old" in here, "b" in here) == (True, False, False)
    assert (tmp_path / "deconnexions").stat().st_mode & 0o077 == 0
    monkeypatch.setattr(sign_outs, "_file", lambda: tmp_path / "nowhere" / "x")
    here.add("c")
    assert "c" in here
    assert "until the restart" in caplog.text


def test_cookies_are_secure_where_the_dashboard_is_reached_by_https(tmp_path: Path) -> None:
    with (
        run_server_in_thread() as server,
        signing(tmp_path, provider=f"http://localhost:{server.server_port}", origin="https://tableau.test"),
    ):
        answer = asked(f"/auth/login?provider={encode_provider_token('default')}")
        assert "; Secure" in answer.headers["set-cookie"]


def test_a_sign_in_ends_with_its_time(signed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for hours, role in ((1.9, "direction"), (2.1, "")):
        made = time.time() - hours * 3600
        with pytest.MonkeyPatch.context() as then:
            then.setattr(URLSafeTimedSerializer.default_signer, "get_timestamp", lambda self, at=made: int(at))
            old = cookie(ADDRESSES["direction"])
        assert reader_of({"cookie": old}).role == role


def test_another_site_signs_nobody_in_or_out(signed: Path) -> None:
    for place in ("/auth/login?provider=x", "/auth/logout"):
        assert asked(place, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert asked("/auth/logout", **{"Sec-Fetch-Site": "same-origin"}).status_code == 302


def test_who_tries_too_often_waits() -> None:
    tries = Tries(most=3, while_s=60)
    assert [tries.is_too_many("a", at) for at in (0, 1, 2, 3, 59, 61)] == [False, False, False, True, True, False]
    assert not tries.is_too_many("b", 3)


def test_without_roles_or_with_roles_that_cannot_be_read_nobody_signs_in(
    signed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"cookie": cookie(ADDRESSES["direction"])}
    assert can_sign_in()
    assert reader_of(known).role == "direction"
    (signed / "acces.toml").write_text("[direction]\nadresse = ['dirige@ville.test']\n", "utf-8")
    assert not can_sign_in()
    assert reader_of(known) == NOBODY
    monkeypatch.delenv("BRI_ACCESS")
    assert reader_of(known) == NOBODY
    assert asked("/auth/login").status_code == 404


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"directeur": {}}, "directeur"),
        ({"lecture": {"adresses": "a@b.test"}}, "adresses"),
        ({"lecture": {"groupes": [""]}}, "groupes"),
        ({"connexion": {"duree_heures": 900}}, "duree_heures"),
    ],
)
def test_a_file_of_roles_that_is_not_understood_gives_none(said: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_access(said)


def test_the_highest_of_several_roles_counts() -> None:
    rules = read_access({"lecture": {"groupes": ["BRI"]}, "direction": {"adresses": [" D@Ville.test "]}})
    assert rules.role({"email": "d@ville.test", "groups": ["BRI"]}) == "direction"
    assert rules.role({"groups": "BRI"}) == "lecture"
    assert rules.role({"email": ["d@ville.test"]}) == ""
