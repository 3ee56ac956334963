"""The symbol grammar: one shape and one hue per kind, one fill per state, and no colour outside the tokens."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from bri_data.model.schema import KINDS as ACTIVITY_KINDS
from bri_data.present import theme
from bri_data.present.figures.symbols import symbol


def parsed(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 - our own markup


def drawn(kind: str, state: theme.State) -> ET.Element:
    return parsed(symbol(kind, state, 0, 0, 20))


def channel(colour: str, at: int) -> float:
    value = int(colour[at : at + 2], 16) / 255
    return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4


def contrast(a: str, b: str) -> float:
    light, dark = sorted(
        (0.2126 * channel(c, 1) + 0.7152 * channel(c, 3) + 0.0722 * channel(c, 5) for c in (a, b)), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


def test_every_kind_of_activity_has_a_symbol_of_its_own() -> None:
    assert set(ACTIVITY_KINDS) <= set(theme.KINDS)
    assert len({style.shape for style in theme.KINDS.values()}) == len(theme.KINDS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out_from_the_page_and_text_is_readable(scheme: theme.Scheme) -> None:
    page = getattr(theme.TOKENS["bg"], scheme)
    for style in theme.KINDS.values():
        assert contrast(getattr(theme.TOKENS[style.token], scheme), page) >= 3
    for token in ("ink", "ink2", "ink3", "warn", "accent"):
        assert contrast(getattr(theme.TOKENS[token], scheme), page) >= 4.5


def test_the_state_is_said_by_the_fill_and_the_outline() -> None:
    dated, named, declared, announced = (drawn("mission", state)[0].attrib for state in theme.STATES)
    assert dated["fill"] == "var(--b-mission)" and "stroke" not in dated
    assert (named["fill-opacity"], named["stroke"], named["stroke-width"]) == ("0.22", "var(--b-mission)", "2")
    assert (declared["fill"], declared["stroke"], declared["stroke-width"]) == ("none", "var(--b-ink3)", "1.5")
    assert announced["fill"] == "none" and announced["stroke"] == "var(--b-mission)"
    assert "stroke-dasharray" in announced and "stroke-dasharray" not in named


def test_four_states_of_each_kind_are_four_drawings() -> None:
    for kind in theme.KINDS:
        drawings = {symbol(kind, state, 0, 0) for state in ("dated", "named", "announced")}
        assert len(drawings) == 3, kind


def test_a_circle_of_size_20_has_a_radius_of_10_and_its_outline_stays_inside() -> None:
    assert drawn("mission", "dated")[0].attrib["d"].startswith("M-10 0a10 10 ")
    # A 2 px outline is centred on the path: the path is 1 px smaller on each side.
    assert drawn("mission", "named")[0].attrib["d"].startswith("M-9 0a9 9 ")


def test_the_outline_of_a_square_and_a_diamond_keeps_their_size() -> None:
    assert drawn("evenement", "dated")[0].attrib["d"].startswith("M-7.6 -9")  # half side 9, corner 1.4
    # Half diagonal 12; moving a 45° edge in by 1 moves its corner by 1.414.
    assert drawn("accueil", "named")[0].attrib["d"].startswith("M0 -10.59L10.59 0")


def test_a_title_from_the_data_is_escaped() -> None:
    markup = symbol("mission", "named", 0, 0, title='<script>alert("x")</script>')
    assert "<script" not in markup
    assert parsed(markup)[0].text == '<script>alert("x")</script>'


def test_no_symbol_holds_a_colour_of_its_own_and_each_token_is_declared() -> None:
    css = theme.css_tokens()
    for kind in theme.KINDS:
        for state in theme.STATES:
            markup = symbol(kind, state, 5, 5, halo=2, plate=True)
            assert "#" not in markup
            for token in re.findall(r"var\(--b-([a-z0-9_]+)\)", markup):
                assert f"--b-{token}:light-dark(" in css


def test_tokens_become_colours_for_a_file_without_a_page() -> None:
    markup = symbol("mission", "dated", 0, 0)
    assert 'fill="#1554A8"' in theme.resolved(markup, "light")
    assert 'fill="#5B8DF5"' in theme.resolved(markup, "dark")
    assert "var(" not in theme.resolved(markup, "dark")


def test_an_unknown_token_is_refused() -> None:
    with pytest.raises(KeyError):
        theme.var("vermillion")
