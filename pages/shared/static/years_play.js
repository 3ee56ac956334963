// The years one after the other: each waits for the page of the one before, then for a reader to have read it. Any key,
// a press of the pointer elsewhere or another tab stops it. Who asks for less motion goes one year a press.
const PAUSE = 2400; // milliseconds
const lessMotion = window.matchMedia("(prefers-reduced-motion: reduce)");
const stepwise = () => lessMotion.matches;

export default function ({ data, parentElement, setTriggerValue }) {
  const known = parentElement.play ?? {};
  Object.assign(known, { data, go: (year) => setTriggerValue("year", String(year)) });
  if (known.drawn) {
    known.drawn();
    return known.stop;
  }
  parentElement.play = known;
  const leaving = new AbortController();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "bri-play";
  parentElement.append(button);
  let playing = false;
  let waiting = 0;

  const next = () => {
    const { years, current } = known.data;
    const at = years.indexOf(current);
    return at + 1 < years.length ? years[at + 1] : undefined;
  };
  const show = () => {
    const { words } = known.data;
    const said = playing ? words.stop : stepwise() ? words.next : words.play;
    button.innerHTML = '<span aria-hidden="true"></span> ';
    button.firstChild.textContent = playing ? "■" : "▶";
    button.append(said);
    button.classList.toggle("bri-playing", playing);
  };
  const stop = () => {
    clearTimeout(waiting);
    playing = false;
    show();
  };
  known.drawn = () => {
    clearTimeout(waiting);
    if (playing && next() === undefined) playing = false;
    if (playing) waiting = setTimeout(() => known.go(next()), PAUSE);
    show();
  };
  button.addEventListener("click", () => {
    if (playing) {
      stop();
      return;
    }
    const first = next() ?? known.data.years[0];
    playing = !stepwise();
    show();
    known.go(first);
  });
  const elsewhere = (event) => {
    if (playing && !button.contains(event.target)) stop();
  };
  for (const kind of ["keydown", "pointerdown"]) window.addEventListener(kind, elsewhere, { capture: true, signal: leaving.signal });
  window.addEventListener("keydown", (event) => playing && event.key === "Escape" && stop(), { capture: true, signal: leaving.signal });
  document.addEventListener("visibilitychange", () => playing && document.hidden && stop(), { signal: leaving.signal });
  lessMotion.addEventListener("change", () => (playing && stepwise() ? stop() : show()), { signal: leaving.signal });
  show();
  // Streamlit calls the last one it was given, when the block is gone; and one at once, when a second run came before the
  // first had begun.
  known.stop = () => {
    if (parentElement.isConnected) return;
    clearTimeout(waiting);
    leaving.abort();
  };
  return known.stop;
}
