// What is shown, as one object: every change goes through `change`, can be undone, and stands in the address.

const state = {
  base: "open", plus: new Set(), minus: new Set(), ego: [], depth: 1, path: null, selected: null, fact: null, basket: [],
  hideTypes: new Set(), hideRels: new Set(), hideStatus: new Set(), confidence: 0, sources: 0, city: "", from: null, to: null,
  color: "type", size: "degree", table: false, panel: "", step: null, glow: [], pins: new Map(), physics: false,
  lang: "zh", theme: "auto", embed: false, query: "",
};
let START = "";
const undone = [];
const watchers = [];

const ids = (list) => [...list].map((i) => N[i].id).join(",");
const known = (text) => text.split(",").map((id) => idOf.get(id)).filter((i) => i !== undefined);
const words = (text) => new Set(text.split(",").filter(Boolean));
const month = (m) => `${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, "0")}`;
const monthOf = (text) => span(text)?.[0] ?? null;

// Each part of the address: name → [write (empty text where nothing is to be said), read].
const PARTS = {
  show: [() => (state.base === "open" ? "" : state.base), (v) => { state.base = ["all", "none"].includes(v) ? v : "open"; }],
  types: [() => [...state.hideTypes].join(), (v) => { state.hideTypes = words(v); }],
  rel: [() => [...state.hideRels].join(), (v) => { state.hideRels = words(v); }],
  status: [() => [...state.hideStatus].join(), (v) => { state.hideStatus = words(v); }],
  conf: [() => state.confidence || "", (v) => { state.confidence = bounded(v, 0, 99); }],
  src: [() => state.sources || "", (v) => { state.sources = bounded(v, 0, 99); }],
  city: [() => state.city, (v) => { state.city = v; }],
  y: [() => (state.from === null ? "" : `${month(state.from)}..${month(state.to)}`), (v) => {
    const [from, to] = v.split("..").map(monthOf);
    [state.from, state.to] = from === null || to === null || to === undefined ? [null, null] : [from, to];
  }],
  ego: [() => ids(state.ego), (v) => { state.ego = known(v); }],
  d: [() => (state.depth > 1 ? state.depth : ""), (v) => { state.depth = bounded(v, 1, 3) || 1; }],
  path: [() => (state.path ? ids(state.path) : ""), (v) => { const two = known(v); state.path = two.length === 2 ? two : null; }],
  plus: [() => ids(state.plus), (v) => { state.plus = new Set(known(v)); }],
  minus: [() => ids(state.minus), (v) => { state.minus = new Set(known(v)); }],
  sel: [() => (state.selected === null ? "" : N[state.selected].id), (v) => { state.selected = known(v)[0] ?? null; }],
  fact: [() => (state.fact === null ? "" : factKey(E[state.fact])), (v) => { state.fact = v ? factAt(v) : null; }],
  basket: [() => ids(state.basket), (v) => { state.basket = known(v); }],
  glow: [() => ids(state.glow), (v) => { state.glow = known(v); }],
  color: [() => (state.color === "type" ? "" : state.color), (v) => { state.color = v === "community" ? v : "type"; }],
  size: [() => (state.size === "degree" ? "" : state.size), (v) => { state.size = ["between", "sources"].includes(v) ? v : "degree"; }],
  pin: [() => [...state.pins].map(([i, [x, y]]) => `${N[i].id}:${Math.round(x)}:${Math.round(y)}`).join(), (v) => {
    state.pins = new Map(v.split(",").map((p) => p.split(":")).filter((p) => idOf.has(p[0])).map((p) => [idOf.get(p[0]), [Number(p[1]) || 0, Number(p[2]) || 0]]));
  }],
  table: [() => (state.table ? 1 : ""), (v) => { state.table = v === "1"; }],
  panel: [() => state.panel, (v) => { state.panel = v === "basket" ? v : ""; }],
  step: [() => (state.step === null ? "" : state.step + 1), (v) => { state.step = v && DATA.story.length ? bounded(v, 1, DATA.story.length) - 1 : null; }],
  lang: [() => (state.lang === START_LANG ? "" : state.lang), (v) => { state.lang = v === "en" || v === "zh" ? v : START_LANG; }],
  theme: [() => (state.theme === META.theme ? "" : state.theme), (v) => { state.theme = ["light", "dark", "auto"].includes(v) ? v : META.theme; }],
  embed: [() => (state.embed ? 1 : ""), (v) => { state.embed = v === "1"; }],
  q: [() => state.query, (v) => { state.query = v; }],
};
let START_LANG = "zh";

const bounded = (text, low, high) => Math.min(high, Math.max(low, Math.round(Number(text)) || 0));
const factKey = (e) => `${N[e.from].id}.${e.type}.${N[e.to].id}`;
function factAt(key) {
  const [from, type, to] = key.split(".");
  const found = (N[idOf.get(from)]?.links || []).find((j) => E[j].type === type && N[E[j].from].id === from && N[E[j].to].id === to);
  return found ?? null;
}

/** Return the state as the part of an address after the #. */
function address(withCamera = true) {
  const parts = Object.entries(PARTS).map(([name, [write]]) => [name, String(write())]).filter(([name, v]) => v !== DEFAULTS[name]);
  const camera = withCamera && stageReady() ? cameraText() : "";
  if (camera) parts.push(["cam", camera]);
  return parts.map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2C/g, ",").replace(/%3A/g, ":")}`).join("&");
}

const DEFAULTS = {};
/** Take over what an address says; what it does not name is as in a fresh page. */
function readAddress(text) {
  const said = new Map(text.replace(/^#/, "").split("&").filter(Boolean).map((p) => {
    const at = p.indexOf("=");
    try { return [p.slice(0, at), decodeURIComponent(p.slice(at + 1))]; } catch { return ["", ""]; }
  }));
  for (const [name, [, read]] of Object.entries(PARTS)) read(said.get(name) ?? DEFAULTS[name] ?? "");
  return said.get("cam") || "";
}

/** Change the state; `undo: false` for what is no step of its own, `fit` to bring all into view. */
function change(act, { undo = true, fit = false } = {}) {
  const before = address(false);
  act(state);
  const after = address(false);
  if (undo && after !== before) {
    undone.push(before);
    if (undone.length > 200) undone.shift();
  }
  refresh({ fit });
}

/** Go back one step. */
function undo() {
  const last = undone.pop();
  if (last === undefined) return say(t("nothingToUndo"));
  readAddress(last);
  return refresh({ fit: true });
}

let writing = 0;
/** Put the state into the address, at most every 150 ms. */
function writeAddress() {
  clearTimeout(writing);
  writing = setTimeout(() => {
    const text = address();
    try { history.replaceState(null, "", text ? "#" + text : "#"); } catch { /* an embedding page may forbid it */ }
  }, 150);
}

function refresh(how = {}) {
  for (const watch of watchers) watch(how);
  writeAddress();
}
