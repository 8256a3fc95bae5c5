// Geometry: places in the picture (world = layout × spread, so that one world unit is one pixel when all is in view).

const scene = { sx: 1, sy: 1, grain: 1, type: 1, turned: false, version: 0, moved: 0, own: null, rested: false, shift: new Map(), target: null, key: "", x: new Float64Array(0), y: new Float64Array(0), r: new Float64Array(0) };
const BALANCE = { square: 0.88, diamond: 1.18, triangle: 1.02, triangleDown: 1.02, star: 1.15, hexagon: 1.02, dot: 1 };
const UNEVEN = 1.7; // how much wider than high, or higher than wide, the layout may be drawn to fill the stage
const APART_MOST = 500;

/** Put every node where layout, pins and spread say; nothing is done where nothing of that changed. */
function placeAll() {
  if (scene.own && shown.nodes.some((i) => !scene.own.has(i))) { scene.own = ownPlaces(); scene.shift = new Map(); }
  stand();
  const key = [scene.sx, scene.sy, scene.grain, scene.turned, state.size, scene.moved].join();
  if (key === scene.key) return;
  scene.key = key;
  scene.version++;
  const count = N.length;
  if (scene.x.length !== count) for (const name of ["x", "y", "r"]) scene[name] = new Float64Array(count);
  const { sx, sy, turned } = scene;
  for (let i = 0; i < count; i++) {
    const n = N[i];
    scene.x[i] = (turned ? n.y : n.x) * sx;
    scene.y[i] = (turned ? n.x : n.y) * sy;
  }
  for (const [i, [dx, dy]] of scene.shift) if (!state.pins.has(i)) { scene.x[i] += dx; scene.y[i] += dy; }
  sizeAll();
}

let stood = { own: null, shift: null, pins: "" };
/** Give every node its place in layout units: pinned, of this view, or of the whole picture. */
function stand() {
  if (state.physics) { scene.moved++; return; }
  const pins = [...state.pins].join();
  if (stood.own === scene.own && stood.shift === scene.shift && stood.pins === pins) return;
  stood = { own: scene.own, shift: scene.shift, pins };
  scene.moved++;
  for (const n of N) [n.x, n.y] = n.home;
  for (const places of [scene.own, state.pins]) for (const [i, [x, y]] of places || NOTHING) [N[i].x, N[i].y] = [x, y];
}

/** Turn layout units into world units and back; on upright screens the picture lies on its side. */
const toWorld = (x, y) => (scene.turned ? [y * scene.sx, x * scene.sy] : [x * scene.sx, y * scene.sy]);
const toLayout = (x, y) => (scene.turned ? [y / scene.sy, x / scene.sx] : [x / scene.sx, y / scene.sy]);
const spread = () => Math.sqrt(scene.sx * scene.sy);

function sizeAll() {
  const share = new Map(Object.keys(VOCAB.labels).map((label) => [label, BALANCE[shapeOf({ label })] * (label === "Partnership" ? 0.7 : 1)]));
  for (let i = 0; i < N.length; i++) scene.r[i] = Math.max(1.6, radius(N[i]) * scene.grain) * (share.get(N[i].label) ?? 1);
}

/** Return the box of some nodes in layout units: [left, top, right, bottom]. */
function boxOf(nodes) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of nodes) {
    const [x, y] = scene.turned ? [N[i].y, N[i].x] : [N[i].x, N[i].y];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return nodes.length ? [left, top, right, bottom] : [-100, -100, 100, 100];
}

/** Set spread and grain so that the shown nodes fill a picture of this size; return the centre in world units. */
function fitScene(width, height) {
  const narrow = width < 700;
  scene.turned = height > width * 1.15;
  scene.type = Math.min(1.5, Math.max(1, Math.min(width / 1200, height / 760)));
  scene.own = scene.rested ? scene.own : ownPlaces();
  scene.rested = false;
  scene.shift = new Map();
  stand();
  const [left, top, right, bottom] = boxOf(shown.nodes);
  const { side, above, below } = covered();
  const [padX, padY] = narrow ? [40, 34] : [78 * scene.type, 46 * scene.type];
  const room = [Math.max(width - side - 2 * padX, 120), Math.max(height - above - below - 2 * padY, 120)];
  const [fx, fy, most] = [room[0] / Math.max(right - left, 1), room[1] / Math.max(bottom - top, 1), (scene.own ? 2.4 : 1.5) * scene.type];
  scene.sx = Math.min(fx, fy * UNEVEN, most);
  scene.sy = Math.min(fy, fx * UNEVEN, most);
  const area = (right - left + 90) * scene.sx * (bottom - top + 90) * scene.sy;
  scene.grain = Math.min(scene.type, Math.max(0.2, Math.sqrt(area / Math.max(shown.nodes.length, 1)) / 46));
  placeAll();
  if (shown.nodes.length <= APART_MOST && !state.physics && shown.nodes.length > 1) { scene.shift = apart(shown.nodes); stood.shift = scene.shift; }
  scene.target = { x: ((left + right) / 2) * scene.sx + side / 2, y: ((top + bottom) / 2) * scene.sy + (below - above) / 2, k: 1 };
  return { ...scene.target };
}

/** Return how much of the stage card, story and chips cover, in pixels; on a phone the card is below, the story above it. */
function covered() {
  const [card, story] = ["right", "tell"].map((id) => (byId(id).hidden ? [0, 0] : [byId(id).offsetWidth, byId(id).offsetHeight]));
  if (window.innerWidth >= 900) return { side: card[0], above: 0, below: story[1] };
  return { side: 0, above: story[1] || (byId("chips").firstChild ? byId("chips").offsetHeight : 0), below: card[1] };
}

/** Return the control point of an edge that shares its pair with others, or null for a straight one (as vis-network bends it). */
function bend(e) {
  if (!e.lane) return null;
  const [dx, dy] = [scene.x[e.to] - scene.x[e.from], scene.y[e.from] - scene.y[e.to]];
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

/** Return a point of an edge, `at` of the way along it. */
function pointOf(e, at) {
  const via = bend(e);
  const [ax, ay, bx, by] = [scene.x[e.from], scene.y[e.from], scene.x[e.to], scene.y[e.to]];
  if (!via) return [ax + (bx - ax) * at, ay + (by - ay) * at];
  const [p, q, r] = [(1 - at) ** 2, 2 * at * (1 - at), at * at];
  return [p * ax + q * via[0] + r * bx, p * ay + q * via[1] + r * by];
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
    const group = groups.get(N[i].community);
    if (group) group.push(i); else groups.set(N[i].community, [i]);
  }
  const found = [];
  for (const [community, members] of [...groups].sort((a, b) => a[0] - b[0])) {
    if (members.length < 4 || !members.some((i) => N[i].degree)) continue;
    const cx = members.reduce((s, i) => s + scene.x[i], 0) / members.length;
    const cy = members.reduce((s, i) => s + scene.y[i], 0) / members.length;
    const far = Float64Array.from(members, (i) => Math.sqrt((scene.x[i] - cx) ** 2 + (scene.y[i] - cy) ** 2));
    const limit = Float64Array.from(far).sort()[Math.floor(far.length * 0.8)] * 1.6 + 20;
    const near = members.filter((_, k) => far[k] <= limit);
    if (near.length < 3) continue;
    const hub = members.reduce((best, i) => (N[i].degree > N[best].degree ? i : best));
    found.push({ community, members, hub, edge: hull(near.map((i) => [scene.x[i], scene.y[i]])) });
  }
  return found;
}
