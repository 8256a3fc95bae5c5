// Places of their own for small parts: ways run from left to right, surroundings are loosened until all can be read.

const LOOSE_MOST = 220;
const STEP = 110;

/** Return where the nodes of this view stand other than in the whole picture (layout units), or null. */
function ownPlaces() {
  if (state.path) return wayPlaces(routes(...state.path), [...shown.nodes]);
  if (!state.ego.length && state.base !== "none") return null;
  return shown.nodes.length > LOOSE_MOST || shown.nodes.length < 2 ? null : loosened(shown.nodes, shown.edges);
}

/** Return places for ways between two nodes: columns by the step at which a node comes, the first way in the middle. */
function wayPlaces(ways, all) {
  const lanes = ways.map((_, k) => (k % 2 ? 1 : -1) * Math.ceil(k / 2));
  const found = new Map();
  ways.forEach((way, k) => way.nodes.forEach((i, at) => {
    if (!found.has(i)) found.set(i, { i, columns: [], rows: [] });
    found.get(i).columns.push(at / (way.nodes.length - 1));
    found.get(i).rows.push(lanes[k]);
  }));
  const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
  const spots = [...found.values()].map(({ i, columns, rows }) => ({ i, x: mean(columns), y: mean(rows) }));
  for (const s of spots) if (s.x === 0 || s.x === 1) s.y = 0;
  spots.sort((a, b) => a.x - b.x || a.y - b.y || a.i - b.i);
  for (let k = 0, from = 0; k <= spots.length; k++) {
    if (k < spots.length && spots[k].x - spots[from].x < 0.15) continue;
    const column = spots.slice(from, k).sort((a, b) => a.y - b.y || a.i - b.i);
    column.forEach((s, at) => { s.y = at - (column.length - 1) / 2; });
    from = k;
  }
  const width = Math.max(...ways.map((w) => w.nodes.length), 2) * 2 * STEP;
  const made = new Map(spots.map(({ i, x, y }) => [i, [x * width, y * 1.4 * STEP]]));
  const low = Math.max(0, ...spots.map((s) => s.y)) + 1.2;
  all.filter((i) => !made.has(i)).forEach((i, k) => made.set(i, [k * STEP, low * STEP]));
  return made;
}

/** Return places that keep the directions of the whole picture but give every node room (Fruchterman and Reingold 1991). */
function loosened(nodes, edges) {
  const count = nodes.length;
  const at = new Map(nodes.map((i, k) => [i, k]));
  const start = nodes.map((i) => N[i].home);
  const middle_ = [0, 1].map((d) => start.reduce((s, p) => s + p[d], 0) / count);
  const reach = Math.sqrt(start.reduce((s, p) => s + (p[0] - middle_[0]) ** 2 + (p[1] - middle_[1]) ** 2, 0) / count) || 1;
  const scale = (STEP * Math.sqrt(count) * 0.5) / reach;
  const x = Float64Array.from(start, (p, k) => (p[0] - middle_[0]) * scale + Math.cos(k * 2.4));
  const y = Float64Array.from(start, (p, k) => (p[1] - middle_[1]) * scale + Math.sin(k * 2.4));
  const pairs = [...new Set(edges.map((j) => pairKey(E[j].from, E[j].to)))].map((key) => [at.get(Math.floor(key / N.length)), at.get(key % N.length)]).filter(([a, b]) => a !== b);
  const [dx, dy] = [new Float64Array(count), new Float64Array(count)];
  const push = (a, b, force) => {
    const [gx, gy] = [x[a] - x[b], y[a] - y[b]];
    const far = Math.hypot(gx, gy) || 0.01;
    const f = force(far) / far;
    dx[a] += gx * f; dy[a] += gy * f; dx[b] -= gx * f; dy[b] -= gy * f;
  };
  for (let step = 0, steps = 160; step < steps; step++) {
    dx.fill(0); dy.fill(0);
    for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) push(a, b, (far) => STEP * STEP / Math.max(far, 5));
    for (const [a, b] of pairs) push(a, b, (far) => -(far * far) / STEP);
    const heat = STEP * 0.5 * (1 - step / steps) + 1;
    for (let k = 0; k < count; k++) {
      dx[k] -= x[k] * 0.35; dy[k] -= y[k] * 0.5;
      const far = Math.hypot(dx[k], dy[k]) || 1;
      x[k] += (dx[k] / far) * Math.min(far, heat);
      y[k] += (dy[k] / far) * Math.min(far, heat);
    }
  }
  return new Map(nodes.map((i, k) => [i, [x[k], y[k]]]));
}

/** Push nodes of the picture apart until none covers another (world units); pinned ones stay. Returns the shift of each. */
function apart(nodes) {
  const moved = new Map();
  const gap = 5 * scene.type;
  const order = [...nodes].sort((a, b) => scene.x[a] - scene.x[b]);
  const widest = 2 * Math.max(...order.map((i) => scene.r[i])) + gap;
  for (let step = 0; step < 30; step++) {
    let tight = 0;
    for (let a = 0; a < order.length; a++) for (let b = a + 1; b < order.length; b++) {
      const [i, k] = [order[a], order[b]];
      if (scene.x[k] - scene.x[i] > widest * 2) break;
      const [gx, gy] = [scene.x[k] - scene.x[i], scene.y[k] - scene.y[i]];
      const far = Math.hypot(gx, gy);
      const lack = scene.r[i] + scene.r[k] + gap - far;
      if (lack <= 0.5) continue;
      tight++;
      const [ux, uy] = far > 0.01 ? [gx / far, gy / far] : [Math.cos(i), Math.sin(i)];
      for (const [node, sign] of [[i, -1], [k, 1]]) {
        if (state.pins.has(node)) continue;
        const [mx, my] = [(sign * ux * lack) / 2, (sign * uy * lack) / 2];
        scene.x[node] += mx; scene.y[node] += my;
        const was = moved.get(node) || [0, 0];
        moved.set(node, [was[0] + mx, was[1] + my]);
      }
    }
    if (!tight) break;
  }
  return moved;
}
