"""How pages look at every width: no text over another, cut, broken or too small, no target too near to another.

The same with the spacing a reader may ask for, and axe finds nothing serious in forced colours.

A seeded sample of the pages and their states; `BRI_LOOKS=all` looks at all of them, `python -m tests.benchmark.looks`
takes their pictures too. What is measured is told in looks.py, and tried here on a page that has every fault.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext

from tests.browser.conftest import settle
from tests.browser.looks import KINDS, SPACED_WIDTHS, WINDOWS, addresses, faults, faults_spaced
from tests.browser.watching import axe_violations

# both languages: their words are not of one length, in the header too
SAMPLE = {"fr": 2, "en": 1}
EVERY_FAULT = """<main data-testid="stMain" style="position:relative;width:600px;height:500px;overflow:auto">
<p style="position:absolute;left:0;top:0">Québec sur</p>
<p style="position:absolute;left:20px;top:4px">un autre texte</p>
<p style="position:absolute;top:60px;width:60px;overflow:hidden;white-space:nowrap">un texte trop long pour sa boîte</p>
<div style="position:absolute;top:60px;left:90px;height:12px;overflow:auto hidden;display:flex;align-items:center">
<p style="flex:none;padding-bottom:12px;margin:0">Avant le début</p></div>
<p style="position:absolute;top:90px;width:40px;overflow-wrap:anywhere">Anticonstitutionnellement</p>
<svg style="position:absolute;top:260px" width="100" height="40" viewBox="0 0 200 80"><text y="30">petit</text></svg>
<p style="position:absolute;top:320px"><button style="width:10px;height:10px" aria-label="un"></button><button
 style="width:10px;height:10px" aria-label="deux"></button></p>
<p style="position:absolute;top:380px;width:900px">Large.</p>
<p style="position:absolute;top:410px;left:0">Clé<a class="modebar-btn"
 style="position:absolute;left:2px;top:2px;width:22px;height:18px"></a></p>
</main>"""
NO_FAULT = """<main data-testid="stMain" style="width:600px"><p>Une <a href="#">petite</a> phrase.</p>
<p style="width:90px;overflow:auto;white-space:nowrap">un texte que l’on fait défiler</p><button>Grand bouton</button>
<div style="display:flex;width:200px;height:40px;margin-top:30px">
<div style="overflow:auto;display:flex;width:150px;flex:none">
<input aria-label="cherche" style="flex:none;width:170px;height:40px;box-sizing:border-box"></div>
<button style="width:50px;height:40px">x</button></div>
<div style="position:absolute;width:1px;height:1px;overflow:hidden">dit, non montré</div></main>"""
LINE = """<div data-testid="stApp" data-test-script-state="notRunning"><main data-testid="stMain" style="width:300px">
<h1>Un</h1><p style="width:100px;height:20px;overflow:hidden;margin:0;white-space:nowrap;font:16px/20px monospace"
>0123456789</p></main></div>"""


def test_each_kind_of_fault_is_found_and_no_other(chromium: BrowserContext) -> None:
    page = chromium.new_page()
    page.set_content(EVERY_FAULT)
    page.evaluate("document.querySelectorAll('button').forEach((one, at) => (one.style.marginLeft = at ? '-8px' : 0))")
    assert "targets: un | deux" in {one.what for one in faults(page)}
    assert {"button of a chart: Clé", "button of a chart"} < {one.what for one in faults(page)}
    assert "stMain: Avant le début" in {one.what for one in faults(page) if one.kind == "clipped"}
    page.set_content(EVERY_FAULT)
    found = {one.kind: one.what for one in faults(page)}
    assert set(found) == set(KINDS)
    assert found["broken"] == "stMain: Anticonstitutionnellement"
    assert found["small"].startswith("8.0 ")
    page.set_content(NO_FAULT)
    assert faults(page) == []
    page.set_content(LINE)
    assert {one.kind for one in faults_spaced(page)} == {"clipped"}
    assert faults(page) == []
    page.close()


def test_pages_of_every_kind_look_right_at_every_width(visit: Callable[..., Any], screens: Callable[..., Any]) -> None:
    seed = os.environ.get("BRI_LOOKS", "17")
    taken = random.Random(seed)  # noqa: S311 - not a secret
    chosen = []
    for lang, count in SAMPLE.items():
        known = sorted(addresses(lang))
        chosen += known if seed == "all" else taken.sample(known, count)
    wrong = []
    for address in chosen:
        with visit(address, width=1280, height=720) as page:
            assert page.locator(".bri-failure").count() == 0, address
            for width in screens(page, WINDOWS):
                wrong += [f"{address} at {width}: {one.kind}, {one.what}" for one in faults(page)]
                if width in SPACED_WIDTHS:
                    wrong += [f"{address} at {width}: {one.kind}, {one.what}" for one in faults_spaced(page)]
            page.emulate_media(forced_colors="active")
            settle(page)
            wrong += [f"{address} in forced colours: {one}" for one in axe_violations(page)]
    assert not wrong, "\n".join(wrong)
