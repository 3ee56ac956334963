// The map moved by hand, or by the arrow keys: tells the server which place, in kilometres of the plane, is in its middle
// then. The drawing follows at once; the server sends the one that belongs there.
const MAP = ".st-key-map-svg .bri-map, [data-testid=stDeckGlJsonChart]";
const HELD = ".st-key-map-svg, .st-key-map-deck"; // what takes the focus
const A_DRAG = 6; // pixels: less is a click
const STEP = 0.2; // of the width of the map, for one press of an arrow
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The SVG is shown at another size than it is drawn for; deck.gl draws for its own pixels, and moves by itself.
const drawnPerPixel = (map) => (map.viewBox ? map.viewBox.baseVal.width / map.getBoundingClientRect().width : 1);
const shift = (map, across, down) => {
  if (!map.viewBox) return;
  const by = drawnPerPixel(map);
  for (const part of map.querySelectorAll(":scope > g > *:not(rect, .bri-inset)")) part.style.translate = `${across * by}px ${down * by}px`;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const known = parentElement.moves ?? {};
  Object.assign(known, { data, tell: (centre) => setTriggerValue("centre", centre) });
  const held = document.querySelector(HELD);
  if (held) Object.assign(held, { tabIndex: 0, role: "group", ariaLabel: data.words });
  document.querySelectorAll(MAP).forEach((map) => shift(map, 0, 0));
  if (parentElement.moves) return known.stop;
  parentElement.moves = known;
  const leaving = new AbortController();
  const on = (kind, act, options = {}) => window.addEventListener(kind, act, { signal: leaving.signal, ...options });
  let from = null;

  const moveBy = (map, across, down) => {
    const km = known.data.kmPerPx * drawnPerPixel(map);
    const [x, y] = known.data.centre;
    known.data.centre = [x - across * km, y - down * km]; // a second move may begin before the server answers
    known.tell(known.data.centre.map(Math.round).join(","));
  };
  on("pointerdown", (event) => {
    const map = event.button === 0 && event.pointerType !== "touch" ? event.target.closest?.(MAP) : null;
    from = map ? { map, x: event.clientX, y: event.clientY, moved: false } : null;
  }, { capture: true });
  on("pointermove", (event) => {
    if (!from) return;
    const [across, down] = [event.clientX - from.x, event.clientY - from.y];
    from.moved ||= Math.hypot(across, down) > A_DRAG;
    if (from.moved) shift(from.map, across, down);
  });
  on("pointerup", (event) => {
    if (from?.moved) {
      moveBy(from.map, event.clientX - from.x, event.clientY - from.y);
      // the release of a drag is no click on the city under it
      const swallow = (click) => click.stopPropagation();
      window.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
    }
    from = null;
  }, { capture: true });
  on("keydown", (event) => {
    const arrow = ARROWS[event.key];
    const map = arrow && event.target.matches?.(HELD) ? event.target.querySelector(MAP) ?? event.target : null;
    if (!map || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const step = map.getBoundingClientRect().width * STEP;
    moveBy(map, -arrow[0] * step, -arrow[1] * step);
  });
  // Streamlit calls the last one it was given, when the block is gone; and one at once, when a second run came before the
  // first had begun.
  known.stop = () => parentElement.isConnected || leaving.abort();
  return known.stop;
}
