// The map moved by hand, by a finger, by two that spread, or by the arrow keys: tells the server which place, in kilometres
// of the plane, is in its middle then, and how many steps closer it came. The drawing follows at once; the server sends
// the one that belongs there.
const MAP = ".st-key-map-svg .bri-map, [data-testid=stDeckGlJsonChart]";
const HELD = ".st-key-map-svg, .st-key-map-deck"; // what takes the focus
const A_DRAG = 6; // pixels: less is a click
const STEP = 0.2; // of the width of the map, for one press of an arrow
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The SVG is shown at another size than it is drawn for; deck.gl draws for its own pixels, and follows one finger by itself,
// but not two.
const drawnPerPixel = (map) => (map.viewBox ? map.viewBox.baseVal.width / map.getBoundingClientRect().width : 1);
const shift = (map, { across = 0, down = 0, by = 1, alone = { across, down } } = {}) => {
  const unit = drawnPerPixel(map);
  const left = map.viewBox ? { across: 0, down: 0 } : alone; // what deck.gl has moved already
  const moved = [across - by * left.across, down - by * left.down].map((px) => `${px * unit}px`).join(" ");
  for (const part of map.querySelectorAll(map.viewBox ? ":scope > g > *:not(rect, .bri-inset)" : "canvas"))
    Object.assign(part.style, { translate: moved, scale: by, ...(map.viewBox ? {} : { transformOrigin: "0 0" }) });
};

// Where the fingers are: the middle of them, in pixels of the map, and how far apart.
const seen = (map, fingers) => {
  const { left, top } = map.getBoundingClientRect();
  const [a, b = a] = [...fingers.values()];
  return { x: (a.x + b.x) / 2 - left, y: (a.y + b.y) / 2 - top, apart: a === b ? 1 : Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) };
};

export default function ({ data, parentElement, setTriggerValue }) {
  const known = parentElement.moves ?? {};
  Object.assign(known, { data, tell: (centre) => setTriggerValue("centre", centre) });
  const held = document.querySelector(HELD);
  if (held) Object.assign(held, { tabIndex: 0, role: "group", ariaLabel: data.words });
  document.querySelectorAll(MAP).forEach((map) => shift(map));
  if (parentElement.moves) return known.stop;
  parentElement.moves = known;
  const leaving = new AbortController();
  const on = (kind, act, options = {}) => window.addEventListener(kind, act, { signal: leaving.signal, ...options });
  let from = null;

  const tell = (map, { across, down, by = 1 }) => {
    const { width, height } = map.getBoundingClientRect();
    const km = known.data.kmPerPx * drawnPerPixel(map);
    const steps = Math.round(Math.log(by) / Math.log(known.data.zoom));
    const [x, y] = known.data.centre;
    // a second move may begin before the server answers
    known.data.centre = [x + ((width / 2 - across) / by - width / 2) * km, y + ((height / 2 - down) / by - height / 2) * km];
    known.data.kmPerPx /= known.data.zoom ** steps;
    known.tell(known.data.centre.map(Math.round).join(",") + (steps ? ` ${steps}` : ""));
  };
  on("pointerdown", (event) => {
    const map = event.button === 0 ? event.target.closest?.(MAP) : null;
    if (from?.map !== map || event.isPrimary) from = map ? { map, fingers: new Map(), across: 0, down: 0, by: 1, moved: false } : null;
    from?.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (from?.fingers.size === 2) from.alone = { across: from.across, down: from.down };
  }, { capture: true });
  on("pointermove", (event) => {
    if (!from?.fingers.has(event.pointerId)) return;
    const before = seen(from.map, from.fingers);
    from.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const after = seen(from.map, from.fingers), more = after.apart / before.apart;
    from.by *= more;
    from.across = more * (from.across - before.x) + after.x;
    from.down = more * (from.down - before.y) + after.y;
    from.moved ||= from.fingers.size > 1 || Math.hypot(from.across, from.down) > A_DRAG;
    if (from.moved) shift(from.map, from);
  });
  on("pointerup", (event) => {
    if (from?.moved) {
      // the server may have drawn another meanwhile
      tell(from.map.isConnected ? from.map : document.querySelector(MAP), from);
      // the release of a drag is no click on the city under it
      const swallow = (click) => click.stopPropagation();
      window.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
    }
    from = null;
  }, { capture: true });
  on("pointercancel", () => {
    if (from) shift(from.map); // the finger scrolls the page
    from = null;
  }, { capture: true });
  // two fingers are for the map, and not for the page to scroll
  on("touchstart", (event) => {
    if (event.touches.length > 1 && event.target.closest?.(MAP)) event.preventDefault();
  }, { passive: false });
  on("keydown", (event) => {
    const arrow = ARROWS[event.key];
    const map = arrow && event.target.matches?.(HELD) ? event.target.querySelector(MAP) ?? event.target : null;
    if (!map || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const step = map.getBoundingClientRect().width * STEP;
    tell(map, { across: -arrow[0] * step, down: -arrow[1] * step });
  });
  // Streamlit calls the last one it was given, when the block is gone; and one at once, when a second run came before the
  // first had begun.
  known.stop = () => parentElement.isConnected || leaving.abort();
  return known.stop;
}
