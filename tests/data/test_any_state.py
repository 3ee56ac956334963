"""Any state of any page is one state: on its slide, in its link, in the other language, in its files.

Sixty states drawn with a fixed seed; `BRI_STATES` draws that many instead, and makes every format of each.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest

from bri_data.address import Address
from bri_data.documents.expenses import expenses_picture
from bri_data.documents.formats import FORMATS, OF_PICTURES
from bri_data.documents.offer import offered
from bri_data.documents.order import NothingToTakeError, Order, is_filtered, shown
from bri_data.documents.page_slides import Slides, slides_of, slides_of_views
from bri_data.documents.pictures import title_of_kept
from bri_data.documents.refusal import unknown_parts
from bri_data.filters import NOTHING, PARAMETERS, Filters
from bri_data.pages import VIEWS, WITHOUT_YEAR
from bri_data.present.figures.slides.maps import slide_frame
from bri_data.present.slides.model import Slide, Statements, WorldMap
from bri_data.queries import narrow
from bri_data.store.database import Database, build
from bri_data.views import View, read_views
from tests.states import Held, drawn, known_codes

DATA = Path(__file__).parents[2] / "data"
DAY = date(2026, 11, 22)
MANY = int(os.environ.get("BRI_STATES", "0"))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    file = tmp_path_factory.mktemp("states") / "data.duckdb"
    assert build(DATA, file, "one") == ()
    opened = Database(file, DATA, "one")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def held(database: Database) -> Held:
    with database.cursor() as con:
        return known_codes(con)


def rows_in(order: Order) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FORMATS["csv"].make(order).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("seed", range(MANY or 60))
def test_a_state_is_the_same_wherever_it_is_shown(database: Database, held: Held, seed: int) -> None:
    address = drawn(seed, held)
    query = urlencode(address.query())
    # saved, written in a link, read again: every value of it, in order
    (view,), unread = read_views([View(address.page, query).written()])
    assert unread == ()
    assert Address.read(view.page, parse_qsl(view.query, keep_blank_values=True)) == address

    french, english = (shown_in(database, replace(address, lang=lang), view) for lang in ("fr", "en"))
    assert [bool(slide.lead) for slide in french.slides] == [bool(slide.lead) for slide in english.slides]
    assert len(french.rows) == len(english.rows)
    assert [len(slide.rows.cells) + slide.rows.left_out for slide in french.slides] == [
        len(slide.rows.cells) + slide.rows.left_out for slide in english.slides
    ]
    # the page's own first slide, for one state in three: it costs; the overview's are the deck of the year
    if address.page and (MANY or seed % 3 == 0):
        assert alone(database, address)[:1] == french.slides
    # what a filtered page says that it keeps
    if (kept := kept_by(database, address)) is not None:
        n, title = kept
        may_be_empty = {"carte", "themes", "depenses", "ententes", "croisements"}
        if address.page not in may_be_empty or french.slides:  # nothing to draw
            assert [slide.title for slide in french.slides] == [title] * bool(n)
        if address.page in {"chronologie", "themes"}:
            assert len(french.rows) == n
    if MANY:
        every_format(database, address)


@dataclass(frozen=True)
class Shown:
    """A state in one language: the slide of its view (none or one), the rows of its CSV file."""

    slides: Slides
    rows: list[dict[str, str]]


def shown_in(database: Database, address: Address, view: View) -> Shown:
    with database.cursor() as con:
        order = Order(con, address, DAY)
        slides, without = slides_of_views(order, [view])
        assert len(slides) + len(without) == 1
        try:
            rows = rows_in(order)
        except NothingToTakeError:
            rows = []
    return Shown(slides, rows)


def alone(database: Database, address: Address) -> Slides:
    with database.cursor() as con:
        try:
            return slides_of(Order(con, address, DAY))
        except NothingToTakeError:
            return ()


def kept_by(database: Database, address: Address) -> tuple[int, str] | None:
    """How many records a filtered page keeps, and the title it bears then; None for one that no filter narrows."""
    with database.cursor() as con:
        seen = shown(Order(con, address, DAY))
        if seen.filters.is_empty or not is_filtered(address) or address.page == "fiches":
            return None
        return narrow.size(con, None if address.page == "comparer" else seen.year), title_of_kept(seen)


def every_format(database: Database, address: Address) -> None:
    """Each file that is offered is made; each other one is refused in words."""
    with database.cursor() as con:
        offer = offered(Order(con, address, DAY))
    for name, known in FORMATS.items():
        image = offer.pictures[0] if name in OF_PICTURES and offer.pictures else ""
        with database.cursor() as con:
            order = Order(con, address, DAY, image=image)
            if name in offer.formats:
                assert known.make(order), name
            else:
                with pytest.raises(NothingToTakeError, match=r"export\.error\."):
                    known.make(order)


def test_the_draw_reaches_every_page_and_most_facets(held: Held) -> None:
    addresses = [drawn(seed, held) for seed in range(60)]
    assert {address.page for address in addresses} == set(VIEWS)
    assert sum(not address.filters.is_empty for address in addresses) > 25
    assert {facet for facet in PARAMETERS if any(address.filters.of(facet) for address in addresses)} == set(PARAMETERS)
    assert isinstance(addresses[0].filters, Filters)


def test_the_command_knows_every_part_of_what_the_screen_shows(database: Database, held: Held) -> None:
    with database.cursor() as con:
        for seed in range(60):
            address = drawn(seed, held)
            order = Order(con, address, DAY)
            has_filter = is_filtered(address) or address.page in {"donnees", "fiches"}
            bare = replace(address, filters=address.filters if has_filter else NOTHING)
            bare = replace(bare, year=None if address.page in WITHOUT_YEAR else address.year)
            unknown = unknown_parts(replace(order, address=bare))
            assert [part for part in unknown if not part.startswith(("annee=", "cadre="))] == []


def test_the_slide_of_a_table_holds_its_rows(database: Database) -> None:
    address = Address.read("donnees", [("table", "depenses"), ("f.ville", "tunis")])
    with database.cursor() as con:
        (slide,) = slides_of(Order(con, address, DAY))
        rows = rows_in(Order(con, address, DAY))
    assert slide.title == f"Dépenses\u00a0: {len(rows)} lignes"
    assert len(slide.rows.cells) == len(rows) > 1
    assert slide.lead.startswith("Filtré\u00a0: Ville\u00a0: Tunis")


def test_the_slide_of_the_map_is_framed_and_chosen_as_the_page(database: Database) -> None:
    # 2025 in Europe: Luxembourg visited; Bordeaux, Hambourg and Namur received
    asked = [("annee", "2025"), ("cadre", "EU"), ("choix", "ville:namur"), ("zoom", "1")]
    with database.cursor() as con:
        (slide,) = slides_of(Order(con, Address.read("carte", asked), DAY))
    body = slide.body
    assert isinstance(body, WorldMap)
    assert slide.title == "Europe\u00a0: une ville visitée, trois villes reçues"
    assert {city.city_id for city in body.framed or ()} == {"bordeaux", "hambourg", "luxembourg", "namur", "nantes"}
    assert (body.selected, body.steps, body.with_home) == ("namur", 1, False)
    assert body.lit == {"namur"}
    assert slide.lead == "En évidence\u00a0: Namur, 1 activité ou entente · Namur\u00a0: Délégation de Namur"
    whole, closer = slide_frame(replace(body, steps=0)), slide_frame(body)
    assert closer.km_per_px == pytest.approx(whole.km_per_px / 1.6)
    # moved by hand: what stands in the middle of the page stands in the middle of the slide, above its foot
    with database.cursor() as con:
        (slide,) = slides_of(Order(con, Address.read("carte", [*asked, ("centre", "5200,-900")]), DAY))
    assert isinstance(slide.body, WorldMap)
    moved = slide_frame(slide.body)
    assert moved.centre_km == (5200, pytest.approx(-900 + 50 * moved.km_per_px))
    assert moved.km_per_px == closer.km_per_px


def test_a_framed_map_has_the_rows_that_its_title_counts(database: Database) -> None:
    # Bordeaux, Hambourg, Namur received, Luxembourg visited, Nantes met: no row of another part of the world
    address = Address.read("carte", [("annee", "2025"), ("cadre", "EU")])
    with database.cursor() as con:
        order = Order(con, address, DAY)
        (slide,) = slides_of(order)
        cities = sorted(row["Villes"] for row in rows_in(Order(con.cursor(), address, DAY)))
    assert slide.title == "Europe\u00a0: une ville visitée, trois villes reçues"
    assert cities == ["Bordeaux", "Hambourg", "Luxembourg", "Namur", "Nantes"]
    assert len(slide.rows.cells) == 5
    # with a filter the page's title speaks of what is kept, wherever it is: so do the rows
    with database.cursor() as con:
        kept = rows_in(Order(con, Address.read("carte", [*address.query(), ("f.genre", "mission")]), DAY))
    assert {row["Villes"] for row in kept} >= {"Luxembourg", "Milwaukee"}


def test_the_slide_and_the_files_of_carbon_say_the_scenario_of_the_page(database: Database) -> None:
    # as on the page: 3 475 kg for one person on each of the five journeys, and two more to Luxembourg, 1 719 kg each
    asked = [("annee", "2025"), ("s.prix", "100"), ("s.voyageurs", "2025-luxembourg-aller-retour:3")]
    said = "Et si, au début de 2026\u00a0: 100,00\u00a0$ la tonne; Luxembourg, 3 voyageurs? environ 6,9\u00a0t"
    with database.cursor() as con:
        (slide,) = slides_of(Order(con, Address.read("carbone", asked), DAY))
        page = FORMATS["html"].make(Order(con.cursor(), Address.read("carbone", asked), DAY)).decode()
        picture = FORMATS["svg"].make(Order(con.cursor(), Address.read("carbone", asked), DAY, image="estimations"))
        (plain,) = slides_of(Order(con.cursor(), Address.read("carbone", asked[:1]), DAY))
    assert slide.lead.startswith(said)
    assert "environ 690\u00a0$" in slide.lead
    assert said in page
    assert "Luxembourg, 3 voyageurs" in picture.decode()
    assert "voyageurs" not in plain.lead


def test_the_slide_of_expenses_shows_the_series_and_the_forms_of_the_page(database: Database) -> None:
    def slide(*asked: tuple[str, str]) -> Slide:
        with database.cursor() as con:
            (one,) = slides_of(Order(con, Address.read("depenses", asked), DAY))
        return one

    plain, heads = slide(), slide(("serie", "postes"))
    assert isinstance(plain.body, Statements) and isinstance(heads.body, Statements)
    assert heads.lead.startswith("Par poste")
    assert heads.body != plain.body
    assert heads.body.items[0].name.endswith("Total publié")
    planned = slide(("serie", "missions"), ("forme", "ceiling"))
    assert isinstance(planned.body, Statements)
    assert planned.lead.startswith("Par mission · prévu")
    with database.cursor() as con:  # and so does its picture
        _, blocks = expenses_picture(shown(Order(con, Address.read("depenses", [("serie", "postes")]), DAY)))
    assert [one for one in blocks if "Par poste\u00a0: montants publiés" in one.svg]
    assert all(line.lower().startswith("prévu") for item in planned.body.items for line in item.lines)
    # a view of it says it in the other language too
    with database.cursor() as con:
        order = Order(con, Address.read("presenter", [("lang", "en")]), DAY)
        (english,), _ = slides_of_views(order, [View("depenses", "serie=postes")])
    assert english.lead.startswith("By ")
    assert len(english.rows.cells) == len(heads.rows.cells)
