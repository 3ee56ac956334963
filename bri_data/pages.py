"""Every page of the dashboard, once: its address, its title, what it narrows, what can be taken of it.

A page is one entry here. The navigation, the files, the slides, the saved views and the tests read it from here; what
draws it (rows, pictures, slides) is found by its name (`documents/drawers.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """`address` follows the host (« » is the overview), `script` is its file in pages/, `words` the file
    of its texts, without its ending; `pictures` are the names of its pictures in an address, the main one first.

    `is_filtered`: the reader's filters narrow it; the others speak of every record.
    `has_every_year`: it can show all years at once; the others then open with their own year.
    `has_year`: it is narrowed to a year; one that is not speaks of a day, or of everything.
    `is_view`: a state of it can be saved as a slide.
    `files` are the formats of its only files, for a page of reference; the others have every format.
    `group` is the key under `frame.groups` of the menu it stands in, "" for a place of its own in the header.
    """

    address: str
    script: str
    words: str
    pictures: tuple[str, ...] = ()
    is_filtered: bool = False
    has_every_year: bool = False
    has_year: bool = True
    is_view: bool = True
    group: str = ""
    files: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The key of what the page is called in the navigation."""
        return f"{self.words}.page"


# What the council asks stands in one menu: a header that holds every page would have to shrink its words.
COUNCIL = "council"

# In the order of the navigation; the first one stands at "/". Streamlit puts menus after the pages on their own.
PAGES = (
    Page("", "overview.py", "overview", ("annee", "carte")),
    Page("carte", "carte.py", "map_page", ("carte",), is_filtered=True, has_every_year=True),
    Page("chronologie", "chronologie.py", "timeline", ("annee",), is_filtered=True, has_every_year=True),
    Page("themes", "themes.py", "themes", ("matrice",), is_filtered=True, has_every_year=True),
    Page("retombees", "retombees.py", "outcomes", ("axes",), is_filtered=True, has_every_year=True, group=COUNCIL),
    Page("comparer", "comparer.py", "compare", ("comparaison",), is_filtered=True),
    Page("carbone", "carbone.py", "carbon", ("declare", "estimations")),
    Page(
        "seance",
        "seance.py",
        "meeting",
        ("seance",),
        is_filtered=True,
        has_every_year=True,
        has_year=False,
        group=COUNCIL,
    ),
    Page(
        "depenses",
        "depenses.py",
        "expenses",
        ("depenses",),
        is_filtered=True,
        has_every_year=True,
        has_year=False,
        group=COUNCIL,
    ),
    Page(
        "ententes",
        "ententes.py",
        "relations",
        ("ententes",),
        is_filtered=True,
        has_every_year=True,
        has_year=False,
        group=COUNCIL,
    ),
    Page(
        "questions",
        "questions.py",
        "questions",
        ("questions",),
        is_filtered=True,
        has_every_year=True,
        has_year=False,
        group=COUNCIL,
    ),
    Page(
        "croisements",
        "croisements.py",
        "crossings",
        ("matrice",),
        is_filtered=True,
        has_every_year=True,
        group=COUNCIL,
    ),
    Page("fiches", "fiches.py", "brief", ("carte",), is_filtered=True),
    Page("donnees", "donnees.py", "data_page", ("declare",)),
    Page("presenter", "presenter.py", "presenter", is_view=False),
)
# The page of those who keep the data: no reader's, so in none of the lists below (see pages/shared/rights/editing.py).
KEEPING = Page("tenir", "tenir.py", "keep", has_year=False, is_view=False)
# Pages of reference, linked from the foot of every page: no year, no filter, no picture, so in none of the lists below.
REFERENCE = (
    Page("methode", "methode.py", "method", has_year=False, is_view=False, files=("pdf", "docx")),
    Page("ouvertes", "ouvertes.py", "open_data", has_year=False, is_view=False),
    Page("accessibilite", "accessibilite.py", "accessibility", has_year=False, is_view=False),
)
BY_ADDRESS = {page.address: page for page in PAGES}
# What any reader opens, and what only the data's keeper opens besides.
OPEN = {**BY_ADDRESS, **{page.address: page for page in REFERENCE}}
EVERY_PAGE = {**OPEN, KEEPING.address: KEEPING}
ADDRESSES = tuple(BY_ADDRESS)
FILTERED = frozenset(page.address for page in PAGES if page.is_filtered)
EVERY_YEAR_PAGES = frozenset(page.address for page in PAGES if page.has_every_year)
WITHOUT_YEAR = frozenset(page.address for page in OPEN.values() if not page.has_year)
# The pages of which files are made; a page of reference gives those it names.
TAKEN = (*ADDRESSES, *(page.address for page in REFERENCE if page.files))
# Of each page that has any, the names of its pictures.
PICTURES = {page.address: page.pictures for page in PAGES if page.pictures}
VIEWS = tuple(page.address for page in PAGES if page.is_view)


def page_title(page: str, words: Callable[[str], str]) -> str:
    """What the page at that address is called in the navigation, in the language of `words`."""
    return words(EVERY_PAGE[page].name)
