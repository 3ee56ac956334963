// The presentation. All slides are in the page from the start: from then on nothing asks the server for anything, and
// the show goes on with the cable out.
const IDLE_MS = 3500;
const WIDE_MAP = ".bri-slide-bleed > .bri-slide-body[tabindex]";

// A class, for the style sheet: with « body:has(.bri-stage) » a browser looks at the whole page again at each change of any.
const tellThePage = () => document.documentElement.classList.toggle("bri-presenting", Boolean(document.querySelector(".bri-stage")));

// A body taller than its room is packed: first its gaps, then everything in it, down to the smallest text a room can read,
// then under a smaller title; what a list still has no room for is in the table, and the slide says so. Its room ends above
// the source, however many lines that takes beside the dots.
const SMALLEST = 80; // per cent of its size
const pack = (slide, box, words) => {
  const body = slide.querySelector(".bri-slide-body");
  const items = [...body.querySelectorAll(".bri-slide-list > li, .bri-rows > li")];
  for (const item of items) item.hidden = false;
  body.querySelector(".bri-slide-more")?.remove();
  const isTooTall = () => body.scrollHeight > body.clientHeight + 1;
  const source = slide.querySelector(".bri-slide-source");
  box.style.setProperty("--dots", `${box.querySelector(".bri-dots").offsetWidth}px`);
  // from where the source begins: a reader who spaces paragraphs raises it
  slide.style.setProperty("--foot", (100 * (slide.clientHeight - source.offsetTop)) / Math.max(box.clientHeight, 1));
  for (const tight of [false, true]) {
    slide.classList.toggle("bri-tight", tight);
    body.classList.remove("bri-packed");
    body.style.removeProperty("--u");
    if (!isTooTall()) return;
    body.classList.add("bri-packed");
    for (let percent = 96; isTooTall() && percent >= SMALLEST; percent -= 4) body.style.setProperty("--u", `${percent / 100}cqh`);
    if (!isTooTall()) return;
  }
  if (items.length < 2) return;
  const more = body.appendChild(element(document, "p", "bri-slide-more"));
  for (let left = items.length - 1; isTooTall() && left > 0; left -= 1) {
    items[left].hidden = true;
    more.textContent = words.more.replace("{n}", items.length - left);
  }
};

class Show {
  constructor(host, send) {
    this.send = send;
    this.stop = new AbortController();
    this.index = 0;
    this.seconds = 0;
    this.isPaused = false;
    this.typed = "";
    this.stage = host.appendChild(element(document, "div", "bri-stage"));
    this.stage.setAttribute("role", "region");
    tellThePage();
    this.listen();
  }

  // The deck, when it is another one than the deck on the screen.
  fill(data) {
    this.words = data.words;
    this.stage.toggleAttribute("data-begun", data.begun);
    this.stage.setAttribute("aria-label", data.words.stage);
    this.box = element(document, "div", "bri-slide-box");
    this.box.innerHTML = data.markup;
    this.slides = [...this.box.querySelectorAll(":scope > .bri-slide")];
    this.live = element(document, "p", "bri-hidden");
    this.live.setAttribute("aria-live", "polite");
    this.black = element(document, "div", "bri-black");
    this.black.hidden = true;
    this.box.append(footOf(this));
    this.keys = keysOf(data.words);
    this.bar = barOf(this, data);
    this.stage.replaceChildren(this.box, this.bar, this.black, this.live, this.keys);
    this.room?.disconnect();
    this.room = new ResizeObserver(() => this.makeRoom());
    for (const part of [this.stage, this.bar]) this.room.observe(part);
    this.theme(THEMES.includes(remembered()) ? remembered() : "auto");
    const asked = Number.parseInt(new URLSearchParams(location.search).get("diapo") ?? "1", 10);
    this.go(Number.isFinite(asked) ? asked - 1 : 0);
    this.wake();
    if (data.begun) setTimeout(() => this.send("begun", true)); // the rest of the deck may now be drawn
    ["600 1em 'Source Serif'", "400 1em 'Source Sans'", "600 1em 'Source Sans'"].forEach((font) => document.fonts.load(font));
  }

  // While the bar is there, the slide ends above it: a bar hides neither the source nor the dots.
  makeRoom() {
    const { offsetTop, offsetHeight } = this.box;
    const room = this.stage.clientHeight - this.bar.offsetHeight - offsetTop;
    this.stage.style.setProperty("--beside-bar", Math.min(1, room / Math.max(offsetHeight, 1)));
    this.stage.style.setProperty("--bar-height", `${this.bar.offsetHeight}px`);
    if (offsetHeight !== this.packedAt) pack(this.slides[this.index], this.box, this.words);
    this.packedAt = offsetHeight;
    this.open();
  }

  go(index) {
    const last = this.slides.length - 1;
    this.index = Math.min(Math.max(index, 0), last);
    this.table(false);
    this.slides.forEach((slide, at) => {
      slide.hidden = at !== this.index;
    });
    this.dots.forEach((dot, at) => (at === this.index ? dot.setAttribute("aria-current", "true") : dot.removeAttribute("aria-current")));
    this.count.textContent = `${this.index + 1} / ${this.slides.length}`;
    const slide = this.slides[this.index];
    pack(slide, this.box, this.words);
    this.open();
    this.say(`${slide.getAttribute("aria-label")}. ${titleOf(slide)}`);
    const address = new URL(location.href);
    if (this.index) address.searchParams.set("diapo", this.index + 1);
    else address.searchParams.delete("diapo");
    if (address.href !== location.href) history.replaceState(history.state, "", address);
    this.notes?.show(this.slides, this.index);
    this.arm();
  }

  step(by) {
    this.go(this.index + by);
  }

  // Where a slide is read like a page, an arrow goes down it to its end before it goes on.
  read(by) {
    const slide = this.slides[this.index];
    const left = by > 0 ? slide.scrollHeight - slide.clientHeight - slide.scrollTop : slide.scrollTop;
    if (getComputedStyle(slide).overflowY !== "auto" || left < 2) this.step(by);
    else slide.scrollBy({ top: by * 0.8 * slide.clientHeight });
  }

  // What goes beyond its window is a halt of the Tab key; a map shows its middle first.
  open() {
    const slide = this.slides[this.index];
    slide.tabIndex = getComputedStyle(slide).overflowY === "auto" && slide.scrollHeight > slide.clientHeight + 1 ? 0 : -1;
    const map = slide.querySelector(".bri-slide-worldmap")?.parentElement;
    if (!map) return;
    const beyond = map.scrollWidth - map.clientWidth;
    if (beyond > 1) map.tabIndex = 0;
    else map.removeAttribute("tabindex");
    map.scrollLeft = beyond / 2;
  }

  say(text) {
    this.live.textContent = text;
  }

  table(shown) {
    const rows = this.slides[this.index]?.querySelector(".bri-slide-rows");
    if (!rows) return;
    rows.hidden = shown === undefined ? !rows.hidden : !shown;
    if (!rows.hidden) rows.focus();
    this.arm();
  }

  get isTableOpen() {
    return this.slides[this.index]?.querySelector(".bri-slide-rows")?.hidden === false;
  }

  blackOut(on) {
    this.black.hidden = !on;
    if (on) this.say(this.words.black);
    this.arm();
  }

  // --- Going on by itself: always shown, and paused by one key or one click.

  auto(seconds) {
    this.seconds = seconds;
    this.pause(false);
  }

  pause(paused) {
    this.isPaused = paused;
    this.running.hidden = !this.seconds;
    this.running.textContent = (paused ? this.words.resume : this.words.pause).replace("{n}", this.seconds);
    this.running.dataset.paused = paused;
    this.arm();
  }

  arm() {
    clearTimeout(this.timer);
    if (!this.seconds || this.isPaused || !this.black.hidden || this.isTableOpen) return;
    this.timer = setTimeout(() => this.go(this.index === this.slides.length - 1 ? 0 : this.index + 1), this.seconds * 1000);
  }

  // --- Screen

  theme(name) {
    this.stage.dataset.theme = name;
    this.themes.value = name;
    this.notes?.theme(name);
  }

  async fullScreen() {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await this.stage.requestFullscreen();
    } catch {
      // a browser may refuse: the slides fill the window all the same
    }
  }

  async wake() {
    try {
      this.awake = await navigator.wakeLock?.request("screen");
    } catch {
      // the screen may then go to sleep, as the computer is set to
    }
  }

  openNotes() {
    this.notes = openNotes(this.words, (event) => this.key(event), (by) => this.step(by));
    if (!this.notes) {
      this.say(this.words.blocked);
      this.stage.querySelector(".bri-bar").prepend(element(document, "p", "bri-bar-notice", this.words.blocked));
      return;
    }
    this.notes.theme(this.stage.dataset.theme);
    this.notes.show(this.slides, this.index);
  }

  leave() {
    this.send("left", true);
    setTimeout(() => this.stage.isConnected && location.assign("./"), 4000); // the server may be gone
  }

  // --- Keys, hands

  listen() {
    const { signal } = this.stop;
    window.addEventListener("keydown", (event) => this.key(event), { capture: true, signal });
    const awake = () => {
      this.stage.classList.remove("bri-idle");
      clearTimeout(this.idle);
      this.idle = setTimeout(() => this.stage.classList.add("bri-idle"), IDLE_MS);
    };
    for (const name of ["pointermove", "pointerdown", "focusin"]) this.stage.addEventListener(name, awake, { signal });
    awake();
    // a face that comes after its slide was measured is wider than the one that stood for it
    document.fonts.addEventListener("loadingdone", () => this.slides && pack(this.slides[this.index], this.box, this.words), { signal });
    document.addEventListener(
      "fullscreenchange",
      () => {
        this.full.textContent = document.fullscreenElement ? this.words.leave_full_screen : this.words.full_screen;
      },
      { signal },
    );
    let from = null;
    this.stage.addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? event.touches[0] : null), { passive: true, signal });
    this.stage.addEventListener(
      "touchend",
      (event) => {
        const to = event.changedTouches[0];
        if (!from || this.isTableOpen || event.target.closest(WIDE_MAP)) return;
        const across = to.clientX - from.clientX;
        if (Math.abs(across) > 50 && Math.abs(across) > 2 * Math.abs(to.clientY - from.clientY)) this.step(across < 0 ? 1 : -1);
      },
      { passive: true, signal },
    );
    this.stage.addEventListener("click", () => this.black.hidden || this.blackOut(false), { signal });
  }

  key(event) {
    if (this.keys.open) return; // its own keys: Tab, Enter, Escape
    if (!this.stage.isConnected || event.ctrlKey || event.metaKey || event.altKey) return;
    if (["Shift", "Tab", "Control", "Alt", "Meta"].includes(event.key)) return;
    if (!this.black.hidden) {
      this.blackOut(false);
    } else if (!this.answer(event)) {
      // Streamlit has keys of its own (R, C): none of them may fire in the middle of a presentation
      if (/^[a-z]$/i.test(event.key)) event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  // Whether the key meant something here.
  answer(event) {
    const { key, target } = event;
    const control = target.closest?.("button, select, a, input");
    const inRows = target.closest?.(".bri-slide-rows");
    if (target.matches?.(WIDE_MAP) && ["ArrowLeft", "ArrowRight"].includes(key)) return false;
    if (/^[0-9]$/.test(key)) return this.type(key);
    if (key === "Enter" && this.typed) return this.enter();
    if (control?.matches("select") && !["Escape", "PageUp", "PageDown"].includes(key)) return false;
    if (control && [" ", "Enter"].includes(key)) return false;
    if (inRows && ["ArrowUp", "ArrowDown", "PageUp", "PageDown", " ", "Home", "End"].includes(key)) return false;
    const meaning = {
      ArrowRight: () => this.step(1),
      ArrowDown: () => this.read(1),
      PageDown: () => this.step(1),
      " ": () => this.step(event.shiftKey ? -1 : 1),
      Enter: () => this.step(1),
      ArrowLeft: () => this.step(-1),
      ArrowUp: () => this.read(-1),
      PageUp: () => this.step(-1),
      Home: () => this.go(0),
      End: () => this.go(this.slides.length - 1),
      Escape: () => this.escape(),
      ".": () => this.blackOut(true),
      b: () => this.blackOut(true),
      f: () => this.fullScreen(),
      n: () => this.openNotes(),
      p: () => this.seconds && this.pause(!this.isPaused),
      t: () => this.table(),
      "?": () => this.keys.showModal(),
    }[key.length === 1 ? key.toLowerCase() : key];
    if (!meaning) return false;
    meaning();
    return true;
  }

  type(digit) {
    this.typed = (this.typed + digit).slice(-3);
    this.say(this.words.typed.replace("{n}", this.typed));
    clearTimeout(this.forget);
    this.forget = setTimeout(() => (this.typed = ""), 3000);
    return true;
  }

  enter() {
    this.go(Number(this.typed) - 1);
    this.typed = "";
    return true;
  }

  escape() {
    if (this.isTableOpen) this.table(false);
    else if (document.fullscreenElement) this.fullScreen();
    else this.leave();
  }

  end() {
    this.stop.abort();
    clearTimeout(this.timer);
    clearTimeout(this.idle);
    this.room?.disconnect();
    this.notes?.close();
    this.awake?.release();
    this.stage.remove();
    tellThePage();
  }
}
