"""What is wrong or doubtful in the data, as a value: where it is, what it is. Words come from the text files."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    """One fault found in a data folder, or one doubt: something to verify that blocks nothing (`is_doubt`).

    `file` is the CSV's name, `line` its line as a text editor counts (1 = headings; 0 = the whole file), `column` the
    French heading ("" = the whole row), `value` the cell as written, `rule` the code whose sentences stand in the
    text files under `problems.<rule>`, `details` the words those sentences need.
    """

    file: str
    line: int
    column: str
    rule: str
    value: str = ""
    details: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    is_doubt: bool = field(default=False, compare=False)
