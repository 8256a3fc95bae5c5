// The label layer: names by importance, none over another, thinned out by zoom.

const FONT = '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Hiragino Sans GB","Microsoft YaHei",system-ui,sans-serif';
const widths = new Map();
const MOST_LABELS = 320;
const CROWD = 1500; // from here on the picture is an overview: fewer names, so that the nodes are seen
const MOST_IN_CROWD = 130;

function textWidth(ctx, text, font) {
  const key = font + text;
  let width = widths.get(key);
  if (width === undefined) {
    ctx.font = font;
    width = ctx.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

const short = (name, most) => ([...name].length > most ? [...name].slice(0, most - 1).join("") + "…" : name);

/** Rectangles in cells of 64 pixels, for asking quickly whether a place is free. */
class Places {
  constructor() { this.cells = new Map(); }
  *keys(b) {
    for (let cx = Math.floor(b[0] / 64); cx <= Math.floor(b[2] / 64); cx++)
      for (let cy = Math.floor(b[1] / 64); cy <= Math.floor(b[3] / 64); cy++) yield cx * 65536 + cy;
  }
  free(b, owner) {
    for (const key of this.keys(b)) for (const o of this.cells.get(key) || NOTHING)
      if (o[4] !== owner && b[0] < o[2] && b[2] > o[0] && b[1] < o[3] && b[3] > o[1]) return false;
    return true;
  }
  take(b) {
    for (const key of this.keys(b)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(b);
    }
  }
}

/** Return the boxes of what stands on the stage: names keep clear of it. */
function furniture() {
  const stage = byId("stage").getBoundingClientRect();
  return ["zoom", "tell", "right", "chips"].map((id) => byId(id).getBoundingClientRect()).filter((b) => b.width).map((b) => [b.left - stage.left, b.top - stage.top, b.right - stage.left, b.bottom - stage.top]);
}

/** Return a mark for each of these nodes. */
function marks(nodes) {
  const made = new Uint8Array(N.length);
  for (const i of nodes) made[i] = 1;
  return made;
}

/** Return labels for a camera: text, place in pixels of the picture, font. `first` nodes come before all others, `boxes` stay free. */
function placeLabels(ctx, camera, width, height, nodes, first = new Set(), boxes = NOTHING) {
  const inside = [];
  const most = nodes.length > 3000 ? 2500 : nodes.length;
  const wanted = nodes === shown.nodes ? shown.has : marks(nodes);
  const look = (i) => {
    const [x, y] = [(scene.x[i] - camera.x) * camera.k + width / 2, (scene.y[i] - camera.y) * camera.k + height / 2];
    if (x > -40 && x < width + 40 && y > -20 && y < height + 20) inside.push([i, x, y]);
  };
  const crowd = nodes.length > CROWD; // where nearly all names would be bold, only the first of each community is
  const hubs = new Set(crowd ? islandsNow.map((g) => g.hub) : NOTHING);
  if (first.size) for (const i of RANKED) if (wanted[i] && first.has(i)) look(i);
  for (const i of hubs) if (wanted[i] && !first.has(i)) look(i);
  for (let k = 0; k < RANKED.length && inside.length < most; k++) if (wanted[RANKED[k]] && !first.has(RANKED[k]) && !hubs.has(RANKED[k])) look(RANKED[k]);
  const taken = new Places();
  const small = scene.grain * camera.k;
  if (inside.length < 1500) for (const [i, x, y] of inside) { const r = scene.r[i] * camera.k * 0.8; taken.take([x - r, y - r, x + r, y + r, i]); }
  for (const box of boxes) taken.take(box);
  const made = [];
  for (const [i, x, y] of inside) {
    if (made.length >= (crowd ? MOST_IN_CROWD : MOST_LABELS)) break;
    const big = crowd ? hubs.has(i) : radius(N[i]) > 11;
    if (small < 0.12 && radius(N[i]) <= 11 && !first.has(i)) continue;
    const px = (first.has(i) ? 13.5 : big ? (crowd ? 15 : 13) : 12) * scene.type;
    const font = `${first.has(i) || big ? 600 : 400} ${px}px ${FONT}`;
    const text = short(first.has(i) && nodes.length < 3 ? N[i].name : N[i].brief, first.has(i) ? 24 : big ? 14 : 11);
    const w = textWidth(ctx, text, font) / 2;
    const r = scene.r[i] * camera.k;
    const spots = [[x, y + r + px * 0.85], [x, y - r - px * 0.7], [x + r + w + 5, y], [x - r - w - 5, y]];
    for (const [cx, cy] of spots) {
      const box = [cx - w - 3, cy - px * 0.62, cx + w + 3, cy + px * 0.62, i];
      if (box[0] < 2 || box[2] > width - 2 || box[1] < 2 || box[3] > height - 2 || !taken.free(box, i)) continue;
      taken.take(box);
      made.push({ i, text, x: cx, y: cy, font, px, box, strong: first.has(i) });
      break;
    }
  }
  return made;
}

/** Return the boxes of the labels that are drawn, for a camera. */
function labelBoxes(camera) {
  const [dx, dy] = [(layer.x - camera.x) * camera.k, (layer.y - camera.y) * camera.k];
  return layer.labels.map(({ box }) => [box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy]);
}

const layer = { key: "", labels: [], x: 0, y: 0, bitmap: null };

/** Draw the labels, from a bitmap of them while the picture only slides; return how many there are. */
function drawLabelLayer(ctx, camera, width, height, nodes, first, ratio) {
  const boxes = furniture();
  const key = [scene.version, width, height, camera.k, ratio, THEME, LANG, nodes.length, [...first].join(), boxes.join()].join("|");
  const [dx, dy] = [(layer.x - camera.x) * camera.k, (layer.y - camera.y) * camera.k];
  if (layer.key !== key || ((dx || dy) && !sliding)) {
    layer.bitmap ??= document.createElement("canvas");
    [layer.bitmap.width, layer.bitmap.height] = [width * ratio, height * ratio];
    const own = layer.bitmap.getContext("2d");
    own.scale(ratio, ratio);
    layer.labels = placeLabels(own, camera, width, height, nodes, first, boxes);
    drawLabels(own, layer.labels);
    [layer.key, layer.x, layer.y] = [key, camera.x, camera.y];
    ctx.drawImage(layer.bitmap, 0, 0, width, height);
  } else ctx.drawImage(layer.bitmap, dx, dy, width, height);
  return layer.labels.length;
}

let sliding = 0;
/** Note that the picture slides; when it has come to rest, it is drawn with labels of its own. */
function slide() {
  clearTimeout(sliding);
  sliding = setTimeout(() => { sliding = 0; view?.redraw(); }, 130);
}

/** Draw labels (pixels of the picture) with a halo. */
function drawLabels(ctx, labels, dim = false) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.6;
  ctx.strokeStyle = ink().halo;
  for (const l of labels) { ctx.font = l.font; ctx.strokeText(l.text, l.x, l.y); }
  for (const l of labels) {
    ctx.font = l.font;
    ctx.fillStyle = dim && !l.strong ? ink().soft : ink().ink;
    ctx.fillText(l.text, l.x, l.y);
  }
}
