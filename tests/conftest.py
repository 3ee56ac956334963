"""What every run of the tests stands on: what would be done over and over, for nothing, is done once."""

from __future__ import annotations

import functools
import gc

import pytest
from streamlit.components.v2 import manifest_scanner

# a worker holds a gigabyte of modules, pages and files: to look through it for cycles every 700 objects took a tenth
# of the run
gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True, scope="session")
def _what_is_installed_is_read_once() -> None:
    """A server looks through the installed packages for components as it starts; AppTest does at each run of a page."""
    manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)
