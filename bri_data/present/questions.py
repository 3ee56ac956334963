"""The council's questions, each with a figure, a sentence to say, what it means, what may be compared, its rows.

Every sentence is computed; where these data cannot answer, the answer says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from bri_data.model import report_year

from . import answers_declared as declared
from . import answers_recorded as recorded
from . import destinations as places
from . import expense_lines, expenses
from . import format as fmt
from .answer import Answer
from .destinations import Destinations
from .meeting import Sitting
from .meeting_duties import meeting
from .rows import plain
from .words import Texts

Frames = Mapping[str, Mapping[str, pd.DataFrame]]
CODES = ("many", "who", "cost", "carbon", "outcomes", "late", "ends", "same", "partner", "mission", "changed")


@dataclass(frozen=True)
class Sheaf:
    """All the answers, the destinations that one of them draws, the titles and the ids of the documents they cite."""

    answers: tuple[Answer, ...]
    destinations: Destinations
    this_year: int
    titles: tuple[str, ...]
    cites: tuple[str, ...]


def sheaf(frames: Frames, sitting: Sitting, texts: Texts, *, is_whole: bool, subject: str = "") -> Sheaf:
    """The answers of the frames of queries.question_answers, on the day of `sitting`; that about `subject`, the one
    city or organisation that they speak of, first."""
    own = frames["own"]
    visited = places.destinations(own["stops"])
    told = meeting(frames["meeting"], sitting, texts, is_whole=is_whole)
    spent = expenses.spendings(frames["expenses"]["missions"], frames["expenses"]["amounts"])
    duties = frames["meeting"]["rules"], frames["meeting"]["credits_bought"]
    lives = expense_lines.lives(spent, *duties, sitting.today, texts)
    is_about = subject and len(own["kept"])
    outcomes = frames["outcomes"]["outcomes"]
    answers = (
        *((recorded.about(subject, own["kept"], outcomes, spent, texts),) if is_about else ()),
        recorded.many(own, visited, texts),
        recorded.who(own["travellers"], texts),
        declared.cost(frames["expenses"], texts),
        declared.carbon(frames["carbon"]["years"], texts),
        recorded.outcomes(frames["outcomes"]["outcomes"], texts),
        declared.late(told, texts),
        declared.ends(frames["relations"], sitting, texts),
        recorded.same(visited, report_year.year_of(sitting.today), texts),
        recorded.partner(own["partners"], texts),
        declared.mission(lives, texts),
        declared.changed(own["declared"], frames["changes"], texts, is_whole=is_whole),
    )
    answers = tuple(_without_zero(one, texts, is_known=bool(lives) and one.code == "late") for one in answers)
    titles = tuple(dict.fromkeys(title for one in answers for title in one.titles))
    cited = (
        own["stops"],
        *(frames["expenses"][name] for name in ("amounts", "missions")),
        frames["carbon"]["years"],
        frames["outcomes"]["outcomes"],
    )
    rows = [row for frame in (*cited, frames["relations"]["agreements"]) for row in plain(frame)]
    ids = tuple(dict.fromkeys(code for row in rows for code in row["source_ids"] or ()))
    return Sheaf(answers, visited, report_year.year_of(sitting.today), titles, ids)


def _without_zero(one: Answer, texts: Texts, *, is_known: bool) -> Answer:
    """An answer that no row stands behind has no figure: a zero would say that there was none. It `is_known` where the
    rows of another answer show that there was none."""
    return one if one.rows or is_known else replace(one, figure=texts("common.unknown"))


def title(found: Sheaf, texts: Texts) -> str:
    """How many questions have an answer ready."""
    n = len(found.answers)
    return fmt.capitalised(texts.count("questions.title", n, n=fmt.spelled(n, texts)))
