"""What the reader sees when the data folder is broken, from the start or while the dashboard runs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, a copy of the project's."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    monkeypatch.setenv("BRI_DATA_DIR", str(copy))
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    return copy


def test_no_sound_data_lists_every_fault(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_app: Callable[..., AppTest],
    markup_of: Callable[[AppTest], str],
) -> None:
    (folder / "activites.csv").write_text("<b>;rien\n1;2\n", "utf-8")
    at = open_app()
    assert at.title[0].value == "Les données ne peuvent pas être affichées"
    assert "1 erreur à corriger" in markup_of(at)
    assert "activites.csv" not in markup_of(at)  # a list of faults quotes rows: it is for those who keep the data
    monkeypatch.setenv("BRI_KEEPER", "1")
    drawn = markup_of(open_app())
    assert "activites.csv" in drawn
    assert "<b>" not in drawn  # text of the files is never markup
    assert open_app(lang="en").title[0].value == "The data cannot be shown"


def test_a_fault_that_appears_later_keeps_the_last_sound_data(
    folder: Path, open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    before = open_app()
    assert "bri-failure" not in markup_of(before)
    (folder / "activites.csv").write_text("", "utf-8")
    after = open_app()
    assert after.title[0].value == before.title[0].value
    assert "1 erreur à corriger" in markup_of(after)
    assert "Les dernières données valides restent affichées." in markup_of(after)


def test_doubts_are_for_whoever_keeps_the_data(
    monkeypatch: pytest.MonkeyPatch, open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    assert "bri-doubts" not in markup_of(open_app("donnees"))
    monkeypatch.setenv("BRI_KEEPER", "1")
    assert "4 points à vérifier, ou vérifiés" in markup_of(open_app("donnees"))
