"""The colours of a slide: a slot of the theme where there is one, so that a change of theme repaints the slide."""

from __future__ import annotations

from dataclasses import dataclass

from bri_data.model.schema import KIND
from bri_data.present.theme import TOKENS, Scheme

from .markup import Element, element

# Token → slot of the theme, as slides name it. The kinds of activities are the accents; the others stay plain colours.
SLOTS: dict[str, str] = {
    "ink": "tx1",
    "bg": "bg1",
    "ink2": "tx2",
    "surf": "bg2",
    "ink3": "accent5",
    "hatch": "accent6",
    "accent": "hlink",
    **{kind.code: kind.slot for kind in KIND.values() if kind.slot},
}
# What PowerPoint lists under the theme's own colours, by name.
CUSTOM = ("land", "home", "ring", "rule", "warn")


def value(token: str, scheme: Scheme) -> str:
    """The colour of `token` as six hexadecimal digits; KeyError for a token that does not exist."""
    colour: str = getattr(TOKENS[token], scheme)
    return colour.removeprefix("#")


@dataclass(frozen=True)
class Ink:
    """Gives colours, fills and lines in one scheme."""

    scheme: Scheme

    def colour(self, token: str, opacity: float = 1.0) -> Element:
        """The colour of `token`, of the theme if it has a slot for it."""
        see_through = element("a:alpha", val=round(opacity * 100_000)) if opacity < 1 else None
        if token in SLOTS:
            return element("a:schemeClr", see_through, val=SLOTS[token])
        return element("a:srgbClr", see_through, val=value(token, self.scheme))

    def fill(self, token: str | None, opacity: float = 1.0) -> Element:
        """A plain fill; none for no token."""
        return element("a:solidFill", self.colour(token, opacity)) if token else element("a:noFill")

    def hatched(self, token: str, ground: str = "bg") -> Element:
        """Wide slanted lines of `token`: what is known less well than the rest."""
        return element(
            "a:pattFill",
            element("a:fgClr", self.colour(token)),
            element("a:bgClr", self.colour(ground)),
            prst="wdUpDiag",
        )

    def line(self, token: str | None, width_emu: float = 0, dash: str | None = None, opacity: float = 1.0) -> Element:
        """An outline of that width; none for no token. `dash` is a name of DrawingML (`sysDot`, `dash`…)."""
        if not token:
            return element("a:ln", element("a:noFill"))
        return element(
            "a:ln",
            self.fill(token, opacity),
            element("a:prstDash", val=dash) if dash else None,
            element("a:round"),
            w=round(width_emu),
            cap="rnd" if dash == "sysDot" else None,
        )
