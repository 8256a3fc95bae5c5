// The order of the day: unpack, start vis-network, draw, listen.

let laterCamera = "";
const takeCameraLater = (text) => { laterCamera = text; };

/** Run vis-network's own script; the policy knows its hash. */
async function startLibrary() {
  const text = await inflated("yimai-library");
  const script = document.createElement("script");
  script.textContent = text;
  document.head.append(script);
}

/** Draw everything anew for the present state. */
function drawAll({ fit = false } = {}) {
  const look = `${state.lang}|${state.theme}`;
  if (look !== lookNow) dress(look);
  sift();
  const was = physicsOn;
  if (state.physics && shown.nodes.length > 150) state.physics = false;
  document.body.classList.toggle("embed", state.embed);
  drawCard();
  drawTable();
  drawStory();
  drawLegend();
  drawTools();
  drawTime();
  drawChips();
  byId("count").textContent = t("count", { n: number(shown.nodes.length), all: number(N.length), e: number(shown.edges.length) });
  measure(); // after all that takes room beside the canvas
  if (was && !state.physics && view) view.physics(false);
  drawStage({ fit: fit || (was && !state.physics) }); // wherever physics drove the nodes, all are in view again
  if (state.physics !== was) { physicsOn = state.physics; if (state.physics) view.physics(true); }
  if (laterCamera) { takeCamera(laterCamera); laterCamera = ""; }
}
let lookNow = "";
let physicsOn = false;

/** Put on language and theme. */
function dress(look) {
  lookNow = look;
  LANG = state.lang;
  keptTheme = state.theme;
  setTheme(state.theme);
  mixed.clear();
  byId("time").replaceChildren();
  byId("table-panel").replaceChildren();
  translate();
  drawZoom();
}

/** Give the canvas the size that the panels leave. */
function measure() {
  const [width, height] = [host().clientWidth, host().clientHeight];
  if (view && (view.w !== width || view.h !== height)) view.resize(width, height);
  if (view) [view.w, view.h] = [width, height];
}

function toggleLeft(open) {
  const now = document.body.classList.toggle(window.innerWidth < 900 ? "left-open" : "left-closed", open);
  if (window.innerWidth < 900 && now) byId("left").focus();
  measure();
  refresh({ fit: false });
}

let toolsNow = "";
function drawTools() {
  const box = byId("tools");
  const focused = box.contains(document.activeElement) ? document.activeElement.id : null;
  const tool = (id, name, act, options) => { const b = button(t(name), act, { className: "tool", ...options }); b.id = id; return b; };
  const everything = state.base === "all" && !state.ego.length && !state.path;
  const partial = DATA.opening.length < N.length - (allCounts().labels.Partnership || 0);
  const key = [LANG, THEME, everything, state.ego.length, Boolean(state.path), state.plus.size > 0, state.minus.size > 0, state.panel, state.table, state.step !== null, undone.length > 0].join();
  if (key === toolsNow) return;
  toolsNow = key;
  box.replaceChildren(
    tool("open-legend", "filters", () => toggleLeft(), { icon: "filter", key: "l" }),
    partial || state.ego.length || state.path || state.plus.size || state.minus.size ? tool("show-all", everything ? "showOpening" : "showAll", () => showBase(everything ? "open" : partial ? "all" : "open"), { icon: "grid", wide: true, pressed: everything, key: "a" }) : "",
    tool("open-basket", "whoWithWhom", () => change((s) => { s.panel = s.panel ? "" : "basket"; s.selected = null; s.fact = null; }, { undo: false }), { icon: "path", wide: true, pressed: state.panel === "basket" }),
    tool("open-table", "table", () => change((s) => { s.table = !s.table; }, { undo: false }), { icon: "table", wide: true, pressed: state.table, key: "t" }),
    DATA.story.length ? tool("open-story", "story", () => (state.step === null ? tell(0) : leaveStory()), { icon: "play", wide: true, pressed: state.step !== null, key: "s" }) : "",
    tool("undo", "undo", undo, { icon: "undo", key: "u" }),
    tool("save", "save", (e) => { const b = e.currentTarget.getBoundingClientRect(); e.currentTarget.setAttribute("aria-expanded", "true"); popup(saveMenu(), b.left - 60, b.bottom + 6, e.currentTarget); }, { icon: "save", expanded: false }),
    tool("theme", "theme", () => change((s) => { s.theme = THEME === "dark" ? "light" : "dark"; }, { undo: false }), { icon: "moon" }),
    tool("language", "language", () => change((s) => { s.lang = LANG === "zh" ? "en" : "zh"; }, { undo: false })),
    tool("full", "full", fullScreen, { icon: "full", key: "f" }), tool("help", "help", openHelp, { icon: "help", key: "?" }));
  byId("language").textContent = LANG === "zh" ? "EN" : "中";
  byId("language").setAttribute("aria-label", t("language"));
  byId("undo").disabled = !undone.length;
  if (focused) byId(focused)?.focus();
}

const saveMenu = () => [
  [t("save.png"), () => saveAs("png")], [t("save.transparent"), () => saveAs("png-transparent")], [t("save.svg"), () => saveAs("svg")], [t("save.facts"), () => saveAs("edges-csv")],
  [t("save.nodes"), () => saveAs("nodes-csv")], [t("save.json"), () => saveAs("json")], [t("save.link"), () => copyText(permalink())], [t("save.print"), () => window.print()],
];

function drawZoom() {
  byId("zoom").replaceChildren(button(t("zoomIn"), () => zoom(1.3), { icon: "plus", key: "+" }), button(t("zoomOut"), () => zoom(1 / 1.3), { icon: "minus", key: "-" }), button(t("fit"), () => refresh({ fit: true }), { icon: "fit", key: "0" }));
}

/** Say above the picture what narrows it, each with a way back. */
function drawChips() {
  const chip = (text, act) => h("span", { class: "chip" }, text, button(t("remove") + " " + text, act, { icon: "close", className: "quiet" }));
  byId("chips").replaceChildren(...[
    state.path && chip(t("chipPath", { a: short(N[state.path[0]].brief, 12), b: short(N[state.path[1]].brief, 12) }), () => change((s) => { s.path = null; }, { fit: true })),
    state.ego.length && chip(t("chipEgo", { name: state.ego.map((i) => short(N[i].brief, 12)).join("、"), n: state.depth }), () => change((s) => { s.ego = []; }, { fit: true })),
    state.city && chip(state.city, () => change((s) => { s.city = ""; })),
    state.confidence && chip(`${t("confidence")} ≥ ${state.confidence}%`, () => change((s) => { s.confidence = 0; })),
    state.sources && chip(`${t("sources")} ≥ ${state.sources}`, () => change((s) => { s.sources = 0; })),
    state.from !== null && chip(`${month(Math.max(state.from, timeRange().low))} – ${month(state.to)}`, () => { stopTime(); change((s) => { s.from = s.to = null; }); }),
    state.minus.size && chip(t("chipHidden", { n: state.minus.size }), () => change((s) => { s.minus.clear(); })),
    state.pins.size && chip(t("chipPinned", { n: state.pins.size }), () => change((s) => { s.pins.clear(); })),
  ].filter(Boolean));
  byId("empty").replaceChildren(h("p", {}, t(N.length ? "emptyFiltered" : "emptyGraph")), N.length ? button(t("clearFilters"), clearFilters, { className: "main" }) : "");
}

/** Set what a fresh page shows, then what its address and its maker asked for. */
function begin() {
  START_LANG = META.lang === "auto" ? (/^zh/i.test(navigator.language || "zh") ? "zh" : "en") : META.lang;
  LANG = START_LANG;
  state.lang = START_LANG;
  state.theme = META.theme;
  if (E.some((e) => e.type === "PARTNERS_WITH")) state.hideTypes = new Set(["Partnership"]);
  for (const [name, [write]] of Object.entries(PARTS)) DEFAULTS[name] = String(write());
  const camera = readAddress(location.hash || META.state || "");
  return camera;
}

/** Wait until the picture is drawn: before, no node has an outline and a click goes to the line beneath it. */
const firstFrame = () => new Promise((done) => {
  if (document.hidden) return done();
  return requestAnimationFrame(() => setTimeout(done)); // the library asked for this frame before
});

async function start() {
  const [data] = await Promise.all([inflated("yimai-data").then(JSON.parse), startLibrary()]);
  load(data);
  const camera = begin();
  watchers.push(drawAll);
  drawAll({ fit: true });
  if (state.step !== null) tell(state.step);
  if (camera) takeCamera(camera);
  if (state.query) byId("search").value = state.query;
  watchSearch();
  watchKeys();
  watchWindow();
  byId("loading").remove();
  await firstFrame();
  document.body.dataset.ready = "1";
  ready(window.yimai);
}

function watchWindow() {
  let waiting = 0;
  new ResizeObserver(() => { clearTimeout(waiting); waiting = setTimeout(() => { const before = [view.w, view.h].join(); measure(); if (before !== [view.w, view.h].join()) view.redraw(); }, 60); }).observe(host());
  window.addEventListener("hashchange", () => { if (location.hash.slice(1) !== address()) { laterCamera = readAddress(location.hash); refresh({ fit: true }); } });
  window.addEventListener("beforeprint", preparePrint);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { lookNow = ""; refresh(); });
  document.querySelector("[data-skip]").addEventListener("click", (e) => { e.preventDefault(); change((s) => { s.table = true; }, { undo: false }); byId("table-panel").focus(); });
}

start().catch((error) => {
  const box = byId("loading") || byId("empty");
  box.hidden = false;
  box.textContent = `${CAPTIONS.failed.zh} ${CAPTIONS.failed.en} (${error.message})`;
  throw error;
});
