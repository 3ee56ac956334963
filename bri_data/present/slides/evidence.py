"""What the year's flights cost the air, and on whose word all of it stands."""

from __future__ import annotations

from bri_data.model import report_year
from bri_data.present.figures.carbon.year import squares_note, tonnes_per_square

from .. import carbon as carbon_values
from .. import format as fmt
from ..carbon import DeclaredYear
from ..rows import localised, plain
from .model import Figure, Slide, Squares, Statement, Statements
from .story import Row, Story, all_sources, clauses, paragraph, simple_rows

SQUARES_PER_COLUMN = 4
_MOST_SOURCES = 4


def carbon(story: Story) -> Slide | None:
    """The latest declared year of flights up to this one, under its own year of travel; nothing when none is."""
    years = carbon_values.declared_years(story.answers["declared_years"], story.year)
    known = [year for year in years if year.tonnes is not None and year.year <= story.year]
    if not known:
        return None
    shown, texts = known[-1], story.texts
    tonnes = shown.tonnes or 0.0
    row = next(row for row in plain(story.answers["declared_years"]) if row["travel_year"] == shown.year)
    title = texts("slides.carbon.title", tonnes=fmt.unit(tonnes, "t", texts), year=shown.year)
    scope = str(localised(row, "scope", texts) or "")
    missing = "" if shown.year == story.year else texts("slides.carbon.missing", year=story.year)
    figures = _figures(shown, story)
    alt = texts("carbon.squares.label", tonnes=fmt.number(tonnes, texts), year=shown.year)
    return Slide(
        "carbone",
        title,
        Squares(tonnes / tonnes_per_square(tonnes), SQUARES_PER_COLUMN, squares_note(tonnes, texts), figures),
        paragraph(
            title, scope, *(f"{one.number} {one.label}" for one in figures), squares_note(tonnes, texts), missing
        ),
        paragraph(alt, *(f"{one.number} {one.label}" for one in figures)),
        fmt.joined(row["source_titles"] or [], texts),
        simple_rows(
            [texts(f"slides.carbon.headings.{name}") for name in ("year", "tonnes", "cost", "price", "source")],
            (_row(year, story) for year in years),
        ),
        lead=clauses(scope, missing),
    )


def _figures(shown: DeclaredYear, story: Story) -> tuple[Figure, ...]:
    texts = story.texts
    found = []
    if shown.cost_cad is not None:
        found.append(Figure(fmt.money(shown.cost_cad, texts), texts("carbon.head.cost")))
    if shown.price_cad is not None:
        found.append(Figure(fmt.money(shown.price_cad, texts), texts("carbon.head.price")))
    return tuple(found)


def _row(year: DeclaredYear, story: Story) -> tuple[str, ...]:
    texts, unknown = story.texts, story.texts("common.unknown")
    titles = [
        row["source_titles"] or [] for row in plain(story.answers["declared_years"]) if row["travel_year"] == year.year
    ]
    return (
        report_year.name(year.year),
        unknown if year.tonnes is None else fmt.unit(year.tonnes, "t", texts),
        unknown if year.cost_cad is None else fmt.money(year.cost_cad, texts),
        unknown if year.price_cad is None else fmt.money(year.price_cad, texts),
        fmt.joined(titles[0], texts) if titles else unknown,
    )


def sources(story: Story) -> Slide | None:
    """The documents that the year rests on, the most used first, and where all the rows are; nothing without any."""
    texts, cited = story.texts, plain(story.answers["cited_sources"])
    if not cited:
        return None
    title = texts.count("slides.sources.title", len(cited), n=fmt.number(len(cited), texts), year=story.year)
    items = [Statement(row["title"], (_about(row, story),), url=_web(row["url"])) for row in cited[:_MOST_SOURCES]]
    items.append(Statement(texts("slides.sources.more"), (texts("slides.sources.where"),)))
    names = ("title", "publisher", "date", "records")
    return Slide(
        "sources",
        title,
        Statements(tuple(items)),
        paragraph(title, texts("slides.sources.where")),
        paragraph(*(clauses(item.name, *item.lines) for item in items)),
        all_sources(story),
        simple_rows(
            [texts(f"overview.rows.sources_headings.{name}") for name in names],
            (
                (row["title"], row["publisher"] or "", _published(row, story), fmt.number(row["records"], texts))
                for row in cited
            ),
        ),
    )


def _web(url: str | None) -> str:
    return url if url and url.startswith(("https://", "http://")) else ""


def _about(row: Row, story: Story) -> str:
    texts = story.texts
    published = fmt.when(row["published"], None, texts) if row["published"] else ""
    return clauses(row["publisher"] or "", published, texts.count("slides.sources.rows", row["records"]))


def _published(row: Row, story: Story) -> str:
    return fmt.when(row["published"], None, story.texts) if row["published"] else story.texts("common.unknown")
