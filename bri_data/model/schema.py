"""The schema, said once: checks, database, data page, import template and labels all come from here.

Codes are the domain's own French words; columns are English, their CSV headings French.
"""

from __future__ import annotations

from .activity_tables import ACTIVITIES, AGREEMENTS, DISCLOSURES, EXPENSES, OUTCOMES, TRIPS
from .codes import (
    AXES,
    COUNTED_KINDS,
    EVERY_KIND,
    INDICATOR_OF_KIND,
    INDICATORS,
    KIND,
    KINDS,
    KINDS_BY_DIRECTION,
    NATURES,
)
from .columns import Table
from .reference_tables import (
    ANNOTATIONS,
    CARBON_YEARS,
    CITIES,
    CONTEXT,
    DECLARED,
    DISCREPANCIES,
    EMISSION_FACTORS,
    FUNCTIONS,
    PARTNERS,
    ROLES,
    RULES,
    SERVICES,
    SOURCE_DOCUMENTS,
    THEMES,
    VERIFICATIONS,
)

__all__ = [
    "AXES",
    "COUNTED_KINDS",
    "EVERY_KIND",
    "INDICATORS",
    "INDICATOR_OF_KIND",
    "KIND",
    "KINDS",
    "KINDS_BY_DIRECTION",
    "NATURES",
    "SOURCE_DOCUMENTS",
    "TABLES",
    "table",
]

TABLES: tuple[Table, ...] = (
    ACTIVITIES,
    OUTCOMES,
    AGREEMENTS,
    CITIES,
    PARTNERS,
    ROLES,
    THEMES,
    SERVICES,
    FUNCTIONS,
    TRIPS,
    EXPENSES,
    DISCLOSURES,
    CARBON_YEARS,
    EMISSION_FACTORS,
    DECLARED,
    CONTEXT,
    ANNOTATIONS,
    RULES,
    DISCREPANCIES,
    VERIFICATIONS,
    SOURCE_DOCUMENTS,
)


def table(name: str) -> Table:
    """The table of that English name; KeyError when there is none."""
    for candidate in TABLES:
        if candidate.name == name:
            return candidate
    raise KeyError(name)
