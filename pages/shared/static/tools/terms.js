// A definition that is shown closes with Escape, wherever the pointer is; pointing at its word again, or coming back to
// it with the keyboard, shows it anew (overview.css draws it).
const shutTerms = (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll(".bri-term:is(:hover, :focus)").forEach((term) => term.classList.add("bri-shut"));
};
const reopenTerm = ({ target }) => target.closest?.(".bri-term")?.classList.remove("bri-shut");

document.addEventListener("keydown", shutTerms);
document.addEventListener("pointerout", reopenTerm);
document.addEventListener("focusout", reopenTerm);
