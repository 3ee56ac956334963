"""Who asks: told by the cookie that Streamlit signs when a reader signs in, for a page and for our own routes alike.

Streamlit's `st.login` speaks with the provider; the secrets file holds the client. A sign-in counts for as long as the
file of roles says, and no longer once its reader has signed out (sign_outs.py).
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from starlette.requests import cookie_parser
from streamlit.auth_util import (
    get_cookie_with_chunks,
    get_origin_from_redirect_uri,
    get_secrets_auth_section,
    get_signing_secret,
)
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from bri_data.access import READS, Access, Role, access
from bri_data.model.columns import Level
from pages.shared.rights.sign_outs import SignOuts

_SHORTEST_SECRET = 32  # characters; a shorter one could be guessed, and with it any reader's cookie
_left = SignOuts()  # digests of the cookies whose readers signed out


@dataclass(frozen=True)
class Reader:
    """`address` is what the provider calls a signed-in reader, "" for nobody; `role` is "" for whoever has none."""

    address: str = ""
    role: Role = ""

    @property
    def level(self) -> Level:
        """What this reader may read."""
        return READS[self.role]


NOBODY = Reader()


def can_sign_in() -> bool:
    """Whether this server lets readers sign in: a file of roles, a provider, and a secret that nobody guesses."""
    return access() is not None and _is_set_up()


def reader_of(headers: Mapping[str, str]) -> Reader:
    """Who makes a request of these headers (in any case); NOBODY without a cookie that holds."""
    given = next((value for name, value in headers.items() if name.lower() == "cookie"), "")
    if USER_COOKIE_NAME not in given:
        return NOBODY
    rules = access()
    if rules is None or not _is_set_up():
        return NOBODY
    claims = _claims(cookie_parser(given), rules)
    if not claims or claims.get("provider") != rules.provider or claims.get("origin") != get_origin_from_redirect_uri():
        return NOBODY
    name = next((str(claims[one]) for one in ("email", "preferred_username", "sub") if claims.get(one)), "?")
    return Reader(name, rules.role(claims))


def sign_out(headers: Mapping[str, str]) -> None:
    """Let the sign-in of this request hold no longer, wherever its cookie was copied."""
    given = next((value for name, value in headers.items() if name.lower() == "cookie"), "")
    if cookie := cookie_parser(given).get(USER_COOKIE_NAME):
        _left.add(_digest(cookie))


def _claims(cookies: Mapping[str, str], rules: Access) -> dict[str, object]:
    """What the provider said of the reader; {} for a cookie that is forged, too old, or signed out."""
    if _digest(cookies.get(USER_COOKIE_NAME, "")) in _left:
        return {}
    secret, days = get_signing_secret(), rules.hours / 24

    def one(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies.get(name, "").encode("latin-1", "replace"), days)

    try:
        found = json.loads(get_cookie_with_chunks(one, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) and found.get("is_logged_in") is True else {}


def _digest(cookie: str) -> str:
    return hashlib.blake2b(cookie.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _is_set_up() -> bool:
    if not get_secrets_auth_section():
        return False
    is_long = len(get_signing_secret() or "") >= _SHORTEST_SECRET
    if not is_long:
        _say_short()
    return is_long


@cache
def _say_short() -> None:
    logging.getLogger(__name__).error("cookie_secret: %d characters at least; nobody can sign in", _SHORTEST_SECRET)
