// The row of buttons in the header, and what holds them together.
const toolButton = (name, words, attributes = {}) =>
  el("button", { type: "button", class: `bri-tool bri-tool-${name}`, "aria-label": say(words), title: say(words), ...attributes },
    icon(name), el("span", { "aria-hidden": "true" }, say(`icon.${name}`)));

let dialogs = 0;

const dialogIn = (host) => (title, ...content) => {
  const close = el("button", { type: "button", class: "bri-strong" }, say("close"));
  dialogs += 1;
  const heading = el("h2", { id: `bri-dialog-${dialogs}` }, title);
  const dialog = el("dialog", { class: "bri-dialog", "aria-labelledby": heading.id }, heading, ...content, el("div", { class: "bri-row" }, close));
  close.addEventListener("click", () => dialog.close());
  host.append(dialog);
  return dialog;
};

const drawTools = (tools, host, signal) => {
  const takeaway = takeawayPanel(tools);
  const views = viewsPanel(tools);
  const count = el("b", { "aria-hidden": "true" });
  const buttons = {
    takeaway: toolButton("takeaway", "icon.takeaway"),
    copy: toolButton("copy", "icon.copy", { onclick: () => copyAddress(tools) }),
    add: toolButton("add", "icon.add_long", { onclick: () => addView(tools) }),
    ...(tools.data.presents ? { project: toolButton("project", "icon.project_long", { onclick: () => presentView(tools) }) } : {}),
    views: toolButton("views", "icon.views_long"),
    help: toolButton("help", "icon.help", { onclick: () => tools.help.showModal(), "aria-haspopup": "dialog" }),
  };
  buttons.views.append(count);
  host.append(el("div", { class: "bri-tools", role: "group", "aria-label": say("group") }, ...Object.values(buttons)),
    takeaway.panel, views.panel, tools.tables.bar);
  tools.toggleTakeaway = disclosure(buttons.takeaway, takeaway.panel, takeaway.open, signal);
  tools.toggleViews = disclosure(buttons.views, views.panel, views.open, signal);
  tools.focusTakeaway = () => buttons.takeaway.focus();
  const tally = () => { count.textContent = storedViews().length || ""; };
  // A page that is no view of the data is neither kept nor shown as a slide.
  tools.offerViews = () => [buttons.add, buttons.project].forEach((one) => one?.toggleAttribute("hidden", !tools.data.saves));
  tools.viewsChanged = () => { views.draw(); tally(); };
  tools.viewsChangedElsewhere = () => { views.refreshFromElsewhere(); tally(); };
  tally();
};

export const mount = (parentElement, data, send) => {
  const host = el("div", { class: "bri-tools-host" });
  const leaving = new AbortController();
  const tools = { data, send };
  tools.dialog = dialogIn(host);
  tools.open = (page, query, follow = false) => {
    for (const panel of host.querySelectorAll(".bri-tools-panel:popover-open")) panel.hidePopover();
    tools.send("opened", JSON.stringify({ p: page, q: query, follow }));
  };
  // A page that is no longer one is asked of the server like any address: it says that there is none.
  tools.pageLink = (page, query, text, attributes = {}) =>
    el("a", { href: pageAddress(page, query), ...attributes, onclick: (event) => {
      if (!plainClick(event) || !tools.data.pages.includes(page)) return;
      event.preventDefault();
      tools.messages.clear();
      tools.open(page, query);
    } }, text);
  tools.tables = tableMode(tools);
  tools.brief = briefMode(leaving.signal);
  tools.help = helpDialog(tools);
  drawTools(tools, host, leaving.signal);
  tools.messages = messages(host); // last: the Tab key goes from a panel to what is said of it
  listenToKeys(tools, leaving.signal);
  followAddress(tools, leaving.signal);
  followState(leaving.signal);
  window.addEventListener("storage", (event) => {
    if (event.key === STORE || event.key === null) tools.viewsChangedElsewhere();
  }, { signal: leaving.signal });
  document.addEventListener("toggle", ({ target }) => target.open && readRows(target), { signal: leaving.signal, capture: true });
  document.querySelectorAll(`${UNREAD}[open]`).forEach(readRows); // opened before this was listening
  window.addEventListener("beforeprint", () => fillPapers(tools), { signal: leaving.signal });
  parentElement.append(host);
  const update = (now, sendNow) => {
    Object.assign(tools, { data: now, send: sendNow });
    tools.offerViews();
    host.hidden = now.page === "presenter"; // the projection covers the page and has tools of its own
  };
  update(data, send);
  return {
    update,
    remove: () => {
      leaving.abort();
      tools.tables.remove();
      host.remove();
    },
  };
};
