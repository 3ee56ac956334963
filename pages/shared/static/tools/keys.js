// Single-key shortcuts, the list of them, and the way to turn them off. Never while the reader is typing.
const SHORTCUTS = "bri-raccourcis";
const TYPING = "input, textarea, select, [contenteditable], dialog, [role=dialog], [role=combobox], [role=listbox],"
  + " [role=option], [role=textbox], [data-testid=stDataFrame]";

const shortcutsAreOn = () => kept(localStorage, SHORTCUTS) !== "non";

// The form stands at the end of the document, whose other halts would come first: its first field takes the focus,
// once all are there (a list comes after a plain field, and what is typed while it comes would be lost).
const clickFilter = () => {
  const button = document.querySelector(".st-key-bri-filter button");
  const opens = button?.getAttribute("aria-expanded") === "false";
  button?.focus();
  button?.click();
  if (!opens) return;
  const watcher = new MutationObserver(() => {
    const form = document.querySelector("[data-testid=stPopoverBody]");
    const isWhole = form?.querySelector("[data-testid=stMultiSelect] input") && !form.querySelector("[data-testid=stSkeleton]");
    if (isWhole && document.activeElement === button) form.querySelector("input").focus();
    if (isWhole || document.activeElement !== button) watcher.disconnect();
  });
  watcher.observe(document.body, { subtree: true, childList: true });
};

const shortcutsOf = (tools) => ({
  "?": () => tools.help.showModal(),
  a: () => tools.data.saves && addView(tools),
  b: tools.brief.toggle,
  d: () => presentView(tools),
  e: tools.toggleTakeaway,
  f: clickFilter,
  p: () => tools.data.presents && tools.open("presenter", "", true),
  t: tools.tables.toggle,
  v: tools.toggleViews,
  y: () => copyAddress(tools),
});

const LISTED = [
  ["search_or", "search"], ["A", "add"], ["B", "brief"], ["D", "project"], ["E", "takeaway"], ["F", "filter"], ["P", "present"], ["T", "tables"],
  ["V", "views"], ["Y", "copy"], ["?", "list"], ["escape", "close"],
];

// The keys that do nothing on the page one is on are not listed.
const doesSomething = (words, tools) => {
  if (words === "present") return tools.data.presents;
  if (words === "project") return tools.data.presents && tools.data.saves;
  if (words === "add") return tools.data.saves;
  if (words === "filter") return Boolean(document.querySelector(".st-key-bri-filter button"));
  if (words === "brief") return tools.brief.isOffered();
  if (words === "tables") return Boolean(document.querySelector(TWINS));
  return true;
};

const helpDialog = (tools) => {
  const list = el("dl", { class: "bri-keys" });
  const rows = () => LISTED.filter(([, words]) => doesSomething(words, tools)).map(([key, words]) =>
    el("div", {}, el("dt", {}, el("kbd", {}, key.length > 1 ? say(`keys.${key}`) : key)), el("dd", {}, say(`keys.${words}`))));
  const box = el("input", { type: "checkbox", id: "bri-single-keys", "aria-describedby": "bri-single-keys-help" });
  box.addEventListener("change", () => keep(localStorage, SHORTCUTS, box.checked ? null : "non"));
  const dialog = tools.dialog(say("keys.title"),
    el("p", {}, say("keys.intro")),
    list,
    el("p", { class: "bri-row" }, box, el("label", { for: "bri-single-keys" }, say("keys.single"))),
    el("p", { class: "bri-note", id: "bri-single-keys-help" }, say("keys.single_help")));
  const show = dialog.showModal.bind(dialog);
  dialog.showModal = () => {
    box.checked = shortcutsAreOn();
    list.replaceChildren(...rows());
    show();
  };
  return dialog;
};

const listenToKeys = (tools, signal) => {
  const actions = shortcutsOf(tools);
  document.addEventListener("keydown", (event) => {
    const action = actions[event.key.toLowerCase()];
    const modified = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key !== "?");
    if (!action || modified || event.repeat || event.defaultPrevented || event.isComposing) return;
    if (tools.data.page === "presenter" || !shortcutsAreOn()) return; // the projection has keys of its own
    if (event.target.closest?.(TYPING) || document.querySelector("dialog[open], [role=dialog][aria-modal=true]")) return;
    event.preventDefault();
    action();
  }, { signal });
};
