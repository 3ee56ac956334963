// The saved views: a list in this browser, as a link, as a file. Every one read is checked: it may come from anywhere.
const STORE = "bri-vues";
const MOST_VIEWS = __MOST_VIEWS__;
const LONGEST = { t: 160, n: 1200 };
const LONGEST_QUERY = 2000;
const LONGEST_WRITTEN = __LONGEST_VIEW__; // what the page of the projection reads of one view in a link
const FILE_VERSION = 1;
const BIGGEST_FILE = 2_000_000;

// Cut between whole characters, and say so.
const shortened = (text, most) => {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("").trimEnd()}…`;
};

const readText = (value, most) =>
  typeof value === "string" ? shortened(value.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ").trim(), most) : "";

const written = (view) => new URLSearchParams(view).toString();

const readView = (value) => {
  if (typeof value !== "object" || value === null) return null;
  const { p, q } = value;
  if (typeof p !== "string" || !/^[a-z-]{0,40}$/.test(p) || typeof q !== "string" || q.length > LONGEST_QUERY) return null;
  const view = { p, q, t: readText(value.t, LONGEST.t), n: readText(value.n, LONGEST.n) };
  while (view.n && written(view).length > LONGEST_WRITTEN) view.n = shortened(view.n, Math.floor([...view.n].length / 2));
  return view;
};

const readList = (values) => {
  const views = (Array.isArray(values) ? values : []).map(readView);
  const sound = views.filter((view) => view !== null);
  return { views: sound.slice(0, MOST_VIEWS), ignored: views.length - sound.length };
};

let unkept = null; // the list, where the browser refuses to keep it

const storedViews = () => {
  if (unkept) return unkept;
  try {
    return readList(JSON.parse(localStorage.getItem(STORE) ?? "[]")).views;
  } catch {
    return [];
  }
};

const storeViews = (tools, views) => {
  try {
    localStorage.setItem(STORE, JSON.stringify(views));
    unkept = null;
  } catch {
    unkept = views;
    tools.messages.show(say("views.not_kept"));
  }
  tools.viewsChanged();
};

const sameView = (one, other) => ["p", "q", "t", "n"].every((name) => one[name] === other[name]);

// The page as it stands: neither the language nor the way it is framed belongs to a view.
const currentView = (tools, title) => {
  const asked = new URLSearchParams(window.location.search);
  for (const name of ["lang", "embed", "embed_options"]) asked.delete(name);
  const heading = document.querySelector('[data-testid="stMain"] h1')?.innerText ?? "";
  return { p: tools.data.page, q: asked.toString(), t: readText(title || heading, LONGEST.t), n: "" };
};

const inLanguage = (query) => {
  const asked = new URLSearchParams(query);
  if (LANG !== "fr") asked.append("lang", LANG);
  return asked.toString();
};

const pageAddress = (page, query) => {
  const asked = inLanguage(query);
  return new URL(`./${page}${asked ? `?${asked}` : ""}`, document.baseURI).href;
};

// Views of one past state of the data make a deck of that state; a deck of several states leaves out those that differ.
const deckQuery = (views) => {
  const states = new Set(views.map((view) => new URLSearchParams(view.q).get(AS_OF) ?? ""));
  const [state] = states.size === 1 ? states : [""];
  return new URLSearchParams([...views.map((view) => ["vue", written(view)]), ...(state ? [[AS_OF, state]] : [])]).toString();
};

const deckAddress = (views) => pageAddress("presenter", deckQuery(views));

const deckFile = (views, format) => new URL(`./bri/emporter/presenter.${format}?${inLanguage(deckQuery(views))}`, document.baseURI).href;

const viewsFile = (views) =>
  new Blob([JSON.stringify({ bri: FILE_VERSION, vues: views }, null, 1)], { type: "application/json" });

// The views of a file; null when it is no file of views.
const readFile = async (file) => {
  if (file.size > BIGGEST_FILE) return null;
  try {
    const { bri, vues } = JSON.parse(await file.text());
    return bri === FILE_VERSION && Array.isArray(vues) ? readList(vues) : null;
  } catch {
    return null;
  }
};
