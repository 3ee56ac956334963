// Words, elements, icons, messages: what the tools are made of. A text always lands as text, never as markup.
const WORDS = __WORDS__;
const LANG = __LANG__;
const pluralForm = new Intl.PluralRules(`${LANG}-CA`);

const say = (key, values = {}) => WORDS[key].replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

const sayCount = (key, n) => {
  const form = n === 0 && `${key}.zero` in WORDS ? "zero" : pluralForm.select(n);
  return say(`${key}.${form}` in WORDS ? `${key}.${form}` : `${key}.other`, { n });
};

// el("button", { class: "…", onclick: … }, "text", child): attributes by name, listeners by "on…", false or null left out.
const el = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
};

const ICONS = {
  takeaway: "M10 3v9M6.2 8.4l3.8 3.8 3.8-3.8M4 16.5h12",
  copy: "M8.6 11.4a3.1 3.1 0 0 0 4.4 0l2.5-2.5a3.1 3.1 0 0 0-4.4-4.4l-1 1M11.4 8.6a3.1 3.1 0 0 0-4.4 0l-2.5 2.5a3.1 3.1 0 0 0 4.4 4.4l1-1",
  add: "M3 4.5h14v9.5H3zM10 6.7v5.1M7.4 9.25h5.2M7 17h6",
  project: "M6 4v12l9.4-6z",
  views: "M3 7.5h14v9H3zM5 5h10M7 2.7h6",
  help: "M7.5 7.6a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2 1-1.2 2M10 14.6v.2M10 1.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 1 0 0-16.4",
  up: "M10 16V4.5M5.5 9 10 4.5 14.5 9",
  down: "M10 4v11.5M5.5 11l4.5 4.5 4.5-4.5",
  edit: "M4 16l.8-3.4 8.6-8.6 2.6 2.6-8.6 8.6zM11.6 5.8l2.6 2.6",
  handle: "M7.5 5v.1M12.5 5v.1M7.5 10v.1M12.5 10v.1M7.5 15v.1M12.5 15v.1",
  close: "M5 5l10 10M15 5 5 15",
};

const icon = (name) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [attribute, value] of [["viewBox", "0 0 20 20"], ["aria-hidden", "true"], ["class", `bri-icon bri-icon-${name}`]]) {
    svg.setAttribute(attribute, value);
  }
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
};

const iconButton = (name, label, onclick, attributes = {}) =>
  el("button", { type: "button", class: "bri-quiet", "aria-label": label, title: label, onclick, ...attributes }, icon(name));

// One message at a time, at the bottom of the window and above all else; it waits while it is pointed at or holds the
// focus. It is read aloud from a place of its own that never goes away.
const messages = (host) => {
  const spoken = el("div", { class: "bri-hidden", role: "status" });
  const shown = el("div", { class: "bri-toast", popover: "manual" });
  host.append(spoken, shown);
  let timer;
  const clear = () => {
    clearTimeout(timer);
    shown.replaceChildren();
    if (shown.matches(":popover-open")) shown.hidePopover();
  };
  const hide = () => {
    if (shown.matches(":hover, :focus-within")) timer = setTimeout(hide, 2000);
    else clear();
  };
  return {
    show: (text, ...actions) => {
      clear();
      shown.showPopover(); // above the panel or the dialog that may be open
      shown.replaceChildren(el("div", {}, el("span", {}, text), ...actions));
      spoken.replaceChildren(text);
      timer = setTimeout(hide, actions.length ? 15_000 : 6000);
    },
    clear,
    say: (text) => spoken.replaceChildren(text),
  };
};

const HEADER_PX = 44; // where the button itself has no room, on the smallest phones

// A button and what it opens under itself. Escape closes it and gives the focus back; a click elsewhere closes it too,
// but for one in a message, which is often about the panel.
const disclosure = (button, panel, onOpen, signal) => {
  panel.setAttribute("popover", "manual");
  button.setAttribute("aria-expanded", "false");
  const isOpen = () => panel.matches(":popover-open");
  const toggle = () => {
    if (!isOpen()) {
      onOpen();
      const box = button.getBoundingClientRect();
      panel.style.top = `${Math.round(box.bottom || HEADER_PX) + 8}px`;
      panel.style.right = window.innerWidth <= 640 ? "8px" : `${Math.max(8, Math.round(window.innerWidth - box.right))}px`;
    }
    panel.togglePopover();
  };
  button.addEventListener("click", toggle);
  panel.addEventListener("toggle", () => button.setAttribute("aria-expanded", String(isOpen())));
  document.addEventListener("pointerdown", (event) => {
    if (isOpen() && !event.composedPath().some((node) => node === panel || node === button || node.className === "bri-toast")
      && !document.querySelector("dialog[open]")) panel.hidePopover();
  }, { signal });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen() || document.querySelector("dialog[open]")) return;
    if (panel.contains(document.activeElement) || document.activeElement === document.body) button.focus();
    panel.hidePopover();
  }, { signal });
  return () => {
    toggle();
    if (isOpen()) panel.querySelector("a[href], button, input")?.focus();
    else button.focus();
  };
};

const plainClick = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);

const saveBlob = (blob, name) => {
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
