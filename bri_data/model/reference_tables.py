"""Whom and what activities refer to, what is declared of a year, and the documents all of it rests on."""

from __future__ import annotations

from .codes import AXES, EXPLAINED, INDICATORS
from .columns import BOTH_LANGUAGES, LOCATOR, SOURCES, TITLES, YEAR, Column, Table, code, day, key, ref

_LABELS = (Column("label", "libelle", required=True), Column("label_en", "libelle_en", required=BOTH_LANGUAGES))

CITIES = Table(
    "cities",
    "villes.csv",
    ("city_id",),
    (
        key("city_id"),
        Column("name", "nom", required=True),
        Column("name_en", "nom_en", required=BOTH_LANGUAGES),
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
        *TITLES,
        day("start", "debut"),
        day("end", "fin"),
        # the latest date at which a source says that the role was held, when no source says that it ended
        Column("attested", "atteste", "date", optional=True),
        # when the answer to an application is expected
        Column("expected", "attendu", "date", optional=True),
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


CARBON_YEARS = Table(
    "carbon_years",
    "credits_carbone.csv",
    ("travel_year",),
    (
        Column("travel_year", "annee_voyages", "integer", required=True, minimum=1900, maximum=2200),
        Column("tonnes", "tonnes", "number", required=True, minimum=0, unit="t CO2e"),
        Column(
            "cost_cad_before_tax",
            "cout_avant_taxes",
            "number",
            minimum=0,
            unit="$ CA",
            former="cout_cad_avant_taxes",
        ),
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


CONTEXT = Table(
    "context",
    "contexte.csv",
    ("fact_id",),
    (
        key("fact_id"),
        # the year whose report states it
        YEAR,
        code("topic", "sujet", "axe", "mandat", "organisation", "regle", "partenaires", "annee", required=True),
        # the one axis it explains, if any
        code("axis", "axe", *AXES),
        *TITLES,
        Column("statement", "enonce", required=True),
        Column("statement_en", "enonce_en"),
        day("start", "debut"),
        day("end", "fin"),
        SOURCES,
        LOCATOR,
    ),
    grain="un fait qui n’est ni une activité ni un chiffre : mandat, règle, organisation, contexte",
    intervals=(("start", "end"),),
    optional=True,
)


ANNOTATIONS = Table(
    "annotations",
    "annotations.csv",
    ("annotation_id",),
    (
        key("annotation_id"),
        code("kind", "type", "mandat", "election", "tarif", "politique", "organisation", required=True),
        *TITLES,
        day("start", "debut", required=True),
        day("end", "fin"),
        # the declared figures whose change it explains, as its source says
        code("explains", "explique", *EXPLAINED, many=True),
        SOURCES,
        LOCATOR,
    ),
    grain="un repère dans le temps, qui n’est pas une activité",
    intervals=(("start", "end"),),
    optional=True,
)


RULES = Table(
    "rules",
    "regles.csv",
    ("rule_id",),
    (
        key("rule_id"),
        code(
            "rule",
            "regle",
            "seuil_decision",
            "rapport_mission",
            "depenses_trimestre",
            "credits_carbone",
            "retombees_mission",
            "ecart_a_expliquer",
            "ecart_minimal",
            required=True,
        ),
        Column("value", "valeur", "number", required=True, minimum=0),
        code("unit", "unite", "cad", "semaines", "trimestres", "annees", "mois", "pourcent", "unites", required=True),
        code("scope", "portee", "tous", "hors_pays", required=True),
        # those whom it binds (blank: everybody), and those who may stand for one of them
        ref("function_ids", "fonctions", "functions", many=True),
        ref("possible_function_ids", "fonctions_possibles", "functions", many=True),
        # since when a source states it, and until when: what bound before is not known
        day("valid_from", "depuis", required=True),
        day("valid_until", "jusqua"),
        SOURCES,
        LOCATOR,
    ),
    grain="une règle énoncée par une source, et le temps où elle vaut",
    intervals=(("valid_from", "valid_until"),),
    optional=True,
)


VERIFICATIONS = Table(
    "verifications",
    "verifications.csv",
    ("verification_id",),
    (
        key("verification_id"),
        # the rule of a doubt, and the key of the row it points at: « planned_in_the_past », « 2025-mission-ottawa »
        Column("rule", "regle", required=True),
        Column("row_key", "ligne", required=True),
        Column("explanation", "explication", required=True),
        Column("explanation_en", "explication_en"),
        SOURCES,
        LOCATOR,
    ),
    grain="un doute de « check » que quelqu’un a vérifié, et son explication",
    optional=True,
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
        Column("statement_1_en", "enonce_1_en", optional=True),
        Column("locator_1", "repere_1", required=True),
        Column("statement_2", "enonce_2", required=True),
        Column("statement_2_en", "enonce_2_en", optional=True),
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
