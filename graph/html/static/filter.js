// Which nodes and edges are shown: the base set, what was added or hidden, and the filters.

let shown = { nodes: [], edges: [], has: new Uint8Array(0) };

/** Tell whether a node passes the legend and the filters (time apart). */
function passes(n) {
  if (state.hideTypes.has(n.label) || n.confidence < state.confidence || n.sources < Math.min(state.sources, n.sources && 99)) return false;
  return !state.city || cityOf(n) === state.city || !canHaveCity(n);
}
const cityOf = (n) => n.properties.city || n.properties.registry_city || "";
const canHaveCity = (n) => n.label === "Hospital" || n.label === "Vendor" || n.label === "Institution";

/** Tell whether an edge passes legend, filters and time; its ends are not looked at. */
function passesEdge(e) {
  if (e.confidence < state.confidence || e.sources < state.sources || (state.hideRels.size && state.hideRels.has(e.type))) return false;
  return !(e.status && state.hideStatus.size && state.hideStatus.has(e.status)) && inTime(e.span);
}
const inTime = (when) => state.from === null || !when || (when[0] <= state.to && when[1] >= state.from);

/** Return the nodes reached from `starts` in up to `depth` steps over edges that pass. */
function reach(starts, depth) {
  const seen = new Set(starts);
  let front = [...starts];
  for (let step = 0; step < depth; step++) {
    const next = [];
    for (const i of front) for (const j of N[i].links) {
      const k = other(E[j], i);
      if (!seen.has(k) && passesEdge(E[j]) && passes(N[k])) { seen.add(k); next.push(k); }
    }
    front = next;
  }
  return seen;
}

/** Return the set of nodes before filters. */
function baseSet() {
  if (state.path) return new Set(routes(state.path[0], state.path[1]).flatMap((r) => r.nodes));
  if (state.ego.length) return reach(state.ego, state.depth);
  if (state.base === "all") return new Set(N.keys());
  const found = new Set(state.base === "none" ? [] : firstSight());
  for (const n of N) {
    if (n.label === "Partnership" && !state.hideTypes.has(n.label) && n.links.filter((j) => found.has(other(E[j], n.i))).length > 1) found.add(n.i);
  }
  return found;
}

/** Return the nodes of the opening view; a phone, however it is held, shows the best connected 60. */
function firstSight() {
  if (window.innerWidth >= 700 && window.innerHeight >= 420) return DATA.opening;
  return [...DATA.opening].sort((a, b) => N[b].degree - N[a].degree || a - b).slice(0, 60);
}

/** Work out anew what is shown. */
function sift() {
  const base = baseSet();
  for (const i of state.plus) base.add(i);
  for (const i of state.minus) base.delete(i);
  const has = new Uint8Array(N.length);
  for (const i of base) if (passes(N[i])) has[i] = 1;
  const edges = [];
  const onPath = state.path ? new Set(routes(...state.path).flatMap((r) => r.nodes.slice(1).map((k, at) => pairKey(r.nodes[at], k)))) : null;
  for (const e of E) {
    if (has[e.from] && has[e.to] && passesEdge(e) && (!onPath || onPath.has(pairKey(e.from, e.to)))) edges.push(e.i);
  }
  if (state.from !== null) {
    const live = new Uint8Array(N.length);
    for (const j of edges) live[E[j].from] = live[E[j].to] = 1;
    for (const i of base) if (has[i] && !live[i] && N[i].span && !inTime(N[i].span)) has[i] = 0;
  }
  const nodes = [];
  for (let i = 0; i < N.length; i++) if (has[i]) nodes.push(i);
  shown = { nodes, edges, has };
}

const pairKey = (a, b) => Math.min(a, b) * N.length + Math.max(a, b);

/** Return the shown neighbours of a node, and the shown edges to them. */
function around(i) {
  const edges = N[i].links.filter((j) => shown.has[other(E[j], i)] && passesEdge(E[j]));
  return { edges, nodes: [...new Set(edges.map((j) => other(E[j], i)))] };
}
const unseen = (i) => new Set(N[i].links.map((j) => other(E[j], i)).filter((k) => !shown.has[k] && passes(N[k]))).size;
