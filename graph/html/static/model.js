// The data of the page: unpacked from its inert elements into nodes (N), edges (E) and what they cite.

const byId = (id) => document.getElementById(id);
let DATA, N, E, idOf, META, VOCAB;
const CAPTIONS = JSON.parse(byId("yimai-captions").textContent);

/** Return the bytes of base64, by the browser's own way where it has one. */
function bytesOf(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const raw = atob(text);
  const made = new Uint8Array(raw.length);
  for (let k = 0; k < raw.length; k++) made[k] = raw.charCodeAt(k);
  return made;
}

/** Return the text of an element that holds deflated base64. */
async function inflated(id) {
  const holder = byId(id);
  const raw = bytesOf(holder.textContent.trim());
  holder.remove();
  const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

/** Return a packed column as a plain array of `count` values; `blank` stands where a sparse one is silent. */
function column(packed, count, blank = "") {
  if (Array.isArray(packed)) return packed;
  if (packed.words) return packed.codes.map((c) => packed.words[c]);
  const full = new Array(count).fill(blank);
  for (const [at, value] of Object.entries(packed.sparse)) full[at] = value;
  return full;
}

const NOTHING = Object.freeze([]);
const PLAIN = Object.freeze({});

/** Return the packed columns of nodes or edges, unpacked. */
function columnsOf(packed, count) {
  const blanks = { aliases: NOTHING, properties: PLAIN, reasons: NOTHING };
  return Object.fromEntries(Object.entries(packed).map(([name, values]) => [name, column(values, count, blanks[name] ?? "")]));
}

/** Return the nodes as objects of one shape. */
function nodesOf(packed) {
  const count = packed.x.length;
  const c = columnsOf(packed, count);
  const made = new Array(count);
  for (let i = 0, cite = 0; i < count; cite += c.cited[i++]) {
    made[i] = { i, id: c.id[i], label: c.label[i], name: c.name[i], aliases: c.aliases[i], pinyin: c.pinyin[i], initials: c.initials[i], x: c.x[i], y: c.y[i],
      community: c.community[i], between: c.between[i], confidence: c.confidence[i], sources: c.sources[i], first: c.first[i], last: c.last[i], date: c.date[i],
      status: c.status[i], conflict: c.conflict[i], properties: c.properties[i], reasons: c.reasons[i], cited: c.cited[i], cite,
      links: [], degree: 0, span: null, home: null, event: Boolean(VOCAB.labels[c.label[i]]?.event), brief: "", spelled: null };
  }
  return made;
}

/** Return the edges as objects of one shape; `cite` is where their evidence begins. */
function edgesOf(packed, cite) {
  const count = packed.from.length;
  const c = columnsOf(packed, count);
  const made = new Array(count);
  for (let i = 0; i < count; cite += c.cited[i++]) {
    made[i] = { i, from: c.from[i], to: c.to[i], type: c.type[i], confidence: c.confidence[i], sources: c.sources[i], first: c.first[i], last: c.last[i], date: c.date[i],
      status: c.status[i], conflict: c.conflict[i], properties: c.properties[i], reasons: c.reasons[i], cited: c.cited[i], cite, lane: 0, span: null };
  }
  return made;
}

let RANKED = NOTHING; // all nodes, the best connected first: the order in which labels are placed
/** Take the page's data apart: adjacency, degree, time span and place in the evidence of each node and edge. */
function load(data) {
  DATA = data;
  META = data.meta;
  VOCAB = data.vocabulary;
  N = nodesOf(data.nodes);
  E = edgesOf(data.edges, N.length ? N.at(-1).cite + N.at(-1).cited : 0);
  const cites = data.evidence.confidence.length;
  for (const name of ["article", "text", "rule"]) data.evidence[name] = column(data.evidence[name], cites);
  idOf = new Map(N.map((n) => [n.id, n.i]));
  const seen = new Map();
  const spans = new Map();
  const spanOf = (date) => { if (!spans.has(date)) spans.set(date, span(date)); return spans.get(date); };
  for (const e of E) {
    const [one, two] = [N[e.from], N[e.to]];
    one.links.push(e.i);
    if (e.to !== e.from) two.links.push(e.i);
    if (!two.event) one.degree++;
    if (e.to !== e.from && !one.event) two.degree++;
    const key = pairKey(e.from, e.to);
    const lane = seen.get(key) || 0;
    e.lane = lane;
    seen.set(key, lane + 1);
    e.span = spanOf(e.date || e.first);
  }
  for (const n of N) {
    n.degree ||= n.links.length;
    n.span = spanOf(n.date || n.first);
    n.home = [n.x, n.y];
    n.brief = brief(n);
  }
  const weight = Float64Array.from(N, (n) => n.degree * 10 + n.sources - (n.label === "Partnership" ? 1e5 : 0));
  RANKED = Int32Array.from(N.keys()).sort((a, b) => weight[b] - weight[a] || a - b);
}

const other = (e, i) => (e.from === i ? e.to : e.from);
const isEvent = (n) => n.event;

/** Return the months (year × 12 + month) that a date of any precision covers, or null. */
function span(date) {
  const found = /^(\d{4})(?:-(\d{2}))?/.exec(date);
  if (!found) return null;
  const year = 12 * Number(found[1]);
  return found[2] ? [year + Number(found[2]) - 1, year + Number(found[2]) - 1] : [year, year + 11];
}

/** Return the pieces of evidence of a node or edge, the surest first. */
function evidence(row) {
  const { article, text, confidence, rule } = DATA.evidence;
  const found = [];
  for (let k = row.cite; k < row.cite + row.cited; k++) {
    const a = article[k];
    found.push({
      sentence: DATA.texts[text[k]],
      confidence: confidence[k],
      rule: rule[k],
      title: DATA.articles.title[a] || "",
      publisher: DATA.articles.publisher[a] || "",
      date: DATA.articles.date[a] || "",
      url: DATA.articles.url[a] || "",
    });
  }
  return found.sort((a, b) => b.confidence - a.confidence || (a.date < b.date ? 1 : -1));
}

/** Return all forms of a node's name that may stand in a sentence, the longest first. */
const forms = (n) => [n.name, ...n.aliases].filter((f) => f.length > 1).sort((a, b) => b.length - a.length);

/** Return the form of a long name that the picture shows: the shortest that keeps its end and its letters' order. */
function brief(n) {
  if (n.name.length <= 9) return n.name;
  const within = (short_, long) => { let at = 0; for (const c of long) if (c === short_[at]) at++; return at === short_.length; };
  const fit = n.aliases.filter((a) => a.length >= 4 && a.length < n.name.length && a.slice(-2) === n.name.slice(-2) && within(a, n.name));
  return fit.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] || n.name;
}
