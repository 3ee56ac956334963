"""The schema, said once: checks, database, data page, import template and labels all come from here.

Codes are the domain's own French words; columns are English, their CSV headings French.
"""

from __future__ import annotations

from .columns import LOCATOR, SOURCES, VISIBILITY, YEAR, Column, Table, code, day, key, ref

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

_LABELS = (Column("label", "libelle", required=True), Column("label_en", "libelle_en", required=True))
_TITLES = (Column("title", "titre", required=True), Column("title_en", "titre_en"))
# where room is short: at most some 28 characters, written only when the title is longer than that
_SHORT_TITLES = (Column("short_title", "titre_court"), Column("short_title_en", "titre_court_en"))
_SUMMARIES = (Column("summary", "resume"), Column("summary_en", "resume_en"))

ACTIVITIES = Table(
    "activities",
    "activites.csv",
    ("activity_id",),
    (
        key("activity_id"),
        code("kind", "type", *KINDS, required=True),
        code("nature", "nature", *NATURES),
        *_TITLES,
        *_SHORT_TITLES,
        day("start", "debut", required=True),
        day("end", "fin"),
        # who gave the dates: a source after the fact, an announcement before it, or the event that was attended
        code("date_basis", "base_date", "constatee", "annoncee", "activite"),
        ref("city_ids", "villes", "cities", many=True),
        ref("place_id", "lieu", "cities"),
        ref("partner_ids", "partenaires", "partners", many=True),
        ref("theme_ids", "themes", "themes", many=True),
        code("axes", "axes", *AXES, many=True),
        ref("service_ids", "services", "services", many=True),
        ref("function_ids", "participants", "functions", many=True),
        Column("objective", "objectif"),
        *_SUMMARIES,
        code("status", "etat", "prevue", "realisee", "annulee", required=True),
        Column("counted_in", "compte_dans", "integer", minimum=1900, maximum=2200),
        VISIBILITY,
        SOURCES,
        LOCATOR,
    ),
    grain="une activité : mission, accueil, événement ou rencontre",
    intervals=(("start", "end"),),
)

OUTCOMES = Table(
    "outcomes",
    "retombees.csv",
    ("outcome_id",),
    (
        key("outcome_id"),
        ref("activity_id", "activite", "activities"),
        ref("agreement_id", "entente", "agreements"),
        code("axis", "axe", *AXES),
        Column("statement", "enonce", required=True),
        Column("statement_en", "enonce_en"),
        day("due", "echeance"),
        code("status", "etat", "constatee", "annoncee", "en_cours", required=True),
        SOURCES,
        LOCATOR,
    ),
    grain="une retombée énoncée par une source",
)

AGREEMENTS = Table(
    "agreements",
    "ententes.csv",
    ("agreement_id",),
    (
        key("agreement_id"),
        code("kind", "type", "pacte_amitie", "jumelage", "cooperation", "financement", "partenariat", required=True),
        *_TITLES,
        *_SHORT_TITLES,
        ref("city_ids", "villes", "cities", many=True),
        ref("partner_ids", "partenaires", "partners", many=True),
        ref("theme_ids", "themes", "themes", many=True),
        code("axes", "axes", *AXES, many=True),
        day("signed", "signature"),
        day("expires", "fin"),
        Column("amount_cad", "montant_cad", "number", minimum=0, unit="$ CA"),
        code("status", "etat", "en_vigueur", "echue", "en_renouvellement", "inactive", "inconnue", required=True),
        *_SUMMARIES,
        Column("counted_in", "compte_dans", "integer", minimum=1900, maximum=2200),
        VISIBILITY,
        SOURCES,
        LOCATOR,
    ),
    grain="une entente : jumelage, pacte, coopération, partenariat ou financement",
    intervals=(("signed", "expires"),),
)

CITIES = Table(
    "cities",
    "villes.csv",
    ("city_id",),
    (
        key("city_id"),
        Column("name", "nom", required=True),
        Column("name_en", "nom_en", required=True),
        Column("country", "pays", "code", required=True),
        Column("latitude", "latitude", "number", required=True, minimum=-90, maximum=90, unit="°"),
        Column("longitude", "longitude", "number", required=True, minimum=-180, maximum=180, unit="°"),
        Column("airport", "aeroport", "code"),
        Column("is_home", "siege", "boolean", required=True),
        SOURCES,
        LOCATOR,
    ),
    grain="une ville",
)

PARTNERS = Table(
    "partners",
    "partenaires.csv",
    ("partner_id",),
    (
        key("partner_id"),
        Column("name", "nom", required=True),
        Column("name_en", "nom_en"),
        Column("acronym", "sigle"),
        Column("acronym_en", "sigle_en"),
        code(
            "sector",
            "secteur",
            "gouvernement",
            "municipal",
            "reseau",
            "onu",
            "universitaire",
            "economique",
            "culturel",
            "associatif",
            required=True,
        ),
        ref("city_id", "ville", "cities"),
        Column("is_external", "externe", "boolean", required=True),
        Column("is_network", "reseau", "boolean", required=True),
        # the years whose report names it as partner or collaborator, beyond being a guest or a host
        Column("named_in", "nomme_dans", "integer", many=True, minimum=1900, maximum=2200),
        SOURCES,
        LOCATOR,
    ),
    grain="une organisation partenaire ou citée",
)

ROLES = Table(
    "roles",
    "mandats.csv",
    ("role_id",),
    (
        key("role_id"),
        ref("partner_id", "partenaire", "partners", required=True),
        code(
            "role",
            "role",
            "membre",
            "presidence",
            "vice_presidence",
            "fondation",
            "signataire",
            "coordination",
            "designation",
            "candidature",
            required=True,
        ),
        *_TITLES,
        day("start", "debut"),
        day("end", "fin"),
        SOURCES,
        LOCATOR,
    ),
    grain="un rôle de la Ville dans un réseau, ou une désignation",
    intervals=(("start", "end"),),
)


def _codes(name: str, file: str, grain: str) -> Table:
    return Table(name, file, ("code",), (key("code", "code"), *_LABELS), grain)


THEMES = _codes("themes", "themes.csv", "un thème")
SERVICES = _codes("services", "services.csv", "un service municipal")
FUNCTIONS = _codes("functions", "fonctions.csv", "une fonction (jamais un nom de personne)")

TRIPS = Table(
    "trips",
    "deplacements.csv",
    ("trip_id",),
    (
        key("trip_id"),
        ref("activity_id", "activite", "activities", required=True),
        Column("travellers", "voyageurs", "integer", minimum=1, unit="personnes"),
        Column("itinerary", "itineraire", required=True),
        Column("round_trip", "aller_retour", "boolean", required=True),
        code("cabin", "cabine", "economique", "premium", "affaires", "premiere"),
        Column("assumed", "hypothese", "boolean", required=True),
        Column("assumption", "motif"),
        SOURCES,
        LOCATOR,
    ),
    grain="un itinéraire d’une activité",
)

EXPENSES = Table(
    "expenses",
    "depenses.csv",
    ("expense_id",),
    (
        key("expense_id"),
        ref("activity_ids", "activites", "activities", many=True, required=True),
        code("nature", "nature", "reel", "plafond", "contrat", required=True),
        code(
            "category",
            "categorie",
            "avion",
            "transport",
            "hebergement",
            "repas",
            "autre",
            "total",
            required=True,
        ),
        Column("amount_cad", "montant_cad", "number", required=True, minimum=0, unit="$ CA"),
        day("published_on", "publication"),
        Column("scope", "portee"),
        Column("scope_en", "portee_en"),
        # an amount already inside another published amount: never add the two
        ref("included_in", "compris_dans", "expenses"),
        SOURCES,
        LOCATOR,
    ),
    grain="un montant publié",
)

DISCLOSURES = Table(
    "disclosures",
    "divulgations.csv",
    ("disclosure_id",),
    (
        key("disclosure_id"),
        ref("activity_id", "activite", "activities", required=True),
        code("document", "document", "sommaire_decisionnel", "rapport_mission", "depenses_trimestre", required=True),
        day("published_on", "publication"),
        Column("url", "url", "url"),
        SOURCES,
        LOCATOR,
    ),
    grain="un document dû ou publié",
)

CARBON_YEARS = Table(
    "carbon_years",
    "credits_carbone.csv",
    ("travel_year",),
    (
        Column("travel_year", "annee_voyages", "integer", required=True, minimum=1900, maximum=2200),
        Column("tonnes", "tonnes", "number", required=True, minimum=0, unit="t CO2e"),
        Column("cost_cad_before_tax", "cout_cad_avant_taxes", "number", minimum=0, unit="$ CA"),
        Column("programme", "programme"),
        day("bought", "achat"),
        Column("scope", "portee"),
        Column("scope_en", "portee_en"),
        SOURCES,
        LOCATOR,
    ),
    grain="une année de voyages en avion, déclarée",
)

EMISSION_FACTORS = Table(
    "emission_factors",
    "facteurs_emission.csv",
    ("factor_id",),
    (
        key("factor_id"),
        Column("publisher", "editeur", required=True),
        Column("edition", "edition", required=True),
        Column("haul", "trajet", "code", required=True),
        Column("min_km", "km_min", "number", minimum=0, unit="km"),
        Column("max_km", "km_max", "number", minimum=0, unit="km"),
        code("cabin", "cabine", "moyenne", "economique", "premium", "affaires", "premiere", required=True),
        Column("with_non_co2", "avec_hors_co2", "number", minimum=0, unit="kg CO2e/passager-km"),
        Column("without_non_co2", "sans_hors_co2", "number", minimum=0, unit="kg CO2e/passager-km"),
        day("valid_from", "valide_depuis"),
        day("best_before", "a_revoir_avant"),
        SOURCES,
        LOCATOR,
    ),
    grain="un facteur d’émission du transport aérien",
)

DECLARED = Table(
    "indicators",
    "indicateurs.csv",
    ("year", "indicator"),
    (
        YEAR,
        code("indicator", "indicateur", *INDICATORS, required=True),
        Column("value", "valeur", "number", required=True, minimum=0),
        Column("unit", "unite"),
        # themes the source names for the whole total, none of which can be tied to one row
        ref("theme_ids", "themes", "themes", many=True),
        # the one axis under which the source files the total, if it does
        code("axis", "axe", *AXES),
        # what the source names behind the figure (« San Antonio et l’AIVP »)
        Column("detail", "precision"),
        Column("detail_en", "precision_en"),
        SOURCES,
        LOCATOR,
    ),
    grain="un chiffre déclaré",
)

DISCREPANCIES = Table(
    "discrepancies",
    "ecarts.csv",
    ("discrepancy_id",),
    (
        key("discrepancy_id"),
        YEAR,
        code("severity", "gravite", "a", "b", "c", required=True),
        Column("topic", "sujet", required=True),
        Column("topic_en", "sujet_en"),
        Column("statement_1", "enonce_1", required=True),
        Column("locator_1", "repere_1", required=True),
        Column("statement_2", "enonce_2", required=True),
        Column("locator_2", "repere_2", required=True),
        Column("treatment", "traitement", required=True),
        Column("treatment_en", "traitement_en"),
        SOURCES,
    ),
    grain="une contradiction relevée dans une source, ou entre deux",
)

SOURCE_DOCUMENTS = Table(
    "sources",
    "sources.csv",
    ("source_id",),
    (
        key("source_id"),
        Column("title", "titre", required=True),
        Column("publisher", "editeur", required=True),
        Column("url", "url", "url"),
        day("published", "date"),
        code("kind", "type", "rapport", "site_officiel", "partenaire", "presse", "donnees", "calcul", required=True),
        # read as somebody's re-post of the original
        Column("is_indirect", "indirecte", "boolean", required=True),
    ),
    grain="un document",
)

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
    DISCREPANCIES,
    SOURCE_DOCUMENTS,
)


def table(name: str) -> Table:
    """The table of that English name; KeyError when there is none."""
    for candidate in TABLES:
        if candidate.name == name:
            return candidate
    raise KeyError(name)
