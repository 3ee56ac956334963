"""The schema, said once: checks, database, data page, import template and labels all come from here.

Codes are the domain's own French words; columns are English, their CSV headings French.
"""

from __future__ import annotations

from .activity_tables import ACTIVITIES, AGREEMENTS, DISCLOSURES, EXPENSES, OUTCOMES, TRIPS
from .codes import AXES, INDICATOR_OF_KIND, INDICATORS, KINDS, NATURES
from .columns import Table
from .reference_tables import (
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

__all__ = ["AXES", "INDICATORS", "INDICATOR_OF_KIND", "KINDS", "NATURES", "SOURCE_DOCUMENTS", "TABLES", "table"]

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
