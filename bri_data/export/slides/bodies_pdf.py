"""The pictures of the slides as plain values for deck.typ: texts, shares of a length, small drawings as SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bri_data.present import fonts
from bri_data.present import format as fmt
from bri_data.present.figures.common import FADED, MOST_SYMBOLS, Run, explained, explanation, mark, strip, strip_width
from bri_data.present.figures.overview import AXIS_ARROWS
from bri_data.present.figures.slides.maps import slide_map
from bri_data.present.slides.model import (
    OTHER,
    Bars,
    Cover,
    Figure,
    Figures,
    Month,
    Months,
    Number,
    Slide,
    Squares,
    Statement,
    Statements,
    Symbols,
    WorldMap,
)
from bri_data.present.theme import KINDS, TOKENS, Scheme, resolved
from bri_data.present.words import Texts

Value = dict[str, Any]
_MOST_SAID = 14  # records named under the months: beyond, only those of the busiest one, as on the screen
_MOST_COLUMNS = 60  # of squares, the most that a page shows apart


class Bodies:
    """Gives each picture of a slide its value, in one language and one scheme."""

    def __init__(self, texts: Texts, scheme: Scheme) -> None:
        self.texts, self.scheme = texts, scheme
        self._by_type: dict[type, Callable[[Any, Slide], Value]] = {
            Cover: self._cover,
            Number: self._number,
            Symbols: self._symbols,
            WorldMap: self._map,
            Months: self._months,
            Bars: self._bars,
            Figures: self._figures,
            Squares: self._squares,
            Statements: self._statements,
        }

    def of(self, slide: Slide) -> Value:
        """The picture of `slide`: `type` names its drawer in deck.typ, `alt` says it in words, the rest is the
        drawer's."""
        kind = type(slide.body)
        return {"type": kind.__name__.lower(), "alt": slide.alt, **self._by_type[kind](slide.body, slide)}

    def _drawn(self, svg: str) -> str:
        """A drawing that stands alone: its colours and the documents' fonts written in."""
        whole = svg if "xmlns=" in svg else str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        return fonts.named(resolved(whole, self.scheme))

    def _mark(self, run: Run) -> str:
        return self._drawn(mark(run.kind, run.state, counted=run.counted, faded=run.is_faded))

    def _strip(self, runs: Sequence[Run], label: str, *, faded: bool = False) -> Value | None:
        """`n` is how many full symbols wide it is, `bar` whether it is one bar in proportion; None for nothing."""
        n = sum(run.n for run in runs)
        if not n:
            return None
        return {
            "svg": self._drawn(_pale(strip(runs, label), faded)),
            "n": strip_width(runs),
            "alt": label,
            "bar": n > MOST_SYMBOLS,
        }

    def _hue(self, token: str) -> str:
        return str(getattr(TOKENS[token], self.scheme))

    def _number_text(self, n: int) -> str:
        return fmt.number(n, self.texts)

    def _cover(self, body: Cover, slide: Slide) -> Value:
        return {"lines": list(body.lines)}

    def _number(self, body: Number, slide: Slide) -> Value:
        groups = [
            {
                "n": group.n,
                "number": self._number_text(group.n),
                "label": group.label,
                "hue": self._hue(KINDS[group.kind].token),
            }
            for group in body.groups
        ]
        return {
            "number": body.number,
            "words": body.words,
            "groups": groups,
            "grouped": sum(group.n for group in body.groups) > MOST_SYMBOLS,
            "strip": None if groups else self._strip(body.runs, slide.alt),
            "notes": list(body.notes),
        }

    def _symbols(self, body: Symbols, slide: Slide) -> Value:
        rows = [
            {
                "number": row.number,
                "label": row.label,
                "note": row.note,
                "faded": row.is_faded,
                "strip": self._strip(row.runs, f"{row.number} {row.label}", faded=row.is_faded),
            }
            for row in body.rows
        ]
        return {"rows": rows, "legend": self._legend([run for row in body.rows for run in row.runs])}

    def _legend(self, runs: Sequence[Run]) -> list[Value]:
        """What full, tinted and hollow mean, for the states there are; nothing where all are full."""
        return [{"svg": self._mark(run), "label": explanation(run, self.texts)} for run in explained(runs)]

    def _map(self, body: WorldMap, slide: Slide) -> Value:
        return {"svg": self._drawn(slide_map(body, slide.alt, self.texts))}

    def _months(self, body: Months, slide: Slide) -> Value:
        told = [month for month in body.months if month.items]
        listed = told if sum(len(month.items) for month in told) <= _MOST_SAID else []
        apart = [{"svg": self._mark(one.run), "label": one.label} for one in body.undated]
        return {
            "months": [self._month(month, body.fullest) for month in body.months],
            "said": [_said(month) for month in listed if not month.is_busiest],
            "peak": [_said(month) for month in told if month.is_busiest],
            "bin": {"name": body.undated_name, "items": apart} if apart else None,
        }

    def _month(self, month: Month, fullest: int) -> Value:
        return {
            "name": month.name,
            "busy": bool(month.runs),
            "busiest": month.is_busiest,
            "faded": month.is_faded,
            "marks": [] if fullest else [self._mark(run) for run in month.runs for _ in range(run.n)],
            "part": month.n / fullest if fullest else 0,
            "number": self._number_text(month.n) if fullest and month.n else "",
        }

    def _bars(self, body: Bars, slide: Slide) -> Value:
        longest = max((bar.total for bar in body.bars), default=0) or 1.0
        hues = [self._hue("ink3" if one.code == OTHER else KINDS[one.code].token) for one in body.series]
        bars = [
            {
                "label": bar.label,
                "text": bar.text,
                "faded": bar.is_faded,
                "parts": [
                    {"share": value / longest, "hue": hue} for value, hue in zip(bar.values, hues, strict=True) if value
                ],
            }
            for bar in body.bars
        ]
        legend = [
            {"svg": "" if one.code == OTHER else self._mark(Run(one.code, "dated", 1)), "hue": hue, "label": one.label}
            for one, hue in zip(body.series, hues, strict=True)
        ]
        return {"bars": bars, "legend": legend, "note": body.note}

    def _figures(self, body: Figures, slide: Slide) -> Value:
        return {"items": _figures(body.items)}

    def _squares(self, body: Squares, slide: Slide) -> Value:
        full = int(body.n)
        sides = [1.0] * full + ([body.n - full] if body.n > full else [])
        rows = max(body.per_column, -(-len(sides) // _MOST_COLUMNS))
        columns = max(-(-len(sides) // rows), 1)
        drawn = "".join(
            f'<rect x="{10 * (i // rows)}" y="{10 * (i % rows)}" width="{8.2 * side:.3g}" height="8.2" rx=".7"/>'
            for i, side in enumerate(sides)
        )
        view = f"0 0 {10 * columns - 1.8:g} {10 * rows - 1.8:g}"
        svg = f'<svg viewBox="{view}" fill="{self._hue("ink2")}">{drawn}</svg>'
        ratio = (10 * columns - 1.8) / (10 * rows - 1.8)
        return {"svg": self._drawn(svg), "ratio": ratio, "legend": body.legend, "items": _figures(body.figures)}

    def _statements(self, body: Statements, slide: Slide) -> Value:
        return {"columns": body.columns, "items": [self._statement(one) for one in body.items]}

    def _statement(self, one: Statement) -> Value:
        sign = self._mark(one.run) if one.run else ""
        if one.axis:
            look = f'fill="none" stroke="{self._hue("accent")}" stroke-width="2.4" stroke-linecap="round"'
            sign = self._drawn(f'<svg viewBox="0 0 24 24"><path {look} d="{AXIS_ARROWS[one.axis]}"/></svg>')
        url = one.url if one.url.startswith(("https://", "http://")) else ""
        sign = _pale(sign, one.is_faded)
        return {
            "faded": one.is_faded,
            "sign": sign,
            "name": one.name,
            "lines": [line for line in one.lines if line],
            "url": url,
        }


def _pale(svg: str, faded: bool) -> str:
    return str(svg).replace("<svg ", f'<svg opacity="{FADED}" ', 1) if faded else svg


def _said(month: Month) -> Value:
    return {"name": month.name, "text": ", ".join(month.items), "faded": month.is_faded}


def _figures(items: Sequence[Figure]) -> list[Value]:
    return [{"number": one.number, "label": one.label, "note": one.note} for one in items]
