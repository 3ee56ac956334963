"""Streamlit's own English words, in the reader's language: the script that replaces them as they appear."""

from __future__ import annotations

import json

from bri_data.present.words import Lang, texts
from pages.shared.base.static import static_text

PREFIX = "frame.builtin."


def built_in_words(lang: Lang) -> dict[str, str]:
    """Streamlit's words in English → what the reader sees; those that stay as they are left out.

    `{n}` in both stands for a number, `{s}` for any words.
    """
    words = texts(lang)
    keys = sorted(key for key in words.keys if key.startswith(PREFIX))
    pairs = {key.removeprefix(PREFIX): words(key, n="{n}", s="{s}") for key in keys}
    return {source: shown for source, shown in pairs.items() if source != shown}


def script(lang: Lang) -> str:
    """What runs in every page before anything is drawn: the words of `lang`, the browser's history, long waits."""
    words = static_text("app.js")
    words = words.replace("__WORDS__", json.dumps(built_in_words(lang), ensure_ascii=False))
    return "".join(static_text(name) for name in ("history.js", "wait.js")) + words
