"""The overview's figures as values, from small frames written by hand."""

import pandas as pd
import pytest

from bri_data.present import overview
from bri_data.present.figures import overview as figures
from bri_data.present.figures.common import Run, said
from bri_data.present.overview import Headline
from bri_data.present.posters.overview import months_block
from bri_data.present.words import texts

FR, EN = texts("fr"), texts("en")


def counted(*rows: tuple[str, str, bool, int]) -> overview.Counts:
    return overview.counts(pd.DataFrame(rows, columns=["kind", "state", "counted", "n"]))


def test_a_declared_total_shows_dated_named_and_hollow_symbols_that_add_up_to_it() -> None:
    known = counted(("accueil", "dated", True, 1), ("accueil", "named", True, 7), ("accueil", "dated", False, 2))
    declared = {
        "accueils": 19.0,
        "accueils_courtoisie": 8.0,
        "accueils_collaboration_ciblee": 7.0,
        "accueils_echange_strategique": 4.0,
    }
    (figure,) = overview.headlines(known, declared, FR)
    # 19 declared = 1 dated + 7 named + 11 nobody describes; the 2 others are outside the total
    assert figure == Headline(
        kind="accueil",
        number="19",
        label="accueils internationaux",
        runs=(
            Run("accueil", "dated", 1),
            Run("accueil", "named", 7),
            Run("accueil", "declared", 11),
            Run("accueil", "dated", 2, counted=False),
        ),
        notes=(
            "8 de courtoisie · 7 collaborations ciblées · 4 échanges stratégiques",
            "au plus 8 nommés sur 19, 1 daté",
        ),
        is_declared=True,
        total=19,
        spoken=("2 de plus, hors total",),
    )


def test_half_a_breakdown_is_not_shown() -> None:
    (figure,) = overview.headlines(counted(), {"accueils": 3.0, "accueils_courtoisie": 1.0}, FR)
    assert figure.notes == ("aucun nommé",)


def test_more_rows_than_declared_shows_them_all_and_no_hollow_symbol() -> None:
    (figure,) = overview.headlines(counted(("mission", "dated", True, 3)), {"missions": 2.0}, FR)
    assert figure.number == "2"
    assert figure.runs == (Run("mission", "dated", 3),)


def test_without_a_report_a_figure_is_what_is_recorded_and_nothing_is_never_zero() -> None:
    known = counted(("mission", "dated", False, 4), ("mission", "announced", False, 1))
    figures = {figure.kind: figure for figure in overview.headlines(known, {}, FR)}
    assert figures["mission"].number == "4"
    assert figures["mission"].notes == ("4 recensées, total inconnu", "1 annoncée, tenue non confirmée")
    assert figures["accueil"].number == "—"
    assert figures["accueil"].runs == ()
    assert not any(figure.is_declared for figure in figures.values())


def test_titles_are_computed_in_both_languages() -> None:
    declared = overview.headlines(counted(), {"accueils": 19.0, "missions": 1.0}, FR)
    assert overview.title(2025, "Québec", declared, FR) == (
        "En 2025, Québec compte 19\u00a0accueils et 1\u00a0mission à l’étranger"
    )
    recorded = overview.headlines(counted(("mission", "dated", False, 4), ("accueil", "dated", False, 1)), {}, EN)
    assert overview.title(2024, "Québec City", recorded, EN) == (
        "In 2024, public sources record 4\u00a0missions and 1\u00a0delegation received"
    )
    announced = overview.headlines(counted(("evenement", "announced", False, 2)), {}, FR)
    assert overview.title(2026, "Québec", announced, FR) == (
        "En 2026, deux activités sont annoncées, aucune n’est encore recensée"
    )
    assert overview.title(2030, "Québec", overview.headlines(counted(), {}, FR), FR) == (
        "En 2030, aucune source publique ne recense d’activité"
    )


def dated(*rows: tuple[int, str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "month": month,
                "kind": kind,
                "state": "dated",
                "counted": True,
                "record_id": name,
                "label": name,
                "label_en": None,
                "cities": None,
                "cities_en": None,
                "in_month": sum(1 for other in rows if other[0] == month),
            }
            for month, kind, name in rows
        ]
    )


def test_ribbon_raises_a_text_that_would_run_into_its_neighbour() -> None:
    months = overview.ribbon(
        dated((5, "evenement", "Conférence des gouverneurs"), (6, "mission", "New York")), FR, totals=True
    )
    may, june = months[4], months[5]
    assert [item.row for item in may.items] == [0]
    # 26 letters are some 13 em wide, a month 4.6 em: June's text moves up one row
    assert [item.row for item in june.items] == [1]
    assert [month.month for month in months if month.items] == [5, 6]


def test_ribbon_stacks_a_busy_month_and_says_how_many_more() -> None:
    frame = dated((3, "mission", "A"), (3, "mission", "B"))
    frame["in_month"] = 7
    march = overview.ribbon(frame, FR, totals=True)[2]
    assert [item.row for item in march.items] == [0, 1]
    assert march.more == 5


def test_a_text_that_would_leave_the_ribbon_stands_before_its_symbol() -> None:
    december = overview.ribbon(dated((12, "evenement", "Conférence de clôture")), FR, totals=True)[11]
    assert [(item.row, item.side) for item in december.items] == [(0, "left")]


def test_a_crowded_month_keeps_to_its_rows_and_counts_the_rest() -> None:
    names = [f"Une rencontre numéro {n}" for n in range(9)]
    march = overview.ribbon(dated(*[(3, "evenement", name) for name in names]), FR, totals=True)[2]
    assert [item.row for item in march.items] == [0, 1, 2, 3, 4]
    assert march.more == 4
    # five symbols of nine are drawn: the months say their numbers, so that no height is read as one
    months = overview.ribbon(dated((2, "mission", "A"), *[(3, "evenement", name) for name in names]), FR, totals=True)
    drawn = figures.ribbon(months, (), 2025, FR)
    assert "févr. · 1</button>" in drawn
    assert "mars · 9</button>" in drawn
    assert "mars · 9</text>" in months_block(months, (), 2025, FR).svg
    assert "·" not in figures.ribbon(overview.ribbon(dated((2, "mission", "A")), FR, totals=True), (), 2025, FR)


def test_a_long_text_is_cut_at_a_word() -> None:
    assert overview.shortened("Sommet des gouverneurs et premiers ministres") == "Sommet des gouverneurs et…"
    assert overview.shortened("Sommet des Grands Lacs") == "Sommet des Grands Lacs"


def test_an_empty_year_has_twelve_empty_months() -> None:
    assert [m.items for m in overview.ribbon(dated(), FR, totals=True)] == [()] * 12


@pytest.mark.parametrize(
    ("run", "french", "english"),
    [
        (Run("accueil", "declared", 11), "11 accueils, déclarés, sans détail", "11 delegations, declared, no detail"),
        (Run("mission", "dated", 1), "1 mission, nommée et datée", "1 mission, named and dated"),
        (Run("entente", "named", 2), "2 ententes, nommées, sans date", "2 agreements, named, no date"),
        (Run("evenement", "announced", 1), "1 événement, annoncé", "1 event, announced"),
    ],
)
def test_a_state_agrees_with_what_it_is_said_of(run: Run, french: str, english: str) -> None:
    assert said(run, texts("fr")) == french
    assert said(run, texts("en")) == english
