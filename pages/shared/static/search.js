// The search box of the header: a button, and the panel it opens. Texts of the data land as text, never as markup.
const MARKS = __MARKS__; // our own drawings, by kind and state
const SHORTCUTS = "bri-raccourcis";
const PAUSE_MS = 90;
const IN_A_FIELD = "input, textarea, select, [contenteditable], [role=dialog], [role=textbox], dialog, [data-testid=stDataFrame]";

const glass = () => {
  const drawn = document.createElement("template");
  drawn.innerHTML = '<svg viewBox="0 0 20 20" aria-hidden="true" class="bri-icon"><path d="M8.6 2.8a5.8 5.8 0 1 0 0 11.6 5.8 5.8 0 1 0 0-11.6M13 13l4.2 4.2"/></svg>';
  return drawn.content;
};

const singleKeysAreOn = () => {
  try {
    return localStorage.getItem(SHORTCUTS) !== "non";
  } catch {
    return true; // a browser that keeps nothing
  }
};

const symbolOf = (name) => {
  const place = el("span", { class: "bri-search-mark" });
  if (name in MARKS) place.innerHTML = MARKS[name];
  return place;
};

// One answer: a true link for a new tab, an option for the keyboard.
const optionOf = (answer, number, words) =>
  el("a", { role: "option", id: `bri-search-${number}`, href: answer.address, tabindex: "-1", "aria-selected": "false",
    "data-answer": answer.id, class: words ? "bri-search-data" : null },
  words ? null : symbolOf(answer.mark),
  el("span", { class: "bri-search-words" }, el("span", { class: "bri-search-name" }, answer.name),
    answer.context ? el("small", {}, answer.context) : null));

const listOf = (message) => {
  let number = 0;
  const groups = message.groups.map((group, at) => {
    const heading = el("div", { id: `bri-search-group-${at}`, class: "bri-search-heading", role: "presentation" },
      el("span", {}, group.label), group.more ? el("small", {}, group.more) : null);
    return el("div", { role: "group", "aria-labelledby": heading.id }, heading,
      ...group.answers.map((answer) => optionOf(answer, number++)));
  });
  return [...groups, optionOf(message.data, number, true)];
};

const drawBox = (host) => {
  const box = {
    button: el("button", { type: "button", class: "bri-search-open", "aria-label": say("open"), title: say("open_long"),
      "aria-expanded": "false", "aria-haspopup": "dialog", "aria-keyshortcuts": "/ Control+K" },
    glass(), el("span", { "aria-hidden": "true" }, say("open"))),
    field: el("input", { type: "text", role: "combobox", "aria-label": say("label"), placeholder: say("placeholder"),
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "bri-search-list", autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", maxlength: "100", enterkeyhint: "go" }),
    close: el("button", { type: "button", class: "bri-quiet", "aria-label": say("close"), title: say("close") }, icon("close")),
    list: el("div", { role: "listbox", id: "bri-search-list", "aria-label": say("results"), hidden: true }),
    said: el("p", { class: "bri-search-said", role: "status" }),
    keys: el("p", { class: "bri-search-keys" }, say("keys")),
  };
  box.panel = el("div", { class: "bri-search-panel", role: "dialog", "aria-label": say("open"), hidden: true },
    el("div", { class: "bri-search-line" }, glass(), box.field, box.close),
    box.list, el("div", { class: "bri-search-foot" }, box.said, box.keys));
  host.append(box.button, box.panel);
  return box;
};

// Which answer the arrows stand on: the focus itself stays in the field.
const pointer = (box) => {
  const options = () => [...box.list.querySelectorAll("[role=option]")];
  let current = -1;
  const point = (to) => {
    const all = options();
    current = all.length ? (to + all.length) % all.length : -1; // round from one end to the other
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === current)));
    if (current < 0) return box.field.removeAttribute("aria-activedescendant");
    box.field.setAttribute("aria-activedescendant", all[current].id);
    if (current === 0) box.list.scrollTop = 0; // its heading too
    return all[current].scrollIntoView({ block: "nearest" });
  };
  return {
    point,
    move: (by) => point(current + by),
    chosen: () => options()[current],
    hasAny: () => options().length > 0,
  };
};

// Asks the server at each pause of the typing; only the last question's answer is drawn.
const asker = (box, arrows) => {
  let timer;
  let request;
  let answered = "";
  const show = (said, nodes) => {
    box.said.textContent = said;
    box.list.replaceChildren(...nodes);
    box.list.hidden = nodes.length === 0;
    box.field.setAttribute("aria-expanded", String(nodes.length > 0));
    arrows.point(0);
  };
  const ask = async (asked) => {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const state = new URLSearchParams(window.location.search).get("arrete"); // answers of the data on the screen
      const query = new URLSearchParams({ q: asked, lang: LANG, ...(state ? { arrete: state } : {}) });
      const address = new URL(`./bri/chercher?${query}`, document.baseURI);
      const answer = await fetch(address, { signal });
      if (!answer.ok) throw new Error(answer.status);
      const message = await answer.json();
      if (signal.aborted) return;
      answered = asked;
      show(message.said, listOf(message));
    } catch {
      if (!signal.aborted) show(say("failed"), []);
    }
  };
  const clear = () => {
    request?.abort();
    answered = "";
    show(say("hint"), []);
  };
  return {
    clear,
    isUpToDate: () => answered === box.field.value.trim(),
    soon: () => {
      clearTimeout(timer);
      const asked = box.field.value.trim();
      if (!asked) clear();
      else timer = setTimeout(ask, PAUSE_MS, asked);
    },
    now: async () => {
      clearTimeout(timer);
      await ask(box.field.value.trim());
    },
  };
};

const openAndClose = (box, questions) => {
  let before;
  const isOpen = () => !box.panel.hidden;
  const open = () => {
    if (!box.button.checkVisibility()) return; // a projection hides the header
    if (!isOpen()) {
      before = document.activeElement;
      box.panel.hidden = false;
      box.button.setAttribute("aria-expanded", "true");
      box.field.value = "";
      questions.clear();
    }
    box.field.focus();
    box.field.select();
  };
  const close = (giveFocusBack) => {
    if (!isOpen()) return;
    box.panel.hidden = true;
    box.button.setAttribute("aria-expanded", "false");
    if (giveFocusBack) (before?.isConnected && before !== document.body ? before : box.button).focus();
  };
  return { isOpen, open, close };
};

const listenToBox = (box, arrows, questions, panel, choose) => {
  box.button.addEventListener("click", () => (panel.isOpen() ? panel.close(true) : panel.open()));
  box.close.addEventListener("click", () => panel.close(true));
  box.field.addEventListener("input", questions.soon);
  box.field.addEventListener("keydown", async (event) => {
    if (event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && arrows.hasAny()) {
      event.preventDefault();
      arrows.move(steps[event.key]);
    } else if (event.key === "Enter" && box.field.value.trim()) {
      event.preventDefault();
      const newTab = event.ctrlKey || event.metaKey;
      if (!questions.isUpToDate()) await questions.now();
      const option = arrows.chosen();
      if (option && newTab) window.open(option.href, "_blank", "noopener");
      else if (option) choose(option.dataset.answer);
    }
  });
  box.panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    panel.close(true);
  });
  box.list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option || !plainClick(event)) return;
    event.preventDefault();
    choose(option.dataset.answer);
  });
  box.list.addEventListener("pointermove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && option !== arrows.chosen()) arrows.point([...box.list.querySelectorAll("[role=option]")].indexOf(option));
  });
};

const listenToPage = (host, panel, signal) => {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    const always = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !modified && singleKeysAreOn() && !event.target.closest?.(IN_A_FIELD);
    if (!always && !slash) return;
    event.preventDefault();
    panel.open();
  }, { signal, capture: true });
  document.addEventListener("pointerdown", (event) => {
    if (!event.composedPath().includes(host)) panel.close(false);
  }, { signal });
  host.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !host.contains(event.relatedTarget)) panel.close(false);
  });
};

export const mount = (parentElement, data, send) => {
  const host = el("div", { class: "bri-search" });
  const leaving = new AbortController();
  const told = { send };
  const box = drawBox(host);
  const arrows = pointer(box);
  const questions = asker(box, arrows);
  const panel = openAndClose(box, questions);
  listenToBox(box, arrows, questions, panel, (id) => {
    panel.close(true);
    told.send("found", id);
  });
  listenToPage(host, panel, leaving.signal);
  parentElement.append(host);
  return {
    update: (_, sendNow) => { told.send = sendNow; },
    remove: () => {
      leaving.abort();
      host.remove();
    },
  };
};
