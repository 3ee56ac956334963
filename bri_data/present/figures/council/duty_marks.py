"""The state of a duty as a small drawing: shape alone tells one from another, and late alone has a hue."""

from __future__ import annotations

from markupsafe import Markup

from bri_data.model.duties import State
from bri_data.present.theme import var
from bri_data.present.words import Texts

SIZE = 24.0  # of the square that each is drawn in
_HATCH = "M5 12 12 5M7 17 17 7M12 19 19 12"


def duty(state: State, *, is_exact: bool = True) -> Markup:
    """The drawing inside a square of SIZE: disc with a tick (done), triangle (late), hatched disc (unknown), ring (to
    come; hatched when its day is not known), dash (nothing)."""
    ink, grey = var("ink"), var("ink2")
    if state in ("done", "done_late"):
        hue = var("late") if state == "done_late" else ink
        return Markup(
            f'<circle cx="12" cy="12" r="9" fill="{hue}"/>'
            f'<path d="M7.8 12.3 10.8 15.3 16.4 9" fill="none" stroke="{var("bg")}" stroke-width="2.2"/>'
        )
    if state == "late":
        return Markup(
            f'<path d="M12 2.5 22.5 21h-21z" fill="{var("late")}"/>'
            f'<path d="M12 9v6M12 17v2" stroke="{var("bg")}" stroke-width="2.2"/>'
        )
    if state == "unknown":
        return Markup(
            f'<path d="{_HATCH}" stroke="{var("hatch")}" stroke-width="1.6"/>'
            f'<circle cx="12" cy="12" r="8.2" fill="none" stroke="{grey}" stroke-width="1.5" stroke-dasharray="3 2.4"/>'
        )
    if state == "to_come":
        inside = "" if is_exact else f'<path d="{_HATCH}" stroke="{var("hatch")}" stroke-width="1.6"/>'
        return Markup(f'{inside}<circle cx="12" cy="12" r="8" fill="none" stroke="{ink}" stroke-width="2"/>')
    return Markup(f'<path d="M4 12h16" stroke="{grey}" stroke-width="2"/>')


def duty_mark(state: State, *, is_exact: bool = True) -> Markup:
    """The same on its own, sized by the style sheet; the text beside it says what it is."""
    return Markup(f'<svg viewBox="0 0 24 24" aria-hidden="true">{duty(state, is_exact=is_exact)}</svg>')


def state_word(state: State, texts: Texts, *, is_exact: bool = True) -> str:
    """The state in a word; what is to come on a day that is not known says so."""
    return texts("meeting.state.to_come_vague" if state == "to_come" and not is_exact else f"meeting.state.{state}")


def step_said(state: State, words: str, texts: Texts) -> str:
    """The state, then what is known: « inconnu : échéance le 2 janvier 2026 »; the state alone where that is all."""
    word = state_word(state, texts)
    return word if word == words else texts("steps.said", state=word, words=words)
