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
    address of what the file shows, "" when it is not known."""

    on: date
    state: str = ""
    changed: date | None = None
    address: str = ""


def moment(on: date, texts: Texts) -> str:
    """« 28 novembre 2026, 14 h 30 » in the Bureau's time; the day alone when the time is not known."""
    if not isinstance(on, datetime):
        return fmt.when(on.isoformat(), None, texts)
    local = clock.moment(on).astimezone(clock.BUREAU)
    day = fmt.when(local.date().isoformat(), None, texts)
    return texts("dates.moment", day=day, hour=local.hour, minute=f"{local.minute:02d}")


def state(made: Made, texts: Texts) -> str:
    """« état 1a2b3c4d, fichiers modifiés le 27 novembre 2026 »; "" when nothing is known of the data."""
    if not made.state or made.changed is None:
        return ""
    return texts("export.state", state=made.state, date=fmt.when(made.changed.isoformat(), None, texts))


def produced(made: Made, texts: Texts) -> str:
    """« Produit le 28 novembre 2026, 14 h 30 · Données : … »: two prints can be told apart."""
    said = [texts("export.produced", date=moment(made.on, texts))]
    known = state(made, texts)
    said += [texts("export.produced_from", state=known)] if known else []
    return " · ".join([*said, *([made.address] if made.address else [])])
