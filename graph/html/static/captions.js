// Words: captions in Chinese and English, and elements that hold them.

let LANG = "zh";

/** Return the caption `key` in the page's language: {n} is filled in, {n|one|many} chooses. */
function t(key, values = {}) {
  const entry = CAPTIONS[key];
  const text = entry ? entry[LANG] : key;
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name, one, many) => (one === undefined ? values[name] ?? "" : Number(values[name]) === 1 ? one : many));
}

const labelName = (label) => VOCAB.labels[label]?.[LANG] ?? label;
const typeName = (type) => VOCAB.types[type]?.[LANG] ?? type;
const valueName = (value) => (CAPTIONS["v." + value] ? t("v." + value) : String(value));
const fieldName = (name) => (CAPTIONS["p." + name] ? t("p." + name) : name.replace(/^registry_/, ""));
const numerals = { zh: new Intl.NumberFormat("zh-CN"), en: new Intl.NumberFormat("en") };
const number = (value) => numerals[LANG === "en" ? "en" : "zh"].format(Number(value));

/** Make an element: attributes, `on` for listeners; children are elements or strings, never markup. */
function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (name === "value" || name === "checked" || name === "disabled") made[name] = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
  return made;
}

/** Make a button with a caption; `icon` replaces it for the eye. */
function button(caption, act, { icon, className = "", pressed, expanded, key, wide } = {}) {
  const inside = icon ? [drawIcon(icon), wide ? h("span", {}, caption) : null] : [caption];
  const made = h("button", { type: "button", class: className, title: key ? `${caption} (${key})` : icon ? caption : null,
    "aria-label": icon ? caption : null, "aria-pressed": pressed === undefined ? null : String(pressed),
    "aria-expanded": expanded === undefined ? null : String(expanded), on: { click: act } }, inside);
  return made;
}

/** Return a link for web addresses, plain text for anything else. */
function link(url, text) {
  if (!/^https?:\/\//i.test(url)) return h("span", {}, text);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

/** Put every caption of the document's own elements into the page's language. */
function translate() {
  document.documentElement.lang = LANG === "en" ? "en" : "zh-CN";
  for (const el of document.querySelectorAll("[data-t]")) el.textContent = t(el.dataset.t);
  for (const el of document.querySelectorAll("[data-t-label]")) el.setAttribute("aria-label", t(el.dataset.tLabel));
  for (const el of document.querySelectorAll("[data-t-placeholder]")) el.placeholder = t(el.dataset.tPlaceholder);
}

let spoken = 0;
/** Say a line to screen readers. */
function say(text) {
  clearTimeout(spoken);
  spoken = setTimeout(() => { byId("live").textContent = text; }, 60);
}

const ICONS = {
  undo: "M9 7 5 11l4 4M5 11h9a5 5 0 0 1 0 10h-3",
  table: "M4 5h16v14H4zM4 10h16M4 15h16M10 5v14",
  path: "M6 18a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 16c6 0 2-8 8-8",
  save: "M12 4v11m-5-5 5 5 5-5M5 20h14",
  play: "M8 5v14l11-7z",
  pause: "M8 5v14M16 5v14",
  moon: "M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10z",
  full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  help: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18h.01",
  filter: "M4 6h16M7 12h10M10 18h4",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M5 12h14M12 5v14M8 8l-3-3M16 8l3-3M8 16l-3 3M16 16l3 3",
  close: "M6 6l12 12M18 6 6 18",
  next: "M9 5l7 7-7 7",
  back: "M15 5l-7 7 7 7",
  grid: "M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM14 14h5v5h-5z",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
};

/** Return an icon, hidden from screen readers. */
function drawIcon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [k, v] of Object.entries({ viewBox: "0 0 24 24", width: 18, height: 18, fill: "none", stroke: "currentColor",
    "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" })) svg.setAttribute(k, v);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}
