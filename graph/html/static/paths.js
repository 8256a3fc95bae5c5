// Ways between two nodes: all shortest ones, then alternatives (Yen 1971), over what passes the filters.

const ROUTES = 5;
let routeCache = { key: "", found: [] };

/** Return neighbours for path finding: events are left out, their pairwise view stands for them. */
function steps(i) {
  const found = new Set();
  for (const j of N[i].links) {
    const k = other(E[j], i);
    if (passesEdge(E[j]) && passes(N[k]) && N[k].label !== "Partnership") found.add(k);
  }
  return found;
}

/** Return one shortest way from a to b avoiding nodes and pairs, or null. */
function shortest(a, b, avoid, banned) {
  const from = new Map([[a, -1]]);
  let front = [a];
  while (front.length) {
    const next = [];
    for (const i of front) {
      if (i === b) {
        const way = [];
        for (let at = b; at !== -1; at = from.get(at)) way.unshift(at);
        return way;
      }
      for (const k of steps(i)) if (!from.has(k) && !avoid.has(k) && !banned.has(pairKey(i, k))) { from.set(k, i); next.push(k); }
    }
    front = next;
  }
  return null;
}

/** Return all shortest ways (at most `limit`). */
function allShortest(a, b, limit) {
  const level = new Map([[a, 0]]);
  let front = [a];
  while (front.length && !level.has(b)) {
    const next = [];
    for (const i of front) for (const k of steps(i)) if (!level.has(k)) { level.set(k, level.get(i) + 1); next.push(k); }
    front = next;
  }
  const ways = [];
  const back = (i, tail) => {
    if (ways.length >= limit) return;
    if (i === a) { ways.push([a, ...tail]); return; }
    for (const k of steps(i)) if (level.get(k) === level.get(i) - 1) back(k, [i, ...tail]);
  };
  if (level.has(b)) back(b, []);
  return ways;
}

/** Return up to `limit` ways, the shortest first, at most two steps longer than the shortest. */
function findRoutes(a, b, limit) {
  const ways = allShortest(a, b, Math.max(limit, 12));
  if (!ways.length || a === b) return [];
  const best = ways[0].length;
  const seen = new Set(ways.map(String));
  const waiting = [];
  for (let at = 0; at < ways.length && ways.length < limit; at++) {
    const way = ways[at];
    for (let spur = 0; spur < way.length - 1; spur++) {
      const root = way.slice(0, spur + 1);
      const banned = new Set();
      for (const w of ways) if (String(w.slice(0, spur + 1)) === String(root)) banned.add(pairKey(w[spur], w[spur + 1]));
      const rest = shortest(way[spur], b, new Set(root.slice(0, -1)), banned);
      const made = rest && [...root.slice(0, -1), ...rest];
      if (made && made.length <= best + 2 && !seen.has(String(made))) { seen.add(String(made)); waiting.push(made); }
    }
    if (at === ways.length - 1 && waiting.length) {
      waiting.sort((x, y) => x.length - y.length);
      ways.push(waiting.shift());
    }
  }
  return ways;
}

/** Return the ways between two nodes with the edges of each step, remembered until a filter changes. */
function routes(a, b) {
  const key = [a, b, ...state.hideTypes, "|", ...state.hideRels, "|", ...state.hideStatus, state.confidence, state.sources, state.city, state.from, state.to].join();
  if (routeCache.key !== key) {
    const found = findRoutes(a, b, ROUTES).map((nodes) => ({ nodes, hops: nodes.slice(1).map((k, at) => between(nodes[at], k)) }));
    routeCache = { key, found };
  }
  return routeCache.found;
}

/** Return the passing edges between two nodes, the surest first. */
function between(a, b) {
  return N[a].links.filter((j) => other(E[j], a) === b && passesEdge(E[j])).sort((x, y) => E[y].confidence - E[x].confidence);
}

/** Return the nodes that stand beside every one of `chosen`, best connected first. */
function common(chosen) {
  const sets = chosen.map((i) => steps(i));
  return [...sets[0]].filter((k) => !chosen.includes(k) && sets.every((s) => s.has(k))).sort((x, y) => N[y].degree - N[x].degree);
}

/** Return the nodes that stand beside at least two of `chosen` but not all, those beside most of them first. */
function partlyCommon(chosen) {
  const beside = new Map();
  for (const i of chosen) for (const k of steps(i)) if (!chosen.includes(k)) beside.set(k, (beside.get(k) || 0) + 1);
  return [...beside].filter(([, n]) => n > 1 && n < chosen.length).sort((a, b) => b[1] - a[1] || N[b[0]].degree - N[a[0]].degree);
}

/** Tell a fact as a sentence: who, what, whom, when; what holds both ways begins with `from`. */
function told(e, from = e.from) {
  const extra = [e.date, e.status && valueName(e.status)].filter(Boolean).join(LANG === "zh" ? "，" : ", ");
  const both = VOCAB.types[e.type]?.symmetric;
  const [one, two] = both && from === e.to ? [N[e.to].name, N[e.from].name] : [N[e.from].name, N[e.to].name];
  const said = both && LANG === "zh" ? `${one}与${two}${typeName(e.type)}` : `${one} ${typeName(e.type)} ${two}`;
  return extra ? (LANG === "zh" ? `${said}（${extra}）` : `${said} (${extra})`) : said;
}
