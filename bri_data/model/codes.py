"""The domain's closed lists of codes, in its own French words."""

from __future__ import annotations

KINDS = ("mission", "accueil", "evenement", "rencontre_thematique", "rencontre_bilaterale")
NATURES = ("courtoisie", "collaboration_ciblee", "echange_strategique")
AXES = ("rayonne", "apprend", "attire")

# A declared total of `indicators` and the kind of row it counts: the only place that ties the two.
INDICATOR_OF_KIND = {
    "accueil": "accueils",
    "mission": "missions",
    "rencontre_thematique": "rencontres_thematiques",
    "evenement": "evenements",
    "entente": "ententes_financement",
}
INDICATORS = (
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
