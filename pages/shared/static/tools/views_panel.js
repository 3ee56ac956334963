// « Vues enregistrées »: name the page as it stands, find it again, put the views in order, share them.
const addView = (tools, title = "") => {
  const views = storedViews();
  const view = currentView(tools, title);
  if (views.length >= MOST_VIEWS) return tools.messages.show(say("views.full", { n: MOST_VIEWS }));
  if (view.q.length > LONGEST_QUERY) return tools.messages.show(say("views.too_long"));
  const now = [...views, view];
  storeViews(tools, now);
  return tools.messages.show(sayCount("views.added", now.length), ...presentLinks(tools, now, "views.present_short"));
};

// Whether none of these views has a slide; false when the server does not say.
const haveNoSlide = async (views) => {
  const offer = await askOffer("presenter", `?${deckQuery(views)}`);
  return Boolean(offer) && !offer.formats.includes("pptx");
};

// The page as it stands, on the screen of the room: after the opening slide of its own presentation.
const presentView = async (tools) => {
  if (!tools.data.presents || !tools.data.saves) return;
  const views = [currentView(tools)];
  if (await haveNoSlide(views)) tools.messages.show(say("views.no_slide"));
  else tools.open("presenter", `${deckQuery(views)}&diapo=2`);
};

const presentLinks = (tools, views, words, attributes = {}) =>
  tools.data.presents && views.length ? [tools.pageLink("presenter", deckQuery(views), say(words), attributes)] : [];

const removeView = (tools, index) => {
  const views = storedViews();
  const [gone] = views.splice(index, 1);
  storeViews(tools, views);
  const undo = el("button", { type: "button", class: "bri-link" }, say("undo"));
  undo.addEventListener("click", () => {
    const now = storedViews();
    now.splice(Math.min(index, now.length), 0, gone);
    storeViews(tools, now.slice(0, MOST_VIEWS));
    tools.messages.show(say("views.restored", { title: gone.t }));
  });
  tools.messages.show(say("views.removed", { title: gone.t }), undo);
};

const openViewsFile = async (tools, file) => {
  const read = await readFile(file);
  if (!read) return tools.messages.show(say("views.bad_file"));
  const views = storedViews();
  const news = read.views.filter((view) => !views.some((other) => sameView(view, other)));
  const added = news.slice(0, MOST_VIEWS - views.length);
  if (added.length) storeViews(tools, [...views, ...added]);
  const said = [sayCount("views.opened", added.length), ...(read.ignored ? [sayCount("views.ignored", read.ignored)] : [])];
  return tools.messages.show(said.join(" · "));
};

const viewsPanel = (tools) => {
  let editing = -1;
  let dragged = -1;
  const name = el("input", { type: "text", id: "bri-view-name", maxlength: LONGEST.t, autocomplete: "off" });
  const form = el("form", { class: "bri-view-new" },
    el("label", { for: "bri-view-name" }, say("views.name")), name,
    el("button", { type: "submit", class: "bri-strong" }, say("views.add")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    addView(tools, name.value);
  });
  const list = el("ol", { class: "bri-views", "aria-label": say("views.list") });
  const empty = el("p", { class: "bri-note" }, say("views.empty"));
  const chooser = el("input", { type: "file", accept: ".json,application/json", hidden: true, "aria-label": say("views.open_file") });
  chooser.addEventListener("change", async () => {
    if (chooser.files.length) await openViewsFile(tools, chooser.files[0]);
    chooser.value = "";
  });
  const foot = el("div", { class: "bri-views-foot" });
  const panel = el("div", { class: "bri-tools-panel bri-views-panel", role: "region", "aria-label": say("views.title") },
    el("h2", {}, say("views.title")), form, list, empty, foot, chooser, el("p", { class: "bri-note" }, say("views.where")));

  const focusOn = (selector) => list.querySelector(selector)?.focus();

  const move = (from, to) => {
    const views = storedViews();
    if (from === to || !views[from] || to < 0 || to >= views.length) return;
    const [moved] = views.splice(from, 1);
    views.splice(to, 0, moved);
    editing = editing === from ? to : -1;
    storeViews(tools, views);
    tools.messages.say(say("views.moved", { title: moved.t, n: to + 1, total: views.length }));
  };

  // A button that reaches an end of the list hands the focus to the other one.
  const step = (index, by) => {
    move(index, index + by);
    const [wanted, other] = by < 0 ? ["up", "down"] : ["down", "up"];
    const row = `li:nth-child(${index + by + 1})`;
    focusOn(`${row} [data-step=${wanted}]:not(:disabled)`);
    if (!list.contains(document.activeElement)) focusOn(`${row} [data-step=${other}]`);
  };

  const change = (index, changed) => {
    const views = storedViews();
    if (!views[index]) return;
    views[index] = readView({ ...views[index], ...changed });
    storeViews(tools, views);
  };

  const editor = (view, index) => {
    const title = el("input", { type: "text", id: `bri-view-title-${index}`, maxlength: LONGEST.t });
    const note = el("textarea", { id: `bri-view-note-${index}`, maxlength: LONGEST.n, rows: 3 });
    title.value = view.t;
    note.value = view.n;
    const finish = () => {
      editing = -1;
      change(index, { t: title.value || view.t, n: note.value });
      focusOn(`li:nth-child(${index + 1}) [data-edit]`);
    };
    return el("form", { class: "bri-view-edit", onsubmit: (event) => { event.preventDefault(); finish(); } },
      el("label", { for: title.id }, say("views.name")), title,
      el("label", { for: note.id }, say("views.note")), note,
      el("div", { class: "bri-row" },
        el("button", { type: "submit", class: "bri-strong" }, say("views.done")),
        ...(tools.data.presents ? [el("button", { type: "button", class: "bri-link", onclick: () => copyText(tools, deckAddress([view])) }, say("views.link_one"))] : []),
        el("button", { type: "button", class: "bri-link", onclick: () => {
          editing = -1;
          removeView(tools, index);
          name.focus();
        } }, say("views.remove"))));
  };

  const row = (view, index, views) => {
    const title = view.t || say("views.untitled");
    const handle = el("span", { class: "bri-handle", draggable: "true", "aria-hidden": "true" }, icon("handle"));
    const item = el("li", {}, handle,
      el("div", { class: "bri-view-name" }, tools.pageLink(view.p, view.q, title), ...(view.n ? [el("small", {}, view.n)] : [])),
      iconButton("up", say("views.up", { title }), () => step(index, -1), { "data-step": "up", disabled: index === 0 }),
      iconButton("down", say("views.down", { title }), () => step(index, 1), { "data-step": "down", disabled: index === views.length - 1 }),
      iconButton("edit", say("views.edit", { title }), () => {
        editing = editing === index ? -1 : index;
        draw();
        focusOn(editing === index ? `#bri-view-title-${index}` : `li:nth-child(${index + 1}) [data-edit]`);
      }, { "data-edit": "", "aria-expanded": String(editing === index) }),
      ...(editing === index ? [editor(view, index)] : []));
    handle.addEventListener("dragstart", (event) => {
      dragged = index;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", title);
      event.dataTransfer.setDragImage(item, 8, 8);
    });
    handle.addEventListener("dragend", () => { dragged = -1; });
    item.addEventListener("dragover", (event) => {
      if (dragged < 0) return;
      event.preventDefault();
      for (const other of list.children) other.classList.toggle("bri-drop", other === item && dragged !== index);
    });
    item.addEventListener("drop", (event) => {
      event.preventDefault();
      move(dragged, index);
    });
    return item;
  };

  const draw = () => {
    const views = storedViews();
    if (!views[editing]) editing = -1;
    list.replaceChildren(...views.map(row));
    list.hidden = !views.length;
    empty.hidden = Boolean(views.length);
    const link = (words, onclick, attributes = {}) => el("button", { type: "button", class: "bri-link", onclick, ...attributes }, say(words));
    foot.replaceChildren(
      ...presentLinks(tools, views, "views.present", { class: "bri-strong", "data-slides": "" }),
      ...(views.length && tools.data.presents ? [
        link("views.take", () => download(tools, deckFile(views, "pptx")), { "data-slides": "" }),
        link("views.take_pdf", () => download(tools, deckFile(views, "pdf-slides")), { "data-slides": "" })] : []),
      ...(views.length && tools.data.presents ? [link("views.link_all", () => copyText(tools, deckAddress(views)))] : []),
      ...(views.length ? [link("views.save_file", () => saveBlob(viewsFile(views), `${say("views.file_name")}.json`))] : []),
      link("views.open_file", () => chooser.click()));
    if (panel.matches(":popover-open")) withdraw();
  };

  // What has nothing to show is not offered as slides: asked when the panel opens, and at each change.
  const withdraw = async () => {
    const views = storedViews();
    if (!views.length || !tools.data.presents || !(await haveNoSlide(views))) return;
    const [first, ...others] = foot.querySelectorAll("[data-slides]");
    first?.replaceWith(el("span", { class: "bri-off" }, say("views.no_slide")));
    others.forEach((other) => other.remove());
  };

  const open = () => {
    form.hidden = !tools.data.saves;
    name.value = currentView(tools, "").t;
    draw();
    withdraw();
  };
  // What is written in a row is not drawn again under the fingers of the reader by another tab.
  const refreshFromElsewhere = () => { if (!list.querySelector("form :focus")) draw(); };
  return { panel, open, draw, refreshFromElsewhere };
};
