// The overview of more nodes than vis-network holds: batched strokes on a canvas, a bitmap while the picture moves.

const MARGIN = 1.3; // the bitmap is so much wider than the stage: what comes into view while the picture slides

class BatchView {
  constructor(host, hooks) {
    this.hooks = hooks;
    this.host = host;
    this.canvas = h("canvas", { class: "batch" });
    this.bitmap = document.createElement("canvas");
    host.append(this.canvas);
    this.at = { x: 0, y: 0, k: 1 };
    this.content = { nodes: [], edges: [] };
    this.pointers = new Map();
    this.listen();
    this.resize(host.clientWidth, host.clientHeight);
  }

  listen() {
    const c = this.canvas;
    c.addEventListener("pointerdown", (e) => this.down(e));
    c.addEventListener("pointermove", (e) => this.move(e));
    c.addEventListener("pointerup", (e) => this.up(e));
    c.addEventListener("pointercancel", (e) => this.up(e));
    c.addEventListener("pointerleave", () => this.hooks.hover(null));
    c.addEventListener("wheel", (e) => { e.preventDefault(); this.zoomAt(e.offsetX, e.offsetY, Math.exp(-e.deltaY * 0.0015)); }, { passive: false });
    c.addEventListener("dblclick", (e) => this.hooks.doubleClick(this.hit(e.offsetX, e.offsetY)));
    c.addEventListener("contextmenu", (e) => { e.preventDefault(); this.hooks.context(this.hit(e.offsetX, e.offsetY)?.node ?? null, e); });
  }

  world(px, py) { return [(px - this.width / 2) / this.at.k + this.at.x, (py - this.height / 2) / this.at.k + this.at.y]; }

  down(e) {
    this.canvas.setPointerCapture(e.pointerId);
    this.pointers.set(e.pointerId, [e.offsetX, e.offsetY]);
    this.start = { x: e.offsetX, y: e.offsetY, moved: false, node: this.pointers.size === 1 ? this.hit(e.offsetX, e.offsetY)?.node : undefined };
  }

  move(e) {
    const before = this.pointers.get(e.pointerId);
    if (!before) {
      const found = this.hit(e.offsetX, e.offsetY);
      this.hooks.hover(found, e);
      return;
    }
    const spread = this.pinch();
    this.pointers.set(e.pointerId, [e.offsetX, e.offsetY]);
    if (Math.hypot(e.offsetX - this.start.x, e.offsetY - this.start.y) > 4) this.start.moved = true;
    if (this.pointers.size === 2) return void this.zoomAt(e.offsetX, e.offsetY, this.pinch() / (spread || 1));
    const [dx, dy] = [(e.offsetX - before[0]) / this.at.k, (e.offsetY - before[1]) / this.at.k];
    if (this.start.node !== undefined) {
      if (!this.start.moved) return;
      scene.version++;
      scene.x[this.start.node] += dx;
      scene.y[this.start.node] += dy;
      this.later();
    } else {
      this.at.x -= dx;
      this.at.y -= dy;
      this.blit();
    }
  }

  pinch() {
    const [a, b] = [...this.pointers.values()];
    return b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0;
  }

  up(e) {
    if (!this.pointers.delete(e.pointerId) || !this.start) return;
    const { node, moved } = this.start;
    if (!moved) this.hooks.click(this.hit(e.offsetX, e.offsetY, true), e);
    else if (node !== undefined) this.hooks.dropped([[node, ...toLayout(scene.x[node], scene.y[node])]]);
    else this.hooks.moved();
  }

  zoomAt(px, py, factor) {
    const [x, y] = this.world(px, py);
    this.at.k = Math.min(12, Math.max(0.05, this.at.k * factor));
    this.at.x = x - (px - this.width / 2) / this.at.k;
    this.at.y = y - (py - this.height / 2) / this.at.k;
    this.blit();
    this.hooks.moved();
  }

  /** Return the node under a point of the canvas, if any; with `facts`, else the edge that runs there. */
  hit(px, py, facts = false) {
    const [x, y] = this.world(px, py);
    const near = 5 / this.at.k;
    let [best, least] = [-1, near];
    for (const i of this.content.nodes) {
      const [dx, dy, r] = [scene.x[i] - x, scene.y[i] - y, scene.r[i] + near];
      if (dx > r || -dx > r || dy > r || -dy > r) continue;
      const far = Math.sqrt(dx * dx + dy * dy) - scene.r[i];
      if (far < least) [best, least] = [i, far];
    }
    if (best >= 0) return { node: best };
    return facts ? this.factAt(x, y, 3 / this.at.k) : null;
  }

  /** Return the edge that runs nearest to a point, nearer than `least` (world units). */
  factAt(x, y, least) {
    let best = -1;
    for (const j of this.content.edges) {
      const e = E[j];
      const [ax, ay, dx, dy] = [scene.x[e.from], scene.y[e.from], scene.x[e.to] - scene.x[e.from], scene.y[e.to] - scene.y[e.from]];
      const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      const far = Math.sqrt((ax + dx * along - x) ** 2 + (ay + dy * along - y) ** 2);
      if (far < least) [best, least] = [j, far];
    }
    return best >= 0 ? { fact: best } : null;
  }

  show(content) {
    this.content = content;
    this.redraw();
  }

  /** Draw all anew, into the canvas and, a margin wider, into the bitmap. */
  redraw() {
    clearTimeout(this.waiting);
    this.drawn = { ...this.at };
    const [bw, bh] = [this.bitmap.width, this.bitmap.height];
    const ctx = this.bitmap.getContext("2d", { alpha: false });
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.fillStyle = ink().paper;
    ctx.fillRect(0, 0, bw, bh);
    const k = this.at.k * this.ratio;
    ctx.setTransform(k, 0, 0, k, bw / 2 - this.at.x * k, bh / 2 - this.at.y * k);
    this.hooks.under(ctx);
    this.lines(ctx, k, bw, bh);
    stampNodes(ctx, this.content.nodes, k, bw / 2 - this.at.x * k, bh / 2 - this.at.y * k);
    this.paste();
    const front = this.canvas.getContext("2d");
    front.setTransform(k, 0, 0, k, this.canvas.width / 2 - this.at.x * k, this.canvas.height / 2 - this.at.y * k);
    this.hooks.over(front);
  }

  /** Draw the edges: many of them faint, so that the nodes stand out, and at half the size, which takes half the time. */
  lines(ctx, k, bw, bh) {
    const edges = this.visible(this.content.edges);
    const faint = Math.min(1, Math.max(0.16, 5000 / edges.length));
    const coarse = edges.length > 12000 && this.at.k < 2.5;
    ctx.globalAlpha = faint;
    if (!coarse) paintEdges(ctx, edges, { thin: this.at.k < 2.5 });
    else {
      this.half ??= document.createElement("canvas");
      [this.half.width, this.half.height] = [bw / 2, bh / 2];
      const small = this.half.getContext("2d");
      small.setTransform(k / 2, 0, 0, k / 2, bw / 4 - (this.at.x * k) / 2, bh / 4 - (this.at.y * k) / 2);
      paintEdges(small, edges, { thin: true });
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.drawImage(this.half, 0, 0, bw, bh);
    }
    ctx.globalAlpha = 1;
  }

  /** Return the edges that cross the visible part. */
  visible(edges) {
    if (this.at.k < 1.5) return edges;
    const [l, t0] = this.world(-this.width / 4, -this.height / 4);
    const [r, b] = this.world(this.width * 1.25, this.height * 1.25);
    return edges.filter((j) => {
      const [x0, y0, x1, y1] = [scene.x[E[j].from], scene.y[E[j].from], scene.x[E[j].to], scene.y[E[j].to]];
      return Math.max(x0, x1) > l && Math.min(x0, x1) < r && Math.max(y0, y1) > t0 && Math.min(y0, y1) < b;
    });
  }

  paste() {
    const front = this.canvas.getContext("2d");
    front.setTransform(1, 0, 0, 1, 0, 0);
    front.fillStyle = ink().paper;
    front.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const zoom = this.at.k / this.drawn.k;
    const k = this.at.k * this.ratio;
    const [w, hgt] = [this.bitmap.width * zoom, this.bitmap.height * zoom];
    front.drawImage(this.bitmap, this.canvas.width / 2 - w / 2 + (this.drawn.x - this.at.x) * k, this.canvas.height / 2 - hgt / 2 + (this.drawn.y - this.at.y) * k, w, hgt);
  }

  blit() {
    slide();
    if (!this.frame) this.frame = requestAnimationFrame(() => { this.frame = 0; this.paste(); this.hooks.slid(this.canvas.getContext("2d")); });
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.redraw(), 140);
  }

  camera() { return { ...this.at }; }
  setCamera(at) { this.at = { ...at }; this.redraw(); }
  physics() {}

  resize(width, height) {
    this.ratio = Math.min(window.devicePixelRatio || 1, 2);
    [this.width, this.height] = [width, height];
    [this.canvas.width, this.canvas.height] = [width * this.ratio, height * this.ratio];
    [this.bitmap.width, this.bitmap.height] = [width * this.ratio * MARGIN, height * this.ratio * MARGIN];
    if (this.drawn) this.redraw();
  }

  destroy() { clearTimeout(this.waiting); this.canvas.remove(); }
}
