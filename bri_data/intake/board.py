"""The drawing of an import: its steps, what it would change, and the history under it. All text of data is escaped."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from bri_data.address import AS_OF
from bri_data.journal.history import Change, RowChange
from bri_data.present import format as fmt
from bri_data.present.changed_rows import KINDS, cell_said
from bri_data.present.problems import shown
from bri_data.present.words import Texts

from .planned import Fault, Plan, PlannedChange, kind_of
from .said import (
    cells_changed,
    change_said,
    changed_at,
    fault_place,
    fault_said,
    heading_said,
    place_said,
    question_place,
    question_said,
    row_name,
    summary,
)

_SHOWN = 12  # rows of one group before the rest folds
_OF_COLUMNS = frozenset({"unknown_column", "unnamed_column", "repeated_column", "absent_column"})
STEPS = ("read", "match", "check", "preview", "apply")
_SIGNS = {"added": "+", "changed": "→", "removed": "−", "asked": "?", "faults": "!", "doubts": "~"}


def steps(plan: Plan | None, words: Texts) -> Markup:
    """The rail of the five steps: what each found, which one waits for a person."""
    here = _step(plan)
    lines = []
    for place, step in enumerate(STEPS):
        state = "done" if place < here else "here" if place == here else "next"
        said = escape(_found(step, plan, words)) if plan else ""
        current = ' aria-current="step"' if state == "here" else ""
        name = escape(words(f"keep.step.{step}"))
        lines.append(f'<li class="bri-step-{state}"{current}><b>{name}</b><span>{said}</span></li>')
    return Markup(f'<ol class="bri-steps">{"".join(lines)}</ol>')


def _step(plan: Plan | None) -> int:
    if plan is None:
        return 0
    if any(fault.rule in _OF_COLUMNS for fault in plan.faults):
        return 1
    return 2 if plan.faults else 3


def _found(step: str, plan: Plan, words: Texts) -> str:
    matched, of = plan.columns
    values: dict[str, object] = {
        "read": words("keep.found.read", n=fmt.number(plan.rows, words), sheets=fmt.number(plan.sheets, words)),
        "match": words("keep.found.match", n=matched, of=of),
        "check": words("keep.found.check", faults=len(plan.faults), asked=len(plan.questions)),
        "preview": words.count("keep.found.preview", len(plan.changes), n=fmt.number(len(plan.changes), words)),
        "apply": words("keep.found.apply"),
    }
    return str(values[step])


def board(plan: Plan, offered: int, words: Texts) -> Markup:
    """Every fault, question, change and doubt, by group, with its place, its before and its after, how to mend it.

    The first `offered` questions are left out: the page asks them above.
    """
    parts = [_group("faults", [_fault(one, words) for one in plan.faults], words)]
    rest = plan.questions[offered:]
    asked = [_told(place_said(question_place(one), words), question_said(one, words)) for one in rest]
    parts.append(_group("asked", asked, words))
    for kind in KINDS:
        rows = [_change(one, words) for one in plan.changes if kind_of(one.change) == kind]
        parts.append(_group(kind, rows, words))
    parts.append(_group("doubts", [_fault(one, words) for one in plan.doubts], words))
    if plan.left:
        parts.append(Markup(f"<p>{escape(words('cli.import_left', sheets=', '.join(plan.left)))}</p>"))
    return Markup(f'<div class="bri-board bri-keep">{"".join(parts)}</div>')


def _group(kind: str, rows: Sequence[str], words: Texts) -> Markup:
    if not rows:
        return Markup()
    name, n = escape(words(f"cli.import_{kind}")), fmt.number(len(rows), words)
    head = f'<h2><i class="bri-sign-{escape(kind)}" aria-hidden="true">{_SIGNS[kind]}</i>{name} <b>{n}</b></h2>'
    body = f"<ul>{''.join(rows[:_SHOWN])}</ul>"
    if len(rows) > _SHOWN:
        more = escape(words("cli.import_more", n=fmt.number(len(rows) - _SHOWN, words)))
        body += f"<details><summary>{more}</summary><ul>{''.join(rows[_SHOWN:500])}</ul></details>"
    return Markup(f"<section>{head}{body}</section>")


def _row(place: Markup, said: str, cells: Markup = Markup()) -> Markup:
    return Markup(f'<li><span class="bri-place">{place}</span><span>{escape(said)}{cells}</span></li>')


def _told(place: str, sentence: str) -> Markup:
    """A sentence of ours at its place; what a row is called is never touched."""
    return _row(escape(fmt.capitalised(place)), fmt.capitalised(sentence))


def _fault(fault: Fault, words: Texts) -> Markup:
    return _told(fault_place(fault, words), fault_said(fault, words))


def _change(one: PlannedChange, words: Texts) -> Markup:
    change = one.change
    where = escape(changed_at(change, one.place, words))
    if kind_of(change) != "changed":
        return _row(where, row_name(change))
    cells = Markup().join(
        Markup(
            f"<small>{escape(heading_said(change, column, words))} "
            f"<s>{escape(cell_said(change.before, column, words))}</s>"
            f" → <b>{escape(cell_said(change.after, column, words))}</b></small>"
        )
        for column in cells_changed(change)
    )
    return _row(where, row_name(change), cells)


def counts(plan: Plan, words: Texts) -> Markup:
    """How many rows are ready, of each kind, left aside and unchanged."""
    n = len(plan.changes)
    told = "".join(
        f'<li><i class="bri-sign-{escape(kind)}" aria-hidden="true">{_SIGNS[kind]}</i>'
        f"{escape(words(f'cli.import_{kind}'))}<b>{fmt.number(plan.count(kind), words)}</b></li>"
        for kind in KINDS
    )
    rest = words("cli.import_unchanged", n=fmt.number(plan.unchanged, words), held=fmt.number(plan.waiting, words))
    ready = escape(words.count("keep.held" if plan.faults else "keep.ready", n))
    return Markup(
        f'<div class="bri-keep-counts"><p><b>{fmt.number(n, words)}</b> {ready}</p>'
        f'<ul>{told}</ul><p class="bri-keep-rest">{escape(rest)}</p></div>'
    )


def summary_line(plan: Plan, words: Texts) -> Markup:
    """The file, and how much of it was read."""
    said = words("problems.whole", place=shown(plan.source), sentence=summary(plan, words))
    return Markup(f'<p class="bri-keep-rest">{escape(said)}</p>')


def rows_changed(rows: Sequence[RowChange], words: Texts) -> Markup:
    """What one change did, row by row: added, changed (each cell before and after), removed."""
    groups = ((kind, [PlannedChange(one, None) for one in rows if kind_of(one) == kind]) for kind in KINDS)
    parts = [_group(kind, [_change(one, words) for one in planned], words) for kind, planned in groups]
    return Markup(f'<div class="bri-board bri-keep">{"".join(parts)}</div>')


def history(changes: Sequence[tuple[Change, int]], undone: frozenset[int], words: Texts) -> Markup:
    """The changes of a folder, the last first, one line each, with the link that opens the data as they were after."""
    if not changes:
        return Markup(f'<p class="bri-keep-rest">{escape(words("keep.history.none"))}</p>')
    opened = escape(words("past.open"))
    lines = "".join(
        f"<li>{escape(change_said(change, rows, change.id in undone, words))} "
        f'<a href="./?{AS_OF}={change.id}" aria-label="{opened} ({change.id})">{opened}</a></li>'
        for change, rows in changes
    )
    return Markup(f'<ol class="bri-keep-history">{lines}</ol>')


def guide(name: str, words: Texts) -> Markup:
    """A guide of a few steps: `mission`, `year` or `council`."""
    lines = "".join(f"<li>{escape(words(f'keep.guide.{name}.{step}'))}</li>" for step in ("a", "b", "c", "d", "e"))
    return Markup(f'<div class="bri-keep"><ol>{lines}</ol></div>')
