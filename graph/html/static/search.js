// Search: names, aliases, pinyin and its initials; results by type; keyboard all the way.

let hits = [];
let hitAt = -1;

/** Return how well a node answers (0 for not at all). */
function answer(n, q) {
  const name = n.name.toLowerCase();
  if (name === q) return 100;
  if (n.aliases.some((a) => a.toLowerCase() === q)) return 95;
  if (name.startsWith(q)) return 80;
  const spelled = spellings(n);
  if (spelled.includes(q)) return 78;
  if (name.includes(q)) return 70;
  if (n.aliases.some((a) => a.toLowerCase().includes(q))) return 60;
  if (q.length < 2 || !/^[a-z0-9]+$/.test(q)) return 0;
  if (spelled.some((s) => s.startsWith(q))) return 55;
  return q.length > 2 && spelled.some((s) => s.includes(q)) ? 45 : 0;
}

/** Return pinyin and initials of all forms of a name. */
const spellings = (n) => (n.spelled ??= `${n.initials} ${n.pinyin}`.split(" ").filter(Boolean));

/** Return the best answers, by type. */
function find(text, most = 24) {
  const q = text.trim().toLowerCase().replace(/[\s']+/g, (s) => (/[a-z]/i.test(text) && !/[^\x00-\x7f]/.test(text) && s.trim() === "" ? " " : s));
  const bare = q.replace(/\s+/g, "");
  if (!bare) return [];
  const order = Object.keys(VOCAB.labels);
  const best = [];
  for (const n of N) {
    if (n.label === "Partnership") continue;
    const score = Math.max(answer(n, q), answer(n, bare));
    if (score) best.push([score, n]);
  }
  best.sort((a, b) => b[0] - a[0] || b[1].degree - a[1].degree || a[1].i - b[1].i);
  const top = best.slice(0, most);
  const lead = new Map();
  for (const [score, n] of top) lead.set(n.label, Math.max(lead.get(n.label) || 0, score));
  return top.map(([, n]) => n).sort((a, b) => lead.get(b.label) - lead.get(a.label) || order.indexOf(a.label) - order.indexOf(b.label) || 0);
}

function drawResults() {
  const box = byId("results");
  const input = byId("search");
  hits = find(input.value);
  if (hitAt >= hits.length) hitAt = hits.length - 1;
  const open = Boolean(input.value.trim()) && document.activeElement === input;
  input.setAttribute("aria-expanded", String(open));
  box.hidden = !open;
  const items = [];
  let label = "";
  hits.forEach((n, k) => {
    if (n.label !== label) { label = n.label; items.push(h("div", { class: "label", role: "presentation" }, labelName(label))); }
    items.push(h("div", { role: "option", id: `hit-${k}`, class: "hit", "aria-selected": String(k === hitAt), on: { pointerdown: (e) => { e.preventDefault(); take(k); } } },
      swatch(n.label), h("span", { class: "what" }, n.name), h("span", { class: "soft" }, alsoKnown(n, input.value))));
  });
  box.replaceChildren(...(items.length ? items : [h("div", { class: "label", role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("noResults"))]));
  if (hitAt >= 0) { input.setAttribute("aria-activedescendant", `hit-${hitAt}`); byId(`hit-${hitAt}`)?.scrollIntoView({ block: "nearest" }); } else input.removeAttribute("aria-activedescendant");
}

/** Return the alias that answers, else how many relations there are. */
function alsoKnown(n, text) {
  const q = text.trim().toLowerCase();
  const alias = n.name.toLowerCase().includes(q) ? null : n.aliases.find((a) => a.toLowerCase().includes(q));
  return alias || t("nRelations", { n: n.links.length });
}

/** Go to a result: it is shown, chosen and brought into view. */
function take(k) {
  const n = hits[k];
  if (!n) return;
  state.query = "";
  byId("search").value = "";
  byId("search").blur();
  drawResults();
  select(n.i);
  host().focus();
}

function watchSearch() {
  const input = byId("search");
  input.addEventListener("input", () => { hitAt = input.value.trim() ? 0 : -1; state.query = input.value.trim(); drawResults(); say(t("nResults", { n: hits.length })); writeAddress(); });
  input.addEventListener("focus", drawResults);
  input.addEventListener("blur", () => { byId("results").hidden = true; input.setAttribute("aria-expanded", "false"); });
  input.addEventListener("keydown", (e) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step) { e.preventDefault(); hitAt = hits.length ? (hitAt + step + hits.length) % hits.length : -1; drawResults(); }
    else if (e.key === "Enter" && hits.length && !e.isComposing) { e.preventDefault(); take(Math.max(hitAt, 0)); }
    else if (e.key === "Escape") { e.stopPropagation(); if (input.value) { input.value = ""; state.query = ""; drawResults(); writeAddress(); } else { input.blur(); host().focus(); } }
  });
}
