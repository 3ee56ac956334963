"""An address becomes filters and back: nothing raises, nothing is lost, nothing but codes goes in."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bri_data.address import Address
from bri_data.filters import BOUNDS, CLOSED, MOST_CODES, NOTHING, PARAMETERS, Filters

HOSTILE = st.sampled_from(
    [
        "'; DROP TABLE activities; --",
        "' OR 1=1",
        "../../etc",
        "<script>",
        "%",
        "",
        " ",
        "\0",
        "é",
        "2025-13",
        "٢٠٢٥",
        "🙂",
    ]
)
CODES = st.one_of(
    st.text(max_size=120),
    HOSTILE,
    st.text(string.ascii_lowercase + string.digits + "-_", min_size=1, max_size=110),
    st.sampled_from([code for codes in CLOSED.values() for code in codes]),
    st.dates().map(str),
    st.integers(0, 3000).map(str),
)
NAMES = st.one_of(st.sampled_from([*PARAMETERS.values(), *BOUNDS.values(), "annee", "lang", "ville"]), st.text())
QUERIES = st.lists(st.tuples(NAMES, CODES), max_size=60)


@settings(max_examples=60, deadline=None)
@given(QUERIES)
def test_any_address_is_read_and_written_the_same_from_then_on(query: list[tuple[str, str]]) -> None:
    filters, _ = Filters.from_query(query)
    written = filters.to_query()
    again, ignored = Filters.from_query(written)
    assert (again, ignored) == (filters, ())
    assert again.to_query() == written


@settings(max_examples=60, deadline=None)
@given(QUERIES)
def test_a_whole_address_is_stable_too(query: list[tuple[str, str]]) -> None:
    address = Address.read("carte", query)
    again = Address.read("carte", address.query())
    assert again.query() == address.query()
    assert again.ignored == ()
    assert (again.filters, again.year, again.own) == (address.filters, address.year, address.own)


@settings(max_examples=60, deadline=None)
@given(QUERIES)
def test_what_is_asked_for_is_kept_or_said_to_be_ignored(query: list[tuple[str, str]]) -> None:
    filters, ignored = Filters.from_query(query)
    kept = set(filters.to_query())
    for name, value in query:
        if name in {*PARAMETERS.values(), *BOUNDS.values()} and value:
            assert (name, value.strip()) in kept or (name, value) in kept or f"{name}={value[:60]}" in ignored


def test_reads_codes_of_each_facet() -> None:
    query = [
        ("f.ville", "namur"),
        ("f.ville", "bordeaux"),
        ("f.ville", "namur"),
        ("f.pays", "BE"),
        ("f.etat", "datee"),
        ("f.axe", "aucun"),
        ("f.depuis", "2022"),
        ("annee", "2025"),
    ]
    filters, ignored = Filters.from_query(query)
    assert filters == Filters(
        cities=("bordeaux", "namur"), countries=("BE",), states=("datee",), axes=("aucun",), since="2022"
    )
    assert ignored == ()


def test_says_what_it_ignores() -> None:
    query = [("f.genre", "Mission"), ("f.pays", "Belgique"), ("f.depuis", "2025"), ("f.jusque", "2024"), ("f.axe", "")]
    filters, ignored = Filters.from_query(query)
    assert filters == Filters(since="2025")
    assert ignored == ("f.genre=Mission", "f.pays=Belgique", "f.jusque=2024")


def test_a_facet_has_room_for_forty_codes() -> None:
    filters, ignored = Filters.from_query([("f.ville", f"ville-{n}") for n in range(MOST_CODES + 1)])
    assert len(filters.cities) == MOST_CODES
    assert ignored == (f"f.ville=ville-{MOST_CODES}",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"cities": ("Namur",)},
        {"cities": ("namur", "bordeaux")},
        {"cities": ("namur", "namur")},
        {"kinds": ("voyage",)},
        {"since": "hier"},
        {"since": "2025", "until": "2024-12-31"},
    ],
)
def test_refuses_nonsense(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong)).removesuffix("s") if "until" not in wrong else "until"):
        Filters(**wrong)  # type: ignore[arg-type]


def test_takes_one_part_away() -> None:
    filters = Filters(cities=("bordeaux", "namur"), since="2022")
    assert filters.without("cities", "namur") == Filters(cities=("bordeaux",), since="2022")
    assert filters.without("cities") == Filters(since="2022")
    assert filters.without("since") == Filters(cities=("bordeaux", "namur"))
    assert list(filters.parts()) == [("cities", "bordeaux"), ("cities", "namur"), ("since", "2022")]
    assert NOTHING.is_empty and not filters.is_empty


def test_an_address_keeps_what_belongs_to_its_page() -> None:
    address = Address.read("carte", [("ville", "namur"), ("annee", "toutes"), ("f.theme", "culture"), ("lang", "en")])
    assert address.own == (("ville", "namur"),)
    assert (address.year, address.lang, address.filters) == ("toutes", "en", Filters(themes=("culture",)))
    assert address.query() == [("ville", "namur"), ("annee", "toutes"), ("f.theme", "culture"), ("lang", "en")]
    assert Address.read("carte", [("annee", "20255")]).ignored == ("annee=20255",)


@pytest.mark.parametrize(
    ("query", "kept", "ignored"),
    [
        ("annee=2024&annee=2025", "annee=2024", ("annee=2025",)),
        ("annee=hier&annee=2025&annee=2025", "annee=2025", ("annee=hier",)),
        ("arrete=2026-01-31&arrete=12", "arrete=2026-01-31", ("arrete=12",)),
        ("lang=en&lang=fr", "lang=en", ("lang=fr",)),
        ("lang=fr&lang=en", "", ("lang=en",)),
        ("lang=de", "", ("lang=de",)),
        ("ville=namur&cadre=EU&ville=tunis&ville=namur", "ville=namur&cadre=EU", ("ville=tunis",)),
        ("choix=ville:namur&choix=mois:3", "choix=ville:namur", ("choix=mois:3",)),
        ("f.depuis=2022&f.depuis=2023", "f.depuis=2022", ("f.depuis=2023",)),
        # every value of these counts
        ("quoi=villes&avec=namur&avec=tunis", "quoi=villes&avec=namur&avec=tunis", ()),
        ("vue=p=carte&vue=p=themes", "vue=p=carte&vue=p=themes", ()),
        ("s.enligne=a&s.enligne=b&s.prix=3&s.prix=4", "s.enligne=a&s.enligne=b&s.prix=3", ("s.prix=4",)),
    ],
)
def test_of_a_parameter_said_twice_the_first_is_shown_and_the_other_is_told(
    query: str, kept: str, ignored: tuple[str, ...]
) -> None:
    address = Address.read("carte", [tuple(part.split("=", 1)) for part in query.split("&")])  # type: ignore[misc]
    assert "&".join("=".join(part) for part in address.query()) == kept
    assert address.ignored == ignored
    for name in dict(address.own):
        assert address.value(name) == dict(part.split("=", 1) for part in reversed(query.split("&")))[name]


def test_an_older_link_to_every_year_is_one_to_every_year() -> None:
    old = [("annee", "2025"), ("vue", "annees"), ("mois", "mission-3")]
    assert Address.read("chronologie", old) == Address("chronologie", year="toutes", own=(("mois", "mission-3"),))
    assert Address.read("presenter", old).own == (("vue", "annees"), ("mois", "mission-3"))
