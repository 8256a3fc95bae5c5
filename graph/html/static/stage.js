// The stage: which renderer draws, where the camera stands, what happens under the pointer.

const MANY_NODES = 3000; // above, vis-network needs more than 150 ms for a filter and falls below 40 frames a second
const MANY_EDGES = 8000;
let view = null;
let islandsNow = [];
const stageReady = () => view !== null;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const host = () => byId("canvas");

const hooks = {
  under(ctx) { if (islandsShown()) paintIslands(ctx, islandsNow); },
  over(ctx) { paintOver(ctx); },
  click(hit, event) {
    if (hit?.node !== undefined && event.shiftKey) return toggleBasket(hit.node);
    if (hit?.node !== undefined) return select(hit.node);
    if (hit?.fact !== undefined) return selectFact(hit.fact);
    return clearSelection();
  },
  doubleClick(hit) { if (hit?.node !== undefined) expand(hit.node); },
  context(node, event) { if (node !== null) openMenu(node, event); },
  hover(what, event) { showTip(what, event); },
  moved() { away = null; writeAddress(); },
  dropped(moved) { change((s) => { for (const [i, x, y] of moved) s.pins.set(i, [x, y]); }); },
  settled() {},
  /** While an overview slides, its labels slide along. */
  slid(ctx) {
    const [camera, width, height] = [view.camera(), host().clientWidth, host().clientHeight];
    if (!layer.bitmap || highlight() || camera.k !== view.drawn.k) return;
    ctx.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    ctx.drawImage(layer.bitmap, (layer.x - camera.x) * camera.k, (layer.y - camera.y) * camera.k, width, height);
  },
};

const islandsShown = () => !scene.own && !state.physics && shown.nodes.length > 30;

/** Draw what lies over the picture: veil and highlight, pins, rings, labels. */
function paintOver(ctx) {
  if (!view) return; // the library draws its empty sheet once while it is made
  const camera = view.camera();
  const [width, height] = [host().clientWidth, host().clientHeight];
  const lit = highlight();
  const [w, hgt] = [width / camera.k, height / camera.k];
  if (lit) paintHighlight(ctx, lit, [camera.x - w, camera.y - hgt, camera.x + w, camera.y + hgt], camera.k);
  for (const i of state.basket) if (shown.has[i]) ring(ctx, i, ink().focus, 1.5 / camera.k, 6 / camera.k);
  for (const i of state.pins.keys()) if (shown.has[i] && state.physics) ring(ctx, i, ink().soft, 1 / camera.k, 2 / camera.k);
  const ratio = window.devicePixelRatio || 1;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const first = new Set(lit ? lit.nodes : state.path ? shown.nodes : NOTHING);
  drawnLabels = drawLabelLayer(ctx, camera, width, height, lit ? lit.nodes : shown.nodes, first, ratio);
  drawEdgeNames(ctx, lit || namedWays(), camera, width, height, labelBoxes(camera));
  ctx.restore();
}
let drawnLabels = 0;

/** Draw what is shown now; `fit` brings all of it into view. */
function drawStage({ fit = false } = {}) {
  const wanted = shown.nodes.length > MANY_NODES || shown.edges.length > MANY_EDGES ? BatchView : VisView;
  const camera = view?.camera();
  if (fit) away = null;
  const target = fit || !view ? fitScene(host().clientWidth, host().clientHeight) : (placeAll(), camera);
  if (!view || !(view instanceof wanted)) {
    view?.destroy();
    host().replaceChildren();
    view = null;
    view = new wanted(host(), hooks, shown);
    [view.w, view.h] = [host().clientWidth, host().clientHeight];
  }
  islandsNow = islandsShown() ? islands() : [];
  if (view instanceof BatchView) view.at = { ...target };
  view.show(shown);
  if (view instanceof VisView && (fit || !same(camera, target))) view.setCamera(target);
  byId("empty").hidden = shown.nodes.length > 0;
}

const same = (a, b) => a && a.x === b.x && a.y === b.y && a.k === b.k;
const cameraText = () => {
  const { x, y, k } = view.camera();
  return fitted(x, y, k) ? "" : toLayout(x, y).map(Math.round).join() + "," + (k * spread()).toPrecision(3);
};

/** Tell whether the camera stands where fitting put it. */
const fitted = (x, y, k) => Math.abs(k - 1) < 0.01 && Math.hypot(x - scene.target.x, y - scene.target.y) < 2;

function takeCamera(text) {
  const [x, y, k] = text.split(",").map(Number);
  if (![x, y, k].every(Number.isFinite) || k <= 0) return;
  const [wx, wy] = toWorld(x, y);
  view.setCamera({ x: wx, y: wy, k: Math.min(Math.max(k / spread(), 0.05), 12) });
}

/** Zoom around the middle. */
function zoom(factor) {
  const at = view.camera();
  view.setCamera({ ...at, k: Math.min(12, Math.max(0.05, at.k * factor)) }, !calm() && !isBatch());
  hooks.moved();
}
const isBatch = () => view instanceof BatchView;

let away = null; // where the camera stood before a card moved it; nothing once somebody has moved the picture
/** Move the camera no further than is needed for a node, and where it can be its neighbours, to stand in the free part of the picture. */
function reveal(i) {
  const at = view.camera();
  const { side, above, below } = covered();
  const [w, hgt] = [host().clientWidth, host().clientHeight];
  const near = around(i).nodes;
  const all = near.length && near.length <= 40 ? [...near, i] : [i];
  const [xs, ys] = [all.map((n) => scene.x[n]), all.map((n) => scene.y[n])];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const free = { x: [70, w - side - 70], y: [above + 40, hgt - below - 50] };
  const fits = Math.min(Math.max(free.x[1] - free.x[0], 80) / Math.max(right - left, 1), Math.max(free.y[1] - free.y[0], 80) / Math.max(bottom - top, 1));
  const k = Math.min(at.k, fits);
  const middle = (low, high) => (low + high) / 2;
  const target = k === at.k ? { x: at.x + lack(free.x, (left - at.x) * k + w / 2, (right - at.x) * k + w / 2) / k, y: at.y + lack(free.y, (top - at.y) * k + hgt / 2, (bottom - at.y) * k + hgt / 2) / k, k }
    : k >= at.k * 0.6 ? { x: middle(left, right) + side / 2 / k, y: middle(top, bottom) + (below - above) / 2 / k, k }
      : { x: scene.x[i] + side / 2 / at.k, y: scene.y[i] + (below - above) / 2 / at.k, k: at.k };
  if (same(at, target)) return;
  away ??= at;
  view.setCamera(target, !calm() && !isBatch());
}

/** Return by how many pixels a span has to move to lie between two bounds. */
const lack = ([low, high], from, to) => (from < low ? from - low : to > high ? to - high : 0);

/** When a card is gone, stand where the picture stood before it, unless somebody has moved the picture since. */
function goBack() {
  if (away) view.setCamera(away, !calm() && !isBatch());
  away = null;
}

/** Choose a node: its card opens, its surroundings stand out; if it is not shown yet, it is added. */
function select(i) {
  change((s) => {
    s.selected = i; s.fact = null; s.panel = ""; s.glow = [];
    if (!shown.has[i]) { s.hideTypes.delete(N[i].label); s.minus.delete(i); s.plus.add(i); if (s.path) s.path = null; }
  }, { undo: !shown.has[i] });
  reveal(i);
  say(`${N[i].name}, ${labelName(N[i].label)}, ${t("nRelations", { n: around(i).edges.length })}`);
}

function selectFact(j) {
  change((s) => { s.fact = j; s.selected = null; s.panel = ""; s.glow = []; }, { undo: false });
  say(told(E[j]));
}

function clearSelection() {
  if (state.selected === null && state.fact === null && !state.glow.length) return;
  change((s) => { s.selected = null; s.fact = null; s.glow = []; }, { undo: false });
  if (!state.panel) goBack();
}

/** Put away card and connections, and go on in the picture. */
function closeCard() {
  change((s) => { s.selected = null; s.fact = null; s.panel = ""; s.glow = []; }, { undo: false });
  goBack();
  host().focus();
}

/** Show a node's neighbours beside what is shown, the best connected 40 first. */
function expand(i) {
  const hidden = [...new Set(N[i].links.filter((j) => passesEdge(E[j])).map((j) => other(E[j], i)))].filter((k) => !shown.has[k] && passes(N[k]));
  hidden.sort((a, b) => N[b].degree - N[a].degree);
  if (!hidden.length) return say(t("nothingMore"));
  change((s) => { for (const k of hidden.slice(0, 40)) { s.plus.add(k); s.minus.delete(k); } s.selected = i; s.fact = null; }, { fit: true });
  return say(t("nAdded", { n: Math.min(40, hidden.length) }));
}

const hide = (i) => change((s) => { s.minus.add(i); s.plus.delete(i); if (s.selected === i) s.selected = null; });
const focusOn = (list, depth) => change((s) => { s.ego = list; s.depth = depth; s.path = null; s.plus.clear(); s.minus.clear(); }, { fit: true });
const pin = (i) => change((s) => { if (s.pins.has(i)) s.pins.delete(i); else s.pins.set(i, [N[i].x, N[i].y]); });
const showBase = (base) => change((s) => { s.base = base; s.ego = []; s.path = null; s.plus.clear(); s.minus.clear(); s.glow = []; }, { fit: true });
const showPath = (a, b) => change((s) => { s.path = [a, b]; s.ego = []; s.plus.clear(); s.minus.clear(); s.selected = null; s.fact = null; s.panel = "basket"; s.basket = [a, b, ...s.basket.filter((i) => i !== a && i !== b)]; }, { fit: true });
const toggleBasket = (i) => change((s) => { s.basket = s.basket.includes(i) ? s.basket.filter((k) => k !== i) : [...s.basket, i].slice(-6); s.panel = s.basket.length ? "basket" : ""; if (s.panel) { s.selected = null; s.fact = null; } });

/** Show the small tip beside the pointer. */
function showTip(what, event) {
  const el = byId("tip");
  const box = byId("stage").getBoundingClientRect();
  const at = event?.event || event?.srcEvent || event;
  if (!what || !at?.clientX) { el.hidden = true; return; }
  if (what.node !== undefined) {
    const n = N[what.node];
    el.replaceChildren(h("b", {}, n.name), h("span", {}, `${labelName(n.label)} · ${t("nRelations", { n: n.links.length })}${unseen(n.i) ? " · " + t("nUnseen", { n: unseen(n.i) }) : ""}`));
  } else el.replaceChildren(h("b", {}, told(E[what.fact])), h("span", {}, `${t("confidence")} ${E[what.fact].confidence}% · ${t("nSources", { n: E[what.fact].sources })}`));
  el.hidden = false;
  el.style.left = `${Math.min(at.clientX - box.left + 14, box.width - el.offsetWidth - 8)}px`;
  el.style.top = `${Math.min(at.clientY - box.top + 16, box.height - el.offsetHeight - 8)}px`;
}

/** Open the menu of a node at the pointer. */
function openMenu(i, event) {
  showTip(null);
  const box = byId("stage").getBoundingClientRect();
  popup([[t("onlyThis"), () => focusOn([i], 1)], [t("expand"), () => expand(i)], [t("hide"), () => hide(i)],
    [state.pins.has(i) ? t("unpin") : t("pin"), () => pin(i)], [t("toBasket"), () => toggleBasket(i)]], event.clientX - box.left, event.clientY - box.top);
}
