"""How every page looks: each page and state × widths × light, dark and forced colours × both languages, measured.

python -m tests.benchmark.looks --out FOLDER [--only carte] [--lang fr] [--data FOLDER] [--pictures] [--record]

Writes `faults-fr.txt` (one line a fault: address, width, kind, words); with `--pictures`, one sheet of small pictures
per address, to be looked at; with `--record`, what the page « Accessibilité » says of the last run. What is measured is
told in tests/browser/looks.py; faults of accessibility are axe's, WCAG 2.2 A and AA.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import BrowserContext, Page, sync_playwright

from bri_data.model.clock import now
from bri_data.present.accessibility import LAST_RUN
from tests.browser.conftest import PATIENCE, fresh_page, settle
from tests.browser.looks import SPACED_WIDTHS, WINDOWS, addresses, faults, faults_spaced
from tests.browser.servers import run_server
from tests.browser.watching import FLAGS, Watch, axe_violations, find_browser

AXE_WIDTHS = (390, 1280)
# What this look tries besides light and dark; kept with what it found.
ALSO = ("forced", "spaced")
Found = tuple[str, int, str, str]


def look(context: BrowserContext, url: str, address: str, out: Path, *, pictures: bool) -> list[Found]:
    """The faults of one address at every width (address, width, kind, words); its sheet of pictures in `out`."""
    watch, found, shots = Watch(), [], []
    page = fresh_page(context, url + address, watch, width=1280, height=720)
    if page.locator(".bri-failure").count():
        found.append((address, 0, "error", "the page failed"))
    try:
        for width, height in WINDOWS:
            page.set_viewport_size({"width": width, "height": height})
            settle(page)
            measured = [*faults(page), *(faults_spaced(page) if width in SPACED_WIDTHS else ())]
            found += [(address, width, one.kind, one.what) for one in measured]
            if width in AXE_WIDTHS:
                found += [(address, width, "axe", one) for one in axe_violations(page)]
            if pictures:
                shots.append(_picture(page, out / f"{width}.png"))
        for width in AXE_WIDTHS if pictures else AXE_WIDTHS[-1:]:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme="dark")
            settle(page)
            found += [(address, width, "axe", f"dark {one}") for one in axe_violations(page, colours_only=True)]
            if pictures:
                shots.append(_picture(page, out / f"dark-{width}.png"))
            # a contrast theme is most often a dark one
            page.emulate_media(forced_colors="active")
            settle(page)
            found += [(address, width, "axe", f"forced {one}") for one in axe_violations(page)]
            if pictures:
                shots.append(_picture(page, out / f"forced-{width}.png"))
            page.emulate_media(color_scheme="light", forced_colors="none")
    finally:
        page.close()
    found += [(address, 0, "error", one) for one in [*watch.errors, *watch.outside]]
    name = "".join(letter if letter.isalnum() else "-" for letter in address).strip("-") or "overview"
    if shots:
        _sheet(shots, out / f"{name}.jpg")
    return found


def record(found: list[Found], looked_at: list[str], lang: str) -> None:
    """Keep what this run found in the file that the page « Accessibilité » reads: the pages looked at again are said
    anew, the others stay as they were."""
    kept = json.loads(LAST_RUN.read_text("utf-8")) if LAST_RUN.exists() else {}
    before = kept.get(lang, {"addresses": [], "faults": []})
    pages = {_page_of(address) for address in looked_at}
    told: dict[tuple[str, str, str], list[Found]] = {}
    for one in found:
        told.setdefault((_page_of(one[0]), one[2], one[3][:120]), []).append(one)
    others = [one for one in before["addresses"] if _page_of(one) not in pages]
    kept[lang] = {
        "also": [one for one in ALSO if not others or one in before.get("also", ())],
        "on": now().date().isoformat(),
        "addresses": sorted({*looked_at, *others}),
        "widths": [width for width, _ in WINDOWS],
        "axe_widths": list(AXE_WIDTHS),
        "faults": [
            *(one for one in before["faults"] if _page_of(one["address"]) not in pages),
            *(
                {"kind": kind, "what": what, "address": same[0][0], "widths": sorted({one[1] for one in same})}
                for (_, kind, what), same in told.items()
            ),
        ],
    }
    LAST_RUN.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def _page_of(address: str) -> str:
    return address.split("?", maxsplit=1)[0]


def _picture(page: Page, path: Path) -> Image.Image:
    page.screenshot(path=path)
    with Image.open(path) as opened:
        kept = opened.convert("RGB")
    path.unlink()
    return kept


def _sheet(shots: list[Image.Image], path: Path) -> None:
    small = []
    for shot in shots:
        wide = min(640, max(320, shot.width // 2))
        small.append(shot.resize((wide, shot.height * wide // shot.width)))
    rows, row, used = [], [], 0
    for shot in small:
        if used + shot.width > 2000:
            rows, row, used = [*rows, row], [], 0
        row, used = [*row, shot], used + shot.width + 8
    rows.append(row)
    sheet = Image.new("RGB", (2010, sum(max(one.height for one in line) + 8 for line in rows if line)), "#888")
    top = 0
    for line in filter(None, rows):
        left = 0
        for shot in line:
            sheet.paste(shot, (left, top))
            left += shot.width + 8
        top += max(one.height for one in line) + 8
    sheet.save(path, quality=80)


def main() -> None:
    """Look at every address asked, one line a fault; ends with how many of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="", help="addresses that hold these letters")
    parser.add_argument("--lang", choices=("fr", "en"), default="fr")
    parser.add_argument("--pictures", action="store_true", help="take the pictures too")
    parser.add_argument("--record", action="store_true", help="keep what was found for the page of accessibility")
    parser.add_argument("--data", type=Path, help="another folder of data")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    environment = {"BRI_DATA_DIR": str(asked.data)} if asked.data else {}
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        server, process = run_server("dashboard.py", Path(place), BRI_CACHE_DIR=f"{place}/built", **environment)
        context = playwright.chromium.launch_persistent_context(
            f"{place}/profile",
            executable_path=find_browser(),
            args=[*FLAGS, *(["--no-sandbox"] if root else [])],
            locale="fr-CA",
        )
        context.set_default_timeout(PATIENCE)
        everything: list[Found] = []
        looked_at = []
        try:
            with (asked.out / f"faults-{asked.lang}.txt").open("w", encoding="utf-8") as written:
                for address in addresses(asked.lang):
                    if asked.only not in address:
                        continue
                    found = look(context, server.url, address, asked.out, pictures=asked.pictures)
                    everything += found
                    looked_at.append(address)
                    written.writelines("\t".join(map(str, line)) + "\n" for line in found)
                    written.flush()
                    print(f"{len(found):>4} {address}", flush=True)
        finally:
            context.close()
            process.terminate()
            process.wait(10)
    print(dict(Counter(kind for _, _, kind, _ in everything)))
    if asked.record:
        record(everything, looked_at, asked.lang)


if __name__ == "__main__":
    main()
