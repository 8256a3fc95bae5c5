// The story: steps of a text and what is shown with it, played with arrow keys.

/** Go to a step of the story. */
function tell(at) {
  const step = DATA.story[at];
  if (!step) return;
  change((s) => {
    readAddress(step.state || "");
    s.step = at;
    s.lang = LANG;
    s.theme = document.documentElement.dataset.theme === THEME && keptTheme ? keptTheme : s.theme;
  }, { undo: false, fit: true });
  say(`${stepText(step, "title")} ${stepText(step, "text")}`);
}
let keptTheme = "";

const stepText = (step, key) => (typeof step[key] === "object" && step[key] ? step[key][LANG] || Object.values(step[key])[0] : step[key]) || "";
const leaveStory = () => change((s) => { s.step = null; }, { undo: false });

/** Draw the bar with the step's text. */
function drawStory() {
  const bar = byId("tell");
  const step = state.step === null ? null : DATA.story[state.step];
  bar.hidden = !step;
  document.body.classList.toggle("telling", Boolean(step));
  if (!step) { bar.replaceChildren(); return; }
  const focused = bar.contains(document.activeElement) ? document.activeElement.dataset.at : null;
  const go = (icon, to, caption) => { const b = button(caption, () => tell(to), { icon, className: "quiet" }); b.dataset.at = icon; b.disabled = to < 0 || to >= DATA.story.length; return b; };
  bar.replaceChildren(go("back", state.step - 1, t("previous")),
    h("div", { class: "words" }, h("h2", {}, stepText(step, "title")), h("p", {}, stepText(step, "text")),
      h("div", { class: "dots", role: "group", "aria-label": t("steps") }, DATA.story.map((s, k) => h("button", { type: "button", "aria-current": k === state.step ? "step" : null, "aria-label": `${k + 1}. ${stepText(s, "title")}`, on: { click: () => tell(k) } })))),
    go("next", state.step + 1, t("next")), button(t("endStory"), leaveStory, { icon: "close", className: "quiet close" }));
  if (focused) bar.querySelector(`[data-at="${focused}"]`)?.focus();
}

const fullScreen = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.().catch(() => say(t("noFullScreen"))));
