// The data of the page: unpacked from its inert elements into nodes (N), edges (E) and what they cite.

const byId = (id) => document.getElementById(id);
let DATA, N, E, idOf, META, VOCAB;
const CAPTIONS = JSON.parse(byId("yimai-captions").textContent);

/** Return the text of an element that holds deflated base64. */
async function inflated(id) {
  const holder = byId(id);
  const raw = Uint8Array.from(atob(holder.textContent.trim()), (c) => c.charCodeAt(0));
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

/** Return rows with the given fields from packed columns. */
function rows(packed, count, blanks) {
  const names = Object.keys(packed);
  const columns = names.map((name) => column(packed[name], count, blanks[name] ?? ""));
  const made = new Array(count);
  for (let i = 0; i < count; i++) {
    const row = { i };
    for (let k = 0; k < names.length; k++) row[names[k]] = columns[k][i];
    made[i] = row;
  }
  return made;
}

const NOTHING = Object.freeze([]);
const BLANKS = { aliases: NOTHING, properties: Object.freeze({}), reasons: NOTHING };

/** Take the page's data apart: adjacency, degree, time span and place in the evidence of each node and edge. */
function load(data) {
  DATA = data;
  META = data.meta;
  VOCAB = data.vocabulary;
  N = rows(data.nodes, data.nodes.x.length, BLANKS);
  E = rows(data.edges, data.edges.from.length, BLANKS);
  const cites = data.evidence.confidence.length;
  for (const name of ["article", "text", "rule"]) data.evidence[name] = column(data.evidence[name], cites);
  idOf = new Map(N.map((n) => [n.id, n.i]));
  let at = 0;
  for (const row of N) [row.cite, row.links, row.degree, at] = [at, [], 0, at + row.cited];
  for (const row of E) [row.cite, at] = [at, at + row.cited];
  const seen = new Map();
  for (const e of E) {
    N[e.from].links.push(e.i);
    if (e.to !== e.from) N[e.to].links.push(e.i);
    const key = Math.min(e.from, e.to) * N.length + Math.max(e.from, e.to);
    e.lane = seen.get(key) || 0;
    seen.set(key, e.lane + 1);
    e.span = span(e.date || e.first);
  }
  for (const n of N) {
    n.degree = n.links.reduce((sum, j) => sum + (isEvent(N[other(E[j], n.i)]) ? 0 : 1), 0) || n.links.length;
    n.span = span(n.date || n.first);
    n.home = [n.x, n.y];
    n.brief = brief(n);
  }
}

const other = (e, i) => (e.from === i ? e.to : e.from);
const isEvent = (n) => Boolean(VOCAB.labels[n.label]?.event);

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
