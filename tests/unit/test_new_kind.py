"""A kind of activity is one entry of the registry and one file of words: nothing else has to know of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bri_data.model.schema import KIND
from bri_data.present import words

ROOT = Path(__file__).parents[2]


def test_a_kind_added_to_the_registry_is_in_every_picture_file_filter_and_slide(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.unit.new_kind", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


def test_each_kind_has_its_file_of_words_and_no_file_is_of_an_unknown_kind() -> None:
    for lang in words.LOCALES:
        assert {file.stem for file in (words.FOLDER / lang / "kinds").iterdir()} == set(KIND)
