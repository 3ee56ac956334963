// The page in five lines, folded at its head: first for a screen reader, shown by choice, and kept from page to page.
const BRIEF = "details.bri-in-brief";
const BRIEF_KEPT = "bri-en-bref";

const briefMode = (signal) => {
  const isOn = () => kept(sessionStorage, BRIEF_KEPT) !== null;
  const block = () => document.querySelector(BRIEF);
  const open = () => { if (isOn() && block() && !block().open) block().open = true; };
  const watcher = new MutationObserver(open); // a page, or another year of it, comes with its own, folded
  watcher.observe(document.querySelector(".stApp"), { subtree: true, childList: true });
  signal.addEventListener("abort", () => watcher.disconnect());
  document.addEventListener("toggle", ({ target }) => {
    if (target.matches(BRIEF)) keep(sessionStorage, BRIEF_KEPT, target.open ? "oui" : null);
  }, { signal, capture: true });
  open();
  return {
    isOffered: () => block() !== null,
    toggle: () => {
      if (!block()) return;
      block().open = !block().open;
      block().querySelector("summary").focus();
    },
  };
};
