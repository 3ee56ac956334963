"""The script Streamlit runs for every page: page title, logo, navigation, language link, then the page itself.

A new page is one entry in bri_data/pages.py, a file in pages/, and its words in both languages.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup, escape
from streamlit.navigation.page import Page as NavigationPage

from bri_data import bureau
from bri_data.pages import ADDRESSES, EVERY_PAGE, KEEPING, PAGES, REFERENCE, VIEWS
from bri_data.present.logo import logo
from bri_data.present.words import Lang, texts
from pages.shared.base.component import write_markup
from pages.shared.base.static import STATIC
from pages.shared.base.window import name_window
from pages.shared.reader.context import address_in, carried, current, language, say_what_is_ignored, warn_of_stale_data
from pages.shared.reader.past_band import show_past
from pages.shared.reader.reader import forget, parameters, settle
from pages.shared.rights.editing import may_edit
from pages.shared.server.rows import in_brief
from pages.shared.widgets.foot import enter, foot
from pages.shared.widgets.header import header
from pages.shared.work.pages_first import pages_first

_COVERING = ("presenter",)  # the whole window is theirs

lang = language()
words = texts(lang)
enter()
st.set_page_config(page_icon=str(STATIC / "favicon.svg"), layout="wide")
st.logo(logo(bureau.data_folder(), words("frame.title")), size="large")

menus: dict[str, list[NavigationPage]] = {}  # "" holds the pages that stand in the header themselves
for one in (*PAGES, *([KEEPING] if may_edit(st.context.headers, looks=True) else [])):
    menus.setdefault(words(f"frame.groups.{one.group}") if one.group else "", []).append(
        st.Page(
            f"../{one.script}",
            title=words(one.name),
            url_path=one.address or None,
            default=not one.address,
        )
    )
for one in REFERENCE:  # linked from the foot of every page: they take no room in the header
    menus.setdefault("", []).append(
        st.Page(f"../{one.script}", title=words(one.name), url_path=one.address, visibility="hidden")
    )
page = st.navigation(menus, position="top")
leaving = header(page.url_path, ADDRESSES, lang)
if leaving:  # before the page runs, which would then run for nothing
    if not leaving.follows:  # a saved view is shown as it was; the rest keeps the reader's filters
        forget()
    st.switch_page(f"../{EVERY_PAGE[leaving.page].script}", query_params=parameters(leaving.parameters))

settle(page.url_path)
name_window(page.url_path, words)
other: Lang = "fr" if lang == "en" else "en"
# the style sheet reads it: Streamlit does not show that the page on the screen is in a menu
grouped = " bri-in-menu" if EVERY_PAGE[page.url_path].group else ""
# before the page: one that stops early can write nothing after
if other in bureau.current().languages:
    write_markup(
        Markup(
            f'<a class="bri-language{grouped}" href="{escape(address_in(other))}" lang="{other}" hreflang="{other}"'
            f' title="{escape(words("frame.language.label"))}">{escape(words("frame.language.other"))}</a>'
        )
    )
context = current()
if page.url_path in VIEWS:  # what a slide can show, a voice can say
    write_markup(in_brief(page.url_path, words))
warn_of_stale_data(context)
if context.past:
    show_past(context.past, context.present, words)
say_what_is_ignored(context)
with carried(context), pages_first.page():
    try:
        page.run()
    finally:  # a page that stops early has a foot as well
        if page.url_path not in _COVERING:
            foot(page.url_path, words)
