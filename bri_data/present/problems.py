"""A data problem in the reader's words: where it is, what is wrong, what to do."""

from __future__ import annotations

from bri_data.model.problems import Problem

from .words import Texts


def problem_line(problem: Problem, texts: Texts) -> str:
    """One line that says it all: « activites.csv, ligne 12, colonne « debut » : … ». Plain text, not HTML."""
    return texts("problems.whole", place=problem_place(problem, texts), sentence=problem_sentence(problem, texts))


def problem_place(problem: Problem, texts: Texts) -> str:
    """The file, then the line (when it is not the whole file) and the column (when it is not the whole row)."""
    parts = [problem.file]
    if problem.line:
        parts.append(texts("problems.line", line=problem.line))
    if problem.column:
        parts.append(texts("problems.column", column=problem.column))
    return ", ".join(parts)


def problem_sentence(problem: Problem, texts: Texts) -> str:
    """What is wrong and what to do, with the closest known spelling when there is one."""
    details = dict(problem.details)
    values = {"value": problem.value, "column": problem.column, "file": problem.file} | details
    sentence = texts(f"problems.rule.{problem.rule}", **values)
    if "suggestion" in details:
        sentence += " " + texts("problems.suggestion", suggestion=details["suggestion"])
    return sentence
