// A picture too large to be kept ready for a printer is fetched when the page is about to be printed; at once, since the
// browser does not wait for what comes later.
const fillPapers = (tools) => {
  for (const paper of document.querySelectorAll("[data-paper]")) {
    const asked = new XMLHttpRequest();
    asked.open("GET", fileAddress(tools.data.page, paper.dataset.paper), false);
    try {
      asked.send();
    } catch {
      continue; // no server any more: the page prints without it
    }
    if (asked.status === 200) paper.innerHTML = asked.responseText.slice(asked.responseText.indexOf("<svg"));
  }
};
