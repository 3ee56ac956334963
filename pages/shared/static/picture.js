// Called by Streamlit at the first drawing and each time the data changes; `parentElement` stays the same.
const openTheWay = (target) => {
  for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
};

const goTo = (id) => {
  const target = document.getElementById(id);
  if (!target) {
    const unread = document.querySelector("details[data-rows]"); // may hold it, once opened
    unread?.addEventListener("bri-rows", () => goTo(id), { once: true });
    if (unread) unread.open = true;
    return;
  }
  openTheWay(target);
  target.scrollIntoView({ block: "start" });
  const focusable = target.matches("a, button, summary, [tabindex]") ? target : target.querySelector("summary, a, button");
  if (focusable) focusable.focus({ preventScroll: true });
  else {
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
};

// A picture that says what it is about (data-subject) is read from its top when that changes.
const startAtTheTop = (host) => {
  const subject = host.firstElementChild?.dataset.subject;
  if (host.subject && subject !== host.subject) host.closest('[data-testid="stMain"]')?.scrollTo(0, 0);
  host.subject = subject;
  // one that was come closer to, by a touch on a part of it, is shown where it now stands
  const look = host.firstElementChild?.dataset.look;
  if (look && host.look !== look) host.scrollIntoView({ block: "start" });
  host.look = look;
};

// The marks whose tag is in `lit` stand out, the others are dimmed by the style sheet; a bare id is a city's, and a group has one tag a city.
const standOut = (host, lit) => {
  host.classList.toggle("bri-choosing", Boolean(lit));
  const chosen = new Set(lit);
  for (const mark of host.querySelectorAll("[data-tag], [data-id]")) {
    const tag = mark.dataset.tag ?? mark.dataset.id;
    const holds = (one) => chosen.has(one.includes(":") ? one : `ville:${one}`);
    mark.classList.toggle("bri-lit", tag.split(" ").some(holds));
  }
};

// Marks laid out as one halt of the Tab key (map_stops.py): the arrows, Home and End go from one to another.
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const goAlong = (event) => {
  const stops = event.target.closest?.(".bri-map-stops");
  if (!stops || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = [...stops.children];
  const at = all.indexOf(event.target);
  const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : STEPS[event.key] ? at + STEPS[event.key] : at;
  if (to === at || at < 0) return;
  event.preventDefault();
  haltAt(all[(to + all.length) % all.length]);
};
const haltAt = (stop) => {
  for (const one of stop.parentElement.children) one.tabIndex = one === stop ? 0 : -1;
  stop.focus({ preventScroll: true });
};

const plainClick = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);

export default function ({ data, parentElement, setTriggerValue }) {
  let host = parentElement.querySelector(":scope > .bri-picture");
  if (!host) {
    host = document.createElement("div");
    host.className = "bri-picture";
    parentElement.append(host);
    host.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      const named = event.target.closest("[data-id]");
      if (link && !plainClick(event)) return;
      if (named && host.contains(named)) {
        event.preventDefault();
        host.send(named.dataset.id);
      } else if (link?.getAttribute("href")?.startsWith("#")) {
        event.preventDefault();
        goTo(decodeURIComponent(link.getAttribute("href").slice(1)));
      }
    });
    host.addEventListener("keydown", goAlong);
    host.addEventListener("keydown", (event) => {
      const named = event.target.closest("[data-id]");
      if (!named || event.target !== named || !["Enter", " "].includes(event.key)) return;
      if (event.key === "Enter" && named.matches("a[href], button")) return; // the browser makes it a click
      event.preventDefault();
      host.send(named.dataset.id);
    });
  }
  host.send = (id) => setTriggerValue("clicked", id);
  if (host.markup === data.markup) {
    standOut(host, data.lit);
    return;
  }
  const focused = host.contains(document.activeElement) ? document.activeElement : undefined;
  host.markup = data.markup;
  host.innerHTML = data.markup;
  standOut(host, data.lit);
  startAtTheTop(host);
  if (!focused?.dataset.id) return;
  const again = host.querySelector(`${focused.tagName}[data-id="${CSS.escape(focused.dataset.id)}"]`);
  const stops = focused.parentElement.matches(".bri-map-stops") && host.querySelector(".bri-map-stops");
  if (stops) haltAt(again ?? stops.firstElementChild);
  else again?.focus({ preventScroll: true });
}
