// The rows of a folded table, asked of the server the first time it is opened.
const UNREAD = "details[data-rows]";

const rowsAddress = (block) => new URL(block.dataset.rows, document.baseURI).href;

const placeOf = (block) => {
  const place = block.querySelector(":scope > .bri-rows") ?? el("div", { class: "bri-rows" });
  block.append(place);
  return place;
};

// The server's own markup: every text in it is escaped there.
const fillRows = (block, markup) => {
  placeOf(block).innerHTML = markup;
  delete block.dataset.rows;
  block.dispatchEvent(new CustomEvent("bri-rows"));
};

const readRows = async (block) => {
  if (!block.matches(UNREAD) || "reading" in block.dataset) return;
  block.dataset.reading = "";
  placeOf(block).replaceChildren(el("p", { role: "status" }, say("rows.reading")));
  const answer = await fetch(rowsAddress(block)).catch(() => null);
  const markup = answer?.ok ? await answer.text().catch(() => "") : "";
  delete block.dataset.reading;
  if (markup) fillRows(block, markup);
  else {
    const again = el("button", { type: "button", class: "bri-link", onclick: () => readRows(block) }, say("rows.again"));
    placeOf(block).replaceChildren(el("p", { role: "alert" }, `${say("rows.failed")} `, again));
  }
};
