"""The year month by month, per traveller: journeys stacked in their month, the undated apart. And the same, online."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from bri_data.carbon import Estimate
from bri_data.present import format as fmt
from bri_data.present.carbon import Journey, Month, months, months_title, per_person, said_kg
from bri_data.present.words import Texts

_MOST_SEGMENTS = 12  # beyond, the stack of a month is one block: lines nobody can tell apart
_MOST_NAMES = 3
_TALLEST = 78  # per cent of the plot, so that the value stands above the bar


def month_bars(found: Sequence[Journey], year: int, texts: Texts) -> Markup:
    """One column per month and a hatched one for what has no month; nothing when no journey has a number."""
    if per_person(found) is None:
        return Markup()
    columns = months(found)
    top = max(month.known.central for month in columns if month.known) or 1.0
    drawn = "".join(_column(month, top, texts) for month in columns)
    label = texts("carbon.months.label", year=year)
    return Markup(
        f'<section class="bri-co2-months-block"><h2>{escape(months_title(columns, texts))}</h2>'
        f'<p class="bri-lead">{escape(texts("carbon.months.lead", year=year))}</p>'
        f'<ol class="bri-co2-months" aria-label="{escape(label)}">{drawn}</ol></section>'
    )


def _column(month: Month, top: float, texts: Texts) -> Markup:
    undated = month.month is None
    name = texts("carbon.months.undated") if undated else fmt.month_name(month.month or 1, texts, short=True)
    css = "bri-co2-undated" if undated else "bri-busy" if month.journeys else ""
    bar = f'<div class="bri-co2-bar">{_bar(month, top, texts)}</div>'
    return Markup(f'<li class="{css}">{bar}<h3>{escape(name)}</h3>{_names(month, texts)}</li>')


def _bar(month: Month, top: float, texts: Texts) -> Markup:
    if month.known is None:
        return Markup(
            f'<span class="bri-co2-unknown">{escape(texts("carbon.months.unknown"))}</span>' if month.journeys else ""
        )
    value = said_kg(month.known, texts).central
    segments = [j.result.per_traveller.central for j in month.journeys if isinstance(j.result, Estimate)]
    if len(segments) > _MOST_SEGMENTS:
        segments = [sum(segments)]
    drawn, base = [], 0.0
    for kg in segments:
        height = kg / top * _TALLEST
        drawn.append(f'<rect x="12%" width="76%" y="{100 - base - height:.2f}%" height="{height:.2f}%"/>')
        base += height
    return Markup(
        f'<svg width="100%" height="100%" aria-hidden="true">{"".join(drawn)}</svg>'
        f'<span style="bottom:{base:.2f}%">{escape(value)}</span>'
    )


def _names(month: Month, texts: Texts) -> Markup:
    names = [journey.name for journey in month.journeys]
    if not names:
        return Markup()
    more = len(names) - _MOST_NAMES
    shown = names[:_MOST_NAMES] + ([texts("carbon.months.more", n=fmt.number(more, texts))] if more > 0 else [])
    return Markup(f"<p>{'<br>'.join(escape(name) for name in shown)}</p>")


def online(found: Sequence[Journey], year: int, texts: Texts) -> Markup:
    """What meeting online instead would avoid: the flights only, since no source says what a meeting online emits."""
    kg = per_person(found)
    if kg is None:
        title, text = texts("carbon.online.title_none", year=year), texts("carbon.online.text_none", year=year)
    else:
        said = said_kg(kg, texts)
        title = texts("carbon.online.title", value=said.central)
        text = texts("carbon.online.text", spread=fmt.capitalised(said.spread.strip("()")))
    return Markup(f'<section class="bri-co2-online"><h2>{escape(title)}</h2><p>{escape(text)}</p></section>')
