"""What an import would do, in the reader's words: for the command, the page and whoever must mend a cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from bri_data.journal.history import Change, RowChange
from bri_data.model.columns import Column, Table
from bri_data.model.problems import Problem
from bri_data.present import changed_rows as rows
from bri_data.present import format as fmt
from bri_data.present.data_page import code_label, heading_of
from bri_data.present.disk_reasons import disk_reason
from bri_data.present.made import moment
from bri_data.present.problems import problem_place, problem_sentence, shown
from bri_data.present.words import Texts
from bri_data.store.text_files import fold_words

from .asides import ALL_ASIDE, ALL_KEPT, AS_IS, BLANK
from .cells import is_of_another_currency, says_two_dates
from .folder import FILES, file_table
from .headings import tab_of
from .planned import Fault, Place, Plan, kind_of
from .published_totals import LEAVES_TOTAL
from .rows import Question
from .sheets import RefusedFileError

_NAMES = ("title", "name", "label", "statement")


def refusal(error: RefusedFileError, words: Texts) -> str:
    """Why a file is not read, and what to do."""
    details = {name: shown(text) for name, text in error.details.items()}
    if "row" in details:  # a cell is told where it stands, as a fault is
        at = Place(error.details.get("sheet", ""), int(error.details["row"]), error.details.get("column", ""))
        details["at"] = place_said(at, words)
    if error.__cause__ is not None and "reason" in details:
        details["reason"] = disk_reason(error.__cause__, words)
    return words(f"keep.refused.{error.rule}", **details)


def place_said(place: Place, words: Texts) -> str:
    """The sheet, the row and the column, as far as they are known."""
    parts = [words("keep.place.sheet", sheet=shown(place.sheet))] if place.sheet else []
    if place.row:
        parts.append(words("keep.place.row", row=place.row))
    if place.heading:
        parts.append(words("keep.place.column", column=shown(place.heading)))
    return ", ".join(parts)


def question_place(question: Question) -> Place:
    """Where a question stands."""
    return Place(question.sheet, question.row, question.heading)


def question_said(question: Question, words: Texts) -> str:
    """Why a cell, or a row, must be decided by a person."""
    if question.problem:
        return problem_said(question.problem, words)
    return words(f"keep.ask.{question.rule}", value=shown(question.value), other=shown(question.other))


def choice_said(question: Question, choice: str, words: Texts) -> str:
    """One answer in words: a date written in full, a number, or which of two things it is."""
    if question.rule in {"day_or_month_first", "day_or_month", "serial", "short_year"}:
        return fmt.when(choice, None, words)
    if question.rule == "thousands":
        return fmt.number(float(choice), words, decimals=len(choice.partition(".")[2]))
    if question.rule == "universal_time":
        return fmt.when(choice, None, words)
    if choice in {"same", "other", "aside", "kept", ALL_ASIDE, ALL_KEPT, BLANK, AS_IS}:
        return words(f"keep.choice.{choice}")
    return choice


def fault_said(fault: Fault, words: Texts) -> str:
    """What is wrong and how to mend it."""
    if fault.problem:
        return problem_said(fault.problem, words)
    if fault.rule == "absent_column":
        column = heading_of(file_table(fault.table), file_table(fault.table).column(fault.value), words)
        return words("keep.fault.absent_column", value=column)
    if fault.rule in {"hidden_rows", "hidden_columns"}:
        return words.count(f"keep.fault.{fault.rule}", fault.value.count(",") + 1, value=shown(fault.value))
    close = [heading_of(file_table(fault.table), file_table(fault.table).column(name), words) for name in fault.close]
    said = words(f"keep.fault.{fault.rule}", value=shown(fault.value))
    named = [words("keep.edit.row_named", row=name) for name in close]
    return f"{said} {words('keep.fault.close', names=fmt.alternatives(named, words))}" if named else said


def problem_said(problem: Problem, words: Texts) -> str:
    """A problem of the checks, which speak of files, their headings and their codes: whoever fills a sheet or a form
    knows tables, columns and choices by their names, in the language that is read."""
    value, details = shown(problem.value), dict(problem.details)
    if problem.rule == LEAVES_TOTAL:
        return _leaves_total(value, details, words)
    table = next((one for one in FILES if one.file == problem.file), None)
    column = next((one for one in table.columns if one.heading == problem.column), None) if table else None
    if problem.rule == "dangling_reference":
        (other,) = (one for one in FILES if one.file == details["other_file"])
        sentence = words("keep.fault.unknown_reference", value=value, table=tab_of(other, words))
        return _with_suggestion(sentence, shown(details.get("suggestion", "")), words)
    if problem.rule == "unknown_code" and column:
        named = {code: code_label(column, code, words) for code in column.codes}
        sentence = words("keep.fault.unknown_code", value=value, allowed=", ".join(named.values()))
        return _with_suggestion(sentence, named.get(details.get("suggestion", ""), ""), words)
    if problem.rule == "bad_number" and is_of_another_currency(problem.value):
        return words("keep.fault.other_currency", value=value)
    if problem.rule == "bad_date" and says_two_dates(problem.value):
        return words("keep.fault.two_dates", value=value)
    said = problem_sentence(problem, words)
    return _with_names(said, table, {problem.value, *details.values()}, words) if table else said


def _leaves_total(title: str, details: Mapping[str, str], words: Texts) -> str:
    indicators = file_table("indicators")
    name = code_label(indicators.column("indicator"), details["indicator"], words)
    n, total = int(details["n"]), fmt.number(float(details["total"]), words)
    values = {"value": title, "indicator": name, "year": int(details["year"]), "total": total}
    return words.count("keep.fault.leaves_published_total", n, n=fmt.number(n, words), **values)


def _with_suggestion(sentence: str, close: str, words: Texts) -> str:
    return f"{sentence} {words('problems.suggestion', suggestion=close)}" if close else sentence


def _with_names(sentence: str, table: Table, given: set[str], words: Texts) -> str:
    """A sentence that quotes headings of a file, with the names of these columns; what is `given` is no heading."""
    for column in table.columns:
        if column.heading not in given:
            quoted = rf"(?<=[«“])(\s?){column.heading}(\s?)(?=[»”])"
            name = heading_of(table, column, words)
            sentence = re.sub(quoted, lambda found, name=name: f"{found[1]}{name}{found[2]}", sentence)  # type: ignore[misc]
    return sentence


def fault_line(fault: Fault, words: Texts) -> str:
    """Where and what, on one line; what alone when it stands in no file, as a row that would be no more."""
    if fault.place == Place("", 0):
        return fmt.capitalised(fault_said(fault, words))
    return words("problems.whole", place=fault_place(fault, words), sentence=fault_said(fault, words))


def fault_place(fault: Fault, words: Texts) -> str:
    """The place of a fault; the column that the checks name where the row alone is known. A fault that no row of the
    file brings is told where the checks see it."""
    if fault.problem and fault.place.sheet == fault.problem.file:
        return problem_place(fault.problem, words)
    if fault.problem and not fault.place.heading:
        heading = _heading_named(fault.problem.file, fault.problem.column, words)
        return place_said(Place(fault.place.sheet, fault.place.row, heading), words)
    if fault.rule == "absent_column":  # no heading of the file says it
        table = file_table(fault.table)
        return place_said(Place(fault.place.sheet, 0, heading_of(table, table.column(fault.value), words)), words)
    return place_said(fault.place, words)


def still_named(faults: Sequence[Fault], words: Texts) -> list[str]:
    """One sentence for each row that would be no more and that others of the folder name: how many, in which tables."""
    tables = {table.file: tab_of(table, words) for table in FILES}
    named: dict[str, Counter[str]] = {}
    for fault in faults:
        if is_still_named(fault) and fault.problem:
            named.setdefault(fault.problem.value, Counter())[tables[fault.problem.file]] += 1
    said = []
    for value, where in named.items():
        parts = [words("keep.edit.in_table", table=table, n=fmt.number(n, words)) for table, n in where.items()]
        n = where.total()
        values = {"n": fmt.number(n, words), "value": shown(value), "tables": fmt.joined(parts, words)}
        said.append(words.count("keep.edit.still_named", n, **values))
    return said


def is_still_named(fault: Fault) -> bool:
    """Whether a fault is that of a row of the folder which names what an edit would take away."""
    problem = fault.problem
    return problem is not None and problem.rule == "dangling_reference" and fault.place.sheet == problem.file


def edit_place(place: Place, cells: Mapping[str, str], words: Texts) -> str:
    """Where something stands in a row edited by hand, whose `cells` are these: what the row is called, and the column.
    Neither a sheet nor a number: the editor sees none."""
    file = f"{place.sheet}.csv"
    key = next((one.key[0] for one in FILES if one.file == file), "")
    row = shown(next((cells[name] for name in (*_NAMES, key) if cells.get(name)), "…"))
    if not place.heading:
        return words("keep.edit.row_named", row=row)
    return words("keep.edit.cell", row=row, column=shown(_heading_named(file, place.heading, words)))


def _heading_named(file: str, heading: str, words: Texts) -> str:
    """What a heading of one of the files is called; itself when it is none."""
    table = next((one for one in FILES if one.file == file), None)
    column = next((one for one in table.columns if one.heading == heading), None) if table else None
    return heading_of(table, column, words) if table and column else heading


def row_name(change: RowChange) -> str:
    """What a row is called: its title or name, or its key."""
    return rows.row_name(change.key, change.after or change.before)


def table_said(name: str, words: Texts) -> str:
    """The name of a table, as its sheet bears it."""
    return tab_of(file_table(name), words)


def cells_changed(change: RowChange) -> tuple[Column, ...]:
    """The columns of a row that differ, in the order of its table."""
    return rows.cells_changed(file_table(change.table), change.before, change.after)


def heading_said(change: RowChange, column: Column, words: Texts) -> str:
    """The heading of a column in the reader's language."""
    return heading_of(file_table(change.table), column, words)


def changed_at(change: RowChange, place: Place | None, words: Texts) -> str:
    """The table of a row that changes, with its row of the file; with its sheet when that bears another name."""
    table = table_said(change.table, words)
    if place is None:
        return table
    is_named = fold_words(place.sheet) in {fold_words(table), fold_words(file_table(change.table).file[:-4])}
    at = Place("" if is_named else place.sheet, place.row)
    return f"{table}, {place_said(at, words)}"


def change_line(change: RowChange, place: Place | None, words: Texts) -> str:
    """One row that changes: its table, where the file says so, what it is called, and the cells that differ."""
    where = changed_at(change, place, words)
    name = row_name(change)
    if kind_of(change) != "changed":
        return words("problems.whole", place=where, sentence=name)
    return words("problems.whole", place=where, sentence=f"{name}. {'; '.join(cell_changes(change, words))}")


def summary(plan: Plan, words: Texts) -> str:
    """« 5 feuilles, 147 lignes lues, 31 colonnes sur 31. »"""
    sheets = words.count("keep.sheets", plan.sheets, n=fmt.number(plan.sheets, words))
    rows = words.count("keep.rows_read", plan.rows, n=fmt.number(plan.rows, words))
    matched, of = plan.columns
    return words("keep.summary", sheets=sheets, rows=rows, matched=matched, of=of)


def title(plan: Plan, words: Texts) -> str:
    """The finding of a plan: what it brings, what waits for an answer, what refuses it."""
    if plan.faults:
        return words.count("keep.title.faults", len(plan.faults), n=fmt.number(len(plan.faults), words))
    n = len(plan.changes)
    changes = words.count("keep.title.changes", n, n=fmt.number(n, words))
    asked = len(plan.questions)
    if not asked:
        return changes
    return words("keep.title.both", changes=changes, asked=words.count("keep.title.asked", asked, n=asked))


def change_said(change: Change, rows: int, undone: bool, words: Texts) -> str:
    """One line of the history: its number, when, who, what, why."""
    parts = [
        words("keep.history.number", id=change.id),
        moment(datetime.fromisoformat(change.at), words),
        change.who and shown(change.who),
        what_said(change, rows, words),
        change.why and words("keep.history.why", why=shown(change.why, 300)),
        undone and words("keep.history.undone"),
    ]
    return " · ".join(str(part) for part in parts if part)


def what_said(change: Change, rows: int, words: Texts) -> str:
    """What a change did: « import de classeur.xlsx, 12 lignes »."""
    n = words.count("data_page.rows", rows, n=fmt.number(rows, words))
    return words(f"keep.history.{change.kind}", source=shown(change.source), of=change.undoes or 0, rows=n)


def cell_changes(change: RowChange, words: Texts) -> list[str]:
    """What each changed cell of a row was and is, in words, in the order of its columns."""
    return rows.cell_changes(file_table(change.table), change.before, change.after, words)
