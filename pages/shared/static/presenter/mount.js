export default function ({ data, parentElement, setTriggerValue }) {
  const show = parentElement.briShow?.stage.isConnected ? parentElement.briShow : new Show(parentElement, setTriggerValue);
  parentElement.briShow = show;
  show.send = setTriggerValue;
  const told = JSON.stringify(data);
  if (show.told !== told) {
    show.told = told;
    show.fill(data);
  }
  return () => {
    // Streamlit cleans up when the page is left, and may do so between two drawings of the same page
    setTimeout(() => parentElement.isConnected || show.end());
  };
}
