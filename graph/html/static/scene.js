// Geometry: places in the picture (world = layout × spread, so that one world unit is one pixel when all is in view).

const scene = { spread: 1, grain: 1, turned: false, version: 0, x: new Float64Array(0), y: new Float64Array(0), r: new Float64Array(0) };
const BALANCE = { square: 0.88, diamond: 1.18, triangle: 1.02, triangleDown: 1.02, star: 1.15, hexagon: 1.02, dot: 1 };

/** Put every node where layout, pins and spread say. */
function placeAll() {
  const count = N.length;
  scene.version++;
  if (scene.x.length !== count) Object.assign(scene, { x: new Float64Array(count), y: new Float64Array(count), r: new Float64Array(count) });
  for (let i = 0; i < count; i++) {
    const n = N[i];
    const pin = state.pins.get(i);
    [n.x, n.y] = pin || (state.physics ? [n.x, n.y] : n.home);
    [scene.x[i], scene.y[i]] = toWorld(n.x, n.y);
  }
  sizeAll();
}

/** Turn layout units into world units and back; on upright screens the picture lies on its side. */
const toWorld = (x, y) => (scene.turned ? [y * scene.spread, x * scene.spread] : [x * scene.spread, y * scene.spread]);
const toLayout = (x, y) => (scene.turned ? [y / scene.spread, x / scene.spread] : [x / scene.spread, y / scene.spread]);

function sizeAll() {
  for (let i = 0; i < N.length; i++) scene.r[i] = Math.max(1.6, radius(N[i]) * scene.grain) * BALANCE[shapeOf(N[i])] * (N[i].label === "Partnership" ? 0.7 : 1);
}

/** Return the box of some nodes in layout units: [left, top, right, bottom]. */
function boxOf(nodes) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of nodes) {
    const [x, y] = scene.turned ? [N[i].y, N[i].x] : [N[i].x, N[i].y];
    box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y); box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
  }
  return nodes.length ? box : [-100, -100, 100, 100];
}

/** Set spread and grain so that the shown nodes fill a picture of this size; return the centre in world units. */
function fitScene(width, height, pad = 70) {
  scene.turned = height > width * 1.15;
  const [left, top, right, bottom] = boxOf(shown.nodes);
  const { side, below } = covered();
  const room = [Math.max(width - side - 2 * pad, 120), Math.max(height - below - 2 * pad, 120)];
  scene.spread = Math.min(room[0] / Math.max(right - left, 1), room[1] / Math.max(bottom - top, 1), 1.5);
  const area = (right - left + 90) * (bottom - top + 90) * scene.spread ** 2;
  scene.grain = Math.min(1, Math.max(0.2, Math.sqrt(area / Math.max(shown.nodes.length, 1)) / 44));
  placeAll();
  return { x: ((left + right) / 2) * scene.spread + side / 2, y: ((top + bottom) / 2) * scene.spread + below / 2, k: 1 };
}

/** Return how much of the stage the card and the story cover, in pixels. */
function covered() {
  const card = byId("right");
  const wide = window.innerWidth >= 900;
  const told_ = byId("tell");
  return { side: wide && !card.hidden ? card.offsetWidth : 0, below: (!wide && !card.hidden ? card.offsetHeight : 0) + (told_.hidden ? 0 : told_.offsetHeight) };
}

/** Return the control point of an edge that shares its pair with others, or null for a straight one (as vis-network bends it). */
function bend(e) {
  if (!e.lane) return null;
  const [dx, dy] = [scene.x[e.from] - scene.x[e.to], scene.y[e.from] - scene.y[e.to]];
  const half = curve(e).roundness * 0.5;
  const sign = curve(e).type === "curvedCW" ? 1 : -1;
  const angle = Math.atan2(dy, dx) + (sign * half + 0.5) * Math.PI;
  const length = (half + 0.5) * Math.hypot(dx, dy);
  return [scene.x[e.from] + length * Math.sin(angle), scene.y[e.from] + length * Math.cos(angle)];
}

/** Return how vis-network is to bend an edge: lanes alternate sides whatever way the edge runs. */
function curve(e) {
  const clockwise = (e.lane % 2 === 1) === e.from < e.to;
  return { enabled: true, type: clockwise ? "curvedCW" : "curvedCCW", roundness: 0.14 * Math.ceil(e.lane / 2) };
}

/** Return the middle of an edge. */
function middle(e) {
  const via = bend(e);
  const [mx, my] = [(scene.x[e.from] + scene.x[e.to]) / 2, (scene.y[e.from] + scene.y[e.to]) / 2];
  return via ? [(mx + via[0]) / 2, (my + via[1]) / 2] : [mx, my];
}

/** Return the convex hull of points. */
function hull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const cross = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (list) => {
    const made = [];
    for (const p of list) {
      while (made.length > 1 && cross(made.at(-2), made.at(-1), p) <= 0) made.pop();
      made.push(p);
    }
    return made.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Return the shown communities of four and more: number, members, hull of all but far strays, best connected member. */
function islands() {
  const groups = new Map();
  for (const i of shown.nodes) {
    if (!groups.has(N[i].community)) groups.set(N[i].community, []);
    groups.get(N[i].community).push(i);
  }
  const found = [];
  for (const [community, members] of [...groups].sort((a, b) => a[0] - b[0])) {
    if (members.length < 4 || !members.some((i) => N[i].degree)) continue;
    const cx = members.reduce((s, i) => s + scene.x[i], 0) / members.length;
    const cy = members.reduce((s, i) => s + scene.y[i], 0) / members.length;
    const far = members.map((i) => Math.hypot(scene.x[i] - cx, scene.y[i] - cy)).sort((a, b) => a - b);
    const limit = far[Math.floor(far.length * 0.8)] * 1.6 + 20;
    const near = members.filter((i) => Math.hypot(scene.x[i] - cx, scene.y[i] - cy) <= limit);
    if (near.length < 3) continue;
    const hub = members.reduce((best, i) => (N[i].degree > N[best].degree ? i : best));
    found.push({ community, members, hub, edge: hull(near.map((i) => [scene.x[i], scene.y[i]])) });
  }
  return found;
}
