"""A bureau that has entered nothing yet: every page opens, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from bri_data.__main__ import main
from bri_data.pages import PAGES, Page


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pytest.MonkeyPatch]:
    folder = tmp_path_factory.mktemp("bureau") / "data"
    assert main(["init", str(folder)]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRI_DATA_DIR", str(folder))
        patch.setenv("BRI_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield patch


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address or "overview")
def test_a_page_opens_on_an_empty_folder(
    page: Page, bureau: pytest.MonkeyPatch, open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    at = open_app(page.script.removesuffix(".py"), lang="en" if page.is_filtered else "fr")
    assert not at.error
    assert at.title or "bri-" in str(at.main)
    said = re.sub(r"<[^>]+>", " ", markup_of(at)).replace("&nbsp;", " ").replace("\u00a0", " ")
    assert not re.search(r"\b(sur|of) 0\b|(?<![\d,.])0 [a-zé]", said), "zero, where nothing is known"
