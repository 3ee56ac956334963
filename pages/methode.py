"""What do the words mean, how are things counted, and what changed?"""

from __future__ import annotations

from contextlib import suppress

import streamlit as st
from markupsafe import Markup

from bri_data.carbon import method_of_record
from bri_data.documents.table_rows import listed_rows
from bri_data.documents.versions import latest_versions
from bri_data.filters import NOTHING
from bri_data.intake.readable import readable_changes
from bri_data.journal.engine import JournalError
from bri_data.model.schema import table
from bri_data.present import carbon
from bri_data.present.figures import method as figures
from bri_data.queries import carbon as carbon_queries
from bri_data.queries import open_data
from pages.shared.base.component import picture
from pages.shared.reader.context import Context, current
from pages.shared.rights.signed_in import reader_of
from pages.shared.widgets.blocks import follow
from pages.shared.work.once import once_for_all


@once_for_all(8)
def drawn(fingerprint: str, lang: str, noted: int | None, _context: Context) -> Markup:
    """The page under its title; `noted` is how many changes the history of the folder holds, None when it
    does not answer."""
    with _context.cursor() as con:
        factors = carbon_queries.factors(con)
        rules, _ = listed_rows(con, table("rules"), "", NOTHING, _context.texts)
        values = figures.Values(
            rules,
            factors,
            method_of_record(carbon.factors(factors)),
            open_data.changed_on(con),
            noted,
            latest_versions(),
        )
    return figures.draw(values, _context.texts)


context = current()
st.title(context.texts("method.title"), anchor=False)
noted: int | None = None  # the line is left out where the history does not answer
with suppress(JournalError):
    noted = len(readable_changes(context.present.folder, reader_of(st.context.headers).level))
follow(picture(drawn(context.database.fingerprint, context.lang, noted, context), key="method"))
