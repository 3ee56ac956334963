// The page follows the address. After a cut the server may know nothing of this reader: it is asked for the page again,
// with all that its address says. After a storm of presses on « back », the last page drawn may not be the address's.
const followAddress = (tools, signal) => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return;
  let wasCut = false;
  let askedFor = ""; // once for each address: no run asks for another without end
  const ask = () => window.dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  const isShown = () => new URL(`./${tools.data.page}`, document.baseURI).pathname === window.location.pathname;
  const look = () => {
    const { testConnectionState: connection, testScriptState: script } = app.dataset;
    if (connection !== "CONNECTED") wasCut = true;
    else if (wasCut) {
      wasCut = false;
      ask();
    } else if (script === "notRunning") {
      if (isShown()) askedFor = "";
      else if (askedFor !== window.location.href) {
        askedFor = window.location.href;
        ask();
      }
    }
  };
  const watching = new MutationObserver(look);
  watching.observe(app, { attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
  signal.addEventListener("abort", () => watching.disconnect());
};
