// A wait that lasts is shown: what still stands from the last run of the page pales, and the pointer says so.
(() => {
  const LONG = 600; // milliseconds
  let timer = 0;
  const follow = (app) => {
    clearTimeout(timer);
    if (app.dataset.testScriptState === "running") {
      timer = setTimeout(() => document.documentElement.classList.add("bri-waiting"), LONG);
    } else document.documentElement.classList.remove("bri-waiting");
  };
  const states = new MutationObserver(([change]) => follow(change.target));
  const arrival = new MutationObserver(() => {
    const app = document.querySelector(".stApp");
    if (!app) return;
    arrival.disconnect();
    states.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
    follow(app);
  });
  arrival.observe(document.body, { childList: true, subtree: true });
})();
