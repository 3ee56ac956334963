// What Streamlit runs: the tools themselves are one file the browser keeps, fetched once and asked nothing at a rerun.
export default function ({ data, parentElement, setTriggerValue }) {
  const send = (name, value) => setTriggerValue(name, value);
  if (parentElement.tools) {
    parentElement.tools.then((tools) => tools.update(data, send));
    return undefined;
  }
  parentElement.tools = import(new URL(data.script, document.baseURI)).then(({ mount }) => mount(parentElement, data, send));
  return () => {
    parentElement.tools?.then((tools) => tools.remove());
    delete parentElement.tools;
  };
}
