"""The landmarks of a page's years, as a sheet and as the line of a slide."""

from __future__ import annotations

from bri_data.export.sheets import Sheet
from bri_data.model.listed import beside, listed
from bri_data.present import landmarks as values
from bri_data.present import variance
from bri_data.present.landmarks import Landmark
from bri_data.present.locators import locator
from bri_data.present.variance import Change
from bri_data.queries import landmarks as queries
from bri_data.queries import meeting
from bri_data.queries import variance as variance_queries

from . import fields as columns
from .order import Shown, asked_once
from .table_rows import cited_by


@asked_once
def landmarks_of(order: Shown) -> tuple[Landmark, ...]:
    """The landmarks that touch the year of the order, or all of them; no filter narrows them."""
    return values.read(queries.landmarks(order.con, order.year), order.texts)


def every_landmark(order: Shown) -> tuple[Landmark, ...]:
    """The landmarks of all years, for a series of them."""
    return values.read(queries.landmarks(order.con), order.texts)


@asked_once
def changes_of(order: Shown) -> tuple[Change, ...]:
    """What changed from one declared year to the next."""
    rules = meeting.rules(order.con, of_changes=True)
    return variance.changes(variance_queries.series(order.con), rules, every_landmark(order))


def landmarks_sheet(order: Shown, *, of_series: bool = False) -> tuple[Sheet, ...]:
    """One sheet, a landmark a row, earliest first: those of the order's year, or of all years `of_series`; () where
    there is none."""
    words = order.texts
    found = every_landmark(order) if of_series else landmarks_of(order)
    rows = [
        (
            one.name,
            words(f"data_page.code.{one.kind}"),
            one.start,
            one.end,
            listed(one.row["source_titles"] or []),
            beside(one.row["source_urls"] or []),
            locator(one.row["source_locator"], words),
            one.code,
        )
        for one in found
    ]
    if not rows:
        return ()
    heads = columns.fields(columns.LANDMARKS, words)
    cited = cited_by(one.row for one in found)
    return (Sheet("reperes", words("landmarks.title"), heads, rows, len(rows), cited),)
