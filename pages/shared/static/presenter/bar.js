// What stands around the slides: the dots at the foot, the bar of controls, and what the browser remembers of them.
const MOST_DOTS = 16;
const AUTO = [10, 20, 30];
const THEMES = ["auto", "light", "dark", "contrast"];
const THEME_KEY = "bri-presenter-theme";

const remembered = () => {
  try {
    return localStorage.getItem(THEME_KEY);
  } catch {
    return null; // storage may be forbidden
  }
};

const remember = (name) => {
  try {
    localStorage.setItem(THEME_KEY, name);
  } catch {
    // the choice then lasts as long as the page
  }
};

const button = (label, act, key) => {
  const made = element(document, "button", "", label);
  made.type = "button";
  if (key) made.setAttribute("aria-keyshortcuts", key);
  made.addEventListener("click", act);
  return made;
};

const choice = (words, label, options, chosen, act) => {
  const made = element(document, "select");
  made.setAttribute("aria-label", label);
  for (const [value, text] of options) {
    const said = words.said.replace("{what}", label).replace("{said}", text);
    const option = made.appendChild(element(document, "option", "", said));
    option.value = value;
    option.selected = value === chosen;
  }
  made.addEventListener("change", () => act(made.value));
  return made;
};

// The keys of the stage and what each does, by its word; a key that is no letter has a word of its own.
const KEYS = [
  ["", "next"], ["", "previous"], ["", "ends"], ["", "number"], ["B", "black_out"], ["F", "full_screen"], ["N", "notes"],
  ["T", "table"], ["P", "pause_key"], ["?", "keys"], ["", "leave"],
];

const keysOf = (words) => {
  const dialog = element(document, "dialog", "bri-dialog");
  const heading = dialog.appendChild(element(document, "h2", "", words.keys));
  heading.id = "bri-stage-keys";
  dialog.setAttribute("aria-labelledby", heading.id);
  const list = dialog.appendChild(element(document, "dl", "bri-keys"));
  for (const [letter, meaning] of KEYS) {
    const row = list.appendChild(element(document, "div"));
    row.appendChild(element(document, "dt")).append(element(document, "kbd", "", letter || words[`key_${meaning}`]));
    row.append(element(document, "dd", "", words[meaning]));
  }
  const foot = dialog.appendChild(element(document, "div", "bri-row"));
  foot.append(button(words.close, () => dialog.close()));
  return dialog;
};

const titleOf = (slide) => slide.querySelector("h2")?.textContent ?? "";

const footOf = (show) => {
  const foot = element(document, "div", "bri-slide-foot");
  const dots = element(document, "div", "bri-dots");
  show.dots = [];
  show.count = element(document, "p", "bri-count"); // in place of the dots where there is no room for them
  if (show.slides.length <= MOST_DOTS) {
    show.dots = show.slides.map((slide, index) => {
      const dot = button("", () => show.go(index));
      dot.setAttribute("aria-label", `${slide.getAttribute("aria-label")}. ${titleOf(slide)}`);
      return dot;
    });
  }
  dots.append(...show.dots, show.count);
  show.running = button("", () => show.pause(!show.isPaused));
  show.running.className = "bri-running";
  show.running.hidden = true;
  foot.append(dots, show.running);
  return foot;
};

const barOf = (show, data) => {
  const { words } = data;
  const bar = element(document, "div", "bri-bar");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.bar);
  if (data.notice) bar.append(element(document, "p", "bri-bar-notice", data.notice));
  if (data.changed) {
    bar.append(element(document, "p", "", words.changed), button(words.renew, () => show.send("renewed", true)));
  }
  show.full = button(words.full_screen, () => show.fullScreen(), "F");
  const speeds = AUTO.map((n) => [String(n), words.auto_on.replace("{n}", n)]);
  const looks = THEMES.map((name) => [name, words[`theme_${name}`]]);
  show.themes = choice(words, words.theme, looks, "auto", (value) => {
    remember(value);
    show.theme(value);
  });
  bar.append(
    button(words.previous, () => show.step(-1), "ArrowLeft"),
    button(words.next, () => show.step(1), "ArrowRight"),
    show.full,
    button(words.notes, () => show.openNotes(), "N"),
    button(words.table, () => show.table(), "T"),
    choice(words, words.auto, [["0", words.auto_off], ...speeds], "0", (value) => show.auto(Number(value))),
    show.themes,
  );
  if (data.years.length > 1) {
    const years = data.years.map(([year, name]) => [String(year), name]);
    bar.append(choice(words, words.year, years, String(data.year), (value) => show.send("year", value)));
  }
  const asked = new URLSearchParams(location.search);
  if (data.year && asked.has("annee")) asked.set("annee", data.year); // the file is that of the year shown
  const files = [["pptx", words.file], ["pdf-slides", words.file_pdf]].map(([format, name]) => {
    const file = element(document, "a", "", name);
    file.href = new URL(`./bri/emporter/presenter.${format}?${asked}`, document.baseURI).href;
    file.download = "";
    return file;
  });
  const keys = button("?", () => show.keys.showModal(), "?");
  keys.setAttribute("aria-label", words.keys);
  keys.title = words.keys;
  bar.append(...files, keys, button(words.leave, () => show.leave(), "Escape"));
  return bar;
};
