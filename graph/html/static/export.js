// Take along: PNG, SVG, CSV and JSON of what is shown, as the picture stands; text for the clipboard.

const fileName = (ending) => `${(META.title || "yimai").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 40) || "yimai"}.${ending}`;

/** Offer a file for download. */
function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const a = h("a", { href: url, download: name });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  say(t("saved", { name }));
}

/** Draw the picture as it stands onto a canvas of its own. */
function pictureCanvas({ ratio = 2, transparent = false } = {}) {
  const camera = view.camera();
  const [width, height] = [view.w, view.h];
  const made = document.createElement("canvas");
  [made.width, made.height] = [width * ratio, height * ratio];
  const ctx = made.getContext("2d");
  if (!transparent) { ctx.fillStyle = ink().paper; ctx.fillRect(0, 0, made.width, made.height); }
  const k = camera.k * ratio;
  ctx.setTransform(k, 0, 0, k, made.width / 2 - camera.x * k, made.height / 2 - camera.y * k);
  const lit = highlight();
  if (islandsShown() && !transparent) paintIslands(ctx, islandsNow);
  if (lit && transparent) ctx.globalAlpha = 1 - VEIL;
  paintEdges(ctx, shown.edges, { thin: isBatch() });
  paintNodes(ctx, shown.nodes);
  if (lit) paintHighlight(ctx, lit, transparent ? null : [camera.x - width / camera.k, camera.y - height / camera.k, camera.x + width / camera.k, camera.y + height / camera.k], camera.k);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const labels = placeLabels(ctx, camera, width, height, lit ? lit.nodes : shown.nodes, new Set(lit ? lit.nodes : state.path ? shown.nodes : NOTHING));
  drawLabels(ctx, labels);
  drawEdgeNames(ctx, lit || namedWays(), camera, width, height, labels.map((l) => l.box));
  return made;
}

const pngBlob = (options) => new Promise((done) => pictureCanvas(options).toBlob(done, "image/png"));
const xml = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");
const fix = (v) => v.toFixed(1);

/** Return the picture as SVG text, drawn from the data. */
function svgText() {
  const camera = view.camera();
  const [width, height] = [host().clientWidth, host().clientHeight];
  const X = (x) => fix((x - camera.x) * camera.k + width / 2);
  const Y = (y) => fix((y - camera.y) * camera.k + height / 2);
  const lit = highlight();
  const edges = (list, strong) => `<g fill="none">${list.map((j) => svgEdge(E[j], X, Y, camera.k, strong)).join("")}</g>`;
  const nodes = (list) => `<g stroke="${ink().paper}">${list.map((i) => svgNode(i, X, Y, camera.k)).join("")}</g>`;
  const veiled = lit ? `<rect width="100%" height="100%" fill="${ink().paper}" fill-opacity="${VEIL}"/>${edges(lit.edges, true)}${nodes(lit.nodes)}` : "";
  const grounds = islandsShown() ? islandsNow.map(({ community, edge }) => {
    const color = islandColor(community);
    return `<polygon points="${edge.map(([x, y]) => `${X(x)},${Y(y)}`).join(" ")}" fill="${color}" stroke="${color}" stroke-width="${fix(52 * scene.grain * camera.k)}" stroke-linejoin="round"/>`;
  }) : [];
  const ctx = document.createElement("canvas").getContext("2d");
  const placed = placeLabels(ctx, camera, width, height, lit ? lit.nodes : shown.nodes, new Set(lit ? lit.nodes : state.path ? shown.nodes : NOTHING));
  const text = (l, more) => `<text x="${fix(l.x)}" y="${fix(l.y)}" font-size="${l.px}"${more}>${xml(l.text)}</text>`;
  const labels = placed.map((l) => text(l, l.font.startsWith("600") ? ' font-weight="600"' : ""));
  const named = edgeNames(ctx, lit || namedWays(), camera, width, height, placed.map((l) => l.box)).map((n) => text(n, ` fill="${n.color}"`));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${xml(FONT)}">` +
    `<title>${xml(META.title)}</title><rect width="100%" height="100%" fill="${ink().paper}"/>${grounds.join("")}${edges(shown.edges)}${nodes(shown.nodes)}${veiled}` +
    `<g text-anchor="middle" dominant-baseline="central" fill="${ink().ink}" stroke="${ink().halo}" stroke-width="3.4" stroke-linejoin="round" paint-order="stroke">${labels.join("")}${named.join("")}</g></svg>\n`;
}

function svgEdge(e, X, Y, k, strong = false) {
  const width = edgeWidth(e) + (strong ? 0.8 : 0);
  const via = bend(e);
  const path = `M${X(scene.x[e.from])} ${Y(scene.y[e.from])}` + (via ? `Q${X(via[0])} ${Y(via[1])} ` : "L") + `${X(scene.x[e.to])} ${Y(scene.y[e.to])}`;
  const dash = dashOf(e) ? ` stroke-dasharray="${dashOf(e).join(" ")}"` : "";
  const head = arrowOf(e) ? `<polygon points="${tipPoints(e, width * scene.grain).map(([x, y]) => `${X(x)},${Y(y)}`).join(" ")}" fill="${edgeColor(e, strong)}"/>` : "";
  return `<path d="${path}" stroke="${edgeColor(e, strong)}" stroke-width="${fix(width * Math.max(scene.grain, 0.45) * k)}"${dash}><title>${xml(told(e))}</title></path>${head}`;
}

function svgNode(i, X, Y, k) {
  const shape = shapeOf(N[i]);
  const body = shape === "dot" ? `<circle cx="${X(scene.x[i])}" cy="${Y(scene.y[i])}" r="${fix(scene.r[i] * k)}"` :
    `<polygon points="${corners(shape, scene.x[i], scene.y[i], scene.r[i]).map(([x, y]) => `${X(x)},${Y(y)}`).join(" ")}"`;
  return `${body} fill="${nodeColor(N[i])}"><title>${xml(N[i].name)}</title>${shape === "dot" ? "</circle>" : "</polygon>"}`;
}

/** Return rows as CSV for Excel: BOM, CRLF, and no cell that a spreadsheet would run as a formula. */
function csv(head, lines) {
  const cell = (v) => {
    const text = Array.isArray(v) ? v.join("; ") : String(v ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  return "\ufeff" + [head, ...lines].map((l) => l.map(cell).join(",")).join("\r\n") + "\r\n";
}

function nodesCsv() {
  return csv(["id", "label", "name", "aliases", "confidence", "sources", "first_seen", "last_seen", "date", "status", "properties"],
    shown.nodes.map((i) => N[i]).map((n) => [n.id, n.label, n.name, n.aliases, n.confidence, n.sources, n.first, n.last, n.date, n.status, Object.entries(n.properties).map(([k, v]) => `${k}=${v}`)]));
}

function edgesCsv() {
  return csv(["from", "type", "to", "date", "status", "confidence", "sources", "conflict", "sentence", "title", "publisher", "published", "url"],
    shown.edges.map((j) => E[j]).map((e) => { const x = evidence(e)[0] || {}; return [N[e.from].name, e.type, N[e.to].name, e.date, e.status, e.confidence, e.sources, e.conflict, x.sentence, x.title, x.publisher, x.date, x.url]; }));
}

/** Return what is shown as one plain value. */
function asJson() {
  const plain = ({ i, links, cite, cited, span: _, home, lane, degree, between: between_, community, ...rest }) => rest;
  return { title: META.title, nodes: shown.nodes.map((i) => ({ ...plain(N[i]), evidence: evidence(N[i]) })),
    edges: shown.edges.map((j) => ({ ...plain(E[j]), from: N[E[j].from].id, to: N[E[j].to].id, evidence: evidence(E[j]) })) };
}

const FORMATS = {
  png: () => pngBlob({ ratio: 2 }), "png-transparent": () => pngBlob({ ratio: 2, transparent: true }),
  svg: async () => new Blob([svgText()], { type: "image/svg+xml" }), "nodes-csv": async () => new Blob([nodesCsv()], { type: "text/csv;charset=utf-8" }),
  "edges-csv": async () => new Blob([edgesCsv()], { type: "text/csv;charset=utf-8" }), json: async () => new Blob([JSON.stringify(asJson(), null, 1)], { type: "application/json" }),
};
const ENDINGS = { png: "png", "png-transparent": "png", svg: "svg", "nodes-csv": "nodes.csv", "edges-csv": "facts.csv", json: "json" };
const saveAs = async (format) => save(await FORMATS[format](), fileName(ENDINGS[format]));

/** Put text on the clipboard, also where only the old way is allowed (file:// and frames). */
async function copyText(text) {
  try { await navigator.clipboard.writeText(text); } catch {
    const box = h("textarea", { class: "aside", value: text });
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  say(t("copied"));
  flash(t("copied"));
}

const permalink = () => { const text = address(); return location.href.replace(/#.*$/, "") + (text ? "#" + text : ""); };

let flashing = 0;
/** Show a short line at the bottom. */
function flash(text) {
  document.querySelector(".flash")?.remove();
  clearTimeout(flashing);
  const el = h("div", { class: "flash", "aria-hidden": "true" }, text);
  byId("stage").append(el);
  flashing = setTimeout(() => el.remove(), 1800);
}

/** Prepare the printed page: the picture, the legend, the evidence. */
function preparePrint() {
  const rowsNow = shown.edges.map((j) => E[j]).sort((a, b) => b.confidence - a.confidence).slice(0, 400);
  const wasDark = THEME === "dark";
  if (wasDark) { THEME = "light"; mixed.clear(); }
  const picture = h("img", { src: pictureCanvas({ ratio: 2 }).toDataURL("image/png"), alt: "" });
  const now = counts();
  const labels = Object.keys(VOCAB.labels).filter((k) => now.labels[k]).map((k) => h("span", {}, swatch(k), labelName(k)));
  const types = Object.keys(VOCAB.types).filter((k) => now.types[k]).map((k) => h("span", {}, relationSample(k), typeName(k)));
  const left = shown.edges.length - rowsNow.length;
  byId("printed").replaceChildren(picture, h("p", { class: "keys" }, labels, types), left ? h("p", {}, t("printedFirst", { n: rowsNow.length, all: number(shown.edges.length) })) : "", h("table", {}, h("thead", {}, h("tr", {}, [t("facts"), t("confidence"), t("evidence")].map((c) => h("th", {}, c)))),
    h("tbody", {}, rowsNow.map((e) => { const x = evidence(e)[0]; return h("tr", {}, h("td", {}, told(e), e.conflict ? h("span", { class: "conflict" }, ` ${t("conflict")}`) : null), h("td", {}, `${e.confidence}%`), h("td", {}, x ? [x.sentence, h("cite", {}, [x.title, x.publisher, x.date].filter(Boolean).join(" · "))] : "")); }))));
  if (wasDark) { THEME = "dark"; mixed.clear(); }
}
