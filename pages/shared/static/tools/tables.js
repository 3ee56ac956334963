// The whole page as tables: every twin open, every drawing away (the style sheet does that). And the page on paper.
const TABLES = "bri-tableaux";
const TWINS = "details.bri-twin";

// Opened once and marked: a reader who folds one again is not contradicted.
const openTwins = () => {
  for (const twin of document.querySelectorAll(`${TWINS}:not([open], [data-bri-opened])`)) {
    twin.open = true;
    twin.dataset.briOpened = "";
  }
};

const closeTwins = () => {
  for (const twin of document.querySelectorAll(`${TWINS}[data-bri-opened]`)) {
    twin.open = false;
    delete twin.dataset.briOpened;
  }
};

const kept = (store, name) => {
  try {
    return store.getItem(name);
  } catch {
    return null;
  }
};

const keep = (store, name, value) => {
  try {
    if (value === null) store.removeItem(name);
    else store.setItem(name, value);
  } catch { /* the choice then lasts as long as the page */ }
};

const tableMode = (tools) => {
  const back = el("button", { type: "button", class: "bri-link", onclick: () => set(false) }, say("tables.back"));
  const bar = el("div", { class: "bri-tables-bar", hidden: true }, el("span", {}, say("tables.on")), back);
  const watcher = new MutationObserver(openTwins);
  const isOn = () => document.documentElement.classList.contains("bri-tables");
  const apply = (on) => {
    document.documentElement.classList.toggle("bri-tables", on);
    bar.hidden = !on;
    watcher.disconnect();
    if (on) {
      openTwins();
      watcher.observe(document.querySelector(".stApp"), { subtree: true, childList: true });
    } else {
      closeTwins();
      window.dispatchEvent(new Event("resize")); // a drawing that was away measures its room again
    }
  };
  const set = (on) => {
    apply(on);
    keep(sessionStorage, TABLES, on ? "oui" : null);
    tools.messages.say(say(on ? "tables.on" : "tables.off"));
  };
  if (kept(sessionStorage, TABLES)) apply(true);
  return { bar, isOn, toggle: () => set(!isOn()), remove: () => watcher.disconnect() };
};

const printPage = (withTables) => {
  if (withTables) {
    openTwins();
    if (!document.documentElement.classList.contains("bri-tables")) {
      window.addEventListener("afterprint", closeTwins, { once: true });
    }
  }
  window.print();
};
