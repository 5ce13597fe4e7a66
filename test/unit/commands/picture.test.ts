/** The picture of `diff` in the README is what `diff` prints. `UPDATE_GOLDEN=1` draws it again. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { diff } from "../../../src/commands/diff.js";
import { root } from "../../support/paths.js";

const COLUMNS = 100;
const LINE = 20;
const COLOURS: Readonly<Record<string, string>> = { BREAKS: "#ff7b72", RISK: "#e3b341", warning: "#e3b341" };

/** The lines of a terminal of so many columns, broken between words. */
function wrapped(line: string): readonly string[] {
  const lines: string[] = [];
  let left = line;
  while (left.length > COLUMNS) {
    const end = left.lastIndexOf(" ", COLUMNS);
    lines.push(left.slice(0, end));
    left = `       ${left.slice(end + 1)}`;
  }
  return [...lines, left];
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The first word of a line in the colour that a terminal shows it in. */
function drawn(line: string, index: number): string {
  const [word = ""] = line.split(" ");
  const colour = COLOURS[word];
  const rest = escaped(colour === undefined ? line : line.slice(word.length));
  const head = colour === undefined ? "" : `<tspan fill="${colour}" font-weight="bold">${word}</tspan>`;
  return `<text x="20" y="${String(30 + index * LINE)}" xml:space="preserve">${head}${rest}</text>`;
}

function picture(lines: readonly string[]): string {
  const [width, height] = [880, lines.length * LINE + 30];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}">
<rect width="100%" height="100%" rx="8" fill="#161b22"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">
${lines.map(drawn).join("\n")}
</g>
</svg>
`;
}

it("shows what diff prints", async () => {
  const cwd = path.join(root, "test", "unit", "commands", "picture");
  const printed: string[] = [];
  const print = (line: string): void => void printed.push(line.replace(/\u001b\[\d+m/g, ""));
  await diff("openapi.yaml", { against: "openapi-1.0.yaml" }, { cwd, out: print, err: print, terminal: false });
  const command = "$ npx callwright diff openapi.yaml --against openapi-1.0.yaml";
  const text = picture([command, ...printed].flatMap(wrapped));
  const file = path.join(root, "docs", "diff.svg");
  if (process.env.UPDATE_GOLDEN !== undefined) writeFileSync(file, text);
  expect(readFileSync(file, "utf8")).toBe(text);
});
