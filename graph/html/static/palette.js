// Colours by theme, type and community; dashes by status.

const INK = {
  light: { paper: "#fbfbf9", ink: "#1d2430", soft: "#5c6675", line: "#c9ced6", halo: "#fbfbf9", focus: "#0b57d0", edge: "#a9b1bd" },
  dark: { paper: "#14181f", ink: "#eef1f5", soft: "#a6b0bf", line: "#39424f", halo: "#14181f", focus: "#8ab4ff", edge: "#5a6473" },
};
// Twelve hues that stay apart under the common forms of colour blindness (after Tol's muted scheme), for communities.
const HUES = ["#3f7fc4", "#cc6677", "#2f9e75", "#c99a1d", "#8a63b8", "#3aa6b9", "#b5562f", "#6f8f2f", "#b0578f", "#5b6fd6", "#8d7a55", "#7b8794"];
let THEME = "light";
const ink = () => INK[THEME];

/** Set the theme: light, dark, or what the system prefers. */
function setTheme(wanted) {
  const dark = wanted === "dark" || (wanted !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  THEME = dark ? "dark" : "light";
  document.documentElement.dataset.theme = THEME;
}

const shapeOf = (n) => (DATA.shapes[n.label] || ["dot", "#7a7f87"])[0];
const typeColor = (label) => (DATA.shapes[label] || ["dot", "#7a7f87"])[1];
const lineColor = (type) => (DATA.lines[type] || ["#7a7f87"])[0];
const communityColor = (c) => HUES[c % HUES.length];
const ALONE = "#7a7f87"; // who stands alone belongs to no community
const nodeColor = (n) => (state.color !== "community" ? typeColor(n.label) : n.links.length ? communityColor(n.community) : ALONE);
const DASH = { planned: [5, 4], announced: [9, 3], ended: [2, 4] };
const dashOf = (e) => DASH[e.status] || null;
const arrowOf = (e) => !VOCAB.types[e.type]?.symmetric;

/** Mix two #rrggbb colours. */
function mix(a, b, share) {
  const part = (c, k) => parseInt(c.slice(1 + 2 * k, 3 + 2 * k), 16);
  return "#" + [0, 1, 2].map((k) => Math.round(part(a, k) * share + part(b, k) * (1 - share)).toString(16).padStart(2, "0")).join("");
}

const mixed = new Map();
/** Return an edge's colour: its relation's, calmer when it is unsure. */
function edgeColor(e, strong = false) {
  const share = strong ? 1 : (THEME === "dark" ? 0.45 : 0.3) + 0.35 * (e.confidence / 100);
  const step = Math.round(share * 10);
  let shades = mixed.get(e.type);
  if (!shades) mixed.set(e.type, shades = new Map());
  if (!shades.has(step)) shades.set(step, mix(lineColor(e.type), ink().paper, step / 10));
  return shades.get(step);
}

const edgeWidth = (e) => Math.min(1 + 0.55 * Math.log2(1 + (e.sources || 1)), 4);

/** Return the radius of a node in pixels of the fitted view. */
function radius(n) {
  const by = state.size === "between" ? n.between / 2.2 : state.size === "sources" ? n.sources * 1.5 : n.degree;
  return Math.min(4.5 + 2.1 * Math.sqrt(by), 24);
}
