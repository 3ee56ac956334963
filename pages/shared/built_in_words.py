"""Streamlit's own English words, in the reader's language: the script that replaces them as they appear."""

from __future__ import annotations

import json
from pathlib import Path

from bri_data.present.words import Lang, texts

PREFIX = "frame.builtin."
SCRIPT = Path(__file__).parent / "static" / "app.js"


def built_in_words(lang: Lang) -> dict[str, str]:
    """Streamlit's words in English → what the reader sees; those that stay as they are left out.

    `{n}` in both stands for a number.
    """
    words = texts(lang)
    pairs = {key.removeprefix(PREFIX): words(key, n="{n}") for key in sorted(words.keys) if key.startswith(PREFIX)}
    return {source: shown for source, shown in pairs.items() if source != shown}


def script(lang: Lang) -> str:
    """app.js with the words of `lang` in it."""
    return SCRIPT.read_text("utf-8").replace("__WORDS__", json.dumps(built_in_words(lang), ensure_ascii=False))
