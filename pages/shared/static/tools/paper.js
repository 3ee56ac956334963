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

const fillPapers = (tools) => {
  for (const paper of document.querySelectorAll("[data-paper]")) {
    const file = askedAtOnce(fileAddress(tools.data.page, paper.dataset.paper));
    if (file) paper.innerHTML = file.slice(file.indexOf("<svg"));
  }
  for (const rows of document.querySelectorAll(`${UNREAD}[open], .bri-on-paper[data-rows]`)) {
    const markup = askedAtOnce(rowsAddress(rows));
    if (markup) fillRows(rows, markup);
  }
};
