// The left-hand panel: legend that is also the filter, display, filters, communities.

/** Count the shown members of each type and relation, and all there are. */
function counts() {
  const made = { labels: {}, types: {}, status: {} };
  const up = (box, key) => { if (key) box[key] = (box[key] || 0) + 1; };
  for (const i of shown.nodes) up(made.labels, N[i].label);
  for (const j of shown.edges) { up(made.types, E[j].type); up(made.status, E[j].status); }
  return made;
}

let totals = null;
function allCounts() {
  if (totals) return totals;
  totals = { labels: {}, types: {}, status: {}, cities: {}, most: 1, within: new Set() };
  const without = new Set();
  for (const n of N) { totals.labels[n.label] = (totals.labels[n.label] || 0) + 1; const c = cityOf(n); if (c) totals.cities[c] = (totals.cities[c] || 0) + 1; }
  for (const e of E) { totals.types[e.type] = (totals.types[e.type] || 0) + 1; if (e.status) totals.status[e.status] = (totals.status[e.status] || 0) + 1;
    if (e.sources > totals.most) totals.most = e.sources;
    (N[e.from].label === "Partnership" || N[e.to].label === "Partnership" ? totals.within : without).add(e.type); }
  for (const type of without) totals.within.delete(type);
  return totals;
}

const counted = (now, all) => (now === all ? number(all) : `${number(now)}/${number(all)}`);
const atLeast = (value, unit) => (Number(value) ? `≥ ${value}${unit}` : t("any"));

/** Return a list of switches over the set of hidden keys `set`, each with its counts in `box` and “only”. */
function switches(keys, set, box, now, all, sample, name) {
  const flip = (key) => change((s) => { const hidden = s[set]; if (hidden.has(key)) hidden.delete(key); else hidden.add(key); });
  const only = (key) => change((s) => { const alone = keys.every((k) => s[set].has(k) === (k !== key)); s[set] = new Set(alone ? [] : keys.filter((k) => k !== key)); });
  return h("ul", { class: "legend" }, keys.map((key) => {
    const on = !state[set].has(key);
    return h("li", { class: on ? "row" : "row off", "data-set": set, "data-box": box, "data-key": key },
      h("button", { type: "button", class: "switch", role: "switch", "aria-checked": String(on), on: { click: () => flip(key) } }, sample(key), h("span", { class: "what" }, name(key)), h("span", { class: "n" }, counted(now[box][key] || 0, all[box][key]))),
      h("button", { type: "button", class: "only", on: { click: () => only(key) }, "aria-label": `${t("only")} ${name(key)}` }, t("only")));
  }));
}

const choice = (name, key, options) => h("label", { class: "field" }, h("span", {}, t(name)), h("select", { id: "set-" + name, on: { change: (e) => change((s) => { s[key] = e.target.value; }) } },
  options.map(([value, text]) => h("option", { value, selected: state[key] === value }, text))));

const slider = (name, key, max, unit) => h("label", { class: "field" }, h("span", {}, t(name), h("output", {}, atLeast(state[key], unit))),
  h("input", { type: "range", id: "set-" + key, min: 0, max, step: key === "confidence" ? 5 : 1, value: state[key], on: { input: (e) => { e.target.previousSibling.lastChild.textContent = atLeast(e.target.value, unit); }, change: (e) => change((s) => { s[key] = Number(e.target.value); }) } }));

let legendNow = "";
/** Draw the left-hand panel, keeping focus and scroll; where only counts and switches changed, only those. */
function drawLegend() {
  const panel = byId("left");
  const all = allCounts();
  const now = counts();
  const order = Object.keys(VOCAB.types).filter((k) => !all.within.has(k) || !state.hideTypes.has("Partnership")).sort((a, b) => all.within.has(a) - all.within.has(b));
  const key = [LANG, THEME, state.color, order.length, shown.nodes.length > 150].join();
  if (key === legendNow) return renewLegend(panel, now, all);
  legendNow = key;
  const focus = panel.contains(document.activeElement) ? focusPath(document.activeElement, panel) : null;
  const top = panel.firstChild ? panel.scrollTop : 0;
  const keys = (box, list) => list.filter((k) => box[k]);
  const most = Math.min(10, all.most);
  const cities = Object.keys(all.cities).sort((a, b) => all.cities[b] - all.cities[a] || a.localeCompare(b, "zh-CN"));
  panel.replaceChildren(
    section("legendTypes", switches(keys(all.labels, Object.keys(VOCAB.labels)), "hideTypes", "labels", now, all, (k) => swatch(k), labelName)),
    section("legendRelations", switches(keys(all.types, order), "hideRels", "types", now, all, relationSample, typeName)),
    section("display", choice("colorBy", "color", [["type", t("byType")], ["community", t("byCommunity")]]), choice("sizeBy", "size", [["degree", t("byDegree")], ["between", t("byBetween")], ["sources", t("bySources")]]),
      h("label", { class: "check" }, h("input", { type: "checkbox", id: "set-physics", checked: state.physics, disabled: shown.nodes.length > 150, on: { change: (e) => change((s) => { s.physics = e.target.checked; }, { undo: false }) } }), t(shown.nodes.length > 150 ? "physicsTooMany" : "physics"))),
    state.color === "community" ? communityList() : "",
    section("filters", slider("confidenceAtLeast", "confidence", 95, "%"), most > 1 ? slider("sourcesAtLeast", "sources", most, "") : "",
      cities.length ? choice("city", "city", [["", t("any")], ...cities.map((c) => [c, `${c} (${all.cities[c]})`])]) : "",
      Object.keys(all.status).length ? switches(keys(all.status, VOCAB.status), "hideStatus", "status", now, all, statusSample, valueName) : "",
      button(t("clearFilters"), clearFilters, { className: "wide" })));
  if (top) panel.scrollTop = top;
  if (focus) panel.querySelectorAll("button,input,select,summary")[focus]?.focus({ preventScroll: true });
}

/** Bring the panel's counts, switches and fields up to date. */
function renewLegend(panel, now, all) {
  for (const row of panel.querySelectorAll(".row[data-key]")) {
    const { set, box, key } = row.dataset;
    const on = !state[set].has(key);
    row.className = on ? "row" : "row off";
    row.firstChild.setAttribute("aria-checked", String(on));
    row.querySelector(".n").textContent = counted(now[box][key] || 0, all[box][key]);
  }
  for (const [id, name] of [["set-colorBy", "color"], ["set-sizeBy", "size"], ["set-city", "city"], ["set-confidence", "confidence"], ["set-sources", "sources"]]) {
    const field = byId(id);
    if (!field) continue;
    if (field.value !== String(state[name])) field.value = state[name];
    if (field.type === "range") field.previousSibling.lastChild.textContent = atLeast(state[name], name === "confidence" ? "%" : "");
  }
  byId("set-physics").checked = state.physics;
}

const focusPath = (el, panel) => [...panel.querySelectorAll("button,input,select,summary")].indexOf(el);
const section = (name, ...content) => h("section", { class: "block" }, h("h2", {}, t(name)), content);

function statusSample(status) {
  const c = h("canvas", { width: 44, height: 20, class: "sample", "aria-hidden": "true" });
  const ctx = c.getContext("2d");
  ctx.scale(2, 2);
  ctx.strokeStyle = ink().soft;
  ctx.lineWidth = 2;
  ctx.setLineDash(DASH[status] || NOTHING);
  ctx.beginPath(); ctx.moveTo(0, 5); ctx.lineTo(22, 5); ctx.stroke();
  return c;
}

const clearFilters = () => change((s) => { s.hideTypes = words(DEFAULTS.types); s.hideRels = new Set(); s.hideStatus = new Set(); s.confidence = 0; s.sources = 0; s.city = ""; s.from = s.to = null; });

/** Return the communities as a list; a click shows one alone. */
function communityList() {
  const groups = new Map();
  for (const n of N) if (n.label !== "Partnership") { if (!groups.has(n.community)) groups.set(n.community, []); groups.get(n.community).push(n); }
  const big = [...groups].filter(([, list]) => list.length > 2 && list.some((n) => n.degree)).sort((a, b) => b[1].length - a[1].length).slice(0, 12);
  return section("communities", h("ul", { class: "legend" }, big.map(([c, list]) => {
    const hub = list.reduce((best, n) => (n.degree > best.degree ? n : best));
    return h("li", { class: "row" }, h("button", { type: "button", class: "switch", on: { click: () => showCommunity(list) } }, swatch("Vendor", communityColor(c)), h("span", { class: "what" }, t("circleOf", { name: short(hub.name, 12) })), h("span", { class: "n" }, number(list.length))));
  })));
}

const showCommunity = (list) => change((s) => {
  s.base = "none"; s.ego = []; s.path = null; s.minus.clear();
  s.plus = new Set([...list].sort((a, b) => b.degree - a.degree).slice(0, 150).map((n) => n.i));
}, { fit: true });
