"""The records of a page, the reports due and the agreements that end, as a calendar."""

from __future__ import annotations

from dataclasses import replace

from bri_data.export.calendar import calendar
from bri_data.filters import NOTHING, Filters
from bri_data.present import format as fmt
from bri_data.present.agenda import agenda
from bri_data.queries import agenda as queries
from bri_data.queries.narrow import narrow

from .order import Order, shown
from .reports import subject


def ics(order: Order) -> bytes:
    """The calendar of the year shown, or of all, with the records that the reader kept; of a brief, its own alone.

    Events lead to their brief when the order says where the dashboard is (`home`).
    """
    asked = subject(order)
    if asked:
        kind, code = asked
        of_subject = {"ville": Filters(cities=(code,)), "partenaire": Filters(partners=(code,))}
        narrow(order.con, of_subject.get(kind, NOTHING))
        year = None
    else:
        year = shown(order).year
    frames = {
        question.__name__: question(order.con, year)
        for question in (queries.records, queries.reports_due, queries.agreements_ending)
    }
    frames["data_date"] = queries.data_date(order.con)
    made = agenda(frames, queries.without_month(order.con, year), year, order.texts)
    if asked and asked[0] in {"activite", "entente"}:
        own = f"fiches?{asked[0]}={asked[1]}"
        made = replace(made, entries=tuple(entry for entry in made.entries if entry.brief == own), note="")
    elif (total := queries.with_month(order.con, year)) > queries.MOST:
        shown_of = {"shown": fmt.number(queries.MOST, order.texts), "total": fmt.number(total, order.texts)}
        made = replace(made, note=f"{order.texts('agenda.latest', **shown_of)} {made.note}")
    return calendar(made, order.home, order.progress)
