// A click on a point of a Plotly chart while its tool for choosing a period is on: Streamlit then hears drags alone.
const ROOM = "[class*=st-key-bri-timeline-plot]";

export default function ({ parentElement, setTriggerValue }) {
  const known = parentElement.clicks ?? { heard: new WeakSet() };
  known.tell = (code) => setTriggerValue("point", code);
  const listen = () => {
    for (const chart of document.querySelectorAll(`${ROOM} .js-plotly-plot`)) {
      if (known.heard.has(chart) || !chart.on) continue;
      known.heard.add(chart);
      chart.on("plotly_click", ({ points }) => {
        if (points[0]?.customdata && chart.layout.dragmode === "select") known.tell(points[0].customdata);
      });
    }
  };
  listen();
  if (parentElement.clicks) return known.stop;
  parentElement.clicks = known;
  const watch = new MutationObserver(listen); // the chart comes after us, with Plotly's own script
  watch.observe(parentElement.closest(ROOM), { childList: true, subtree: true });
  // Streamlit calls the last one it was given, when the block is gone; and one at once, when a second run came before the
  // first had begun.
  known.stop = () => parentElement.isConnected || watch.disconnect();
  return known.stop;
}
