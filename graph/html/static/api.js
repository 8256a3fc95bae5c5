// window.yimai: for people who embed the page. Ids are the yimai_ids of nodes.

let ready;
window.yimai = {
  /** Resolves when the picture stands. */
  ready: new Promise((done) => { ready = done; }),
  /** What is shown now: ids, counts, selection, the address. */
  get state() {
    return { address: address(), nodes: shown.nodes.map((i) => N[i].id), edges: shown.edges.length, total: { nodes: N.length, edges: E.length },
      selected: state.selected === null ? null : N[state.selected].id, labels: drawnLabels, renderer: isBatch() ? "overview" : "vis-network", theme: THEME, lang: LANG, step: state.step };
  },
  /** Take over an address (“ego=V12…&d=2”), or show "open", "all", or an array of ids. */
  show(what) {
    if (Array.isArray(what)) change((s) => { s.base = "none"; s.ego = []; s.path = null; s.minus.clear(); s.plus = new Set(what.map((id) => idOf.get(id)).filter((i) => i !== undefined)); }, { fit: true });
    else if (what === "open" || what === "all") showBase(what);
    else change(() => takeCameraLater(readAddress(String(what))), { fit: true });
  },
  /** Set filters: {hideTypes, hideRelations, hideStatus: string[], confidence, sources, city, from, to: "2024-03"}. */
  filter(wanted = {}) {
    change((s) => {
      if (wanted.hideTypes) s.hideTypes = new Set(wanted.hideTypes);
      if (wanted.hideRelations) s.hideRels = new Set(wanted.hideRelations);
      if (wanted.hideStatus) s.hideStatus = new Set(wanted.hideStatus);
      if (wanted.confidence !== undefined) s.confidence = bounded(wanted.confidence, 0, 99);
      if (wanted.sources !== undefined) s.sources = bounded(wanted.sources, 0, 99);
      if (wanted.city !== undefined) s.city = String(wanted.city);
      if (wanted.from !== undefined) [s.from, s.to] = wanted.from ? [monthOf(wanted.from), monthOf(wanted.to || wanted.from)] : [null, null];
    });
  },
  /** Choose a node by id or name; null clears. Returns its id or null. */
  select(what) {
    if (what === null) { clearSelection(); return null; }
    const i = idOf.get(what) ?? find(String(what), 1)[0]?.i;
    if (i === undefined) return null;
    select(i);
    return N[i].id;
  },
  /** Return what is shown as a Blob: "png", "png-transparent", "svg", "nodes-csv", "edges-csv" or "json". */
  async export(format) {
    if (!FORMATS[format]) throw new RangeError(`export knows ${Object.keys(FORMATS).join(", ")}, not ${format}`);
    return FORMATS[format]();
  },
  /** Where a node or fact is in the window, in pixels. */
  locate(id) {
    const i = idOf.get(id);
    if (i === undefined || !shown.has[i]) return null;
    const at = view.camera();
    const box = host().getBoundingClientRect();
    return { x: box.left + (scene.x[i] - at.x) * at.k + box.width / 2, y: box.top + (scene.y[i] - at.y) * at.k + box.height / 2 };
  },
  undo,
};
