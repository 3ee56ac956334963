"""A slide as a value: what it says and what its picture is made of, whoever draws it (the page, a PPTX file).

Every text is in the reader's language and not escaped. The picture is one of the `Body` types; none holds a colour or
a size: a kind, a state or an axis stands for its symbol (present/theme.py, figures/symbols.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from bri_data.present.figures.maps.scene import Link

from ..figures.common import Run
from ..geo.placement import CityMarks
from ..geo.projection import Home, Point, projection_of

# What a bar chart may hold at most: beyond, the last series is "autre".
MOST_SERIES = 4
OTHER = "autre"
# What a council can take in from the back of the room.
MOST_BARS = 8
MOST_STATEMENTS = 6


@dataclass(frozen=True)
class Rows:
    """The rows behind a picture, as plain text; `left_out` is how many more there are."""

    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    left_out: int = 0


# --- Pictures ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Group:
    """`n` equal blocks of one kind, side by side; `label` says what they are, the number apart."""

    kind: str
    n: int
    label: str


@dataclass(frozen=True)
class Number:
    """One number as large as the screen allows: `number` as text, then `words`; together they are the slide's title.

    `groups` are its declared parts in the report's order, () where it gives none (`runs` then show what is known).
    Blocks say nothing of what is dated or named; `runs` do.
    """

    number: str
    words: str
    groups: tuple[Group, ...] = ()
    runs: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class WorldMap:
    """Cities in degrees with one mark per activity (kind, state, title), around `home`, and the ribbons that tie them.

    A drawer gives them to figures/maps/scene.map_scene with its own frame: the places, names and ribbons are then those
    of every other map. `framed` are the cities to look at, None for all of them, with the home city only where
    `with_home`; `selected` is the id of the one chosen, "" for none; `steps` how much closer the reader came
    (geo.frames.closer). `lit` are the ids of the cities that stand out, the others step back; None where all are alike.
    `centre` is the place that the reader moved to the middle, in kilometres of the plane.
    """

    home: Home
    cities: tuple[CityMarks, ...]
    links: tuple[Link, ...]
    framed: tuple[CityMarks, ...] | None = None
    with_home: bool = True
    selected: str = ""
    steps: int = 0
    lit: frozenset[str] | None = None
    centre: Point | None = None

    @property
    def places(self) -> list[Point]:
        """Where there is something to look at, in kilometres around the home city; [] for nothing."""
        project = projection_of(self.home)
        looked_at = self.cities if self.framed is None else self.framed
        places = [project(city.latitude, city.longitude) for city in looked_at if city.is_shown]
        return [*places, (0.0, 0.0)] if places and self.with_home else places

    @property
    def chosen_place(self) -> Point | None:
        """Where the chosen city is, in kilometres; None for none."""
        chosen = next((city for city in self.cities if city.city_id == self.selected), None)
        return projection_of(self.home)(chosen.latitude, chosen.longitude) if chosen else None


@dataclass(frozen=True)
class Month:
    """A month (1 to 12): `name` short, `runs` its symbols in the order of the days, `items` the words for each.

    `is_busiest` is true for the month the title names. `n` counts all its records: `runs` are the first of them, and
    `tags` what each stands for (see `lit`). `is_faded`: something else stands out.
    """

    month: int
    name: str
    runs: tuple[Run, ...] = ()
    items: tuple[str, ...] = ()
    is_busiest: bool = False
    n: int = 0
    tags: tuple[str, ...] = ()
    is_faded: bool = False


@dataclass(frozen=True)
class Undated:
    """What has no month, all alike; `label` says what and how much is known (« 11 accueils, sans détail »)."""

    run: Run
    label: str


@dataclass(frozen=True)
class Months:
    """The twelve months in order, and apart from them what is known to the year only (`undated_name` names that bin).

    Never spread what is undated along the months.
    """

    months: tuple[Month, ...]
    undated_name: str = ""
    undated: tuple[Undated, ...] = ()

    @property
    def fullest(self) -> int:
        """The records of the fullest month when a month holds more than its symbols: then each is a bar; else 0."""
        if all(month.n <= sum(run.n for run in month.runs) for month in self.months):
            return 0
        return max(month.n for month in self.months)


@dataclass(frozen=True)
class Series:
    """One colour of a bar chart: the code of a kind (or OTHER) and its name in a legend."""

    code: str
    label: str


@dataclass(frozen=True)
class Bar:
    """One bar: `values` go with the chart's series, in order; `text` is what stands at its end; `tag` is what it stands
    for ("" for nothing that can be chosen). `is_faded`: something else stands out."""

    label: str
    values: tuple[float, ...]
    text: str
    tag: str = ""
    is_faded: bool = False

    @property
    def total(self) -> float:
        """The length of the whole bar."""
        return sum(self.values)


@dataclass(frozen=True)
class Bars:
    """Horizontal stacked bars, longest first, on one scale from zero; at most MOST_SERIES series and MOST_BARS bars.

    `unit` is what one unit of length is (« activité »); `note` says what the reader must know (double counting).
    """

    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    unit: str
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart that a program of presentations draws, for a reader to edit there: `values` hold, of each of `series` in
    order, one number a name of `names`, None where nothing is known (no bar, and an empty cell).

    `is_stacked`: columns from left to right whose parts stand on each other under their total. Else one group of bars a
    name, from the top, one bar a series. `note` says what the reader must know, "" for nothing.
    """

    names: tuple[str, ...]
    series: tuple[Series, ...]
    values: tuple[tuple[float | None, ...], ...]
    is_stacked: bool = False
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A number as text (« — » when unknown), what it counts, and one line about it (may be "")."""

    number: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Figures:
    """Two to four large figures side by side."""

    items: tuple[Figure, ...]


@dataclass(frozen=True)
class Squares:
    """`n` equal neutral squares (a part of one at the end), `per_column` high, filled column by column.

    `legend` says what one is; `figures` stand beside them.
    """

    n: float
    per_column: int
    legend: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class SymbolRow:
    """One kind: its number as text, what it counts, one symbol per activity (full, tinted, hollow), a line in words.

    `tag` is what it stands for ("" for nothing that can be chosen), `marks` whose its symbols are, where they stand out
    one by one (see highlight.mark_tag). `is_faded`: something else stands out.
    """

    number: str
    label: str
    runs: tuple[Run, ...]
    note: str = ""
    tag: str = ""
    marks: str = ""
    is_faded: bool = False


@dataclass(frozen=True)
class Symbols:
    """Rows of symbols under each other."""

    rows: tuple[SymbolRow, ...]


@dataclass(frozen=True)
class Statement:
    """Something named, and the lines said of it; `kind` and `state` give its symbol, or `axis` its arrow, if any;
    `url` is the web address of what is named, "" for none; `tag` what it stands for, "" for nothing that can be chosen.
    `is_faded`: something else stands out."""

    name: str
    lines: tuple[str, ...] = ()
    run: Run | None = None
    axis: str = ""
    url: str = ""
    tag: str = ""
    is_faded: bool = False


@dataclass(frozen=True)
class Statements:
    """A short list of named things: under each other, or in `columns` side by side."""

    items: tuple[Statement, ...]
    columns: int = 1


@dataclass(frozen=True)
class Cover:
    """What stands under the title of a deck: its subject, whose it is, the day it is shown."""

    lines: tuple[str, ...]


Body = Cover | Number | WorldMap | Months | Bars | Chart | Squares | Figures | Symbols | Statements


@dataclass(frozen=True)
class Slide:
    """One idea.

    `code` is stable within a deck (an anchor, a file's object name); `title` the finding; `lead` a line under it (""
    for none; the filters in words, when there are some); `note` what the speaker says, more than the title; `alt` the
    picture in words; `source` the line at the bottom; `rows` the table behind the picture.
    """

    code: str
    title: str
    body: Body
    note: str
    alt: str
    source: str
    rows: Rows
    lead: str = ""
