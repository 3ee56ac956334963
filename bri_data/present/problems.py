"""A data problem in the reader's words: where it is, what is wrong, what to do."""

from __future__ import annotations

import re

from bri_data.model.bounds import QUOTED
from bri_data.model.problems import Problem

from .words import Texts

# what moves a terminal's cursor, changes its colours or turns the direction of a line
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def problem_line(problem: Problem, texts: Texts) -> str:
    """One line that says it all: « activites.csv, ligne 12, colonne « debut » : … ». Plain text, not HTML."""
    sentence = problem_sentence(problem, texts)
    if problem.is_doubt:
        explanation = dict(problem.details).get(f"explanation_{texts.lang}", "")
        key = "problems.explained" if explanation else "problems.doubt"
        sentence = texts(
            key, sentence=sentence, **({"explanation": shown(explanation, 8 * QUOTED)} if explanation else {})
        )
    return texts("problems.whole", place=problem_place(problem, texts), sentence=sentence)


def problem_place(problem: Problem, texts: Texts) -> str:
    """The file, then the line (when it is not the whole file) and the column (when it is not the whole row)."""
    parts = [shown(problem.file)]
    if problem.line:
        parts.append(texts("problems.line", line=problem.line))
    if problem.column:
        parts.append(texts("problems.column", column=shown(problem.column)))
    return ", ".join(parts)


def problem_sentence(problem: Problem, texts: Texts) -> str:
    """What is wrong and what to do, with the closest known spelling when there is one."""
    details = {name: shown(words, 4 * QUOTED) for name, words in problem.details}
    values = {
        "value": shown(problem.value),
        "column": shown(problem.column),
        "file": shown(problem.file),
    } | details
    sentence = texts(f"problems.rule.{problem.rule}", **values)
    if "suggestion" in details:
        sentence += " " + texts("problems.suggestion", suggestion=details["suggestion"])
    return sentence


def shown(words: str, longest: int = QUOTED) -> str:
    """`words` on one line that no terminal obeys: unseen characters by their number, `longest` letters at most."""
    cut = words if len(words) <= longest else words[: longest - 1] + "…"
    return _UNSEEN.sub(lambda found: f"<U+{ord(found[0]):04X}>" if found[0] not in "\n\r\t" else " ", cut)
