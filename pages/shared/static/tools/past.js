// Under a past state of the data (?arrete=…), each link of ours keeps it before it is followed: in this tab, in another,
// or copied. The one link back to the data of now says so (data-today).
const AS_OF = "arrete";
const keepState = (event) => {
  const asked = new URLSearchParams(window.location.search).get(AS_OF);
  const link = asked && event.composedPath().find((one) => one.localName === "a" && one.hasAttribute("href"));
  const written = link ? link.getAttribute("href") : "#";
  if (written.startsWith("#") || link.hasAttribute("data-today")) return;
  const address = new URL(written, document.baseURI);
  const isOurs = address.origin === window.location.origin && address.href.startsWith(new URL("./", document.baseURI).href);
  if (!isOurs || address.searchParams.has(AS_OF)) return;
  address.searchParams.append(AS_OF, asked);
  link.setAttribute("href", address.href);
};

const followState = (signal) => {
  for (const type of ["pointerdown", "focusin", "contextmenu"]) {
    document.addEventListener(type, keepState, { signal, capture: true });
  }
};
