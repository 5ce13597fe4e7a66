// @ts-check
// Bars as SVG, legible on light and on dark.

const LEFT = 320;
const WIDTH = 900;
const ROW = 26;
const TOP = 64;

/**
 * @param {string} title
 * @param {string} unit
 * @param {readonly { name: string, value: number, isOurs: boolean }[]} bars in any order: the shortest comes first
 * @returns {string}
 */
export function plot(title, unit, bars) {
  const sorted = [...bars].sort((one, other) => one.value - other.value);
  const longest = Math.max(...sorted.map(({ value }) => value));
  const height = TOP + sorted.length * ROW + 16;
  const scale = (/** @type {number} */ value) => Math.max(1, (value / longest) * (WIDTH - LEFT - 90));
  const rows = sorted.map(({ name, value, isOurs }, index) => {
    const y = TOP + index * ROW;
    const end = LEFT + scale(value);
    return `  <text class="${isOurs ? "ours" : ""}" x="${String(LEFT - 10)}" y="${String(y + 15)}" text-anchor="end">${escaped(name)}</text>
  <rect class="${isOurs ? "bar ours" : "bar"}" x="${String(LEFT)}" y="${String(y + 3)}" width="${(end - LEFT).toFixed(1)}" height="16" rx="2"/>
  <text x="${(end + 8).toFixed(1)}" y="${String(y + 15)}">${value.toFixed(2)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(WIDTH)} ${String(height)}" role="img" aria-label="${escaped(title)}">
  <style>
    text { font: 13px system-ui, sans-serif; fill: #24292f; }
    text.ours { font-weight: 600; }
    .title { font-size: 16px; font-weight: 600; }
    .bar { fill: #8c959f; }
    .bar.ours { fill: #1a7f64; }
    @media (prefers-color-scheme: dark) { text { fill: #d0d7de; } .bar.ours { fill: #3fb68b; } }
  </style>
  <text class="title" x="16" y="26">${escaped(title)}</text>
  <text x="16" y="46">${escaped(unit)}; shorter is better</text>
${rows.join("\n")}
</svg>
`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
