"""Every question of a council at once, under the names of the functions that answer them."""

from __future__ import annotations

from datetime import date

import pandas as pd
from duckdb import DuckDBPyConnection

from . import (
    carbon,
    expenses,
    landmarks,
    meeting,
    meeting_answers,
    missions,
    outcomes,
    questions,
    relation_answers,
    variance,
)


def answers(con: DuckDBPyConnection, since: date, today: date, *, is_whole: bool) -> dict[str, dict[str, pd.DataFrame]]:
    """The frames of each page that a question leads to: `own` (queries.questions), `expenses`,
    `changes` (`series` of queries.variance, the `rules` of changes, `landmarks`), `carbon`, `outcomes`,
    `meeting`, `relations`. `is_whole` says that the cursor speaks of every record: declared figures are then given."""
    declared, series = questions.declared(con), variance.series(con)
    return {
        "own": {
            "kinds": questions.kinds(con),
            "stops": questions.stops(con),
            "travellers": questions.travellers(con),
            "partners": questions.partners(con),
            "kept": questions.kept(con),
            "declared": declared if is_whole else declared.head(0),
        },
        "expenses": {"missions": missions.missions(con), "amounts": expenses.amounts(con)},
        "changes": {
            "series": series if is_whole else series.head(0),
            "rules": meeting.rules(con, of_changes=True),
            "landmarks": landmarks.landmarks(con),
        },
        "carbon": {"years": carbon.declared_years(con)},
        "outcomes": {"outcomes": outcomes.outcomes(con, None, whole=is_whole)},
        "meeting": meeting_answers.answers(con, since, today, is_whole=is_whole),
        "relations": relation_answers.answers(con, is_whole=is_whole),
    }
