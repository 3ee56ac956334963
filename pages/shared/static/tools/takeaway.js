// « Emporter »: the page's rows, picture and documents as plain links; one that takes time says so and can be cancelled.
const FORMATS = { rows: ["csv", "csv-excel", "xlsx"], picture: ["svg", "png"], document: ["pdf", "docx", "pptx", "pdf-slides", "html", "ics"] };
const PATIENCE_MS = 500;
const ASK_EVERY_MS = 400;

// The page's own address goes with it: the file shows what the page shows. `ours` is what only the file needs.
const fileAddress = (page, format, ours = {}, { search } = window.location) => {
  const address = new URL(`./bri/emporter/${page || "vue-ensemble"}.${format}${search}`, document.baseURI);
  for (const [name, value] of Object.entries(ours)) address.searchParams.append(name, value);
  return address.href;
};

const nameIn = (disposition, otherwise) => {
  const [, encoded] = disposition?.match(/filename\*=(?:UTF-8|utf-8)''([^;]+)/) ?? [];
  const [, plain] = disposition?.match(/filename="?([^";]+)"?/) ?? [];
  try {
    return encoded ? decodeURIComponent(encoded) : (plain ?? otherwise);
  } catch {
    return otherwise;
  }
};

// The dialog of a download that takes time: how far the file is, and the way to give it up.
const waiting = (tools, token) => {
  const stop = new AbortController();
  const bar = el("progress", { "aria-label": say("takeaway.preparing") });
  const far = el("p", { class: "bri-note" });
  const dialog = tools.dialog(say("takeaway.preparing"), bar, far);
  const button = dialog.querySelector("button");
  button.textContent = say("cancel");
  dialog.addEventListener("close", () => stop.abort());
  const ask = async () => {
    const answer = await fetch(new URL(`./bri/emporter/progres/${token}`, document.baseURI)).catch(() => null);
    const { fait, total } = answer?.ok ? await answer.json() : {};
    if (!total) return;
    Object.assign(bar, { max: total, value: fait });
    far.textContent = say("takeaway.done_of", { n: fait.toLocaleString(`${LANG}-CA`), total: total.toLocaleString(`${LANG}-CA`) });
  };
  let asking;
  const shown = setTimeout(() => {
    bar.dataset.shown = "";
    dialog.showModal();
    ask();
    asking = setInterval(ask, ASK_EVERY_MS);
  }, PATIENCE_MS);
  const end = () => {
    clearTimeout(shown);
    clearInterval(asking);
    dialog.close();
    dialog.remove();
    if ("shown" in bar.dataset) tools.focusTakeaway();
  };
  return { stop, end };
};

// What the server says of a file it cannot make: a heading, an empty line, a sentence for the reader.
const refusal = async (answer) => {
  const [, sentence] = (await answer.text()).split("\n\n");
  return answer.headers.get("content-type")?.startsWith("text/plain") && sentence ? sentence.trim() : say("takeaway.failed");
};

const download = async (tools, address) => {
  const token = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const { stop, end } = waiting(tools, token);
  let said = "";
  try {
    const answer = await fetch(`${address}${address.includes("?") ? "&" : "?"}suivi=${token}`, { signal: stop.signal });
    if (answer.ok) {
      const name = nameIn(answer.headers.get("content-disposition"), new URL(address).pathname.split("/").pop());
      saveBlob(await answer.blob(), name);
      said = say("takeaway.saved", { name });
    } else said = await refusal(answer);
  } catch {
    said = say(stop.signal.aborted ? "takeaway.cancelled" : "takeaway.failed");
  } finally {
    end();
    tools.messages.show(said);
  }
};

// What the server can make of a page as it stands; null when it does not say: everything is then offered.
const offerAddress = (page, search) => new URL(`./bri/offre/${page || "vue-ensemble"}${search}`, document.baseURI).href;
const askOffer = async (page, search) => {
  const answer = await fetch(offerAddress(page, search)).catch(() => null);
  return answer && answer.status !== 503 ? answer.json().catch(() => null) : null;
};

const isBrief = () => {
  const asked = new URLSearchParams(window.location.search);
  return ["ville", "activite", "entente", "partenaire"].some((kind) => asked.has(kind));
};

// The overview and the presentation give the report of their year, a brief itself, another page what it shows, and so do
// they where the data speak of no year.
const wordFile = (page, report = true) => {
  if (report && (page === "" || page === "presenter")) return "docx";
  return page === "fiches" && isBrief() ? "docx_brief" : "docx_page";
};
const nameOf = (page, format) => (format === "docx" ? wordFile(page) : format);

const takeawayPanel = (tools) => {
  const panel = el("div", { class: "bri-tools-panel", role: "region", "aria-label": say("icon.takeaway") });
  const leave = (action) => () => {
    panel.hidePopover();
    action();
  };
  const fileLink = (format, words, ours, attributes = {}) => {
    const address = fileAddress(tools.data.page, format, ours);
    const link = el("a", { href: address, download: true, "data-format": format, ...attributes }, words);
    link.addEventListener("click", (event) => {
      if (!plainClick(event)) return;
      event.preventDefault();
      leave(() => download(tools, link.href))();
    });
    return link;
  };
  const section = (name) => {
    const { page, formats, pictures } = tools.data;
    const offered = FORMATS[name].filter((format) => formats.includes(format));
    const lines = name === "picture" && pictures.length > 1
      ? pictures.map((image) => el("li", { class: "bri-pair", "data-image": image }, el("span", {}, say(`picture.${image}`)),
        ...offered.map((format) => fileLink(format, format.toUpperCase(), { image },
          { "aria-label": `${say(`picture.${image}`)}, ${format.toUpperCase()}` }))))
      : offered.map((format) => el("li", {}, fileLink(format, say(`takeaway.format.${nameOf(page, format)}`))));
    return lines.length && offered.length ? [el("h2", {}, say(`takeaway.${name}`)), el("ul", {}, ...lines)] : [];
  };
  const action = (words, act, attributes = {}) =>
    el("li", attributes, el("button", { type: "button", onclick: leave(act) }, say(words)));
  // A line that cannot be made says so in its place: nothing moves under the reader's finger.
  // Where the address asks for what is not there, the file is that of what the page shows.
  const withdraw = ({ formats, pictures, query, report }) => {
    const word = panel.querySelector("a[data-format=docx]");
    if (word) word.textContent = say(`takeaway.format.${wordFile(tools.data.page, report)}`);
    for (const link of query === undefined ? [] : panel.querySelectorAll("a[data-format]")) {
      const { image } = link.closest("[data-image]")?.dataset ?? {};
      link.href = fileAddress(tools.data.page, link.dataset.format, image ? { image } : {}, { search: query && `?${query}` });
    }
    const lines = [...panel.querySelectorAll("[data-image], a[data-format]")];
    for (const line of lines.filter(({ dataset }) => !(dataset.image ? pictures.includes(dataset.image) : formats.includes(dataset.format)))) {
      const isFocused = line.contains(document.activeElement);
      const name = line.dataset.image ? say(`picture.${line.dataset.image}`) : line.textContent;
      line.replaceWith(el(line.dataset.image ? "li" : "span", { class: "bri-off" }, say("takeaway.off", { name })));
      if (isFocused) panel.querySelector("a, button").focus();
    }
  };
  const open = async () => {
    const files = Object.keys(FORMATS).flatMap(section);
    panel.replaceChildren(
      ...(files.length ? files : [el("p", { class: "bri-note" }, say("takeaway.none"))]),
      el("h2", {}, say("takeaway.page")),
      el("ul", {},
        action("takeaway.copy", () => copyAddress(tools), { class: "bri-phone-only" }),
        ...(tools.data.saves ? [action("icon.add_long", () => addView(tools), { class: "bri-phone-only" })] : []),
        action("icon.views_long", tools.toggleViews, { class: "bri-phone-only" }),
        ...(tools.brief.isOffered() ? [action("brief.show", tools.brief.toggle)] : []),
        action(tools.tables.isOn() ? "takeaway.pictures" : "takeaway.tables", tools.tables.toggle),
        action("takeaway.print", () => printPage(false)),
        action("takeaway.print_tables", () => printPage(true)),
        action("keys.title", () => tools.help.showModal(), { class: "bri-phone-only" })));
    const { search } = window.location;
    const offer = files.length ? await askOffer(tools.data.page, search) : null;
    if (offer && window.location.search === search) withdraw(offer);
  };
  return { panel, open };
};
