"""The foot of every page: the pages of reference, and who is signed in."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup, escape

from bri_data.address import LANGUAGE
from bri_data.pages import REFERENCE
from bri_data.present.words import Texts
from pages.shared.base.component import write_markup
from pages.shared.rights.signed_in import can_sign_in, reader_of
from pages.shared.rights.way_back import ENTER
from pages.shared.work.unsaved import is_unsaved


def enter() -> None:
    """Send the reader to the provider when the address asks for it, and stop the page there."""
    if ENTER in st.query_params and can_sign_in():
        del st.query_params[ENTER]
        st.login()
        st.stop()


def foot(page: str, words: Texts) -> None:
    """Draw the foot of `page`, an address: links that keep the language, and a way in or out where readers sign in."""
    kept = f"?{LANGUAGE}={words.lang}" if words.lang != "fr" else ""
    links = "".join(
        f'<li><a href="./{one.address}{kept}" target="_self"{_current(one.address == page)}>'
        f"{escape(words(one.name))}</a></li>"
        for one in REFERENCE
    )
    if links := f"{links}{_door(page, words)}":
        unsaved = " data-unsaved" if is_unsaved() else ""
        write_markup(Markup(f'<footer class="bri-foot"{unsaved}><ul>{links}</ul></footer>'))


def _current(is_here: bool) -> Markup:
    return Markup(' aria-current="page"' if is_here else "")


def _door(page: str, words: Texts) -> Markup:
    if not can_sign_in():
        return Markup()
    reader = reader_of(st.context.headers)
    if not reader.address:
        here = [(name, said) for name in st.query_params for said in st.query_params.get_all(name)]
        asked = escape(urlencode([*here, (ENTER, "1")]))
        return Markup(f'<li><a href="./{escape(page)}?{asked}" target="_self">{escape(words("access.enter"))}</a></li>')
    known = words(f"access.role.{reader.role or 'none'}")
    said = words("access.signed_in", who=reader.address, role=known)
    return Markup(
        f'<li>{escape(said)}</li><li><a href="./auth/logout" target="_self">{escape(words("access.leave"))}</a></li>'
    )
