"""Every year at once, as bars."""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd

from bri_data.model import report_year
from bri_data.model.schema import EVERY_KIND
from bri_data.present import format as fmt
from bri_data.present.rows import plain
from bri_data.present.slides.model import MOST_BARS, MOST_SERIES, OTHER, Bar, Bars, Series
from bri_data.present.words import Texts


def bars_of_years(every_month: pd.DataFrame, texts: Texts) -> Bars:
    """The frame of queries.timeline.every_month as one bar a year, latest first; what has no year is left out.

    Announced records count with the others, and the text of the bar says how many they are. Beyond MOST_SERIES kinds,
    the rarest stand together; beyond MOST_BARS years, the oldest are left out, and the note says how many.
    """
    by_year: defaultdict[int, Counter[str]] = defaultdict(Counter)
    kinds: Counter[str] = Counter()
    announced: Counter[int] = Counter()
    for row in plain(every_month):
        if row["year"] is not None and row["kind"] is not None:
            by_year[int(row["year"])][row["kind"]] += row["n"]
            kinds[row["kind"]] += row["n"]
            announced[int(row["year"])] += row["n"] if row["state"] == "announced" else 0
    ranked = [kind for kind, _ in kinds.most_common()]
    kept = ranked if len(ranked) <= MOST_SERIES else ranked[: MOST_SERIES - 1]
    order = [kind for kind in EVERY_KIND if kind in kept]
    rest = [kind for kind in ranked if kind not in kept]
    series = [Series(kind, texts(f"common.kinds.{kind}")) for kind in order]
    series += [Series(OTHER, texts("slides.other_kinds"))] if rest else []
    bars = [
        _bar(year, counts, order, rest, _total(counts.total(), announced[year], texts))
        for year, counts in sorted(by_year.items(), reverse=True)
    ]
    older = len(bars) - MOST_BARS
    note = texts.count("pptx.years_more", older) if older > 0 else ""
    return Bars(tuple(series), tuple(bars[:MOST_BARS]), texts("slides.themes.unit"), note)


def _total(n: int, announced: int, texts: Texts) -> str:
    total = fmt.number(n, texts)
    return texts.count("pptx.with_announced", announced, n=total, announced=announced) if announced else total


def _bar(year: int, counts: Counter[str], order: list[str], rest: list[str], text: str) -> Bar:
    others = [float(sum(counts[kind] for kind in rest))] if rest else []
    values = (*(float(counts[kind]) for kind in order), *others)
    return Bar(report_year.name(year), values, text, f"annee:{year}")
