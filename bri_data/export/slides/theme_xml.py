"""The theme of the file: the dashboard's tokens as the twelve slots of Office, two fonts, flat effects.

Fonts: Cambria for titles and figures, Calibri for the rest. The page's own fonts (Source Serif, Source Sans) are on no
office computer; these two come with every Office on Windows and macOS, LibreOffice has fonts of the same widths for
them (Caladea, Carlito), and both write lining figures, which Georgia does not: a deck of large numbers needs them.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from bri_data.model.schema import KIND
from bri_data.present.theme import OFFICE_SANS, OFFICE_SERIF, Scheme

from .ink import CUSTOM, value
from .markup import SPACES

# The slots that hold the hue of a kind and of nothing else.
_OF_KINDS = ("accent1", "accent2", "accent3", "accent4")
# Slot of the theme → token, in both schemes: what is light or dark is only the colour behind the slot.
_SLOTS = {
    "dk1": "ink",
    "lt1": "bg",
    "dk2": "ink2",
    "lt2": "surf",
    **{slot: kind.code for slot in _OF_KINDS for kind in KIND.values() if kind.slot == slot},
    "accent5": "ink3",
    "accent6": "hatch",
    "hlink": "accent",
    "folHlink": "ink2",
}
_PLAIN = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="{{width}}" cap="flat" cmpd="sng" algn="ctr">{_PLAIN}<a:prstDash val="solid"/></a:ln>'


def theme_xml(scheme: Scheme, name: str, custom_names: dict[str, str]) -> bytes:
    """The theme part; `name` is what PowerPoint calls it, `custom_names` what it calls each colour of ink.CUSTOM."""
    slots = "".join(f'<a:{slot}><a:srgbClr val="{value(token, scheme)}"/></a:{slot}>' for slot, token in _SLOTS.items())
    called = quoteattr(name)
    custom = "".join(
        f'<a:custClr name={quoteattr(custom_names[token])}><a:srgbClr val="{value(token, scheme)}"/></a:custClr>'
        for token in CUSTOM
    )
    lines = "".join(_LINE.format(width=width) for width in (6350, 12700, 19050))
    fonts = _font("majorFont", OFFICE_SERIF) + _font("minorFont", OFFICE_SANS)
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a:theme xmlns:a="{SPACES["a"]}" name={called}>'
        f"<a:themeElements><a:clrScheme name={called}>{slots}</a:clrScheme>"
        f"<a:fontScheme name={called}>{fonts}</a:fontScheme>"
        f"<a:fmtScheme name={called}><a:fillStyleLst>{_PLAIN * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_PLAIN * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/>"
        f"<a:custClrLst>{custom}</a:custClrLst></a:theme>"
    ).encode()


def _font(slot: str, name: str) -> str:
    return f'<a:{slot}><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{slot}>'
