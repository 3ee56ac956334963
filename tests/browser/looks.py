"""What is wrong in how a page looks at one width, measured in the page itself.

Kinds of faults: `wide` (the page is wider than its window), `overlap` (two texts, or two targets, over one another),
`clipped` (a text cut by the edge of what holds it), `broken` (a word cut in two lines), `small` (a text under 12.6 px),
`target` (under 24 px and nearer than that to another, WCAG 2.5.8).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from bri_data.pages import PAGES, REFERENCE
from tests.browser.conftest import settle

# A phone at 400 % of zoom, phones, a window at 200 %, a tablet, a projector, laptops, big screens.
WINDOWS = (
    (320, 256),
    (360, 640),
    (390, 844),
    (640, 360),
    (820, 1180),
    (1280, 720),
    (1366, 768),
    (1920, 1080),
    (2560, 1440),
    (3840, 2160),
)
SMALLEST = 12.6
ONE_COUNTRY = "annee=toutes&f.pays=BE"
NOTHING = "annee=2025&f.pays=TN&f.theme=ports_fleuve"
# States of a page that its address alone does not show.
OTHERS = (
    "/fiches?ville=namur",
    "/fiches?ville=bordeaux",
    "/fiches?activite=2025-mission-san-antonio",
    "/donnees?table=ententes",
    "/themes?case=culture:rayonne",
    "/comparer?quoi=villes&avec=namur&avec=paris&avec=bordeaux",
    "/carte?annee=toutes&zoom=2&ville=paris",
    "/presenter?diapo=2",
    "/presenter?diapo=6",
)
# What a reader may ask of every text (WCAG 1.4.12), and where it is tried. The words of a drawing have their places
# there and are left out: a list or a table says them again, and the statement of accessibility says so.
SPACING = """* {line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important}
p {margin-bottom: 2em !important} svg, svg * {letter-spacing: normal !important; word-spacing: normal !important}"""
SPACED_WIDTHS = (320, 1280)
KINDS = ("wide", "overlap", "clipped", "broken", "small", "target")
_MEASURE = """smallest => {
const found = [];
const tell = (kind, text) => found.push([kind, text.trim().replace(/\\s+/g, " ").slice(0, 160)]);
const main = document.querySelector("[data-testid=stMain]");
const seen = (e) => e.checkVisibility({opacityProperty: true, visibilityProperty: true});
const where = (e) => {
  const named = e.closest("[class*=bri-], [data-testid]");
  const called = named && ([...named.classList].find((one) => one.startsWith("bri-")) || named.dataset.testid);
  return called || e.tagName;
};
for (const box of [document.documentElement, main]) {
  if (box && box.scrollWidth > box.clientWidth + 1) tell("wide", box.tagName + " " + box.scrollWidth);
}

// what an element may show: the part of the page that no box around it cuts off; `cut` is true under a box that hides
const frames = new Map();
const frame = (e) => {
  if (!e || e === document.body || e === main) return {left: -1e6, top: -1e6, right: 1e6, bottom: 1e6, cut: null};
  if (frames.has(e)) return frames.get(e);
  const outer = frame(e.parentElement);
  const style = getComputedStyle(e);
  let own = outer;
  if (style.clipPath === "inset(50%)") {  // said, not shown
    own = {left: 0, top: 0, right: 0, bottom: 0, cut: null};
    frames.set(e, own);
    return own;
  }
  if (style.overflowX !== "visible" || style.overflowY !== "visible") {
    const box = e.getBoundingClientRect();
    const across = style.overflowX !== "visible", down = style.overflowY !== "visible";
    const hides = /hidden|clip/.test(style.overflowX + style.overflowY);
    own = {
      left: across ? Math.max(outer.left, box.left) : outer.left,
      right: across ? Math.min(outer.right, box.right) : outer.right,
      top: down ? Math.max(outer.top, box.top) : outer.top,
      bottom: down ? Math.min(outer.bottom, box.bottom) : outer.bottom,
      cut: hides ? e : outer.cut,
    };
  }
  frames.set(e, own);
  return own;
};

// what lies over the page on purpose, as the panel of a city on a phone, hides what is under it
const sheet = (e) => {
  for (let up = main && main.contains(e) ? e : null; up && up !== main; up = up.parentElement) {
    const style = getComputedStyle(up);
    if (style.position === "fixed") return /^rgb\\(/.test(style.backgroundColor) ? up : null;
  }
  return null;
};
const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const parent = node.parentElement;
  if (!node.data.trim() || !parent || /^(SCRIPT|STYLE|NOSCRIPT|TITLE|OPTION)$/i.test(parent.tagName)) continue;
  if (parent.closest("svg title, svg desc, .bri-hidden") || !seen(parent)) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  const rects = [...range.getClientRects()].filter((r) => r.width > 1 && r.height > 1);
  if (!rects.length) continue;
  const shown = frame(parent);
  if (shown.right - shown.left <= 2 || shown.bottom - shown.top <= 2) continue;  // said, not shown
  const inside = rects.filter((r) => r.right > shown.left + 1 && r.left < shown.right - 1
    && r.bottom > shown.top + 1 && r.top < shown.bottom - 1);
  if (!inside.length) continue;
  if (shown.cut) {
    const cut = inside.find((r) => r.left < shown.left - 3 || r.right > shown.right + 3
      || r.top < shown.top - r.height * 0.4 || r.bottom > shown.bottom + r.height * 0.4);
    // a link that is shortened is whole under the pointer and with the focus
    const shortened = getComputedStyle(parent).textOverflow === "ellipsis" && parent.closest("a[href]");
    if (cut && !scrolls(parent, cut))
      tell("clipped", (shortened ? "shortened, " : "") + where(parent) + ": " + node.data);
  }
  if (inside.some((r) => (r.right > innerWidth + 2 || r.left < -2)) && shown.right > 1e5)
    tell("clipped", "off the window, " + where(parent) + ": " + node.data);
  let size = parseFloat(getComputedStyle(parent).fontSize);
  const matrix = parent.getScreenCTM && parent.ownerSVGElement ? parent.getScreenCTM() : null;
  if (matrix) size *= Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
  if (size < smallest - 0.05) tell("small", size.toFixed(1) + " " + where(parent) + ": " + node.data);
  if (rects.length > 1) {
    for (const word of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = [...range.getClientRects()].filter((r) => r.width > 0.5);
      const apart = lines.length > 1 && lines[lines.length - 1].top - lines[0].top > lines[0].height * 0.5;
      if (apart && getComputedStyle(parent).hyphens !== "auto")
        tell("broken", where(parent) + ": " + word[0]);
    }
  }
  for (const r of inside) {
    const trim = r.height * 0.2;
    texts.push({parent, said: node.data, left: Math.max(r.left, shown.left), right: Math.min(r.right, shown.right),
      top: Math.max(r.top + trim, shown.top), bottom: Math.min(r.bottom - trim, shown.bottom)});
  }
}
function scrolls(e, r) {
  for (let up = e; up && up !== main; up = up.parentElement) {
    if (!/auto|scroll/.test(getComputedStyle(up).overflowX + getComputedStyle(up).overflowY)) continue;
    const box = up.getBoundingClientRect();  // what stands before the beginning of what scrolls is never reached
    return r.top - box.top + up.scrollTop > -r.height * 0.4 && r.left - box.left + up.scrollLeft > -3;
  }
  return false;
}
texts.sort((a, b) => a.top - b.top);
texts.forEach((a, i) => {
  for (let j = i + 1; j < texts.length && texts[j].top < a.bottom; j++) {
    const b = texts[j];
    if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2
      && a.parent !== b.parent && sheet(a.parent) === sheet(b.parent))
      tell("overlap", where(a.parent) + ": " + a.said + " | " + b.said);
  }
});

// the buttons that Plotly lays over a chart have no text of their own
for (const button of document.querySelectorAll(".modebar-btn")) {
  const r = button.getBoundingClientRect();
  const under = r.width > 1 && texts.find((t) => Math.min(t.right, r.right) - Math.max(t.left, r.left) > 2
    && Math.min(t.bottom, r.bottom) - Math.max(t.top, r.top) > 2);
  if (under) tell("overlap", "button of a chart: " + under.said);
  if (r.width > 1 && (r.width < 23.5 || r.height < 23.5)) tell("target", "button of a chart");
}

const called = (e) => (e.getAttribute("aria-label") || e.textContent || e.dataset.id || e.tagName).trim();
// whether something of `e` is on top in its box: what a panel or a bar covers is not
const topmost = (e, r) => [0.1, 0.5, 0.9].some((part) => {
  const at = document.elementFromPoint(r.left + (r.right - r.left) * part, (r.top + r.bottom) / 2);
  return at && (e === at || e.contains(at));
});
const TARGETS = "a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button], [role=tab],"
  + " [role=radio], [role=option], [role=slider], [tabindex='0'][data-id]";
const targets = [...document.querySelectorAll(TARGETS)].filter((e) => seen(e) && !e.disabled
  && !e.matches(".js-plotly-plot *, [inert] *"))
  .map((e) => ({e, r: e.getBoundingClientRect()})).filter(({e, r}) => {
    const shown = frame(e.parentElement);
    return r.width > 1 && r.height > 1 && r.right > shown.left && r.left < shown.right && r.bottom > shown.top
      && r.top < shown.bottom;
  });
// two targets over one another: the one below is out of reach there; a map's marks are laid so on purpose
// and what its frame cuts off covers nothing
const within = (r, f) => ({left: Math.max(r.left, f.left), right: Math.min(r.right, f.right),
  top: Math.max(r.top, f.top), bottom: Math.min(r.bottom, f.bottom)});
const boxes = targets.filter(({e}) => !e.closest("svg, canvas, .bri-map-stops") && e.getClientRects().length === 1)
  .map(({e, r}) => ({e, r: within(r, frame(e.parentElement))}));
boxes.forEach(({e, r}, i) => {
  for (const {e: f, r: o} of boxes.slice(i + 1)) {
    const across = Math.min(r.right, o.right) - Math.max(r.left, o.left);
    const down = Math.min(r.bottom, o.bottom) - Math.max(r.top, o.top);
    if (across > 6 && down > 6 && !e.contains(f) && !f.contains(e) && topmost(e, r) && topmost(f, o))
      tell("overlap", "targets: " + called(e) + " | " + called(f));
  }
});
const isSmall = (r) => r.width < 23.5 || r.height < 23.5;
for (const {e, r} of targets) {
  if (!isSmall(r)) continue;
  const style = getComputedStyle(e);
  if (style.display === "inline" && !e.ownerSVGElement && e.parentElement.textContent.trim() !== e.textContent.trim())
    continue;  // a link in a sentence
  const x = (r.left + r.right) / 2, y = (r.top + r.bottom) / 2;
  const near = targets.find((other) => {
    if (other.e === e || other.e.contains(e) || e.contains(other.e)) return false;
    const o = other.r;
    const dx = Math.max(o.left - x, 0, x - o.right), dy = Math.max(o.top - y, 0, y - o.bottom);
    if (dx * dx + dy * dy < 11.5 * 11.5) return true;
    if (!isSmall(o)) return false;
    const ox = (o.left + o.right) / 2, oy = (o.top + o.bottom) / 2;
    return (ox - x) ** 2 + (oy - y) ** 2 < 23.5 ** 2;
  });
  if (near) tell("target", r.width.toFixed(0) + "×" + r.height.toFixed(0) + " " + where(e) + ": "
    + called(e));
}
return found;
}"""


def addresses(lang: str) -> Iterator[str]:
    """Every page in 2025, all years, one country and without rows, then the pages of reference and the other states."""
    told = "&lang=en" if lang == "en" else ""
    for page in PAGES:
        yield f"/{page.address}?annee=2025{told}"
        if page.has_every_year and page.has_year:
            yield f"/{page.address}?annee=toutes{told}"
        if page.is_filtered:
            yield f"/{page.address}?{ONE_COUNTRY}{told}"
            yield f"/{page.address}?{NOTHING}{told}"
    for page in REFERENCE:
        yield f"/{page.address}{told.replace('&', '?')}"
    for other in OTHERS:
        yield other + told


@dataclass(frozen=True)
class Fault:
    """`kind` is one of KINDS; `what` says where and which words."""

    kind: str
    what: str


def faults(page: Page) -> list[Fault]:
    """Every fault of the page as it stands, those alike told once, in the order of the page; empty is right."""
    # a window that has become a phone's loses the charts of a larger one, a moment later
    page.wait_for_function("() => innerWidth > 640 || !document.querySelector('.js-plotly-plot')")
    told = page.evaluate(_MEASURE, SMALLEST)
    return [Fault(kind, what) for kind, what in dict.fromkeys(map(tuple, told))]


def faults_spaced(page: Page) -> list[Fault]:
    """What a reader would lose of the page with its texts spaced as SPACING says: where they cover or cut others."""
    if page.locator(".bri-stage").count():
        return []  # a slide is composed for its letters, which the statement says
    # a sheet made by a script is not held back by the page's own rules about styles
    page.evaluate(
        """rules => { window.briSpacing = new CSSStyleSheet(); window.briSpacing.replaceSync(rules);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, window.briSpacing]; }""",
        SPACING,
    )
    page.evaluate("() => window.dispatchEvent(new Event('resize'))")
    settle(page)  # what fits its words to their room has done so
    found = [
        one
        for one in faults(page)
        if one.kind in {"wide", "overlap", "clipped"} and not one.what.startswith("shortened, ")
    ]
    page.evaluate(
        """() => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== briSpacing); }"""
    )
    settle(page)
    return [Fault(one.kind, f"spaced {one.what}") for one in found]
