// The left-hand panel: legend that is also the filter, display, filters, communities.

/** Count the shown members of each type and relation, and all there are. */
function counts() {
  const made = { labels: {}, types: {}, status: {}, all: { labels: {}, types: {}, status: {} } };
  const up = (box, key) => { if (key) box[key] = (box[key] || 0) + 1; };
  for (const i of shown.nodes) up(made.labels, N[i].label);
  for (const j of shown.edges) { up(made.types, E[j].type); up(made.status, E[j].status); }
  return made;
}

let totals = null;
function allCounts() {
  if (totals) return totals;
  totals = { labels: {}, types: {}, status: {}, cities: {} };
  for (const n of N) { totals.labels[n.label] = (totals.labels[n.label] || 0) + 1; const c = cityOf(n); if (c) totals.cities[c] = (totals.cities[c] || 0) + 1; }
  for (const e of E) { totals.types[e.type] = (totals.types[e.type] || 0) + 1; if (e.status) totals.status[e.status] = (totals.status[e.status] || 0) + 1; }
  return totals;
}

/** Return one line of the legend: a switch, its counts, and “only”. */
function legendRow({ sample, name, now, all, on, flip, only }) {
  return h("li", { class: on ? "row" : "row off" },
    h("button", { type: "button", class: "switch", role: "switch", "aria-checked": String(on), on: { click: flip } }, sample, h("span", { class: "what" }, name), h("span", { class: "n" }, now === all ? number(all) : `${number(now)}/${number(all)}`)),
    h("button", { type: "button", class: "only", on: { click: only }, "aria-label": `${t("only")} ${name}` }, t("only")));
}

/** Return a list of switches over a set of hidden keys. */
function switches(keys, set, now, all, sample, name) {
  const flip = (key) => () => change((s) => { const hidden = s[set]; if (hidden.has(key)) hidden.delete(key); else hidden.add(key); });
  const only = (key) => () => change((s) => { const alone = keys.every((k) => s[set].has(k) === (k !== key)); s[set] = new Set(alone ? [] : keys.filter((k) => k !== key)); });
  return h("ul", { class: "legend" }, keys.map((key) => legendRow({ sample: sample(key), name: name(key), now: now[key] || 0, all: all[key], on: !state[set].has(key), flip: flip(key), only: only(key) })));
}

const choice = (name, key, options) => h("label", { class: "field" }, h("span", {}, t(name)), h("select", { id: "set-" + name, on: { change: (e) => change((s) => { s[key] = e.target.value; }) } },
  options.map(([value, text]) => h("option", { value, selected: state[key] === value }, text))));

const slider = (name, key, max, unit) => h("label", { class: "field" }, h("span", {}, t(name), h("output", {}, state[key] ? `≥ ${state[key]}${unit}` : t("any"))),
  h("input", { type: "range", id: "set-" + key, min: 0, max, step: key === "confidence" ? 5 : 1, value: state[key], on: { input: (e) => { e.target.previousSibling.lastChild.textContent = Number(e.target.value) ? `≥ ${e.target.value}${unit}` : t("any"); }, change: (e) => change((s) => { s[key] = Number(e.target.value); }) } }));

/** Draw the left-hand panel, keeping focus and scroll. */
function drawLegend() {
  const panel = byId("left");
  const focus = panel.contains(document.activeElement) ? focusPath(document.activeElement, panel) : null;
  const top = panel.scrollTop;
  const all = allCounts();
  const now = counts();
  const keys = (box, order) => order.filter((k) => box[k]);
  const most = Math.min(10, Math.max(1, ...E.map((e) => e.sources)));
  const cities = Object.keys(all.cities).sort((a, b) => all.cities[b] - all.cities[a] || a.localeCompare(b, "zh-CN"));
  panel.replaceChildren(
    section("legendTypes", switches(keys(all.labels, Object.keys(VOCAB.labels)), "hideTypes", now.labels, all.labels, (k) => swatch(k), labelName)),
    section("legendRelations", switches(keys(all.types, Object.keys(VOCAB.types)), "hideRels", now.types, all.types, relationSample, typeName)),
    section("display", choice("colorBy", "color", [["type", t("byType")], ["community", t("byCommunity")]]), choice("sizeBy", "size", [["degree", t("byDegree")], ["between", t("byBetween")], ["sources", t("bySources")]]),
      h("label", { class: "check" }, h("input", { type: "checkbox", id: "set-physics", checked: state.physics, disabled: shown.nodes.length > 150, on: { change: (e) => change((s) => { s.physics = e.target.checked; }, { undo: false }) } }), t(shown.nodes.length > 150 ? "physicsTooMany" : "physics"))),
    state.color === "community" ? communityList() : "",
    section("filters", slider("confidenceAtLeast", "confidence", 95, "%"), most > 1 ? slider("sourcesAtLeast", "sources", most, "") : "",
      cities.length ? choice("city", "city", [["", t("any")], ...cities.map((c) => [c, `${c} (${all.cities[c]})`])]) : "",
      Object.keys(all.status).length ? switches(keys(all.status, VOCAB.status), "hideStatus", now.status, all.status, statusSample, valueName) : "",
      button(t("clearFilters"), clearFilters, { className: "wide" })));
  panel.scrollTop = top;
  if (focus) panel.querySelectorAll("button,input,select,summary")[focus]?.focus({ preventScroll: true });
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

const clearFilters = () => change((s) => { s.hideTypes = new Set(["Partnership"]); s.hideRels = new Set(); s.hideStatus = new Set(); s.confidence = 0; s.sources = 0; s.city = ""; s.from = s.to = null; });

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
