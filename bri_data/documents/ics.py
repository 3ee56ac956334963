"""The records of a page, the reports due and the agreements that end, as a calendar."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

from bri_data.export.calendar import calendar
from bri_data.filters import Filters
from bri_data.pages import EVERY_PAGE
from bri_data.present import briefs, compare
from bri_data.present import format as fmt
from bri_data.present.agenda import KEPT, Agenda, agenda
from bri_data.queries import agenda as queries
from bri_data.queries import compare as compare_queries
from bri_data.queries.brief_answers import answers as answers_of_brief
from bri_data.queries.narrow import narrow

from .compare import choice_of, subjects_of
from .order import NothingToTakeError, Order, Shown, shown
from .reports import subject

_EVERY_ROW = 2_000_000_000


def ics(order: Order) -> bytes:
    """The calendar of the year shown, or of all, with the records that the reader kept; of a brief or a comparison, the
    events of what it is about, under its name. NothingToTakeError for a brief that the data do not
    know, and for a page of reference.

    Events lead to their brief when the order says where the dashboard is (`home`). Cancelled events are in whole
    calendars and in the brief of their activity alone.
    """
    if EVERY_PAGE[order.address.page].files:  # a page of reference has no event
        raise NothingToTakeError("export.error.no_rows")
    asked = subject(order)
    if asked:
        made = _of_brief(order, *asked)
    else:
        seen = shown(order)
        made = _of_comparison(seen) if order.address.page == "comparer" else _of_year(seen)
    return calendar(made, order.home, order.progress)


def _of_brief(order: Order, kind: str, code: str) -> Agenda:
    frames = answers_of_brief(order.con, kind, code)
    if frames is None:
        raise NothingToTakeError("export.error.no_brief")
    name = briefs.name(briefs.brief_of(kind, frames), order.texts)
    if kind in {"activite", "entente"}:
        return _only(_agenda(order, None, is_whole=True), {code}, name, order)
    narrow(order.con, Filters(cities=(code,)) if kind == "ville" else Filters(partners=(code,)))
    return _named(_agenda(order, None, is_whole=False), name, order)


def _of_comparison(order: Shown) -> Agenda:
    """The events of the things that are set side by side."""
    choice, words = choice_of(order), order.texts
    tied = compare_queries.rows(order.con, choice.what, choice.codes, most=_EVERY_ROW)
    found = subjects_of(order, choice)
    names = [str(row["code"]) if choice.what == "annees" else compare.label(row, choice.what, words) for row in found]
    return _only(_agenda(order, None, is_whole=False), set(tied.record_id), fmt.joined(names, words), order)


def _of_year(order: Shown) -> Agenda:
    total = queries.with_month(order.con, order.year)
    order.progress(0, total)  # before any is asked for: a long calendar may be made elsewhere
    made = _agenda(order, order.year, is_whole=order.filters.is_empty)
    if total <= queries.MOST:
        return made
    shown_of = {"shown": fmt.number(queries.MOST, order.texts), "total": fmt.number(total, order.texts)}
    return replace(made, note=f"{order.texts('agenda.latest', **shown_of)} {made.note}")


def _agenda(order: Order, year: int | None, *, is_whole: bool) -> Agenda:
    con, words = order.con, order.texts
    frames = {
        question.__name__: question(con, year)
        for question in (queries.records, queries.reports_due, queries.agreements_ending)
    }
    on = order.on.date() if isinstance(order.on, datetime) else order.on
    frames["cancelled"] = queries.cancelled(con, year, on - KEPT)
    if not is_whole:
        frames["cancelled"] = frames["cancelled"].iloc[:0]
    changed = queries.changed_at(con) or datetime.now(UTC)
    return agenda(frames, queries.without_month(con, year), year, changed, words)


def _only(made: Agenda, record_ids: Collection[str], name: str, order: Order) -> Agenda:
    """The events of these records, under that name; how many others have no date is not said."""
    kept = tuple(entry for entry in made.entries if entry.record_id in record_ids)
    return replace(_named(made, name, order), entries=kept, note="")


def _named(made: Agenda, name: str, order: Order) -> Agenda:
    return replace(made, name=order.texts("agenda.name_of", what=name))
