"""Every fault of a data folder at once: each rule is one question to DuckDB, made from the schema."""

from __future__ import annotations

import duckdb

from bri_data.model import schema
from bri_data.model.bounds import URL
from bri_data.model.columns import EMBARGO, Column, Table
from bri_data.model.problems import Problem

from .cells import SPREADSHEET_ERROR, YEARS, country_of, is_judged, is_key, quoted
from .load import GARBLED, Loaded
from .questions import Questions
from .spellings import Spellings

# comparing each unknown reference told with each key: past this many pairs, no suggestion
_COMPARISONS = 2_000_000
_CLOSE = 0.8
# no key is that long
_COMPARED = 100
_UNKNOWN = ("unknown_code", "dangling_reference")
_IS_ERROR = f"regexp_full_match({{}}, {quoted(SPREADSHEET_ERROR)})"


class Checks(Questions):
    """The checks of one loaded folder. Call the steps in order; `problems` gathers what they find."""

    def __init__(self, con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...], loaded: dict[str, Loaded]) -> None:
        super().__init__(con, [problem for one in loaded.values() for problem in one.problems])
        self._tables = {table.name: table for table in tables}
        self._loaded = loaded
        self.spellings = Spellings(con)
        # the columns whose every spelling is already the value to store, so that no join is needed
        self.written_right: set[tuple[str, str]] = set()
        # the judged columns without any cell: nothing to judge, nothing to join
        self.blank: set[tuple[str, str]] = set()

    def check_keys(self) -> None:
        """Create `known_<table>` (norm, key, line) for each key made of one code; find ill-formed and double keys."""
        for table in self._tables.values():
            if not any(is_key(table, column) for column in table.columns):
                continue
            known, name = f"known_{table.name}", table.key[0]
            self._con.execute(
                f"CREATE TEMP TABLE {known} AS SELECT fold({name}) AS norm, slug({name}) AS key, line "  # noqa: S608
                f"FROM raw_{table.name} WHERE {name} IS NOT NULL"
            )
            column = table.column(name)
            self.ask(
                table,
                column,
                f"SELECT line, {name} AS item, 'bad_key' AS rule FROM raw_{table.name} "  # noqa: S608
                f"WHERE NOT regexp_full_match(slug({name}), '[a-z0-9][a-z0-9_-]*')",
            )
            double = f"SELECT norm, min(line) AS other FROM {known} GROUP BY norm HAVING count(*) > 1"  # noqa: S608
            self.ask(
                table,
                column,
                f"SELECT line, key AS item, 'duplicate_key' AS rule, other FROM {known} JOIN ({double}) USING (norm) "  # noqa: S608
                "WHERE line > other",
                "other_line",
            )
        doubled = sorted({name for name, _, rule in self.settle() if rule == "duplicate_key"})
        for name in doubled:
            firsts = f"SELECT norm, min(line) FROM known_{name} GROUP BY norm"  # noqa: S608
            self._con.execute(f"DELETE FROM known_{name} WHERE (norm, line) NOT IN ({firsts})")  # noqa: S608

    def check_cells(self) -> None:
        """Judge the spellings of every column, and find blanks where a cell is required."""
        for table in self._tables.values():
            written = self._check_texts(table)
            for column in table.columns:
                if not is_judged(table, column):
                    continue
                if column.name not in written:
                    self.blank.add((table.name, column.name))
                    continue
                other = column.references if column.references and self._loaded[column.references].found else ""
                is_told = not column.references or self._is_whole(column.references)
                self.spellings.add(table, column, f"known_{other}" if other else "", is_told=is_told)
        self.spellings.judge()
        self.settle()
        for table, column, is_faulty, is_right in self.spellings.verdicts():
            if is_faulty:
                self._report_judged(table, column)
            if is_right and (column.type == "code" or (column.many and column.type != "date")):
                self.written_right.add((table.name, column.name))

    def check_rows(self) -> None:
        """Find what only shows between typed cells: intervals, repeated items, double composite keys, one home city."""
        for table in self._tables.values():
            self._check_dates(table)
            for column in table.columns:
                if column.many and column.name != "city_ids":  # a mission may stop twice in a city
                    self._check_repeats(table, column)
            if not any(is_key(table, column) for column in table.columns):
                self._check_composite_key(table)
            for column in table.columns:
                if column.references == table.name and not column.many:
                    self._check_cycles(table, column)
        for name in ("activities", "agreements"):
            if name in self._tables:
                self._check_theme_axes(self._tables[name])
        if "expenses" in self._tables:
            self.ask(
                self._tables["expenses"],
                self._tables["expenses"].column("amount_cad"),
                "SELECT line, format('{:.2f}', amount_cad) AS item, 'negative_amount' AS rule FROM expenses "
                "WHERE amount_cad < 0 AND nature <> 'rajustement'",
            )
        if "activities" in self._tables:
            self._check_counted_in(self._tables["activities"])
        self.settle()
        if "cities" in self._tables and "is_home" in self._loaded["cities"].found:
            self._check_home(self._tables["cities"])

    def _is_whole(self, name: str) -> bool:
        """Whether every row of a table was read with its key: what refers to a lost row is no other fault."""
        loaded = self._loaded[name]
        lost = any(problem.rule == "wrong_cell_count" for problem in loaded.problems)
        return schema.table(name).key[0] in loaded.found and not lost

    def _check_texts(self, table: Table) -> frozenset[str]:
        """One pass over the table counts what may be wrong in every column; only guilty columns are read again.

        The names of the columns that hold at least one cell.
        """
        found, may_be_spoilt = self._loaded[table.name].found, self._loaded[table.name].may_be_spoilt
        faults: list[tuple[Column, str, str]] = []
        for column in table.columns:
            cell = f'"{column.name}"'
            if column.name in found and column.required:
                only_separators = f" OR ({cell}[1] = ';' AND trim({cell}, '; ') = '')" if column.many else ""
                faults.append((column, "missing_value", f"{cell} IS NULL{only_separators}"))
            if may_be_spoilt and column.name in found and not is_judged(table, column):
                faults.append((column, "spreadsheet_error", f"starts_with({cell}, '#') AND {_IS_ERROR.format(cell)}"))
                faults.append((column, "garbled_text", " OR ".join(f"contains({cell}, '{mark}')" for mark in GARBLED)))
        names = [column.name for column in table.columns if column.name in found]
        if not names:
            return frozenset()
        counted = [f'count("{name}")' for name in names] + [f"count_if({fault})" for _, _, fault in faults]
        counts = self._con.execute(f"SELECT {', '.join(counted)} FROM raw_{table.name}").fetchone() or ()  # noqa: S608
        for (column, rule, fault), count in zip(faults, counts[len(names) :], strict=True):
            if count:
                picked = f"SELECT line, coalesce(\"{column.name}\", '') AS item, '{rule}' AS rule"
                self.ask(table, column, f"{picked} FROM raw_{table.name} WHERE {fault}")
        return frozenset(name for name, count in zip(names, counts, strict=False) if count)

    def _report_judged(self, table: Table, column: Column) -> None:
        guilty = f"{self.spellings.judged(table, column)} WHERE rule IS NOT NULL"
        items = f'unnest(items("{column.name}"))' if column.many else f'"{column.name}"'
        rows = self.rows(
            f"SELECT line, item, rule FROM (SELECT line, {items} AS item FROM raw_{table.name}) "  # noqa: S608
            f"JOIN (SELECT item, rule FROM {guilty}) USING (item)"
        )
        closest = self._closest(table, column, sorted({item for _, item, rule, *_ in rows if rule in _UNKNOWN}))
        if any(rule == "unknown_country" for _, _, rule, *_ in rows):
            closest |= {item: code for _, item, *_ in rows if (code := country_of(item))}
        for line, item, rule, *_ in rows:
            details = _details(column, rule)
            if item in closest:
                details += (("suggestion", closest[item]),)
            self.problems.append(Problem(table.file, line, column.heading, rule, item, details))
        self.say_others(table, column, rows)

    def _closest(self, table: Table, column: Column, items: list[str]) -> dict[str, str]:
        """The known code closest to each of the unknown `items`, where one is close."""
        known = self.spellings.known(table, column)
        if not known or not items:
            return {}
        (keys,) = self._con.execute(f"SELECT count(*) FROM ({known})").fetchone() or (0,)  # noqa: S608
        if keys * len(items) > _COMPARISONS:
            return {}
        rows = self._con.execute(
            f"SELECT item, arg_max(key, likeness) FROM (SELECT item, key, "  # noqa: S608
            f"jaro_winkler_similarity(fold(item), norm) AS likeness "
            f"FROM (SELECT unnest(?::VARCHAR[]) AS item), ({known})) WHERE likeness >= {_CLOSE} GROUP BY item",
            [[item[:_COMPARED] for item in items]],
        ).fetchall()
        return dict(rows)

    def _check_interval(self, table: Table, start: Column, end: Column) -> None:
        """An end is wrong only when its last possible day comes before the first possible day of the start."""
        self.ask(
            table,
            end,
            f'SELECT line, "{end.name}" AS item, \'end_before_start\' AS rule, "{start.name}" '  # noqa: S608
            f"FROM {table.name} WHERE {end.name}_last < {start.name}_first",
            "start",
        )

    def _check_dates(self, table: Table) -> None:
        for start, end in table.intervals:
            self._check_interval(table, table.column(start), table.column(end))
        if EMBARGO.name in self._loaded[table.name].found:
            self._check_embargo(table)

    def _check_embargo(self, table: Table) -> None:
        """An embargo ends on a day: a month would leave the day it opens to chance."""
        self.ask(
            table,
            EMBARGO,
            f"SELECT line, {EMBARGO.name} AS item, 'embargo_without_day' AS rule FROM {table.name} "  # noqa: S608
            f"WHERE {EMBARGO.name}_precision <> 'day'",
        )

    def _check_repeats(self, table: Table, column: Column) -> None:
        twice = f"list_filter({column.name}, lambda x, i: list_position({column.name}, x) < i)"
        self.ask(
            table,
            column,
            f"SELECT line, unnest({twice})::VARCHAR AS item, 'repeated_item' AS rule FROM {table.name} "  # noqa: S608
            f"WHERE len({column.name}) > 1 AND len({column.name}) > list_unique({column.name})",
        )

    def _check_composite_key(self, table: Table) -> None:
        names = ", ".join(table.key)
        written = " || ', ' || ".join(f"{name}::VARCHAR" for name in table.key)
        self.ask(
            table,
            table.column(table.key[-1]),
            f"SELECT line, {written} AS item, 'duplicate_key' AS rule, other FROM {table.name} JOIN "  # noqa: S608
            f"(SELECT {names}, min(line) AS other FROM {table.name} GROUP BY ALL HAVING count(*) > 1) USING ({names}) "
            "WHERE line > other",
            "other_line",
        )

    def _check_cycles(self, table: Table, column: Column) -> None:
        """A row that leads back to itself by `column`, alone or through others: each ring is told once, at its first
        row, with the rows it goes through.
        """
        rows = self.rows(
            f"SELECT line, {table.key[0]}, {column.name} FROM {table.name} "  # noqa: S608
            f"WHERE {column.name} IS NOT NULL ORDER BY line",
            limited=False,
        )
        following = {key: (line, target) for line, key, target in rows}
        seen: dict[str, int] = {}
        for walk, start in enumerate(following):
            path, step = [], start
            while step in following and step not in seen:
                seen[step] = walk
                path.append(step)
                step = following[step][1]
            if seen.get(step) == walk and step in following:
                ring = path[path.index(step) :]
                details = (("ring", " → ".join([*ring[:5], *["…"][: len(ring) > 5], ring[0]])),)
                line = following[step][0]
                self.problems.append(Problem(table.file, line, column.heading, "reference_cycle", step, details))

    def _check_counted_in(self, table: Table) -> None:
        self.ask(
            table,
            table.column("counted_in"),
            "SELECT line, counted_in::VARCHAR AS item, 'counted_in_other_year' AS rule, start "
            "FROM activities WHERE counted_in <> report_year_of(start_first, start_precision, counted_in)",
            "start",
        )

    def _check_theme_axes(self, table: Table) -> None:
        """A theme stands under an axis only if the row bears both."""
        self.ask(
            table,
            table.column("theme_axes"),
            "SELECT line, pair AS item, 'theme_axis_not_of_row' AS rule "  # noqa: S608 - a name of the schema
            f"FROM (SELECT line, theme_ids, axes, unnest(theme_axes) AS pair FROM {table.name}) "
            "WHERE contains(pair, ':') AND NOT (coalesce(list_contains(theme_ids, split_part(pair, ':', 1)), false) "
            "AND coalesce(list_contains(axes, split_part(pair, ':', 2)), false))",
        )

    def _check_home(self, table: Table) -> None:
        homes = self.rows("SELECT line, city_id FROM cities WHERE is_home ORDER BY line", limited=False)
        heading = table.column("is_home").heading
        if not homes:
            self.problems.append(Problem(table.file, 0, heading, "no_home_city"))
        for line, city in homes[1:]:
            details = (("other_line", str(homes[0][0])),)
            self.problems.append(Problem(table.file, line, heading, "second_home_city", city or "", details))


def _details(column: Column, rule: str) -> tuple[tuple[str, str], ...]:
    """The words that the sentence of `rule` needs about `column`."""
    words = {
        "unknown_code": {"allowed": ", ".join(column.codes)},
        "dangling_reference": {"other_file": schema.table(column.references).file if column.references else ""},
        "year_out_of_range": {"minimum": str(YEARS[0]), "maximum": str(YEARS[1])},
        "long_url": {"maximum": str(URL)},
        "below_minimum": {"minimum": f"{column.minimum:g}" if column.minimum is not None else ""},
        "above_maximum": {"maximum": f"{column.maximum:g}" if column.maximum is not None else ""},
    }
    return tuple(words.get(rule, {}).items())
