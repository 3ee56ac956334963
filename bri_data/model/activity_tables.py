"""What the Bureau did: activities, agreements, and what hangs on them."""

from __future__ import annotations

from .codes import AXES, KINDS, NATURES
from .columns import LOCATOR, SOURCES, TITLES, VISIBILITY, Column, Table, code, day, key, ref

# where room is short: at most some 28 characters, written only when the title is longer than that
_SHORT_TITLES = (Column("short_title", "titre_court"), Column("short_title_en", "titre_court_en"))
_SUMMARIES = (Column("summary", "resume"), Column("summary_en", "resume_en"))

# « habitation:apprend »: a theme of the row that its sources put under one of its axes. That a row bears both says
# nothing of the pair.
THEME_AXES = Column("theme_axes", "themes_axes", "code", many=True, optional=True)

# said only where a source says that somebody else paid all of it: then no cost is missing
THIRD_PARTY = "tiers"
PAID_BY = Column("paid_by", "paye_par", "code", codes=(THIRD_PARTY,), optional=True)

ACTIVITIES = Table(
    "activities",
    "activites.csv",
    ("activity_id",),
    (
        key("activity_id"),
        code("kind", "type", *KINDS, required=True),
        code("nature", "nature", *NATURES),
        *TITLES,
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
        THEME_AXES,
        ref("service_ids", "services", "services", many=True),
        ref("function_ids", "participants", "functions", many=True),
        PAID_BY,
        Column("objective", "objectif"),
        Column("objective_en", "objectif_en", optional=True),
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
        # the year whose report states it; blank: that of the activity or agreement
        Column("year", "annee", "integer", optional=True, minimum=1900, maximum=2200),
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
        *TITLES,
        *_SHORT_TITLES,
        ref("city_ids", "villes", "cities", many=True),
        ref("partner_ids", "partenaires", "partners", many=True),
        ref("theme_ids", "themes", "themes", many=True),
        code("axes", "axes", *AXES, many=True),
        THEME_AXES,
        day("signed", "signature"),
        day("expires", "fin"),
        Column("amount_cad", "montant", "number", minimum=0, unit="$ CA", former="montant_cad"),
        code(
            "status",
            "etat",
            "en_vigueur",
            "echue",
            "en_renouvellement",
            "suspendue",
            "resiliee",
            "inactive",
            "inconnue",
            required=True,
        ),
        *_SUMMARIES,
        Column("counted_in", "compte_dans", "integer", minimum=1900, maximum=2200),
        VISIBILITY,
        SOURCES,
        LOCATOR,
    ),
    grain="une entente : jumelage, pacte, coopération, partenariat ou financement",
    intervals=(("signed", "expires"),),
)


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
        Column("assumption_en", "motif_en", optional=True),
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
        # an adjustment, a refund for one, is the only amount that may be negative
        code("nature", "nature", "reel", "plafond", "contrat", "rajustement", required=True),
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
        Column("amount_cad", "montant", "number", required=True, unit="$ CA", former="montant_cad"),
        day("published_on", "publication"),
        Column("scope", "portee"),
        Column("scope_en", "portee_en"),
        # how many persons it covers, where its source says so: without it, nothing can be said per person
        Column("travellers", "personnes", "integer", minimum=1, unit="personnes", optional=True),
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
        # when a source found that it was not published: without it, a blank publication proves nothing
        Column("found_missing", "absence_constatee", "date", optional=True),
        Column("url", "url", "url"),
        SOURCES,
        LOCATOR,
    ),
    grain="un document dû ou publié",
)
