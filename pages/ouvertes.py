"""Which files hold every public row, under which licence, and of which day?"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from bri_data.model.schema import TABLES
from bri_data.present.figures import open_data as figures
from bri_data.queries import open_data as queries
from bri_data.store.refresh import data_dir
from pages.shared.base.component import picture
from pages.shared.reader.context import Context, current
from pages.shared.rights.folders import data_folder
from pages.shared.widgets.blocks import follow
from pages.shared.work.once import once_for_all


@once_for_all(8)
def drawn(fingerprint: str, lang: str, _context: Context) -> Markup:
    """The page under its title: it tells of the public rows alone, whoever reads it."""
    database = data_folder(data_dir()).current().database or _context.database
    with database.cursor() as con:
        values = figures.Values(
            TABLES,
            queries.sizes(con, TABLES),
            queries.changed_on(con),
        )
    return figures.draw(values, _context.texts)


context = current()
st.title(context.texts("open_data.title"), anchor=False)
follow(picture(drawn(context.database.fingerprint, context.lang, context), key="open-data"))
