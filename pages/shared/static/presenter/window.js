// The speaker's window: the slide on the screen, the next one, the notes and the time. Opened by the page itself, it holds
// no script of its own: everything in it is moved from here.
const NOTES_SIZE = "popup,width=1180,height=760";

const element = (doc, tag, css, text) => {
  const made = doc.createElement(tag);
  if (css) made.className = css;
  if (text !== undefined) made.textContent = text;
  return made;
};

const copyStyles = (doc) => {
  for (const sheet of document.styleSheets) {
    if (sheet.href) {
      const link = element(doc, "link");
      link.rel = "stylesheet";
      link.href = sheet.href;
      doc.head.append(link);
    } else {
      const style = element(doc, "style");
      style.textContent = [...sheet.cssRules].map((rule) => rule.cssText).join("\n");
      doc.head.append(style);
    }
  }
};

const timeText = (seconds) => {
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return `${minutes >= 60 ? `${Math.floor(minutes / 60)}:${two(minutes % 60)}` : minutes}:${two(seconds % 60)}`;
};

const preview = (doc, slide) => {
  const box = element(doc, "div", "bri-slide-box");
  if (slide) {
    const copy = doc.importNode(slide, true);
    copy.removeAttribute("id");
    copy.hidden = false;
    copy.querySelectorAll(".bri-slide-rows, .bri-slide-note").forEach((part) => part.remove());
    box.append(copy);
  }
  return box;
};

// Opens the window and gives what moves it: `show(slides, index)`, `theme(name)`, `close()`; null when it is blocked.
const openNotes = (words, onKey, step) => {
  const opened = window.open("", "bri-notes", NOTES_SIZE);
  if (!opened) return null;
  const doc = opened.document;
  doc.documentElement.lang = document.documentElement.lang;
  doc.title = words.notes_title;
  doc.head.querySelectorAll("link, style").forEach((old) => old.remove());
  copyStyles(doc);
  doc.body.className = "stApp bri-notes";
  doc.body.replaceChildren();

  const head = element(doc, "header");
  const place = element(doc, "p", "bri-notes-place");
  const clock = element(doc, "p", "bri-notes-time");
  const elapsed = element(doc, "p", "bri-notes-time");
  let started = Date.now();
  const button = (label, act) => {
    const made = element(doc, "button", "", label);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };
  head.append(
    place,
    clock,
    elapsed,
    button(words.restart, () => {
      started = Date.now();
    }),
    button(words.previous, () => step(-1)),
    button(words.next, () => step(1)),
  );
  const now = element(doc, "section", "bri-notes-now");
  const next = element(doc, "section", "bri-notes-next");
  const note = element(doc, "section", "bri-notes-text");
  note.tabIndex = 0;
  doc.body.append(head, now, next, note);

  const tick = () => {
    clock.textContent = `${words.clock} ${new Date().toLocaleTimeString(doc.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}`;
    elapsed.textContent = `${words.elapsed} ${timeText(Math.floor((Date.now() - started) / 1000))}`;
  };
  tick();
  opened.setInterval(tick, 1000);
  doc.addEventListener("keydown", onKey);

  const part = (label, ...content) => [element(doc, "h2", "", label), ...content];
  return {
    window: opened,
    show(slides, index) {
      if (opened.closed) return;
      place.textContent = slides[index]?.getAttribute("aria-label") ?? "";
      now.replaceChildren(...part(words.notes_now, preview(doc, slides[index])));
      const after = slides[index + 1];
      next.replaceChildren(
        ...part(words.notes_next, after ? preview(doc, after) : element(doc, "p", "", words.notes_last)),
      );
      const said = slides[index]?.querySelector(".bri-slide-note")?.textContent;
      note.replaceChildren(...part(words.notes, element(doc, "p", "", said || words.notes_none)));
    },
    theme(name) {
      if (!opened.closed) doc.body.dataset.theme = name;
    },
    close() {
      opened.close();
    },
  };
};
