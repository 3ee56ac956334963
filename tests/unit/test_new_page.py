"""A page is eight files, and nothing else has to know of it: one is added to a copy of the project, then looked for
on the screen, in the menu, in the search box, in the saved views and in every file.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from .small_folder import small_rows, write_folder

ROOT = Path(__file__).parents[2]
ENTRY = 'Page("temoin", "temoin.py", "witness", ("temoin",), is_filtered=True, has_every_year=True, has_year=False),'
FILES = {
    "bri_data/queries/witness.py": '''
"""The agreements."""


def signed(con):
    """One row an agreement (agreement_id, title), by code."""
    return con.execute("SELECT agreement_id, title FROM agreements ORDER BY agreement_id").fetchall()
''',
    "bri_data/present/witness.py": '''
"""What the page of the witness says."""


def title(rows, texts):
    """How many agreements there are."""
    return texts("witness.title", n=len(rows))
''',
    "bri_data/present/figures/witness.py": '''
"""The agreements as escaped HTML."""

from html import escape


def draw(rows, texts):
    """A list."""
    return "<ul>" + "".join(f"<li>{escape(title)}</li>" for _, title in rows) + "</ul>"
''',
    "bri_data/documents/witness.py": '''
"""The rows, the picture and the slide of the page of the witness."""

from bri_data.export.sheets import Field, Sheet
from bri_data.present import witness as values
from bri_data.present.posters.paper import INNER, Words, paragraph
from bri_data.present.slides.model import Slide, Statement, Statements
from bri_data.queries import witness as queries

from .slide_rows import rows_of


def SHEETS(order):
    rows = queries.signed(order.con)
    fields = tuple(Field(name, order.texts(f"witness.{name}"), "text", "") for name in ("code", "named"))
    return (Sheet("temoin", order.texts("witness.page"), fields, rows, len(rows)),)


def draw(order):
    rows = queries.signed(order.con)
    return Words(values.title(rows, order.texts)), [paragraph(title, 21, INNER) for _, title in rows]


def SLIDES(order):
    rows = queries.signed(order.con)
    title = values.title(rows, order.texts)
    items = Statements(tuple(Statement(one, ()) for _, one in rows))
    return (Slide("temoin", title, items, title, title, "", rows_of(order)),)


PICTURES = {"temoin": draw}
''',
    "pages/temoin.py": '''
"""Which agreements are there?"""

from bri_data.present import witness as values
from bri_data.present.figures import witness as figures
from bri_data.queries import witness as queries
from pages.shared.widgets.blocks import undated_heading
from pages.shared.base.component import picture
from pages.shared.reader.context import current
from pages.shared.widgets.filter_form import filtered_title

context = current()
heading = undated_heading(context, key="witness")
with context.narrowed() as con:
    rows = queries.signed(con)
filtered_title(heading, values.title(rows, context.texts), context, None)
picture(figures.draw(rows, context.texts), key="witness")
''',
    "bri_data/present/texts/fr/witness.toml": """
page = "Page témoin"
title = "Témoin : {n} ententes"
code = "Code"
named = "Nom"
""",
    "bri_data/present/texts/en/witness.toml": """
page = "Witness page"
title = "Witness: {n} agreements"
code = "Code"
named = "Name"
""",
}


def test_a_page_is_eight_files_and_stands_wherever_a_page_must(tmp_path: Path) -> None:
    copy = tmp_path / "project"
    for name in ("bri_data", "pages", "data"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / ".streamlit", copy / ".streamlit")
    shutil.copy(ROOT / "dashboard.py", copy)
    registry = copy / "bri_data" / "pages.py"
    known = registry.read_text("utf-8")
    last = '    Page("presenter",'
    assert known.count(last) == 1
    registry.write_text(known.replace(last, f"    {ENTRY}\n{last}"), "utf-8")
    for name, body in FILES.items():
        assert not (copy / name).exists()
        (copy / name).write_text(body, "utf-8")
    assert 1 + len(FILES) <= 8

    write_folder(tmp_path / "data", small_rows())
    (copy / "seen.py").write_text((Path(__file__).parent / "new_page.py").read_text("utf-8"), "utf-8")
    command = [sys.executable, "seen.py", str(tmp_path / "data"), str(tmp_path / "cache")]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []
