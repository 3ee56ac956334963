"""Text of the data where Streamlit reads Markdown, and where it does not: shown letter for letter."""

from __future__ import annotations

import re

# what starts a formula, a colour, an emphasis, a link, a code, a tag or an entity
_SIGNS = re.compile(r"[\\`*_\[\]<>$~|&@]|:(?=\S)|(?<=www)\.|^[#+-]|(?<=\d)[.)](?=\s)")


def as_written(text: str) -> str:
    """`text` for a title or for the label of a choice, on one line, with every sign of Markdown made a plain letter."""
    return _SIGNS.sub(lambda found: f"\\{found[0]}", " ".join(text.splitlines()))


def as_option(text: str) -> str:
    """`text` on one line for a list of choices to unfold (selectbox, multiselect), where Markdown is not read and what
    makes a sign plain would show."""
    return " ".join(text.splitlines())
