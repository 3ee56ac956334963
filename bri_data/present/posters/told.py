"""What a picture shows as numbers in a table: what stands for it where it is not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..figures.common import Run, said
from ..geo.placement import CityMarks
from ..words import Texts

SPOKEN = 8_000  # letters of a speaker's notes
_LONGEST = 1_200  # letters of an alternative text: beyond, nobody listens to its end


@dataclass(frozen=True)
class Told:
    """The values of a picture: `rows` under `headings`, the first column what each row is about."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def in_words(tables: Sequence[Told], texts: Texts, most: int = _LONGEST) -> str:
    """The values as sentences, « Namur: 2 missions, 3 delegations. », as many as `most` letters hold."""
    nothing = texts("common.unknown")
    sentences = []
    for table in tables:
        for name, *cells in table.rows:
            known = [pair for pair in zip(table.headings[1:], cells, strict=True) if pair[1] not in ("", nothing)]
            single = len(table.headings) == 2
            parts = [cell if single else texts("report.told.cell", what=what, value=cell) for what, cell in known]
            sentences.append(f"{texts('slides.said', what=name, said='; '.join(parts) or nothing)}.")
    kept: list[str] = []
    for sentence in sentences:
        if sum(map(len, kept)) + len(sentence) > most:
            return " ".join((*kept, texts("report.told.more")))
        kept.append(sentence)
    return " ".join(kept)


def counted(runs: Sequence[Run], texts: Texts) -> str:
    """Runs as words, « 2 missions, dated; 1 delegation, named »; « — » for none."""
    return "; ".join(said(run, texts) for run in runs if run.n) or texts("common.unknown")


def told_cities(cities: Sequence[CityMarks], texts: Texts) -> tuple[Told, ...]:
    """What lies at each city, the busiest first: which kinds, in which state, and how many."""
    shown = sorted((city for city in cities if city.is_shown), key=lambda city: (-len(city.marks), city.name))
    rows = []
    for city in shown:
        tally = Counter((mark.kind, mark.state, mark.counted) for mark in city.marks)
        runs = [Run(kind, state, n, is_counted) for (kind, state, is_counted), n in tally.items()]
        rows.append((city.name, counted(runs, texts)))
    heads = (texts("overview.rows.headings.city"), texts("report.told.held"))
    return (Told(texts("report.told.cities"), heads, tuple(rows)),) if rows else ()
