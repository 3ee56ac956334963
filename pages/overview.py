"""What did the Bureau do this year, where, when, and on whose word?"""

from __future__ import annotations

from markupsafe import Markup

from bri_data.clicks import read_click
from bri_data.present import overview
from bri_data.present.figures import board
from bri_data.present.figures.maps.overview import overview_map
from bri_data.present.places import home_of
from bri_data.present.rows import plain
from bri_data.queries.overview_answers import answers as asked
from pages.shared.base.as_written import as_written
from pages.shared.base.component import clicked, picture
from pages.shared.reader.context import Context, current, known_years
from pages.shared.widgets.blocks import base_map_address, follow, year_heading
from pages.shared.widgets.filter_form import chips_line
from pages.shared.widgets.highlight import choose, highlight_line
from pages.shared.work.once import once_for_all

BOARD = "overview-board"


@once_for_all(64)
def drawn(fingerprint: str, lang: str, year: int, _context: Context) -> tuple[str, Markup]:
    """The title and the board of one year, drawn once for all readers of the same data in the same language."""
    texts = _context.texts
    with _context.cursor() as con:
        found = asked(con, year)
    answers, home = board.Answers.of(found), home_of(plain(found["home_city"])[0], texts)
    map_markup = overview_map(found["city_marks"], home, answers, texts, base_map_address(home))
    title = overview.title(year, home.name, board.headlines(answers, texts), texts)
    earlier = [known for known in known_years(_context).year if known < year]
    return title, board.board(answers, map_markup, texts, previous=max(earlier, default=None))


context = current()
years = known_years(context)
heading, chosen = year_heading(years, context, key="overview")
sentence, markup = drawn(context.database.fingerprint, context.lang, chosen, context)
heading.title(as_written(sentence), anchor=False)
chips_line(context.texts("filter.page_whole"), context)
lit = highlight_line(context, chosen, whole=True)
follow(picture(markup, key=BOARD, on_click=lambda: choose(read_click(clicked(BOARD), on_map=True)), lit=lit))
