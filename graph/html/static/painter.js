// Drawing on a canvas in world units: islands, edges in batches, nodes in batches. Used by overview, highlight and export.

/** Add a node's outline to the current path, in vis-network's proportions. */
function outline(ctx, shape, x, y, r) {
  if (shape === "dot") { ctx.moveTo(x + r, y); ctx.arc(x, y, r, 0, 6.2832); return; }
  const points = corners(shape, x, y, r);
  ctx.moveTo(...points[0]);
  for (let k = 1; k < points.length; k++) ctx.lineTo(...points[k]);
  ctx.closePath();
}

/** Return the corners of a shape. */
function corners(shape, x, y, r) {
  if (shape === "square") return [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]];
  if (shape === "diamond") return [[x, y + r], [x + r, y], [x, y - r], [x - r, y]];
  if (shape === "hexagon") return [0, 1, 2, 3, 4, 5].map((k) => [x + r * Math.cos((k * Math.PI) / 3), y + r * Math.sin((k * Math.PI) / 3)]);
  if (shape === "star") {
    const s = r * 0.82;
    return Array.from({ length: 10 }, (_, k) => {
      const reach = s * (k % 2 ? 0.5 : 1.3);
      return [x + reach * Math.sin((k * Math.PI) / 5), y + 0.1 * s - reach * Math.cos((k * Math.PI) / 5)];
    });
  }
  const up = shape === "triangle" ? 1 : -1;
  const s = r * 1.15;
  const inner = (Math.sqrt(3) / 3) * s;
  const cy = y + up * 0.275 * s;
  return [[x, cy - up * (Math.sqrt(3) * s - inner)], [x + s, cy + up * inner], [x - s, cy + up * inner]];
}

const islandColor = (community) => mix(communityColor(community), ink().paper, THEME === "dark" ? 0.13 : 0.09);

/** Draw the islands of communities: soft ground under those who belong together. */
function paintIslands(ctx, found) {
  const pad = 26 * Math.max(scene.grain, 0.35);
  ctx.lineJoin = "round";
  for (const { community, edge } of found) {
    ctx.beginPath();
    edge.forEach(([x, y], k) => (k ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
    ctx.fillStyle = ctx.strokeStyle = islandColor(community);
    ctx.lineWidth = pad * 2;
    ctx.stroke();
    ctx.fill();
  }
}

const drawn = { theme: "", colors: [], of: null };
/** Return the edges of an overview by colour; which colour each has is worked out once for a theme. */
function thinGroups(edges) {
  if (drawn.theme !== THEME) {
    const number_ = new Map();
    drawn.of = Uint8Array.from(E, (e) => { const c = edgeColor(e); if (!number_.has(c)) number_.set(c, number_.size); return number_.get(c); });
    drawn.colors = [...number_.keys()];
    drawn.theme = THEME;
  }
  const groups = drawn.colors.map((color) => ({ color, width: Math.max(scene.grain, 0.45), dash: null, edges: [] }));
  for (const j of edges) groups[drawn.of[j]].edges.push(E[j]);
  return groups.filter((g) => g.edges.length);
}

/** Return edges by colour, width and dashes. */
function edgeGroups(edges, strong) {
  const groups = new Map();
  for (const j of edges) {
    const e = E[j];
    const width = Math.round((edgeWidth(e) + (strong ? 0.8 : 0)) * 2) / 2;
    const dash = dashOf(e);
    const key = `${edgeColor(e, strong)}|${width}|${dash || ""}`;
    if (!groups.has(key)) groups.set(key, { color: edgeColor(e, strong), width: width * Math.max(scene.grain, 0.45), dash, edges: [] });
    groups.get(key).edges.push(e);
  }
  return groups.values();
}

/** Draw edges, those of one look in one stroke. `thin` leaves arrows and dashes out. */
function paintEdges(ctx, edges, { strong = false, thin = false } = {}) {
  for (const g of thin ? thinGroups(edges) : edgeGroups(edges, strong)) {
    ctx.strokeStyle = g.color;
    ctx.lineWidth = g.width;
    ctx.setLineDash(g.dash || NOTHING);
    ctx.beginPath();
    for (const e of g.edges) {
      ctx.moveTo(scene.x[e.from], scene.y[e.from]);
      const via = thin ? null : bend(e);
      if (via) ctx.quadraticCurveTo(via[0], via[1], scene.x[e.to], scene.y[e.to]);
      else ctx.lineTo(scene.x[e.to], scene.y[e.to]);
    }
    ctx.stroke();
    if (!thin) { ctx.fillStyle = g.color; ctx.setLineDash(NOTHING); ctx.beginPath(); for (const e of g.edges) if (arrowOf(e)) tip(ctx, e, g.width); ctx.fill(); }
  }
  ctx.setLineDash(NOTHING);
}

/** Return the corners of an edge's arrow head. */
function tipPoints(e, width) {
  const via = bend(e) || [scene.x[e.from], scene.y[e.from]];
  const [x, y] = [scene.x[e.to], scene.y[e.to]];
  const angle = Math.atan2(y - via[1], x - via[0]);
  const size = (5 + 1.5 * width) * Math.max(scene.grain, 0.5);
  const [ax, ay] = [x - (scene.r[e.to] + 1) * Math.cos(angle), y - (scene.r[e.to] + 1) * Math.sin(angle)];
  const wing = (turn) => [ax - size * Math.cos(angle + turn), ay - size * Math.sin(angle + turn)];
  return [[ax, ay], wing(0.42), wing(-0.42)];
}

const tips = { key: "", paths: [] };
/** Draw arrow heads alone, below the lines: vis-network would draw them over the nodes. */
function paintTips(ctx, edges) {
  const key = [scene.version, edges.length, THEME].join("|");
  if (tips.key !== key) {
    const groups = new Map();
    for (const j of edges) {
      if (!arrowOf(E[j])) continue;
      const color = edgeColor(E[j]);
      if (!groups.has(color)) groups.set(color, new Path2D());
      tip(groups.get(color), E[j], edgeWidth(E[j]) * Math.max(scene.grain, 0.45));
    }
    Object.assign(tips, { key, paths: [...groups] });
  }
  for (const [color, path] of tips.paths) {
    ctx.fillStyle = color;
    ctx.fill(path);
  }
}

function tip(ctx, e, width) {
  const [a, b, c] = tipPoints(e, width);
  ctx.moveTo(...a); ctx.lineTo(...b); ctx.lineTo(...c); ctx.closePath();
}

/** Draw nodes, those of one shape and colour in one fill. */
function paintNodes(ctx, nodes) {
  const groups = new Map();
  const plain = state.color !== "community";
  for (const i of nodes) {
    const n = N[i];
    const key = plain ? n.label : n.label + nodeColor(n);
    let group = groups.get(key);
    if (!group) groups.set(key, group = { shape: shapeOf(n), color: nodeColor(n), hollow: n.label === "Partnership", nodes: [] });
    group.nodes.push(i);
  }
  for (const g of groups.values()) {
    ctx.beginPath();
    for (const i of g.nodes) outline(ctx, g.shape, scene.x[i], scene.y[i], scene.r[i]);
    ctx.fillStyle = g.hollow ? ink().paper : g.color;
    ctx.strokeStyle = g.hollow ? g.color : ink().paper;
    ctx.lineWidth = 1.3 * Math.max(scene.grain, 0.3);
    ctx.fill();
    ctx.stroke();
  }
}

/** Return a picture of nodes of one look in ten sizes, side by side: copying is faster than drawing thousands of outlines. */
function stamps(label, color, least, most) {
  const [cell, steps] = [2 * Math.ceil(1.5 * most + 2), 10];
  const sheet = new OffscreenCanvas(cell * steps, cell);
  const ctx = sheet.getContext("2d");
  const sizes = Array.from({ length: steps }, (_, k) => least + ((most - least) * k) / (steps - 1));
  ctx.fillStyle = label === "Partnership" ? ink().paper : color;
  ctx.strokeStyle = label === "Partnership" ? color : ink().paper;
  ctx.lineWidth = Math.max(0.5, Math.min(1.3, least / 4));
  sizes.forEach((r, k) => { ctx.beginPath(); outline(ctx, shapeOf({ label }), cell * (k + 0.5), cell / 2, r); ctx.fill(); ctx.stroke(); });
  return { sheet: sheet.transferToImageBitmap(), cell, steps, least, step: (most - least) / (steps - 1) || 1 };
}

/** Draw many nodes in pixels of the canvas by copying stamps; `k` is the scale, `left` and `top` where the world's zero is. */
function stampNodes(ctx, nodes, k, left, top) {
  const groups = new Map();
  const [width, height] = [ctx.canvas.width, ctx.canvas.height];
  for (const i of nodes) {
    const [x, y] = [scene.x[i] * k + left, scene.y[i] * k + top];
    if (x < -40 || y < -40 || x > width + 40 || y > height + 40) continue;
    const n = N[i];
    const key = state.color === "community" ? n.label + nodeColor(n) : n.label;
    let group = groups.get(key);
    if (!group) groups.set(key, group = { label: n.label, color: nodeColor(n), nodes: [], least: Infinity, most: 0 });
    const r = scene.r[i] * k;
    if (r < group.least) group.least = r;
    if (r > group.most) group.most = r;
    group.nodes.push(i);
  }
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  for (const { label, color, nodes: list, least, most } of groups.values()) {
    const s = stamps(label, color, least, most);
    for (const i of list) {
      const r = scene.r[i] * k;
      const side = Math.min(s.cell, 2 * Math.ceil(1.5 * r + 1.5));
      const aside = (s.cell - side) / 2;
      ctx.drawImage(s.sheet, Math.round((r - s.least) / s.step) * s.cell + aside, aside, side, side, Math.round(scene.x[i] * k + left - side / 2), Math.round(scene.y[i] * k + top - side / 2), side, side);
    }
    s.sheet.close();
  }
}

/** Draw a ring around a node: the focus, or a pin. */
function ring(ctx, i, color, width, gap) {
  ctx.beginPath();
  ctx.arc(scene.x[i], scene.y[i], scene.r[i] + gap, 0, 6.2832);
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.stroke();
}

/** Return what is to stand out: nodes and edges of the selection, the story's or the basket's glow; null for nothing. */
function highlight() {
  if (state.fact !== null && shown.has[E[state.fact].from] && shown.has[E[state.fact].to]) {
    const e = E[state.fact];
    return { nodes: [e.from, e.to], edges: [e.i], named: true };
  }
  if (state.selected !== null && shown.has[state.selected]) {
    const near = around(state.selected);
    return { nodes: [...near.nodes, state.selected], edges: near.edges, named: near.edges.length <= 14 };
  }
  const glow = state.glow.filter((i) => shown.has[i]);
  if (!glow.length) return null;
  const set = new Set(glow);
  return { nodes: glow, edges: shown.edges.filter((j) => set.has(E[j].from) && set.has(E[j].to)), named: glow.length <= 8 };
}

const VEIL = 0.78;
/** Draw what stands out, over a veil where `box`, the visible part in world units, is given. */
function paintHighlight(ctx, lit, box, k) {
  if (box) {
    ctx.globalAlpha = VEIL;
    ctx.fillStyle = ink().paper;
    ctx.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
  }
  ctx.globalAlpha = 1;
  paintEdges(ctx, lit.edges, { strong: true });
  paintNodes(ctx, lit.nodes);
  if (state.selected !== null && shown.has[state.selected]) ring(ctx, state.selected, ink().focus, 2.5 / k, 3.5 / k);
}

/** Return the edges of ways, whose relations are written on them where they are few. */
const namedWays = () => state.path && { edges: shown.edges, nodes: shown.nodes, named: shown.edges.length < 25 };

/** Return the relations to write on edges that stand out (pixels of the picture), beside one another and beside `boxes`. */
function edgeNames(ctx, lit, camera, width, height, boxes) {
  if (!lit?.named) return NOTHING;
  const made = [];
  const px = 11 * scene.type;
  const taken = new Places();
  const screen = ([x, y]) => [(x - camera.x) * camera.k + width / 2, (y - camera.y) * camera.k + height / 2];
  for (const box of boxes) taken.take(box);
  for (const i of lit.nodes) { const [x, y] = screen([scene.x[i], scene.y[i]]); const r = scene.r[i] * camera.k; taken.take([x - r, y - r, x + r, y + r]); }
  ctx.font = `${px}px ${FONT}`;
  for (const j of lit.edges) {
    if (Math.hypot(scene.x[E[j].from] - scene.x[E[j].to], scene.y[E[j].from] - scene.y[E[j].to]) * camera.k < 50) continue;
    const half = ctx.measureText(typeName(E[j].type)).width / 2;
    const spot = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78].map((at) => screen(pointOf(E[j], at))).find(([x, y]) => taken.free([x - half - 1, y - px * 0.6, x + half + 1, y + px * 0.6], -1));
    if (!spot) continue;
    taken.take([spot[0] - half - 1, spot[1] - px * 0.6, spot[0] + half + 1, spot[1] + px * 0.6]);
    made.push({ text: typeName(E[j].type), x: spot[0], y: spot[1], px, color: THEME === "dark" ? mix(lineColor(E[j].type), "#ffffff", 0.6) : mix(lineColor(E[j].type), "#000000", 0.75) });
  }
  return made;
}

/** Write the relations on edges that stand out. */
function drawEdgeNames(ctx, ...where) {
  const names = edgeNames(ctx, ...where);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = ink().halo;
  for (const n of names) {
    ctx.strokeText(n.text, n.x, n.y);
    ctx.fillStyle = n.color;
    ctx.fillText(n.text, n.x, n.y);
  }
}
