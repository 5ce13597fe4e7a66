// @ts-check
// Draws bar charts as SVG: one row per contender, legible on light and dark pages.

/**
 * @typedef {import("./results.mjs").Plot} Plot
 * @typedef {import("./results.mjs").Bar} Bar
 */

const WIDTH = 960;
const LEFT = 340;
const RIGHT = 180;
const TOP = 62;
const ROW = 30;
const BAR = 18;

// The plot has a background of its own, so that it is legible in viewers that ignore the colour scheme.
const STYLE = `
    .page { fill: #ffffff; } .text { fill: #1f2328; } .soft { fill: #59636e; } .grid { stroke: #d1d9e0; }
    .bar { fill: #8c959f; } .ours { fill: #0969da; } .spread { stroke: #1f2328; stroke-width: 1.5; }
    text { font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; } .title { font-size: 16px; font-weight: 600; }
    .small { font-size: 12px; } .bold { font-weight: 600; }
    @media (prefers-color-scheme: dark) {
      .page { fill: #0d1117; } .text { fill: #f0f6fc; } .soft { fill: #9198a1; } .grid { stroke: #3d444d; }
      .bar { fill: #656c76; } .ours { fill: #4493f8; } .spread { stroke: #f0f6fc; }
    }`;

/**
 * @param {Plot} plot
 * @returns {string}
 */
export function plotText({ title, unit, log = false, bars }) {
  const values = bars.flatMap(({ value, low, high }) => [value, low, high]).filter(isFigure);
  const { ticks, at } = scale(values, log);
  const bottom = TOP + bars.length * ROW;
  const caption = `${unit}${log ? ", logarithmic scale" : ""}; ${bars.some(({ low }) => low !== undefined) ? "median, with lowest and highest" : "one figure each"}`;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 34}" width="${WIDTH}" height="${bottom + 34}" role="img" aria-label="${escape(title)}">`,
    `  <style>${STYLE}\n  </style>`,
    `  <rect class="page" width="${WIDTH}" height="${bottom + 34}" rx="6"/>`,
    `  <text class="text title" x="16" y="28">${escape(title)}</text>`,
    `  <text class="soft small" x="16" y="47">${escape(caption)}</text>`,
    ...ticks.flatMap((tick) => [
      `  <line class="grid" x1="${place(at(tick))}" x2="${place(at(tick))}" y1="${TOP - 4}" y2="${bottom}"/>`,
      `  <text class="soft small" x="${place(at(tick))}" y="${bottom + 18}" text-anchor="middle">${figureText(tick)}</text>`,
    ]),
    ...bars.flatMap((bar, index) => rowLines(bar, TOP + index * ROW, at, unit)),
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * @param {Bar} bar
 * @param {number} top
 * @param {(value: number) => number} at
 * @param {string} unit
 * @returns {string[]}
 */
function rowLines({ label, value, low, high, note = "", ours = false }, top, at, unit) {
  const middle = top + ROW / 2;
  const name = `  <text class="text${ours ? " bold" : ""}" x="${LEFT - 10}" y="${middle + 5}" text-anchor="end">${escape(label)}</text>`;
  if (!isFigure(value)) {
    return [name, `  <text class="soft small" x="${LEFT + 6}" y="${middle + 5}">${escape(note)}</text>`];
  }
  const isSpread = isFigure(low) && isFigure(high);
  const end = Math.max(at(value), isSpread ? at(high) : 0);
  const words = `${figureText(value)} ${unit}${note === "" ? "" : `, ${note}`}`;
  return [
    name,
    `  <rect class="${ours ? "ours" : "bar"}" x="${LEFT}" y="${middle - BAR / 2}" width="${place(at(value) - LEFT)}" height="${BAR}" rx="2"/>`,
    ...(isSpread
      ? [`  <line class="spread" x1="${place(at(low))}" x2="${place(at(high))}" y1="${middle}" y2="${middle}"/>`]
      : []),
    `  <text class="text small" x="${place(end + 8)}" y="${middle + 5}">${escape(words)}</text>`,
  ];
}

/**
 * @param {readonly number[]} values
 * @param {boolean} log
 * @returns {{ ticks: number[], at: (value: number) => number }}
 */
function scale(values, log) {
  const most = Math.max(...values, 1e-9);
  const room = WIDTH - LEFT - RIGHT;
  if (!log) {
    const step = niceStep(most / 5);
    const ticks = Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, index) => index * step);
    return { ticks, at: (value) => LEFT + (value / most) * room };
  }
  // Begins at the power of ten below the smallest figure, so that every bar has a length.
  const first = Math.ceil(Math.log10(Math.min(...values))) - 1;
  const span = Math.log10(most) - first;
  const powers = Array.from({ length: Math.floor(span) + 1 }, (_, index) => 10 ** (first + index));
  const ticks = powers.flatMap((power) => (span > 2 ? [power] : [1, 2, 5].map((factor) => factor * power)));
  const at = (/** @type {number} */ value) => LEFT + ((Math.log10(value) - first) / span) * room;
  return { ticks: ticks.filter((tick) => tick <= most), at };
}

/** @param {number} about */
function niceStep(about) {
  const power = 10 ** Math.floor(Math.log10(about));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= about) ?? about;
}

/**
 * @param {number | undefined | null} value
 * @returns {value is number}
 */
function isFigure(value) {
  return typeof value === "number" && Number.isFinite(value);
}

/** @param {number} value */
function figureText(value) {
  if (value === 0) return "0";
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 3;
  const [whole = "", part = ""] = value.toFixed(digits).split(".");
  const fraction = part.replace(/0+$/u, "");
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/gu, ",")}${fraction === "" ? "" : `.${fraction}`}`;
}

/** @param {number} x */
function place(x) {
  return x.toFixed(1);
}

/** @param {string} text */
function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
