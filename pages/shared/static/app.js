// Streamlit's built-in English words, replaced as they appear. Our own words never pass here: they are already in the
// reader's language, and no entry of the list is one of them.
(() => {
  const words = __WORDS__;
  const holed = /\{[ns]\}/; // {n} stands for a number, {s} for any words, which stay as they are
  const exact = new Map(Object.entries(words).filter(([source]) => !holed.test(source)));
  const patterns = Object.entries(words)
    .filter(([source]) => holed.test(source))
    .map(([source, shown]) => {
      const [before, after] = source.split(holed).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      return [new RegExp(`^${before}(${source.includes("{n}") ? "[\\d.]+" : ".+"})${after}(?=$| •)`), shown];
    });
  // « 71.8 » as the reader writes it, a year as it is; words that are numbers stay words
  const written = (text, shown) => {
    const number = shown.includes("{n}") ? Number(text) : NaN;
    return Number.isNaN(number) ? text : number.toLocaleString(document.documentElement.lang, {useGrouping: false});
  };
  const attributes = ["aria-label", "aria-valuetext", "title", "placeholder", "alt", "data-title"];
  const ours = ".bri-picture, [data-testid=stDataFrameResizable] canvas";

  const translated = (text) => {
    const trimmed = text.trim();
    if (exact.has(trimmed)) return text.replace(trimmed, exact.get(trimmed));
    for (const [pattern, shown] of patterns) {
      const found = trimmed.match(pattern);
      if (found) return text.replace(found[0], shown.replace(holed, () => written(found[1], shown)));
    }
    return text;
  };

  const translateText = (node) => {
    const shown = translated(node.data);
    if (shown !== node.data) node.data = shown;
  };

  const translateElement = (element) => {
    for (const name of attributes) {
      const text = element.getAttribute(name);
      if (!text) continue;
      const shown = translated(text);
      if (shown !== text) element.setAttribute(name, shown);
    }
  };

  const translateTree = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return translateText(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(ours)) return undefined;
    translateElement(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === Node.ELEMENT_NODE && node.matches(ours) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    while (walker.nextNode()) {
      if (walker.currentNode.nodeType === Node.TEXT_NODE) translateText(walker.currentNode);
      else translateElement(walker.currentNode);
    }
    return undefined;
  };

  if (exact.size === 0 && patterns.length === 0) return;
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translateTree);
      else if (change.target.parentElement?.closest(ours)) continue;
      else if (change.type === "characterData") translateText(change.target);
      else translateElement(change.target);
    }
  }).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: attributes,
  });
  translateTree(document.body);
})();

// A list narrowed as one types: what holds every word stays, accents and capitals aside.
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("’", "'");
document.addEventListener("input", (event) => {
  if (!event.target.matches?.("input[data-narrows]")) return;
  const list = event.target.closest(".bri-index");
  const wanted = folded(event.target.value).split(/\s+/).filter(Boolean);
  let kept = 0;
  for (const item of list.querySelectorAll(".bri-index-lists li")) {
    const text = (item.folded ??= folded(item.textContent));
    item.hidden = !wanted.every((word) => text.includes(word));
    kept += !item.hidden;
  }
  for (const block of list.querySelectorAll(".bri-index-lists section, .bri-index-kind"))
    block.hidden = wanted.length > 0 && !block.querySelector("li:not([hidden]) a");
  const said = list.querySelector(".bri-narrow output");
  const form = kept === 0 ? "zero" : kept === 1 ? "one" : "other";
  said.textContent = wanted.length ? said.dataset[form].replace("#", kept.toLocaleString(document.documentElement.lang)) : "";
});

// The title holds the counts: after a choice on the same page it is told to who does not see it change.
{
  const told = Object.assign(document.createElement("p"), { id: "bri-told", className: "bri-hidden", role: "status" });
  let [page, title, waiting] = ["", "", 0];
  const tell = () => {
    const said = document.querySelector("[data-testid=stMain] h1")?.textContent.trim() ?? "";
    if (!told.isConnected) document.body.append(told);
    if (!said || (said === title && page === location.pathname)) return;
    if (title && page === location.pathname) told.textContent = said;
    [title, page] = [said, location.pathname];
  };
  new MutationObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, 400);
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
}

// What is typed and not saved, a file being imported: a reload would lose them. The browser asks, in its own words.
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector(".bri-foot[data-unsaved]")) event.preventDefault();
});

// On a phone the menu covers the page: a page chosen in it shuts it.
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-testid=stSidebarNavLink]") || !window.matchMedia("(max-width: 768px)").matches) return;
  const shut = document.querySelector("[data-testid=stSidebarCollapseButton] button");
  setTimeout(() => shut?.click());
});

// In the menu of a phone, a group of pages stands in the list as a block that is no item: the list is told as links.
new MutationObserver(() => {
  const list = "[data-testid=stSidebarNavItems]";
  for (const item of document.querySelectorAll(`${list}:not([role]), ${list} li:not([role])`)) item.setAttribute("role", "presentation");
}).observe(document.documentElement, { childList: true, subtree: true });

// A button that empties a list or a form goes with what it empties: the focus it had goes to the first field that stays.
// The buttons of a chart are made again with it (full screen, entered or left): the focus goes to the one in its place.
{
  const BAR = ".modebar-btn";
  let left;
  const nameOf = (host) => [...(host.closest("[class*=st-key-]")?.classList ?? [])].find((name) => name.startsWith("st-key-"));
  document.addEventListener("pointerdown", () => { left = undefined; }, true); // who points elsewhere means to leave
  document.addEventListener("focusin", ({ target }) => {
    const chart = target.matches(BAR) && target.closest("[data-testid=stFullScreenFrame]");
    const host = chart || (target.closest("button") && target.closest("[data-testid=stMultiSelect], [data-testid=stPopoverBody]"));
    left = host ? { button: target, host, name: nameOf(host) } : undefined;
    if (chart) left.place = [...chart.querySelectorAll(BAR)].indexOf(target);
  });
  new MutationObserver(() => {
    if (!left || left.button.isConnected || document.activeElement !== document.body) return;
    const host = left.host.isConnected ? left.host : left.name && document.querySelector(`.${CSS.escape(left.name)}`);
    const field = left.place === undefined ? host?.querySelector("input") : host?.querySelectorAll(BAR)[left.place];
    if (!field) return;
    left = undefined;
    field.focus();
  }).observe(document.body, { childList: true, subtree: true });
}
