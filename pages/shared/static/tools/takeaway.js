// « Emporter »: the page's rows, picture and documents as plain links; one that takes time says so and can be cancelled.
const FORMATS = { rows: ["csv", "xlsx"], picture: ["svg", "png"], document: ["pdf", "docx", "pptx", "ics"] };
const PATIENCE_MS = 500;

const fileAddress = (page, format) =>
  new URL(`./bri/emporter/${page || "vue-ensemble"}.${format}${window.location.search}`, document.baseURI).href;

const nameIn = (disposition, otherwise) => {
  const [, encoded] = disposition?.match(/filename\*=(?:UTF-8|utf-8)''([^;]+)/) ?? [];
  const [, plain] = disposition?.match(/filename="?([^";]+)"?/) ?? [];
  try {
    return encoded ? decodeURIComponent(encoded) : (plain ?? otherwise);
  } catch {
    return otherwise;
  }
};

const waiting = (tools) => {
  const stop = new AbortController();
  const bar = el("progress", { "aria-label": say("takeaway.preparing") });
  const dialog = tools.dialog(say("takeaway.preparing"), bar);
  dialog.querySelector("button").textContent = say("cancel");
  dialog.addEventListener("close", () => stop.abort());
  const timer = setTimeout(() => dialog.showModal(), PATIENCE_MS);
  const end = () => {
    clearTimeout(timer);
    dialog.remove();
  };
  return { stop, end };
};

const download = async (tools, address) => {
  const { stop, end } = waiting(tools);
  try {
    const answer = await fetch(address, { signal: stop.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const name = nameIn(answer.headers.get("content-disposition"), new URL(address).pathname.split("/").pop());
    saveBlob(await answer.blob(), name);
    tools.messages.show(say("takeaway.saved", { name }));
  } catch {
    tools.messages.show(say(stop.signal.aborted ? "takeaway.cancelled" : "takeaway.failed"));
  } finally {
    end();
  }
};

const takeawayPanel = (tools) => {
  const panel = el("div", { class: "bri-tools-panel", role: "region", "aria-label": say("icon.takeaway") });
  const leave = (action) => () => {
    panel.hidePopover();
    action();
  };
  const fileLink = (format) => {
    const address = fileAddress(tools.data.page, format);
    const link = el("a", { href: address, download: true }, say(`takeaway.format.${format}`));
    link.addEventListener("click", (event) => {
      if (!plainClick(event)) return;
      event.preventDefault();
      leave(() => download(tools, address))();
    });
    return el("li", {}, link);
  };
  const section = (name) => {
    const offered = FORMATS[name].filter((format) => tools.data.formats.includes(format));
    return offered.length ? [el("h2", {}, say(`takeaway.${name}`)), el("ul", {}, ...offered.map(fileLink))] : [];
  };
  const action = (words, act, attributes = {}) =>
    el("li", attributes, el("button", { type: "button", onclick: leave(act) }, say(words)));
  const open = () => {
    const files = Object.keys(FORMATS).flatMap(section);
    panel.replaceChildren(
      ...(files.length ? files : [el("p", { class: "bri-note" }, say("takeaway.none"))]),
      el("h2", {}, say("takeaway.page")),
      el("ul", {},
        action("takeaway.copy", () => copyAddress(tools), { class: "bri-phone-only" }),
        action("icon.add_long", () => addView(tools), { class: "bri-phone-only" }),
        action(tools.tables.isOn() ? "takeaway.pictures" : "takeaway.tables", tools.tables.toggle),
        action("takeaway.print", () => printPage(false)),
        action("takeaway.print_tables", () => printPage(true)),
        action("keys.title", () => tools.help.showModal(), { class: "bri-phone-only" })));
  };
  return { panel, open };
};
