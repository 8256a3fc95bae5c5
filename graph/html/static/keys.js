// Keyboard: everything that the pointer can do.

const KEYS = [
  ["/", "k.search"], ["← → ↑ ↓", "k.walk"], ["n N", "k.next"], ["Enter", "k.card"], ["Esc", "k.escape"], ["+ − 0", "k.zoom"], ["1 2 3", "k.only"], ["e", "k.expand"],
  ["h", "k.hide"], ["p", "k.pin"], ["b", "k.basket"], ["u Ctrl+Z", "k.undo"], ["a", "k.all"], ["t", "k.table"], ["l", "k.legend"], ["s", "k.story"], ["f", "k.full"], ["?", "k.help"],
];

/** Walk to the neighbour that lies best in a direction; from nowhere, to the best connected node. */
function walk(dx, dy) {
  const from = state.selected;
  if (from === null || !shown.has[from]) return select([...shown.nodes].sort((a, b) => N[b].degree - N[a].degree)[0]);
  let best = null;
  const weigh = (list, penalty) => {
    for (const i of list) {
      const [x, y] = [scene.x[i] - scene.x[from], scene.y[i] - scene.y[from]];
      const far = Math.hypot(x, y);
      const turn = far ? (x * dx + y * dy) / far : -1;
      if (turn < 0.3) continue;
      const cost = far * (2.2 - turn) + penalty;
      if (best === null || cost < best[0]) best = [cost, i];
    }
  };
  weigh(around(from).nodes, 0);
  if (best === null) weigh(shown.nodes.filter((i) => i !== from), 0);
  return best ? select(best[1]) : say(t("nothingThere"));
}

/** Go through the shown nodes, best connected first. */
function nextNode(by) {
  const order = [...shown.nodes].sort((a, b) => N[b].degree - N[a].degree || a - b);
  if (!order.length) return;
  const at = order.indexOf(state.selected);
  select(order[(at + by + order.length) % order.length]);
}

const withNode = (act) => () => (state.selected === null ? say(t("chooseFirst")) : act(state.selected));

const ON_CANVAS = {
  ArrowLeft: () => walk(-1, 0), ArrowRight: () => walk(1, 0), ArrowUp: () => walk(0, -1), ArrowDown: () => walk(0, 1),
  Enter: () => (byId("right").hidden ? state.selected === null && nextNode(1) : (byId("card-title") || byId("right")).focus()), n: () => nextNode(1), N: () => nextNode(-1),
};
const ANYWHERE = {
  "/": () => byId("search").focus(), "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => refresh({ fit: true }),
  1: withNode((i) => focusOn([i], 1)), 2: withNode((i) => focusOn([i], 2)), 3: withNode((i) => focusOn([i], 3)), e: withNode(expand), h: withNode(hide), p: withNode(pin), b: withNode(toggleBasket),
  u: undo, a: () => showBase(state.base === "all" ? "open" : "all"), t: () => { change((s) => { s.table = !s.table; }, { undo: false }); if (state.table) byId("table-filter").focus(); },
  l: () => toggleLeft(), s: () => (state.step === null ? DATA.story.length && tell(0) : leaveStory()), f: fullScreen, "?": openHelp,
};

function escape() {
  const menu = document.querySelector(".menu");
  if (menu) { menu.remove(); return; }
  if (document.body.classList.contains("left-open")) { toggleLeft(false); return; }
  if (state.selected !== null || state.fact !== null || state.panel || state.glow.length) closeCard();
  else if (state.path || state.ego.length) showBase(state.base);
}

function watchKeys() {
  document.addEventListener("keydown", (e) => {
    if (byId("dialog").open) return;
    const typing = e.target.matches?.("input:not([type=range]):not([type=checkbox]), textarea, select");
    if ((e.ctrlKey || e.metaKey) && e.key === "z" && !typing) { e.preventDefault(); undo(); return; }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Escape") { escape(); return; }
    if (typing || e.target.closest?.('[role="menu"]')) return;
    const onCanvas = e.target === host() || e.target === document.body;
    if (state.step !== null && (e.key === "ArrowRight" || e.key === "ArrowLeft" || e.key === "PageDown" || e.key === "PageUp") && !e.target.matches("input")) {
      e.preventDefault();
      const to = state.step + (e.key === "ArrowRight" || e.key === "PageDown" ? 1 : -1);
      if (to >= 0 && to < DATA.story.length) tell(to);
      return;
    }
    const act = (onCanvas && ON_CANVAS[e.key]) || (!(e.target.matches?.("input") && /^(Arrow|\d)/.test(e.key)) && ANYWHERE[e.key]);
    if (act) { e.preventDefault(); act(); }
  });
}

/** Show what the keys do. */
function openHelp() {
  const box = byId("dialog");
  box.replaceChildren(h("h2", { id: "dialog-title" }, t("help")), h("p", {}, t("helpIntro")), h("dl", { class: "keys" }, KEYS.flatMap(([k, what]) => [h("dt", {}, k.split(" ").map((p) => h("kbd", {}, p))), h("dd", {}, t(what))])),
    h("p", { class: "soft" }, t("helpMade")), button(t("close"), () => box.close(), { className: "main" }));
  box.showModal();
}

/** Open a small menu of [caption, act] at a place of the stage, or below a button. */
function popup(items, x, y, opener = null) {
  document.querySelector(".menu")?.remove();
  const close = () => { menu.remove(); opener?.setAttribute("aria-expanded", "false"); };
  const menu = h("div", { class: "menu", role: "menu", on: { keydown: (e) => {
    const all = [...menu.querySelectorAll("button")];
    const at = all.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step) { e.preventDefault(); all[(at + step + all.length) % all.length].focus(); }
    if (e.key === "Escape" || e.key === "Tab") { e.stopPropagation(); close(); (opener || host()).focus(); }
  } } }, items.map(([caption, act]) => h("button", { type: "button", role: "menuitem", on: { click: () => { close(); (opener || host()).focus(); act(); } } }, caption)));
  (opener ? document.body : byId("stage")).append(menu);
  const wide = opener ? window.innerWidth : byId("stage").clientWidth;
  const high = opener ? window.innerHeight : byId("stage").clientHeight;
  menu.style.left = `${Math.max(4, Math.min(x, wide - menu.offsetWidth - 6))}px`;
  menu.style.top = `${Math.max(4, Math.min(y, high - menu.offsetHeight - 6))}px`;
  menu.querySelector("button").focus();
  setTimeout(() => document.addEventListener("pointerdown", (e) => { if (!menu.contains(e.target)) close(); }, { once: true }), 0);
}
