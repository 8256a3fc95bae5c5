// Who with whom: the chosen nodes, ways between two, common partners, two side by side.

/** Return the panel of chosen nodes. */
function basketPanel() {
  const chosen = state.basket;
  return [
    h("header", { class: "cardhead" }, drawIcon("path"), h("div", {}, h("h2", { tabindex: "-1", id: "card-title" }, t("whoWithWhom")), h("p", { class: "soft" }, t("basketHint"))), closeButton()),
    picker(),
    h("ul", { class: "chosen" }, chosen.map((i) => h("li", {}, swatch(N[i].label), h("button", { type: "button", class: "name", on: { click: () => select(i) } }, N[i].name),
      button(t("remove"), () => toggleBasket(i), { icon: "close", className: "quiet" })))),
    chosen.length === 2 ? h("div", { class: "actions" }, button(state.path ? t("leavePath") : t("findPath"), () => (state.path ? change((s) => { s.path = null; }, { fit: true }) : showPath(chosen[0], chosen[1])), { className: "main" })) : null,
    chosen.length > 1 ? h("div", { class: "actions" }, button(t("showCommon"), () => showCommon(chosen), { className: "small" }), button(t("onlyThese"), () => focusOn(chosen, 1), { className: "small" })) : null,
    chosen.length === 2 && state.path ? routePanel() : null,
    chosen.length > 1 ? commonPanel(chosen) : null,
    chosen.length === 2 ? comparePanel(...chosen) : null,
  ];
}

/** Return a field that adds a node by name. */
function picker() {
  const list = h("datalist", { id: "picker-names" });
  const input = h("input", { type: "text", id: "picker", list: "picker-names", autocomplete: "off", placeholder: t("addNode"), "aria-label": t("addNode"), on: {
    input: () => list.replaceChildren(...find(input.value, 8).map((n) => h("option", { value: n.name }))),
    change: () => { const n = find(input.value, 1)[0]; if (n && !state.basket.includes(n.i)) toggleBasket(n.i); byId("picker")?.focus(); },
  } });
  return h("div", { class: "picker" }, input, list);
}

/** Return the ways as sentences. */
function routePanel() {
  const found = routes(...state.path);
  const hop = (edges, a, b) => h("li", {}, edges.length ? h("button", { type: "button", class: "name", on: { click: () => selectFact(edges[0].i ?? edges[0]) } }, told(E[edges[0]], a)) : `${N[a].name} – ${N[b].name}`,
    edges.length > 1 ? h("span", { class: "soft" }, " " + t("nMoreRelations", { n: edges.length - 1 })) : null, edges.length && evidence(E[edges[0]])[0] ? evidenceBlock(evidence(E[edges[0]])[0], [...forms(N[a]), ...forms(N[b])]) : null);
  return h("section", { class: "group" }, h("h3", {}, t("paths"), h("span", { class: "soft" }, String(found.length))),
    found.length ? found.map((r, k) => h("details", { open: k === 0, class: "route" }, h("summary", {}, `${k + 1}. `, r.nodes.map((i) => N[i].name).join(" → "), h("span", { class: "soft" }, ` ${t("nSteps", { n: r.hops.length })}`)),
      h("ol", {}, r.hops.map((edges, at) => hop(edges, r.nodes[at], r.nodes[at + 1]))))) : h("p", {}, t("noPath")));
}

/** Return the list of common partners; of three and more, those too that only some of them have. */
function commonPanel(chosen) {
  const found = common(chosen);
  const partly = chosen.length > 2 ? partlyCommon(chosen) : NOTHING;
  const line = (i, note) => h("li", { class: "line" }, swatch(N[i].label), h("button", { type: "button", class: "name", on: { click: () => select(i) } }, N[i].name), h("span", { class: "soft" }, note));
  const list = (title, size, lines) => h("section", { class: "group" }, h("h3", {}, t(title), h("span", { class: "soft" }, String(size))), lines.length ? h("ul", { class: "plain" }, lines) : h("p", { class: "soft" }, t("none")));
  return [list("commonPartners", found.length, found.slice(0, 40).map((i) => line(i, labelName(N[i].label)))),
    partly.length ? list("partlyCommon", partly.length, partly.slice(0, 40).map(([i, n]) => line(i, `${n}/${chosen.length}`))) : null];
}

const showCommon = (chosen) => change((s) => {
  const found = common(chosen).slice(0, 100);
  s.base = "none"; s.ego = []; s.path = null; s.minus.clear(); s.plus = new Set([...chosen, ...found]); s.glow = [];
}, { fit: true });

/** Return two nodes side by side. */
function comparePanel(a, b) {
  const both = [a, b];
  const partners = both.map((i) => new Set([...steps(i)]));
  const only = both.map((i, k) => [...partners[k]].filter((x) => !partners[1 - k].has(x) && x !== both[1 - k]));
  const line = (name, values) => h("tr", {}, h("th", { scope: "row" }, name), values.map((v) => h("td", {}, v)));
  const byRelation = [...new Set(both.flatMap((i) => factGroups(i).map((g) => g.type)))];
  const count = (i, type) => String(N[i].links.filter((j) => E[j].type === type && passesEdge(E[j])).length);
  return h("section", { class: "group" }, h("h3", {}, t("compare")), h("div", { class: "sideways", tabindex: "0", role: "region", "aria-label": t("compare") }, h("table", { class: "compare" },
    h("thead", {}, h("tr", {}, h("td", {}), both.map((i) => h("th", { scope: "col" }, N[i].name)))),
    h("tbody", {}, line(t("c.type"), both.map((i) => labelName(N[i].label))), line(t("city"), both.map((i) => cityOf(N[i]) || "–")), byRelation.map((type) => line(typeName(type), both.map((i) => count(i, type)))),
      line(t("confidence"), both.map((i) => `${N[i].confidence}%`)), line(t("seen"), both.map((i) => (period(N[i]).length ? period(N[i]) : "–"))),
      line(t("onlyOne"), only.map((list) => list.slice(0, 12).map((i) => N[i].name).join("、") + (list.length > 12 ? ` … (${list.length})` : "") || "–"))))));
}
