// What is not kept ready for a printer (a large picture, rows) is fetched when the page is about to be printed; at once,
// since the browser does not wait for what comes later.
const askedAtOnce = (address) => {
  const asked = new XMLHttpRequest();
  asked.open("GET", address, false);
  try {
    asked.send();
  } catch {
    return ""; // no server any more: the page prints without it
  }
  return asked.status === 200 ? asked.responseText : "";
};

// The picture of a page whose address also asks for what is not there is that of what the page shows.
const pictureAtOnce = (page, format) => {
  const file = askedAtOnce(fileAddress(page, format));
  if (file) return file;
  const { query } = JSON.parse(askedAtOnce(offerAddress(page, window.location.search)) || "{}");
  return query === undefined ? "" : askedAtOnce(fileAddress(page, format, {}, { search: query && `?${query}` }));
};

const fillPapers = (tools) => {
  for (const paper of document.querySelectorAll("[data-paper]")) {
    const file = pictureAtOnce(tools.data.page, paper.dataset.paper);
    if (file) paper.innerHTML = file.slice(file.indexOf("<svg"));
  }
  for (const rows of document.querySelectorAll(`${UNREAD}[open], .bri-on-paper[data-rows]`)) {
    const markup = askedAtOnce(rowsAddress(rows));
    if (markup) fillRows(rows, markup);
  }
};
