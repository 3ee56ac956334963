"""No two texts of a slide touch, whatever state of whatever page it shows, nor does a text touch the dots or the edge.

Sixteen states drawn with a fixed seed on one screen; `BRI_STATES` draws that many, on four. tests/benchmark/slides.py
looks at the same in a folder of 4 000 activities, every year; test_scale.py at a year of 500.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from bri_data.filters import NOTHING, PARAMETERS
from bri_data.queries import narrow
from bri_data.store.database import Database, build
from bri_data.views import MOST_VIEWS, View
from tests.data.test_any_state import Held, drawn

DATA = Path(__file__).parents[2] / "data"
MANY = int(os.environ.get("BRI_STATES", "0"))
SCREENS = ((1920, 1080), (1366, 768), (1280, 720), (1024, 768)) if MANY else ((1280, 720),)
# Of states in one link: an address is not endless.
_A_LINK = min(MOST_VIEWS, 20)

# Every slide in turn: pairs of texts that touch, and those out of the slide. A line is its letters, not its leading.
TOUCHING = """() => {
  const slides = [...document.querySelectorAll('.bri-slide-box > .bri-slide')], faults = [];
  const cut = '.bri-slide-title, .bri-slide-lead, .bri-slide-source, .bri-slide-peak';
  const press = (key) => window.dispatchEvent(new KeyboardEvent('keydown', { key }));
  press('Home');
  for (const slide of slides) {
    const box = slide.getBoundingClientRect(), lines = [];
    const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode, parent = text.parentElement;
      if (!text.data.trim() || parent.closest('.bri-slide-rows, .bri-slide-note, title')) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const frame = parent.closest(cut)?.getBoundingClientRect() ?? box;
      for (const line of range.getClientRects()) {
        const leading = 0.2 * line.height;
        const [top, bottom] = [line.top + leading, Math.min(line.bottom - leading, frame.bottom)];
        if (line.width < 1 || bottom - top < 2) continue;
        lines.push({ text, said: text.data.trim(), left: line.left, right: line.right, top, bottom });
      }
    }
    const dots = document.querySelector('.bri-dots').getBoundingClientRect();
    lines.push({ said: 'the dots', left: dots.left, right: dots.right, top: dots.top, bottom: dots.bottom });
    lines.forEach((a, i) => {
      if (a.left < box.left - 1 || a.right > box.right + 1 || a.top < box.top - 1 || a.bottom > box.bottom + 1)
        faults.push(`${slide.dataset.code}: out: ${a.said}`);
      for (const b of lines.slice(i + 1))
        if (a.text !== b.text && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2)
          faults.push(`${slide.dataset.code}: ${a.said} / ${b.said}`);
    });
    press('PageDown');
  }
  return [slides.length, faults];
}"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    file = tmp_path_factory.mktemp("touch") / "data.duckdb"
    assert build(DATA, file, "one") == ()
    opened = Database(file, DATA, "one")
    with opened.cursor() as con:
        frame = narrow.options(con, NOTHING, None)
    yield {facet: [str(code) for code in frame.code[frame.facet == facet]] for facet in PARAMETERS}
    opened.close()


def test_no_two_texts_of_a_slide_touch(held: Held, open_page: Callable[..., Page], screens: Callable[..., Any]) -> None:
    views = []
    for seed in range(MANY or 16):
        address = drawn(seed, held)
        # one title in four is as long as a reader may write
        title = "Une délégation de la Conférence internationale des villes portuaires " * 3 if seed % 4 == 0 else ""
        views.append(View(address.page, urlencode(address.query()), title[:160]))
    found: list[str] = []
    for first in range(0, len(views), _A_LINK):
        some = views[first : first + _A_LINK]
        page = open_page(f"/presenter?{urlencode([('vue', view.written()) for view in some])}")
        found += touching(page, lambda shown: screens(shown, SCREENS))
    assert found == []


def touching(page: Page, screens: Callable[[Page], Iterator[int]]) -> list[str]:
    """What touches on the slides of an opened presentation, each with the width of the screen, on each of `screens`."""
    page.wait_for_selector(".bri-stage")
    page.evaluate(TOUCHING)  # a slide asks for its faces when it is first shown
    page.evaluate("() => document.fonts.ready.then(() => null)")
    found = []
    for width in screens(page):
        n, faults = page.evaluate(TOUCHING)
        assert n > 1
        found += [f"{width}: {fault}" for fault in faults]
    return found
