"""The rows of the data page on paper: what is left out is counted, and every cell is a word a reader knows."""

from __future__ import annotations

import pandas as pd

from bri_data.model.schema import table
from bri_data.present.figures.data_paper import MOST_ROWS, paper_table
from bri_data.present.words import texts

FRENCH = texts("fr")


def activities(count: int) -> pd.DataFrame:
    """`count` rows as present.data_page.readable gives them: eight columns, of which `nature` says nothing."""
    return pd.DataFrame(
        {
            "when": [f"{day} mai 2025" for day in range(1, count + 1)],
            "kind": ["mission"] * count,
            "nature": [None] * count,
            "title": ["<b>Namur & ses amis</b>"] + ["Autre"] * (count - 1),
            "short_title": ["Namur"] + [None] * (count - 1),
            "start": ["2025-05-01"] * count,
            "city_ids": ["Namur"] * count,
            "axes": ["Attire"] * count,
            "theme_ids": ["Culture"] * count,
        }
    )


def test_empty_columns_and_raw_dates_give_their_room_to_others() -> None:
    markup = paper_table(table("activities"), activities(2), 2, FRENCH)
    heads = markup.split("<thead>")[1].split("</thead>")[0]
    assert heads.count("<th ") == 6
    assert FRENCH("data_page.column.nature") not in heads
    assert "2025-05-01" not in markup
    assert "Culture" not in markup  # the seventh column that says something
    assert "2 lignes sur 2, 6 colonnes renseignées sur 7" in markup


def test_data_are_text_and_what_is_unknown_is_said() -> None:
    markup = paper_table(table("activities"), activities(2), 2, FRENCH)
    assert "&lt;b&gt;Namur &amp; ses amis&lt;/b&gt;" in markup
    assert f"<td>{FRENCH('common.unknown')}</td>" in markup


def test_a_long_table_says_how_much_of_it_is_printed() -> None:
    markup = paper_table(table("activities"), activities(MOST_ROWS + 1), 4000, FRENCH)
    assert markup.count("<tr>") == MOST_ROWS + 1  # the headings and the first rows
    assert "Sur papier\u00a0: 200 lignes sur 4\u00a0000, 6 colonnes renseignées sur 7." in markup


def test_nothing_to_print_is_nothing() -> None:
    assert paper_table(table("activities"), activities(1).head(0), 0, FRENCH) == ""
