// What Streamlit does not hear of a Plotly chart: a click on a point while its tool for choosing a period is on, and which
// part of it the reader had come closer to when a period was chosen.
const ROOM = "[class*=st-key-bri-timeline-plot]";

export default function ({ parentElement, setTriggerValue }) {
  const known = parentElement.clicks ?? { heard: new WeakSet() };
  known.tell = setTriggerValue;
  const listen = () => {
    for (const chart of document.querySelectorAll(`${ROOM} .js-plotly-plot`)) {
      if (known.heard.has(chart) || !chart.on) continue;
      known.heard.add(chart);
      chart.on("plotly_click", ({ points }) => {
        if (points[0]?.customdata && chart.layout.dragmode === "select") known.tell("point", points[0].customdata);
      });
      chart.on("plotly_selected", (chosen) => {
        if (chosen?.range) known.tell("window", chart.layout.xaxis.range.join("_"));
      });
      // its button would go back to where the chart was last drawn, not to the whole
      chart.addEventListener("click", ({ target }) => {
        if (target.closest(".modebar-btn[data-val=reset]")) known.tell("window", "whole");
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
