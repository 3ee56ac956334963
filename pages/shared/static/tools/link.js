// « Copier le lien »: the address as it stands, and a field to copy by hand where the browser refuses.
const copyText = async (tools, text) => {
  try {
    await navigator.clipboard.writeText(text);
    tools.messages.show(say("copy.done"));
  } catch {
    offerToCopy(tools, text);
  }
};

const offerToCopy = (tools, text) => {
  const field = el("input", { type: "text", readonly: true, "aria-label": say("copy.address") });
  field.value = text;
  const dialog = tools.dialog(say("copy.title"), el("p", {}, say("copy.refused")), field);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  field.focus();
  field.select();
};

const copyAddress = (tools) => copyText(tools, window.location.href);
