// Time: a histogram of what happened or was first seen when, two handles, and play.

let TIME = null;
let playing = 0;

/** Count facts by month, once. */
function timeRange() {
  if (TIME) return TIME;
  const months = new Map();
  for (const e of E) if (e.span && e.type !== "PARTY_TO") months.set(e.span[0], (months.get(e.span[0]) || 0) + 1);
  const all = [...months.keys()].sort((a, b) => a - b);
  let [low, high] = [all[0], all.at(-1)];
  const total = [...months.values()].reduce((a, b) => a + b, 0);
  let early = 0;
  for (const m of all) { if (early + months.get(m) > total * 0.02) break; early += months.get(m); low = m; }
  if (all.length && low === all.at(-1)) low = all[0];
  TIME = { months, low, high, first: all[0] };
  return TIME;
}

/** Draw histogram and handles. */
function drawTime() {
  const box = byId("time");
  const { months, low, high, first } = timeRange();
  box.hidden = low === undefined || high - low < 2 || state.embed;
  if (box.hidden) return;
  const [from, to] = [state.from === null ? low : Math.max(state.from, low), state.to === null ? high : Math.min(state.to, high)];
  if (!box.firstChild || box.dataset.lang !== LANG) buildTime(box, low, high);
  const most = Math.max(...months.values());
  const bars = box.querySelector(".bars");
  if (bars.children.length !== high - low + 1) bars.replaceChildren(...Array.from({ length: high - low + 1 }, () => h("i", {})));
  [...bars.children].forEach((bar, k) => {
    const n = k ? months.get(low + k) || 0 : [...months].filter(([m]) => m >= first && m <= low).reduce((sum, [, v]) => sum + v, 0);
    bar.style.height = `${n ? 10 + 90 * Math.sqrt(Math.min(n, most) / most) : 0}%`;
    bar.className = low + k >= from && low + k <= to ? "in" : "";
    bar.title = `${month(low + k)}: ${n}`;
  });
  const [a, b] = box.querySelectorAll("input");
  [a.value, b.value] = [from, to];
  a.setAttribute("aria-valuetext", month(from));
  b.setAttribute("aria-valuetext", month(to));
  box.querySelector("output").textContent = state.from === null ? t("allTime", { from: month(low), to: month(high) }) : `${month(from)} – ${month(to)}`;
  const play = box.querySelector(".play");
  play.replaceChildren(drawIcon(playing ? "pause" : "play"));
  play.setAttribute("aria-label", t(playing ? "pause" : "play"));
}

function buildTime(box, low, high) {
  const handle = (name) => h("input", { type: "range", min: low, max: high, step: 1, value: name === "from" ? low : high, "aria-label": t(name === "from" ? "timeFrom" : "timeTo"), id: "time-" + name,
    on: { input: () => pickTime(box, low, high, name) } });
  box.dataset.lang = LANG;
  box.replaceChildren(button(t("play"), playTime, { icon: "play", className: "play quiet" }), h("div", { class: "track" }, h("div", { class: "bars", "aria-hidden": "true" }), h("div", { class: "years", "aria-hidden": "true" }, yearMarks(low, high)), handle("from"), handle("to")),
    h("output", {}), button(t("reset"), () => { stopTime(); change((s) => { s.from = s.to = null; }); }, { className: "small" }));
}

/** Return the years that begin within the span, as marks below the bars. */
function yearMarks(low, high) {
  const years = Array.from({ length: Math.floor(high / 12) - Math.ceil(low / 12) + 1 }, (_, k) => Math.ceil(low / 12) + k);
  const every = Math.ceil(years.length / 12);
  return years.filter((y) => y % every === 0).map((y) => {
    const mark = h("span", {}, String(y));
    mark.style.left = `${((y * 12 - low + 0.5) / (high - low + 1)) * 100}%`;
    return mark;
  });
}

function pickTime(box, low, high, moved) {
  stopTime();
  let [from, to] = [...box.querySelectorAll("input")].map((i) => Number(i.value));
  if (from > to) [from, to] = moved === "from" ? [from, from] : [to, to];
  change((s) => { [s.from, s.to] = from === low && to === high ? [null, null] : [from === low ? timeRange().first : from, to]; });
}

function stopTime() {
  clearInterval(playing);
  playing = 0;
}

/** Let the picture grow month by month; under reduced motion in steps of a year. */
function playTime() {
  if (playing) { stopTime(); drawTime(); return; }
  const { low, high, first } = timeRange();
  let at = state.to !== null && state.to < high ? state.to : low;
  const step = calm() ? 12 : Math.max(1, Math.round((high - low) / 60));
  const tick = () => {
    at = Math.min(at + step, high);
    change((s) => { [s.from, s.to] = at >= high ? [null, null] : [first, at]; }, { undo: false });
    if (at >= high) { stopTime(); drawTime(); }
  };
  playing = setInterval(tick, calm() ? 1500 : 350);
  tick();
}
