// Tells the server what the map needs of the reader's screen: room, colours, and whether a graphics card draws WebGL.
// Without one the browser draws it in software: half a second for each picture, during which it does nothing else.
const SOFTWARE = /swiftshader|llvmpipe|software|basic render/i;

const hasWebGL = () => {
  try {
    const gl = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
    const named = gl?.getExtension("WEBGL_debug_renderer_info");
    return Boolean(gl) && !SOFTWARE.test(named ? gl.getParameter(named.UNMASKED_RENDERER_WEBGL) : "");
  } catch {
    return false;
  }
};

// A contrast theme says « light dark » to every style: only the ground under the page tells which.
const dark = matchMedia("(prefers-color-scheme: dark)");
const contrast = matchMedia("(forced-colors: active)");
const isDark = () =>
  contrast.matches ? dark.matches : getComputedStyle(document.querySelector(".stApp")).colorScheme.includes("dark");

const measured = (parentElement, webgl) => ({
  // In steps, so that a scroll bar that comes and goes does not draw the map again.
  width: Math.floor(parentElement.closest("[data-testid=stVerticalBlock]").clientWidth / 10) * 10,
  window: [window.innerWidth, Math.floor(window.innerHeight / 10) * 10],
  scheme: isDark() ? "dark" : "light",
  webgl,
});

export default function ({ parentElement, setStateValue, data }) {
  const watched = parentElement.screen ?? { webgl: hasWebGL() };
  watched.set = setStateValue;
  watched.known = data;
  // Whether what is drawn is still for another screen: who takes a picture of the page waits for its end.
  const say = (isLate) => parentElement.toggleAttribute("data-late", isLate);
  say(watched.told !== watched.known);
  if (parentElement.screen) return watched.stop;
  parentElement.screen = watched;
  const tell = () => {
    const now = JSON.stringify(measured(parentElement, watched.webgl));
    if (now !== watched.told) watched.set("screen", now);
    watched.told = now;
    say(now !== watched.known);
  };
  const soon = () => {
    say(true);
    clearTimeout(watched.timer);
    watched.timer = setTimeout(tell, 150);
  };
  const theme = new MutationObserver(soon);
  theme.observe(document.documentElement, { attributes: true, subtree: false });
  theme.observe(document.querySelector(".stApp"), { attributes: true, attributeFilter: ["class", "style"] });
  for (const asked of [dark, contrast]) asked.addEventListener("change", soon);
  window.addEventListener("resize", soon);
  tell();
  // Streamlit calls the last one it was given, when the block is gone; and one at once, when a second run came before the
  // first had begun.
  watched.stop = () => {
    if (parentElement.isConnected) return;
    theme.disconnect();
    for (const asked of [dark, contrast]) asked.removeEventListener("change", soon);
    window.removeEventListener("resize", soon);
    clearTimeout(watched.timer);
  };
  return watched.stop;
}
