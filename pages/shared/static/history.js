// One entry of the browser's history for one thing the reader does. A page change writes the address several times: the
// page left, the page opened, then what follows the reader there; each would be one more press of the back button.
(() => {
  let acted = false;
  const act = () => {
    acted = true;
  };
  for (const kind of ["pointerdown", "keydown", "submit"]) addEventListener(kind, act, { capture: true });
  addEventListener("popstate", () => {
    acted = false;
  });
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    if (!acted) return history.replaceState(state, title, address);
    acted = false;
    return push(state, title, address);
  };
})();
