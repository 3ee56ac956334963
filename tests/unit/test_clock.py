"""The Bureau's clock: Québec's time wherever the server stands, and a moment that can be fixed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bri_data.model.clock import BUREAU, moment, now
from bri_data.present import made
from bri_data.present.made import Made
from bri_data.present.words import texts

N = "\u00a0"
# November 28, 2026 at 02:30 in Greenwich is still the 27th, half past nine in the evening, in Québec.
NIGHT = datetime(2026, 11, 28, 2, 30, tzinfo=UTC)


def test_the_clock_is_quebecs_not_the_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    read = now()
    assert read.tzinfo is BUREAU
    assert abs(read - datetime.now(UTC)) < timedelta(minutes=5)


def test_source_date_epoch_fixes_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NIGHT.timestamp())))
    assert now() == NIGHT
    assert now().date() == date(2026, 11, 27)


@pytest.mark.parametrize("bad", ["", "hier", "-3"])
def test_a_moment_that_is_no_number_is_not_taken(monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", bad)
    assert now().year > 2020


def test_a_day_is_its_midnight_in_quebec() -> None:
    assert moment(date(2026, 7, 1)) == datetime(2026, 7, 1, 4, tzinfo=UTC)  # summer time
    assert moment(date(2026, 1, 1)) == datetime(2026, 1, 1, 5, tzinfo=UTC)


def test_a_moment_is_said_in_quebecs_time_and_usage() -> None:
    assert made.moment(NIGHT, texts("fr")) == f"27 novembre 2026, 21{N}h{N}30"
    assert made.moment(date(2026, 11, 22), texts("fr")) == "22 novembre 2026"
    assert "21:30" in made.moment(NIGHT, texts("en"))


def test_what_is_not_known_of_the_data_is_not_said() -> None:
    assert made.produced(Made(date(2026, 11, 22)), texts("fr")) == "Produit le 22 novembre 2026"
    known = Made(date(2026, 11, 22), "1a2b3c4d", date(2026, 11, 20))
    assert made.produced(known, texts("fr")) == (
        f"Produit le 22 novembre 2026 · Données{N}: état 1a2b3c4d, fichiers modifiés le 20 novembre 2026"
    )
