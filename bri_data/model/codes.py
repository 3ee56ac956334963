"""The domain's closed lists of codes, in its own French words; the axes and the natures of visits are the bureau's."""

from __future__ import annotations

from typing import get_args

from bri_data.bureau import current

from . import kinds
from .kinds import Direction, Kind

_DIRECTIONS = get_args(Direction)


def _who_travels(kind: Kind) -> int:
    return _DIRECTIONS.index(kind.direction) if kind.direction else len(_DIRECTIONS)


# The kinds of activities, as a row of activites.csv may name them: those that the bureau has.
KINDS = tuple(
    kind.code for kind in kinds.KINDS if kind.direction and (not current().kinds or kind.code in current().kinds)
)
# Activities and agreements, in the order of the figures of a year.
EVERY_KIND = tuple(kind.code for kind in sorted(kinds.KINDS, key=lambda kind: kind.rank))
# By who travels: missions, what the City receives, what is held online, the rest; agreements last.
KINDS_BY_DIRECTION = tuple(kind.code for kind in sorted(kinds.KINDS, key=_who_travels))
KIND = {kind.code: kind for kind in kinds.KINDS}
NATURES = current().natures
AXES = tuple(current().axes)

# Of each kind that a report counts, its declared total (an indicator).
INDICATOR_OF_KIND = {code: KIND[code].indicator for code in EVERY_KIND if KIND[code].indicator}
COUNTED_KINDS = tuple(INDICATOR_OF_KIND)
_INDICATORS = (
    "accueils",
    "accueils_courtoisie",
    "accueils_collaboration_ciblee",
    "accueils_echange_strategique",
    "missions",
    "missions_etats_unis",
    "pays_visites",
    "villes_visitees",
    "evenements",
    "rencontres_thematiques",
    "services_municipaux",
    "partenaires_externes",
    "ententes_financement",
    "nouvelles_collaborations",
    "entreprises_accompagnees",
    "stagiaires",
    "seuil_sommaire_decisionnel",
    "delai_rapport_mission",
)
INDICATORS = tuple(dict.fromkeys((*_INDICATORS, *INDICATOR_OF_KIND.values())))
# What is declared of the flights of a year, beside the indicators of a report.
DECLARED_OF_FLIGHTS = ("carbone_tonnes", "carbone_cout")
# The declared figures whose change from a year to the next may be explained.
EXPLAINED = (*INDICATORS, *DECLARED_OF_FLIGHTS)
