// What Streamlit runs: the search box and the tools are files the browser keeps, fetched once and asked nothing at a rerun.
export default function ({ data, parentElement, setTriggerValue }) {
  const send = (name, value) => setTriggerValue(name, value);
  if (parentElement.parts) {
    parentElement.parts.then((parts) => parts.forEach((part) => part.update(data, send)));
    return parentElement.stop;
  }
  const row = document.createElement("div");
  row.className = "bri-header";
  parentElement.append(row);
  const scripts = data.scripts.map((script) => import(new URL(script, document.baseURI)));
  parentElement.parts = Promise.all(scripts).then((found) => found.map(({ mount }) => mount(row, data, send)));
  // Streamlit calls the last one it was given, when the block is gone; and one at once, when a second run came before the
  // first had begun.
  parentElement.stop = () => {
    if (!parentElement.isConnected) parentElement.parts.then((parts) => parts.forEach((part) => part.remove()));
  };
  return parentElement.stop;
}
