// The card: what is known of a node or fact, each fact with its sentences.

/** Draw a shape in its colour, as in the picture. */
function swatch(label, color) {
  const c = h("canvas", { width: 32, height: 32, class: "swatch", "aria-hidden": "true" });
  const ctx = c.getContext("2d");
  ctx.scale(2, 2);
  ctx.beginPath();
  outline(ctx, (DATA.shapes[label] || ["dot"])[0], 8, 8, 5.6 * BALANCE[(DATA.shapes[label] || ["dot"])[0]]);
  ctx.fillStyle = label === "Partnership" ? ink().paper : color || typeColor(label);
  ctx.strokeStyle = color || typeColor(label);
  ctx.lineWidth = 1.4;
  ctx.fill();
  ctx.stroke();
  return c;
}

/** Return a sentence with the names marked. */
function marked(sentence, names) {
  const out = h("q", { class: "sentence" });
  let at = 0;
  while (at < sentence.length) {
    let found = null;
    for (const name of names) {
      const k = sentence.indexOf(name, at);
      if (k >= 0 && (!found || k < found[0] || (k === found[0] && name.length > found[1].length))) found = [k, name];
    }
    if (!found) break;
    out.append(sentence.slice(at, found[0]), h("mark", {}, found[1]));
    at = found[0] + found[1].length;
  }
  out.append(sentence.slice(at));
  return out;
}

/** Return one piece of evidence as a block. */
function evidenceBlock(item, names) {
  const source = [item.publisher, item.date].filter(Boolean).join(" · ");
  return h("blockquote", { class: "evidence", lang: "zh-CN" },
    item.sentence ? marked(item.sentence, names) : h("span", { class: "soft" }, t("sentenceRedacted")),
    h("cite", {}, link(item.url, item.title || t("untitled")), source ? h("span", { class: "soft" }, source) : null,
      h("span", { class: "soft", title: t("confidence") }, `${item.confidence}%`)));
}

const badge = (text, kind = "") => h("span", { class: `badge ${kind}` }, text);

/** Return status, date, sureness and sources of a row. */
function facets(row) {
  return h("span", { class: "facets" }, row.status ? badge(valueName(row.status), "s-" + row.status) : null, row.date ? h("time", {}, row.date) : null,
    meter(row.confidence), h("span", {}, t("nSources", { n: row.sources })), row.conflict ? badge(t("conflict"), "warn") : null);
}

const meter = (percent) => {
  const bar = h("i", {});
  bar.style.width = `${percent}%`;
  return h("span", { class: "meter", title: `${t("confidence")} ${percent}%` }, h("span", { class: "bar", "aria-hidden": "true" }, bar), `${percent}%`);
};

/** Return what the properties say, as rows of a description list; one date is not told as first and last. */
function properties(row) {
  const { first_date: first, last_date: last } = row.properties;
  const entries = Object.entries(row.properties).filter(([k]) => k !== "partnerships" && !(k === "last_date" && last === first) && !(k === "first_date" && last === first && row.date === first));
  return entries.map(([k, v]) => [k === "first_date" && last === first ? t("c.date") : fieldName(k), Array.isArray(v) ? v.map(valueName).join("、") : typeof v === "number" ? number(v) : valueName(v), k.startsWith("registry_")]);
}

const describe = (entries) => entries.length ? h("dl", { class: "facts" }, entries.flatMap(([k, v, registry]) =>
  [h("dt", {}, k), h("dd", {}, v, registry ? h("span", { class: "from", title: t("fromRegistry") }, t("registry")) : null)])) : null;

/** Return from when to when a node was reported: two dates that do not break. */
const period = (n) => [...new Set([n.first, n.last])].filter(Boolean).flatMap((d, k) => [k ? " – " : "", h("time", {}, d)]).filter(Boolean);

/** Return a fact as seen from one of its ends. */
function factBlock(e, from, { open = false } = {}) {
  const end = other(e, from);
  const names = [...forms(N[e.from]), ...forms(N[e.to])];
  const found = evidence(e);
  const more = found.slice(1);
  return h("li", { class: state.fact === e.i ? "fact on" : "fact" },
    h("div", { class: "line" }, swatch(N[end].label), h("button", { type: "button", class: "name", on: { click: () => select(end) } }, N[end].name),
      h("button", { type: "button", class: "quiet", title: t("showFact"), "aria-label": t("showFact"), on: { click: () => selectFact(e.i) } }, drawIcon("link"))),
    facets(e), e.conflict.length > 1 ? h("p", { class: "conflict" }, e.conflict) : null, describe(properties(e)),
    found.length ? evidenceBlock(found[0], names) : null,
    more.length ? h("details", { open }, h("summary", {}, t("moreEvidence", { n: more.length })), more.map((x) => evidenceBlock(x, names))) : null);
}

/** Group a node's facts by relation and direction; those of partnerships, which the pairwise view stands for, come last. */
function factGroups(i) {
  const groups = new Map();
  for (const j of N[i].links) {
    const e = E[j];
    if (!passesEdge(e)) continue;
    const back = !VOCAB.types[e.type]?.symmetric && e.to === i;
    const key = e.type + (back ? "<" : ">");
    if (!groups.has(key)) groups.set(key, { type: e.type, back, edges: [] });
    groups.get(key).edges.push(e);
  }
  const order = Object.keys(VOCAB.types);
  const rank = (g) => order.indexOf(g.type) + (g.edges.every((e) => N[other(e, i)].label === "Partnership") ? order.length : 0);
  for (const g of groups.values()) g.edges.sort((a, b) => (b.date || b.first).localeCompare(a.date || a.first) || b.confidence - a.confidence);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}

const LIST_LIMIT = 30;

/** Return a group of facts with its heading, the first 30 and the rest on demand. */
function groupBlock(g, i) {
  const list = h("ul", { class: "factlist" }, g.edges.slice(0, LIST_LIMIT).map((e) => factBlock(e, i)));
  const rest = g.edges.slice(LIST_LIMIT);
  const more = rest.length ? button(t("showMore", { n: rest.length }), () => { list.append(...rest.map((e) => factBlock(e, i))); more.remove(); }, { className: "wide" }) : null;
  return h("section", { class: "group" }, h("h3", {}, relationSample(g.type, g.back), g.back ? h("span", { class: "aside" }, "←") : null, typeName(g.type), h("span", { class: "soft" }, String(g.edges.length))), list, more);
}

/** Draw a relation's line, pointing to the left where it is seen from its end. */
function relationSample(type, back = false) {
  const c = h("canvas", { width: 44, height: 20, class: "sample", "aria-hidden": "true" });
  const ctx = c.getContext("2d");
  ctx.scale(2, 2);
  if (back) { ctx.translate(22, 0); ctx.scale(-1, 1); }
  ctx.strokeStyle = ctx.fillStyle = lineColor(type);
  ctx.lineWidth = 2;
  ctx.beginPath(); ctx.moveTo(0, 5); ctx.lineTo(20, 5); ctx.stroke();
  if (!VOCAB.types[type]?.symmetric) { ctx.beginPath(); ctx.moveTo(22, 5); ctx.lineTo(15, 1); ctx.lineTo(15, 9); ctx.fill(); }
  return c;
}

/** Return the card of a node. */
function nodeCard(i) {
  const n = N[i];
  const hidden = unseen(i);
  const seen = period(n);
  const own = evidence(n);
  return [
    h("header", { class: "cardhead" }, swatch(n.label, nodeColor(n)), h("div", {}, h("h2", { tabindex: "-1", id: "card-title" }, n.name), h("p", { class: "soft" }, labelName(n.label), n.status ? " · " + valueName(n.status) : "", n.date ? " · " + n.date : "")), closeButton()),
    h("div", { class: "actions", role: "group", "aria-label": t("actions") },
      h("span", { class: "steps" }, h("span", {}, t("onlyThis")), [1, 2, 3].map((d) => { const b = button(String(d), () => focusOn([i], d), { className: "step", pressed: state.ego[0] === i && state.depth === d }); b.setAttribute("aria-label", t("stepsAround", { n: d })); b.title = `${t("stepsAround", { n: d })} (${d})`; return b; })),
      button(hidden ? t("expandN", { n: hidden }) : t("expand"), () => expand(i), { className: "small" }),
      button(t("hide"), () => hide(i), { className: "small" }),
      button(state.pins.has(i) ? t("unpin") : t("pin"), () => pin(i), { className: "small", pressed: state.pins.has(i) }),
      button(state.basket.includes(i) ? t("fromBasket") : t("toBasket"), () => toggleBasket(i), { className: "small", pressed: state.basket.includes(i) }),
      button(t("copy"), () => copyText(cardText(i)), { className: "small" })),
    n.aliases.length ? h("p", { class: "aliases" }, h("span", { class: "soft" }, t("aliases") + " "), n.aliases.join("、")) : null,
    describe([...properties(n), [t("confidence"), `${n.confidence}%`], [t("sources"), String(n.sources)], ...(seen.length ? [[t("seen"), seen]] : [])]),
    n.conflict ? h("p", { class: "conflict" }, badge(t("conflict"), "warn"), n.conflict.length > 1 ? n.conflict : "") : null,
    n.reasons.length ? h("details", {}, h("summary", {}, t("reasons", { n: n.reasons.length })), h("ul", { class: "plain" }, n.reasons.map((r) => h("li", {}, r)))) : null,
    factGroups(i).map((g) => groupBlock(g, i)),
    own.length ? h("details", { open: isEvent(n) || !n.links.length }, h("summary", {}, t("namedIn", { n: own.length })), own.slice(0, 40).map((x) => evidenceBlock(x, forms(n)))) : null,
  ];
}

const closeButton = () => button(t("close"), closeCard, { icon: "close", className: "quiet close" });

/** Return the card of one fact. */
function factCard(j) {
  const e = E[j];
  const end = (i) => h("button", { type: "button", class: "name", on: { click: () => select(i) } }, N[i].name);
  const names = [...forms(N[e.from]), ...forms(N[e.to])];
  return [
    h("header", { class: "cardhead" }, relationSample(e.type), h("div", {}, h("h2", { tabindex: "-1", id: "card-title" }, told(e)), h("p", { class: "soft" }, typeName(e.type))), closeButton()),
    h("p", { class: "ends" }, swatch(N[e.from].label), end(e.from), h("span", { class: "soft" }, arrowOf(e) ? "→" : "—"), swatch(N[e.to].label), end(e.to)),
    facets(e), e.conflict.length > 1 ? h("p", { class: "conflict" }, e.conflict) : null, describe(properties(e)),
    h("div", { class: "actions" }, button(t("copy"), () => copyText(factText(e).join("\n")), { className: "small" })),
    h("section", { class: "group" }, h("h3", {}, t("evidence"), h("span", { class: "soft" }, String(e.cited))), evidence(e).map((x) => evidenceBlock(x, names))),
  ];
}

/** Return a fact as lines of text. */
function factText(e) {
  return [`${told(e)} [${e.confidence}%, ${t("nSources", { n: e.sources })}]${e.conflict ? " " + t("conflict") : ""}`,
    ...evidence(e).map((x) => `  ${x.sentence ? "“" + x.sentence + "” " : ""}${[x.title, x.publisher, x.date, x.url].filter(Boolean).join(" · ")}`)];
}

/** Return a node's card as text for the clipboard. */
function cardText(i) {
  const n = N[i];
  return [`${n.name} (${labelName(n.label)})`, n.aliases.length ? `${t("aliases")}: ${n.aliases.join("、")}` : "",
    ...properties(n).map(([k, v, registry]) => `${k}: ${v}${registry ? ` [${t("registry")}]` : ""}`), "",
    ...factGroups(i).flatMap((g) => [`## ${g.back ? "← " : ""}${typeName(g.type)}`, ...g.edges.flatMap(factText), ""])].filter((l, k, all) => l || all[k - 1]).join("\n");
}

let cardNow = "";
/** Draw the right-hand panel: card, fact or basket. */
function drawCard() {
  const panel = byId("right");
  const what = state.panel === "basket" ? "basket" : state.fact !== null ? "fact" : state.selected !== null ? "node" : "";
  panel.hidden = !what || state.embed && !what;
  document.body.classList.toggle("with-card", Boolean(what));
  const key = `${what}|${state.fact}|${state.selected}`;
  const top = what && key === cardNow ? panel.scrollTop : 0; // asking makes the browser lay the whole page out
  cardNow = key;
  const content = what === "basket" ? basketPanel() : what === "fact" ? factCard(state.fact) : what === "node" ? nodeCard(state.selected) : [];
  const inside = panel.contains(document.activeElement);
  panel.replaceChildren(...content.flat(3).filter(Boolean));
  if (what) panel.scrollTop = top;
  if (inside) byId("card-title")?.focus({ preventScroll: true });
}
