"""When a file was made and from which state of the data, as values and in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..model import clock
from . import format as fmt
from .words import Texts


@dataclass(frozen=True)
class Made:
    """`on` is the moment (or only the day) a file was made. `state` is a short mark of what the data hold, "" when
    unknown, and `changed` the day their files last changed, None when unknown. `address` is the whole web
    address of what the file shows, "" when it is not known; `as_of` the state that was asked for, "" for that of now
    (bri_data.address.Address)."""

    on: date
    state: str = ""
    changed: date | None = None
    address: str = ""
    as_of: str = ""


def moment(on: date, texts: Texts) -> str:
    """« 28 novembre 2026, 14 h 30 » in the Bureau's time; the day alone when the time is not known."""
    if not isinstance(on, datetime):
        return fmt.when(on.isoformat(), None, texts)
    local = clock.moment(on).astimezone(clock.BUREAU)
    day = fmt.when(local.date().isoformat(), None, texts)
    return texts("dates.moment", day=day, hour=local.hour, minute=f"{local.minute:02d}")


def as_of_said(as_of: str, texts: Texts) -> str:
    """« Données au 31 janvier 2026 », « Données après le changement nº 12 »; "" for the data of now."""
    if not as_of.isdecimal():
        return texts("past.on", date=fmt.when(as_of, None, texts)) if as_of else ""
    return texts("past.before_all") if as_of == "0" else texts("past.after", id=as_of)


def state(made: Made, texts: Texts) -> str:
    """« état 1a2b3c4d, fichiers modifiés le 27 novembre 2026 »; "" when nothing is known of the data."""
    if not made.state or made.changed is None:
        return ""
    if made.as_of:  # its files were written again when it was opened: their date says nothing
        return texts("past.state", asked=as_of_said(made.as_of, texts), state=made.state)
    return texts("export.state", state=made.state, date=fmt.when(made.changed.isoformat(), None, texts))


def produced(made: Made, texts: Texts) -> str:
    """« Produit le 28 novembre 2026, 14 h 30 · Données : … »: two prints can be told apart."""
    said = [texts("export.produced", date=moment(made.on, texts))]
    known = state(made, texts)
    said += [texts("export.produced_from", state=known)] if known else []
    return " · ".join([*said, *([made.address] if made.address else [])])
