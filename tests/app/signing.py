"""Readers of the tests: a file of roles, Streamlit's secrets, and the cookie that it would sign for each reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

SECRET = "a secret that is long enough for a test"  # noqa: S105
ORIGIN = "http://tableau.test"
ROLES = """
[connexion]
duree_heures = 2
[lecture]
adresses = ["lit@ville.test"]
groupes = ["BRI"]
[redaction]
adresses = ["tient@ville.test"]
[direction]
adresses = ["dirige@ville.test"]
"""
ADDRESSES = {"lecture": "lit@ville.test", "redaction": "tient@ville.test", "direction": "dirige@ville.test"}


def write_sign_in(folder: Path, provider: str, origin: str) -> None:
    """The two files of a sign-in by `provider`, which sends readers back to `origin`: `acces.toml`, `secrets.toml`."""
    (folder / "acces.toml").write_text(ROLES, "utf-8")
    (folder / "secrets.toml").write_text(
        f'[auth]\nredirect_uri = "{origin}/oauth2callback"\ncookie_secret = "{SECRET}"\n'
        f'client_id = "bri"\nclient_secret = "for a test"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
        "client_kwargs = { timeout = 60 }\n",  # a machine ten times slower than usual is not a fault
        "utf-8",
    )


@contextmanager
def signing(folder: Path, *, provider: str = "https://sso.test", origin: str = ORIGIN) -> Iterator[None]:
    """Inside, readers sign in by `provider`, which sends them back to `origin`."""
    write_sign_in(folder, provider, origin)
    before = config.get_option("secrets.files")
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("BRI_ACCESS", str(folder / "acces.toml"))
        config.set_option("secrets.files", [str(folder / "secrets.toml")])
        secrets_singleton._reset()
        try:
            yield
        finally:
            config.set_option("secrets.files", before)
            secrets_singleton._reset()


def cookie(address: str = "", *, secret: str = SECRET, **claims: object) -> str:
    """The Cookie header of whoever signed in under `address`, `claims` beside or instead of a provider's own."""
    said = {"email": address, "is_logged_in": True, "origin": ORIGIN, "provider": "default"} | claims
    return f"{USER_COOKIE_NAME}={create_signed_value(secret, USER_COOKIE_NAME, json.dumps(said)).decode()}"
