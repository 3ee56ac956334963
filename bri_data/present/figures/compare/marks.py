"""Symbols that can be set side by side: one size and one scale in every column. Runs in, SVG out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from bri_data.model import report_year
from bri_data.present import format as fmt
from bri_data.present.figures.common import MOST_SYMBOLS, Run, mark
from bri_data.present.figures.symbols import OFF_TOTAL, bar_part, symbol
from bri_data.present.words import Texts

_PITCH = 24.0  # viewBox units from one symbol to the next
_SIZE = 17.0
_REM = 1.47  # of one pitch on the page
MOST_IN_MONTH = 6
# symbols on one line that fit the narrowest page, by number of columns
_PER_ROW = {4: 12, 5: 10}
_BESIDE = {1: 12, 2: 12, 3: 12, 4: 8, 5: 6}


@dataclass(frozen=True)
class Scale:
    """How a number is drawn in every column alike: rows of `per_row` symbols, or a bar when one of the numbers (the
    greatest is `most`) is beyond what can be counted."""

    per_row: int
    most: int

    @property
    def is_bar(self) -> bool:
        """Whether symbols would say less than a length."""
        return self.most > MOST_SYMBOLS


def scale_of(cells: Iterable[Sequence[Run]], columns: int, *, beside: bool = False) -> Scale:
    """The scale that fits all of `cells` in pages of that many columns; `beside` a label, in a shorter line."""
    most = max((sum(run.n for run in runs) for runs in cells), default=0)
    return Scale((_BESIDE if beside else _PER_ROW).get(columns, 15), most)


def pile(runs: Sequence[Run], label: str, scale: Scale) -> Markup:
    """One symbol per activity, in rows of the scale's length; a bar of its share of the greatest; nothing for none."""
    n = sum(run.n for run in runs)
    if not n:
        return Markup()
    if scale.is_bar:
        return _bar(runs, label, scale.most)
    drawn, at = [], 0
    for run in runs:
        size = _SIZE * (1.0 if run.counted else OFF_TOTAL)
        for _ in range(run.n):
            row, place = divmod(at, scale.per_row)
            drawn.append(symbol(run.kind, run.state, (place + 0.5) * _PITCH, (row + 0.5) * _PITCH, size))
            at += 1
    width, height = scale.per_row * _PITCH, -(-n // scale.per_row) * _PITCH
    return Markup(
        f'<svg class="bri-pile" role="img" aria-label="{escape(label)}" viewBox="0 0 {width:g} {height:g}" '
        f'style="width:{scale.per_row * _REM:.2f}rem">{"".join(drawn)}</svg>'
    )


def _bar(runs: Sequence[Run], label: str, most: int) -> Markup:
    drawn, x = [], 0.0
    for run in runs:
        width = 1000 * run.n / most
        drawn.append(bar_part(run.kind, run.state, x=x, y=0, width=max(width, 1), height=20, stretched=True))
        x += width
    return Markup(
        f'<svg class="bri-pile bri-pile-bar" role="img" aria-label="{escape(label)}" viewBox="0 0 1000 20" '
        f'preserveAspectRatio="none">{"".join(drawn)}</svg>'
    )


def months(
    runs_by_month: Sequence[Sequence[Run]], most: int, undated: int, name: str, texts: Texts, *, few: bool
) -> Markup:
    """Twelve months with their symbols stacked above; bars when a month of any column has more than can be stacked.

    `most` is the greatest month of all columns; `few` columns leave room for the months' short names.
    """
    numbers = [sum(run.n for run in runs) for runs in runs_by_month]
    told = [
        texts("compare.month_told", month=fmt.month_name(month, texts), n=fmt.number(n, texts))
        for month, n in zip(report_year.MONTHS, numbers, strict=True)
        if n
    ]
    label = texts("compare.months_label", name=name, months=fmt.joined(told, texts) or texts("common.unknown"))
    cells = "".join(
        _month(month, runs, most, texts, few=few) for month, runs in zip(report_year.MONTHS, runs_by_month, strict=True)
    )
    height = 5.2 if most > MOST_IN_MONTH else max(most, 1) * 1.3
    bin_text = texts.count("compare.undated", undated, n=fmt.number(undated, texts)) if undated else ""
    hatched = f'<p class="bri-compare-bin">{escape(bin_text)}</p>' if undated else ""
    return Markup(
        f'<div class="bri-compare-months" role="img" aria-label="{escape(label)}" style="--stack:{height:g}rem">{cells}'
        f"</div>{hatched}"
    )


def _month(month: int, runs: Sequence[Run], most: int, texts: Texts, *, few: bool) -> Markup:
    n = sum(run.n for run in runs)
    name = fmt.month_name(month, texts, short=True)
    busy = ' class="bri-busy"' if n else ""
    stack = _column_bar(runs, most) if most > MOST_IN_MONTH else "".join(_marks(run) for run in runs)
    return Markup(f"<div{busy}><div>{stack}</div><span>{escape(name if few else name[:1].upper())}</span></div>")


def _marks(run: Run) -> Markup:
    return Markup(mark(run.kind, run.state, counted=run.counted) * run.n)


def _column_bar(runs: Sequence[Run], most: int) -> Markup:
    drawn, y = [], 100.0
    for run in runs:
        height = 100 * run.n / most
        y -= height
        drawn.append(bar_part(run.kind, run.state, x=1, y=y, width=8, height=height, stretched=True))
    return Markup(f'<svg viewBox="0 0 10 100" preserveAspectRatio="none">{"".join(drawn)}</svg>' if drawn else "")
