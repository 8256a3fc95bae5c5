// The table beside the graph: every shown fact as a row, sortable, filtered by what is typed, selection linked both ways.

const PAGE_ROWS = 100;
const sorting = { by: "confidence", down: true, text: "", page: 0, only: false, what: "facts" };

const FACT_COLUMNS = [
  ["from", (e) => N[e.from].name], ["relation", (e) => typeName(e.type)], ["to", (e) => N[e.to].name],
  ["status", (e) => [e.status && valueName(e.status), e.conflict && t("conflict")].filter(Boolean).join(" · ")], ["date", (e) => e.date || e.first], ["confidence", (e) => e.confidence], ["sources", (e) => e.sources],
];
const NODE_COLUMNS = [
  ["name", (n) => n.name], ["type", (n) => labelName(n.label)], ["aliases", (n) => n.aliases.join("、")], ["relations", (n) => around(n.i).edges.length],
  ["city", cityOf], ["confidence", (n) => n.confidence], ["sources", (n) => n.sources],
];
const tableColumns = () => (sorting.what === "facts" ? FACT_COLUMNS : NODE_COLUMNS);

/** Return the rows that the table holds now. */
function tableRows() {
  const typed = sorting.text.trim().toLowerCase();
  let found = sorting.what === "facts" ? shown.edges.map((j) => E[j]) : shown.nodes.map((i) => N[i]);
  if (sorting.only && state.selected !== null) found = found.filter((r) => (sorting.what === "facts" ? r.from === state.selected || r.to === state.selected : r.i === state.selected));
  const columns = tableColumns();
  if (typed) found = found.filter((r) => columns.some(([, value]) => String(value(r)).toLowerCase().includes(typed)));
  const value = (columns.find(([name]) => name === sorting.by) || columns[0])[1];
  const order = new Intl.Collator("zh-CN", { numeric: true }).compare;
  const keyed = found.map((r) => [value(r), r]);
  keyed.sort((a, b) => (typeof a[0] === "number" ? a[0] - b[0] : order(a[0], b[0])) * (sorting.down ? -1 : 1) || a[1].i - b[1].i);
  return keyed.map(([, r]) => r);
}

const chosenRow = (r) => (sorting.what === "facts" ? state.fact === r.i || (state.selected !== null && (r.from === state.selected || r.to === state.selected)) : state.selected === r.i);

/** Draw the table, or put it away. */
function drawTable() {
  const panel = byId("table-panel");
  panel.hidden = !state.table;
  document.body.classList.toggle("with-table", state.table);
  if (!state.table) { panel.replaceChildren(); return; }
  if (!panel.firstChild) panel.append(tableHead(), h("div", { class: "scroll", id: "table-scroll", tabindex: "0", "data-t-label": "table" }));
  panel.querySelector(".tablehead").replaceWith(tableHead());
  drawRows();
}

function tableHead() {
  const input = h("input", { type: "search", id: "table-filter", value: sorting.text, placeholder: t("filterRows"), "aria-label": t("filterRows"),
    on: { input: (e) => { sorting.text = e.target.value; sorting.page = 0; drawRows(); } } });
  const tab = (what) => button(t(what), () => { sorting.what = what; sorting.by = what === "facts" ? "confidence" : "relations"; sorting.down = true; sorting.page = 0; drawTable(); }, { pressed: sorting.what === what, className: "small" });
  return h("div", { class: "tablehead" }, h("h2", {}, t("table")), tab("facts"), tab("nodes"), input,
    h("label", { class: "check" }, h("input", { type: "checkbox", checked: sorting.only, on: { change: (e) => { sorting.only = e.target.checked; sorting.page = 0; drawRows(); } } }), t("onlySelected")),
    h("span", { id: "table-count", class: "soft" }), button(t("close"), () => { change((s) => { s.table = false; }, { undo: false }); byId("open-table")?.focus(); }, { icon: "close", className: "quiet close" }));
}

function drawRows() {
  const found = tableRows();
  const pages = Math.max(1, Math.ceil(found.length / PAGE_ROWS));
  const chosen = found.findIndex((r) => state.fact === r.i && sorting.what === "facts");
  sorting.page = Math.min(sorting.page, pages - 1);
  if (chosen >= 0 && !sorting.held) sorting.page = Math.floor(chosen / PAGE_ROWS);
  byId("table-count").textContent = t("nRows", { n: number(found.length) });
  const head = h("tr", {}, tableColumns().map(([name]) => h("th", { scope: "col", class: ["confidence", "sources", "relations"].includes(name) ? "num" : null, "aria-sort": sorting.by === name ? (sorting.down ? "descending" : "ascending") : "none" },
    h("button", { type: "button", on: { click: () => { sorting.down = sorting.by === name ? !sorting.down : !["from", "to", "name", "relation", "type"].includes(name); sorting.by = name; sorting.page = 0; drawRows(); } } }, t("c." + name), sorting.by === name ? (sorting.down ? " ↓" : " ↑") : ""))));
  const body = found.slice(sorting.page * PAGE_ROWS, (sorting.page + 1) * PAGE_ROWS).map(tableRow);
  const turn = (by) => () => { sorting.page += by; sorting.held = true; drawRows(); sorting.held = false; byId("table-scroll").scrollTop = 0; };
  const pager = pages > 1 ? h("div", { class: "pager" }, h("button", { type: "button", disabled: !sorting.page, on: { click: turn(-1) } }, t("previous")), `${sorting.page + 1} / ${pages}`, h("button", { type: "button", disabled: sorting.page >= pages - 1, on: { click: turn(1) } }, t("next"))) : null;
  const scroll = byId("table-scroll");
  scroll.setAttribute("aria-label", t("table"));
  scroll.replaceChildren(h("table", {}, h("caption", { class: "aside" }, t(sorting.what)), h("thead", {}, head), h("tbody", {}, body)), ...(pager ? [pager] : []));
  scroll.querySelector("tr.on")?.scrollIntoView({ block: "nearest" });
}

function tableRow(r) {
  const cells = tableColumns().map(([name, value]) => {
    const text = String(value(r));
    const end = name === "from" ? r.from : name === "to" ? r.to : name === "name" ? r.i : null;
    const act = end !== null ? () => select(end) : name === "relation" ? () => selectFact(r.i) : null;
    const shownText = name === "confidence" ? text + "%" : text;
    return h("td", { class: typeof value(r) === "number" ? "num" : name === "status" && r.conflict ? "conflict" : null }, act ? h("button", { type: "button", class: "name", on: { click: act } }, name === "relation" ? [relationSample(r.type), shownText] : shownText) : shownText);
  });
  return h("tr", { class: chosenRow(r) ? "on" : null, "aria-selected": String(Boolean(chosenRow(r))), on: { click: (e) => { if (!e.target.closest("button") && sorting.what === "facts") selectFact(r.i); } } }, cells);
}
