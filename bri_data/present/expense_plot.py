"""The amounts that a reader explores, as small values: one row a mission or a head, and the bars that stand on it.

Nothing is stacked and nothing is added: two amounts of one row stand one over the other, from zero.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bri_data.model import report_year

from . import expense_lines as lines
from . import expenses as values
from . import format as fmt
from .expenses import Row, Spending, Whole, dollars
from .rows import localised
from .words import Texts

Series = Literal["annees", "missions", "postes", "jours"]
SERIES: tuple[Series, ...] = ("annees", "missions", "postes", "jours")
SERIE, FORM = "serie", "forme"  # in an address; the forms one by one, all of them where it says none
Form = Literal["ceiling", "common", "total", "actual", "head", "shared", "unknown"]
# in the order of a legend; the first three are drawn under the others
FORMS: tuple[Form, ...] = ("ceiling", "common", "total", "actual", "head", "shared", "unknown")
MOST_SLOTS: dict[Series, int] = {"annees": 240, "missions": 60, "postes": 60, "jours": 60}


@dataclass(frozen=True)
class Slot:
    """One row (a column, by year): its `label`, the year or the total it stands under, the brief that it leads to, and
    what is known of it in a few words."""

    label: str
    group: str
    data_id: str
    known: str


@dataclass(frozen=True)
class Bar:
    """An amount on the row number `slot`; `dollars` None where it is not known. `said` tells all of it in words, the
    `documents` it names each in its own language."""

    slot: int
    form: Form
    dollars: float | None
    said: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """`left_out` missions or amounts are not drawn; `silent` are the groups without any published amount."""

    series: Series
    slots: tuple[Slot, ...]
    bars: tuple[Bar, ...]
    left_out: int
    silent: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms that it draws, in the order of a legend."""
        drawn = {bar.form for bar in self.bars}
        return tuple(form for form in FORMS if form in drawn)

    @property
    def top(self) -> float:
        """The largest amount drawn; 1 without any."""
        return max([bar.dollars for bar in self.bars if bar.dollars is not None], default=1.0) or 1.0


@dataclass(frozen=True)
class FormRow:
    """A row of the chart with its bars of some forms: its `name` in full, and what they say in words."""

    slot: Slot
    bars: tuple[Bar, ...]
    name: str
    said: str


def read_series(written: str) -> Series:
    """The series that an address asks for; that of the years for what is none."""
    return next((one for one in SERIES if one == written), SERIES[0])


def read_forms(written: Iterable[str], chart: Chart) -> tuple[Form, ...]:
    """The forms of `chart` that an address asks for, in the order of its legend; all of them where it asks for none."""
    asked = set(written)
    return tuple(form for form in chart.forms if form in asked) or chart.forms


def form_rows(chart: Chart, shown: Collection[Form], texts: Texts) -> list[FormRow]:
    """The rows of the `shown` forms, in the chart's order; a row without any is none."""
    bars: dict[int, list[Bar]] = {}
    for bar in chart.bars:
        if bar.form in shown:
            bars.setdefault(bar.slot, []).append(bar)
    is_whole = set(shown) >= set(chart.forms)
    by_head = chart.series == "postes"  # a mission's own name says its year already
    return [
        FormRow(
            slot,
            tuple(bars[n]),
            " · ".join(filter(None, (slot.group if by_head else "", slot.label))),
            slot.known if is_whole else "; ".join(_amount(bar, texts) for bar in bars[n]),
        )
        for n, slot in enumerate(chart.slots)
        if n in bars
    ]


def _amount(bar: Bar, texts: Texts) -> str:
    amount = texts("common.unknown") if bar.dollars is None else dollars(bar.dollars, texts)
    return texts("slides.said", what=fmt.capitalised(form_name(bar.form, texts)), said=amount)


def chart_of(series: Series, found: Sequence[Spending], wholes: Sequence[Whole], texts: Texts) -> Chart:
    """The chart of one series: present.expenses' missions, oldest first, and its totals that hold others."""
    if series == "postes":
        return _by_head(wholes, texts)
    if series == "jours":
        per_day = [(one, known) for one in found if (known := tuple(_daily(one)))]
        drawn = per_day[-MOST_SLOTS["jours"] :]
        slots = [_slot(one, "", _daily_said(one, *known[-1][:2], texts), texts) for one, known in drawn]
        bars = [_daily_bar(n, one, each, texts) for n, (one, known) in enumerate(drawn) for each in known]
        return Chart(series, tuple(slots), tuple(bars), len(per_day) - len(drawn))
    shown = list(found)[-MOST_SLOTS["annees"] :] if series == "annees" else values.told(found, MOST_SLOTS["missions"])
    unknown = texts("expenses.plot.no_year")
    groups = [""] * len(shown)
    if series == "annees":
        groups = [report_year.name(one.row["year"]) if one.row["year"] else unknown for one in shown]
    slots = [_slot(one, group, lines.headline(one, texts), texts) for one, group in zip(shown, groups, strict=True)]
    bars = [bar for n, one in enumerate(shown) for bar in _bars(n, one, texts)]
    silent = tuple(map(report_year.name, values.silent_years(found))) if series == "annees" else ()
    total = len(found) if series == "annees" else len(values.told(found))
    return Chart(series, tuple(slots), tuple(bars), total - len(shown), silent)


def _slot(one: Spending, group: str, known: str, texts: Texts) -> Slot:
    return Slot(values.name_of(one.row, texts), group, f"activite:{one.row['record_id']}", fmt.capitalised(known))


def _bars(slot: int, one: Spending, texts: Texts) -> Iterator[Bar]:
    if one.ceiling:
        yield _bar(slot, "ceiling", one.ceiling, one, texts)
    if one.common:
        yield _bar(slot, "common", one.common, one, texts)
    if one.actual:
        yield _bar(slot, "actual", one.actual, one, texts)
    elif one.share:
        name, rest = values.name_of(one.row, texts), lines.headline(Spending(one.row, share=one.share), texts)
        said = texts("expenses.plot.said", name=name, words=rest, more=texts("expenses.computed"))
        yield Bar(slot, "shared", one.share.rest, said)
    elif not one.is_paid_by_others:
        name = values.name_of(one.row, texts)
        yield Bar(slot, "unknown", None, texts("expenses.plot.unknown", name=name))


def _bar(slot: int, form: Form, row: Row, one: Spending, texts: Texts) -> Bar:
    words = f"{dollars(row['amount_cad'], texts)} ({form_name(form, texts)})"
    said = texts("expenses.plot.said", name=values.name_of(one.row, texts), words=words, more=_rests_on(row, texts))
    return Bar(slot, form, row["amount_cad"], said, _documents(row))


def _rests_on(row: Row, texts: Texts) -> str:
    """What an amount covers, when it was published, in which documents."""
    said = [str(localised(dict(row), "scope", texts) or "")]
    said += [fmt.date_only(row["published_on"], texts) if row["published_on"] else ""]
    return " · ".join(filter(None, (*said, *_documents(row))))


def _documents(row: Row) -> tuple[str, ...]:
    return tuple(title for title in row["source_titles"] or [] if title)


def _daily(one: Spending) -> Iterator[tuple[Form, Row, float]]:
    """What one mission cost, and what was planned, per traveller and day: one amount of each at most."""
    for form, rows in (("ceiling", (one.ceiling,)), ("actual", (one.actual, *reversed(one.others)))):
        known = next(((row, found) for row in rows if row and (found := values.daily(row, one))), None)
        if known:
            yield ("ceiling" if form == "ceiling" else "actual"), known[0], known[1][0]


def _daily_bar(slot: int, one: Spending, daily: tuple[Form, Row, float], texts: Texts) -> Bar:
    form, row, amount = daily
    name = values.name_of(one.row, texts)
    words = _daily_said(one, form, row, texts)
    said = texts("expenses.plot.said", name=name, words=words, more=_rests_on(row, texts))
    return Bar(slot, form, amount, said, _documents(row))


def _daily_said(one: Spending, form: Form, row: Row, texts: Texts) -> str:
    return f"{lines.per_day(row, one, texts)}, {form_name(form, texts)}"


def form_name(form: Form, texts: Texts) -> str:
    """What a form stands for, in words."""
    return texts("expenses.total") if form == "total" else texts(f"expenses.key.{form}")


def _by_head(wholes: Iterable[Whole], texts: Texts) -> Chart:
    slots: list[Slot] = []
    bars: list[Bar] = []
    rows = [(one, row) for one in wholes if one.is_by_head for row in (one.row, *one.parts)]
    for one, row in rows[: MOST_SLOTS["postes"]]:
        group = fmt.joined(lines.labels_of(one.row, texts), texts)
        is_whole = row is one.row
        label = texts("expenses.total") if is_whole else lines.part_name(row, texts)
        amount = dollars(row["amount_cad"], texts)
        said = texts("expenses.plot.said", name=group, words=f"{label}, {amount}", more=_rests_on(row, texts))
        bars.append(Bar(len(slots), "total" if is_whole else "head", row["amount_cad"], said, _documents(row)))
        slots.append(Slot(label, group, f"activite:{row['activity_ids'][0]}", amount))
    return Chart("postes", tuple(slots), tuple(bars), max(len(rows) - MOST_SLOTS["postes"], 0))


def lead(chart: Chart, total: int, texts: Texts) -> str:
    """What the chart shows; of `total` missions, how many can be told where that is not all."""
    said = texts(f"expenses.plot.lead.{chart.series}")
    if chart.series == "jours":
        n = len(chart.slots) + chart.left_out
        said = (
            f"{texts.count('expenses.plot.daily_of', n, n=fmt.number(n, texts), total=fmt.number(total, texts))} {said}"
        )
    if chart.left_out:
        said += f" {texts.count('expenses.plot.left_out', chart.left_out, n=fmt.number(chart.left_out, texts))}"
    return said


def alternative(chart: Chart, texts: Texts) -> str:
    """The chart in words: how many amounts it draws; the table beside it holds each."""
    n = sum(bar.dollars is not None for bar in chart.bars)
    name = texts(f"expenses.plot.series.{chart.series}")
    return texts.count("expenses.plot.alt", n, name=name, n=fmt.number(n, texts))
