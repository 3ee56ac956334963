"""Colours, shapes and states; the hue and the shape of a kind come from its entry in `model/kinds.py`.

Markup never holds a colour: it names a custom property (`var(--b-mission)`), so the same drawing serves the light and
the dark page. `css_tokens` declares the properties, `resolved` writes the colours in for a file that has no page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..model.kinds import Shape
from ..model.schema import KIND

Scheme = Literal["light", "dark"]
State = Literal["dated", "named", "declared", "announced"]

STATES: tuple[State, ...] = ("dated", "named", "declared", "announced")
FONT = '"Source Sans", sans-serif'
# Fonts of every Office, where a file cannot carry ours.
OFFICE_SANS, OFFICE_SERIF = "Calibri", "Cambria"


@dataclass(frozen=True)
class Colour:
    """One token in both schemes, as #RRGGBB."""

    light: str
    dark: str


@dataclass(frozen=True)
class KindStyle:
    """The shape of a kind and the token of its hue."""

    shape: Shape
    token: str


TOKENS: dict[str, Colour] = {
    "bg": Colour("#FFFFFF", "#0E1A27"),
    "surf": Colour("#F3F6F9", "#162535"),
    "ink": Colour("#1B2733", "#F2F6FA"),
    "ink2": Colour("#51606E", "#B4C2CF"),
    "ink3": Colour("#677684", "#8FA1B2"),
    "rule": Colour("#D5DDE5", "#2C3E50"),
    "hatch": Colour("#AEBBC7", "#4A5F73"),
    "land": Colour("#E4E9EE", "#1D2E40"),
    "home": Colour("#CBD9E8", "#2B4662"),
    "ring": Colour("#8FA3B5", "#5F768B"),
    "accent": Colour("#1554A8", "#7BA4F7"),
    "warn": Colour("#8A5A00", "#F0C060"),
    "late": Colour("#B4141E", "#FF8F88"),  # what is late, and nothing else
    **{kind.code: Colour(kind.light, kind.dark) for kind in KIND.values()},
}

# In the order of a legend: what a report counts, then the rest.
KINDS: dict[str, KindStyle] = {
    kind.code: KindStyle(kind.shape, kind.code) for kind in sorted(KIND.values(), key=lambda kind: not kind.indicator)
}

_VARIABLE = re.compile(r"var\(--b-([a-z0-9_]+)\)")


# On paper and in a sheet alone: what is left to write, and the heading of what may be left blank.
PAPER = {"todo": "#FFF0C2", "entry": "#DCE8F7"}


def var(token: str) -> str:
    """The CSS reference to `token`; KeyError for a token that does not exist."""
    if token not in TOKENS:
        raise KeyError(token)
    return f"var(--b-{token})"


def paper_colour(token: str) -> str:
    """The colour of `token` on white, six hexadecimal digits as Office writes them; KeyError for none of that name."""
    return (PAPER[token] if token in PAPER else TOKENS[token].light).removeprefix("#")


def css_tokens(selector: str = ".stApp") -> str:
    """The CSS rule that declares every token on `selector`; it follows the `color-scheme` in force there."""
    lines = "".join(f"--b-{name}:light-dark({c.light},{c.dark});" for name, c in TOKENS.items())
    return f"{selector}{{{lines}}}"


def resolved(markup: str, scheme: Scheme) -> str:
    """`markup` with each token replaced by its colour in `scheme`: for files that no style sheet reaches."""
    return _VARIABLE.sub(lambda match: getattr(TOKENS[match[1]], scheme), str(markup))
