"""Questions that one answer may settle together, and rows of one name: what a file of many rows asks many times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bri_data.present.problems import shown
from bri_data.present.words import Texts
from bri_data.store.text_files import fold_words

from .folder import TableFile
from .rows import Incoming, Question
from .said import choice_said

# the choices of these stand in one order, whatever the cell: « the day first », « thousands »
_IN_ORDER = frozenset({"day_or_month_first", "day_or_month", "universal_time", "serial", "thousands"})
_MANY = 4
# tables of which two rows of one name are likely the same thing; the checks ask it of cities, activities, agreements
_NAMED = {"themes": "label", "services": "label", "functions": "label", "partners": "name", "sources": "title"}
SAME_NAME = "same_name_of_the_data"


def alike(questions: Sequence[Question]) -> list[tuple[Question, ...]]:
    """The groups of many questions of one sheet, one column and one kind, whose choices mean the same in each."""
    groups: dict[tuple[object, ...], list[Question]] = {}
    for one in questions:
        meaning = len(one.choices) if one.rule in _IN_ORDER else one.choices
        groups.setdefault((one.sheet, one.heading, one.rule, meaning), []).append(one)
    return [tuple(group) for group in groups.values() if len(group) >= _MANY]


def choice_of_all(question: Question, choice: str, words: Texts) -> str:
    """A choice for all the questions of a group, whose first is `question`: in words that hold for each."""
    said = choice_said(question, choice, words)
    if question.rule not in _IN_ORDER:
        return said
    return words("keep.choice.like", read=said, value=shown(question.value))


def of_one_name(incoming: Iterable[Incoming], known: Mapping[str, TableFile]) -> Iterator[tuple[Incoming, str]]:
    """Each new row that bears the name of a row of the folder under another key, with the key of that row."""
    named: dict[str, dict[str, str]] = {}
    for one in incoming:
        column = _NAMED.get(one.table.name)
        rows = known[one.table.name].rows
        if not column or one.key in rows or not one.row.get(column):
            continue
        if one.table.name not in named:
            named[one.table.name] = {fold_words(row.get(column, "")): key for key, row in rows.items()}
        if other := named[one.table.name].get(fold_words(one.row[column])):
            yield one, other
