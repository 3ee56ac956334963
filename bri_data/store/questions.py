"""Questions to DuckDB about a data folder, asked together, and the faults that their rows tell."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from bri_data.model.bounds import SHOWN
from bri_data.model.columns import Column, Table
from bri_data.model.problems import Problem


class Questions:
    """Questions about one loaded folder; `problems` gathers the faults that they find.

    A sound folder, by far the most frequent, pays one statement for many questions.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, problems: list[Problem]) -> None:
        self._con = con
        self._asked: list[tuple[Table, Column, str, tuple[str, ...]]] = []
        self.problems = problems

    def ask(self, table: Table, column: Column, query: str, *names: str) -> None:
        """Keep a question (line, item, rule, then what `names` call its further columns) for `settle`."""
        self._asked.append((table, column, query, names))

    def settle(self) -> set[tuple[str, str, str]]:
        """Ask in one statement which kept questions find anything, and report the rows of those alone.

        The faults found, as (table, column, rule).
        """
        asked, self._asked = self._asked, []
        found: set[tuple[str, str, str]] = set()
        if not asked:
            return found
        guilty = " UNION ALL ".join(f"(SELECT {number} FROM ({one[2]}) LIMIT 1)" for number, one in enumerate(asked))  # noqa: S608
        for (number,) in sorted(self._con.execute(guilty).fetchall()):
            table, column, query, names = asked[number]
            rows = self.rows(query)
            self.report(table, column, rows, names)
            found |= {(table.name, column.name, row[2]) for row in rows}
        return found

    def report(self, table: Table, column: Column, rows: list[tuple], names: Iterable[str] = ()) -> None:  # type: ignore[type-arg]
        """Add a fault for each of `rows` (line, item, rule, what `names` call the next columns, total of the rule)."""
        for line, item, rule, *others in rows:
            details = tuple((name, str(other)) for name, other in zip(names, others, strict=False))
            self.problems.append(Problem(table.file, line, column.heading, rule, item or "", details))
        self.say_others(table, column, rows)

    def say_others(self, table: Table, column: Column, rows: list[tuple]) -> None:  # type: ignore[type-arg]
        """Add how many faults of a rule are not told one by one."""
        for rule, total in {row[2]: row[-1] for row in rows}.items():
            if total > SHOWN:
                details = (("others", str(total - SHOWN)), ("of_rule", rule))
                self.problems.append(Problem(table.file, 0, column.heading, "and_others", "", details))

    def rows(self, query: str, *, limited: bool = True) -> list[tuple]:  # type: ignore[type-arg]
        """The rows of `query`; limited ones (line, item, rule, …) are the first of each rule, with their total last."""
        if limited:
            query = (
                f"SELECT *, count(*) OVER (PARTITION BY rule) AS total FROM ({query}) "  # noqa: S608
                f"QUALIFY row_number() OVER (PARTITION BY rule ORDER BY line) <= {SHOWN} ORDER BY line"
            )
        return self._con.execute(query).fetchall()
