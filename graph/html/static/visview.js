// vis-network as the picture of up to some thousands of nodes: it draws, drags and finds what is under the pointer.

/** Return how the pointer is to work: with many edges, they are left out while the picture moves. */
const handling = (nodes, many) => ({ hideEdgesOnDrag: many, hideEdgesOnZoom: many, hover: nodes.length < 3000 });
const isMany = (edges) => edges.length > 900;

class VisView {
  constructor(host, hooks, { nodes, edges }) {
    this.hooks = hooks;
    this.host = host;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.look = "";
    this.many = isMany(edges);
    const options = { ...structuredClone(DATA.options), width: `${host.clientWidth}px`, height: `${host.clientHeight}px` };
    Object.assign(options.interaction, handling(nodes, this.many)); // set later, they would cost a drawing of their own
    this.network = new vis.Network(host, { nodes: this.nodes, edges: this.edges }, options);
    this.listen();
  }

  listen() {
    const net = this.network;
    net.on("beforeDrawing", (ctx) => {
      if (state.physics) this.follow(this.nodes.getIds());
      this.hooks.under(ctx);
      if (shown.edges.length < 2500 && !(sliding && this.many)) paintTips(ctx, shown.edges);
    });
    net.on("afterDrawing", (ctx) => this.hooks.over(ctx));
    net.on("click", (p) => this.hooks.click(this.hit(p), p.event.srcEvent || {}));
    net.on("doubleClick", (p) => this.hooks.doubleClick(this.hit(p)));
    net.on("oncontext", (p) => { p.event.preventDefault(); this.hooks.context(this.nodeAt(p.pointer.DOM), p.event); });
    net.on("hoverNode", (p) => this.hooks.hover({ node: p.node }, p.event));
    net.on("blurNode", () => this.hooks.hover(null));
    net.on("hoverEdge", (p) => this.hooks.hover({ fact: p.edge }, p.event));
    net.on("blurEdge", () => this.hooks.hover(null));
    net.on("dragEnd", (p) => this.dropped(p.nodes));
    net.on("dragStart", (p) => { if (p.nodes.length) this.dragging = p.nodes; });
    net.on("dragging", (p) => { if (p.nodes.length) this.follow(p.nodes); else slide(); });
    net.on("zoom", () => { slide(); this.hooks.moved(); });
    net.on("stabilized", () => this.hooks.settled());
  }

  hit(p) {
    if (p.nodes.length) return { node: p.nodes[0] };
    return p.edges.length ? { fact: p.edges[0] } : null;
  }

  nodeAt(point) { return this.network.getNodeAt(point) ?? null; }

  follow(moved) {
    for (const i of moved) {
      const at = this.network.getPosition(i);
      [scene.x[i], scene.y[i]] = [at.x, at.y];
    }
    scene.version++;
  }

  dropped(moved) {
    if (!moved.length) return this.hooks.moved();
    this.follow(moved);
    return this.hooks.dropped(moved.map((i) => [i, ...toLayout(scene.x[i], scene.y[i])]));
  }

  nodeRow(i) {
    const color = nodeColor(N[i]);
    const hollow = N[i].label === "Partnership";
    const line = 1.3 * Math.max(scene.grain, 0.3);
    return { id: i, x: scene.x[i], y: scene.y[i], size: scene.r[i], shape: shapeOf(N[i]), borderWidth: line, borderWidthSelected: line,
      color: hollow ? { background: ink().paper, border: color } : { background: color, border: ink().paper },
      fixed: state.pins.has(i) && state.physics };
  }

  edgeRow(j) {
    const e = E[j];
    const color = edgeColor(e, Boolean(state.path));
    return { id: j, from: e.from, to: e.to, color: { color, hover: color, highlight: color }, width: edgeWidth(e) * Math.max(scene.grain, 0.45), dashes: dashOf(e) || false,
      arrows: "", smooth: e.lane ? curve(e) : false };
  }

  /** Show exactly these nodes and edges; anew where many change or looks changed, else only the difference. */
  show({ nodes, edges }) {
    const look = [THEME, LANG, state.color, state.size, state.physics ? "moving" : scene.version, Boolean(state.path), [...state.pins].join()].join("|");
    const many = isMany(edges);
    if (many !== this.many) this.network.setOptions({ interaction: handling(nodes, many) });
    this.many = many;
    const wanted = new Set(nodes);
    const links = new Set(edges);
    const gone = this.nodes.getIds().filter((i) => !wanted.has(i));
    const lost = this.edges.getIds().filter((j) => !links.has(j));
    const fresh = nodes.filter((i) => !this.nodes.get(i));
    const links_ = edges.filter((j) => !this.edges.get(j));
    const changes = gone.length + lost.length + fresh.length + links_.length;
    if (look !== this.look || changes > (nodes.length + edges.length) * 0.6) {
      this.nodes = new vis.DataSet(nodes.map((i) => this.nodeRow(i)));
      this.edges = new vis.DataSet(edges.map((j) => this.edgeRow(j)));
      const camera = this.camera();
      this.network.setData({ nodes: this.nodes, edges: this.edges });
      this.setCamera(camera);
    } else {
      if (lost.length) this.edges.remove(lost);
      if (gone.length) this.nodes.remove(gone);
      if (fresh.length) this.nodes.add(fresh.map((i) => this.nodeRow(i)));
      if (links_.length) this.edges.add(links_.map((j) => this.edgeRow(j)));
      if (!changes) this.network.redraw();
    }
    this.look = look;
  }

  camera() {
    const { x, y } = this.network.getViewPosition();
    return { x, y, k: this.network.getScale() };
  }

  setCamera({ x, y, k }, glide = false) {
    this.network.moveTo({ position: { x, y }, scale: k, animation: glide ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
  }

  /** Let physics run, or stop it and keep where the nodes came to rest until all is fitted once more. */
  physics(on) {
    this.network.setOptions({ physics: { ...DATA.options.physics, enabled: on } });
    if (on) return;
    scene.own = new Map(Object.entries(this.network.getPositions()).map(([i, at]) => [Number(i), toLayout(at.x, at.y)]));
    scene.rested = true;
  }

  resize(width, height) {
    const camera = this.camera();
    this.network.setSize(`${width}px`, `${height}px`);
    this.setCamera(camera);
    this.network.redraw();
  }

  redraw() { this.network.redraw(); }
  destroy() { this.network.destroy(); }
}
