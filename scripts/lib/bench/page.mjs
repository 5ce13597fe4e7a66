// @ts-check
// Prints the measurements, and writes `docs/bench/` from them.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { printTable } from "./tables.mjs";
import { plotText } from "./plot.mjs";
import { docs } from "./results.mjs";

/**
 * @typedef {import("./results.mjs").Part} Part
 * @typedef {import("./results.mjs").Results} Results
 * @typedef {import("./results.mjs").Aim} Aim
 */

/** @param {Part} part */
export function printPart({ tables, aims, notes }) {
  for (const { title, rows } of tables) printTable(title, rows);
  if (aims.length > 0) printTable("Aims", aimRows(aims));
  for (const note of notes) console.log(`  ${note}`);
}

/**
 * Prints the aims of several parts in one table.
 *
 * @param {Results} results
 * @param {readonly string[]} order of the parts
 */
export function printAims(results, order) {
  const aims = order.flatMap((name) => results[name]?.aims ?? []);
  if (aims.length > 0) printTable("All aims", aimRows(aims));
}

/**
 * @param {readonly Aim[]} aims
 * @returns {string[][]}
 */
function aimRows(aims) {
  const word = (/** @type {boolean | null} */ met) => (met === null ? "not measured" : met ? "met" : "missed");
  const rows = aims.map(({ aim, figure, met, held = "" }) => [aim, figure, word(met), held]);
  return [["aim", "measured", "verdict", "what holds it back"], ...rows];
}

/**
 * Writes the page and its plots, and removes plots that belong to no part.
 *
 * @param {Results} results
 * @param {readonly string[]} order of the parts
 */
export function writePages(results, order) {
  const parts = order.flatMap((name) => (results[name] === undefined ? [] : [{ name, part: results[name] }]));
  for (const old of readdirSync(docs)) if (old.endsWith(".svg")) rmSync(path.join(docs, old));
  for (const { part } of parts)
    for (const plot of part.plots) writeFileSync(path.join(docs, plot.file), plotText(plot));
  const aims = parts.flatMap(({ part }) => part.aims);
  const lines = [
    "# What was measured",
    "",
    "Made by `npm run bench`, which measures everything in one run, in turn, so that what the machine does meets all alike. Read the ratios; the figures alone are of one machine on one day. All of them are in [results.json](results.json); [profile.md](profile.md) shows where the time goes.",
    "",
    "## Aims",
    "",
    ...tableLines(aimRows(aims)),
    ...parts.flatMap(({ name, part }) => partLines(name, part)),
  ];
  writeFileSync(path.join(docs, "README.md"), `${lines.join("\n")}\n`);
}

/**
 * @param {string} name
 * @param {Part} part
 * @returns {string[]}
 */
function partLines(name, { tables, plots, notes, measured }) {
  const { date, machine, node, load, rounds } = measured;
  return [
    "",
    `## ${name}`,
    "",
    `${date}, Node.js ${node}, ${machine}, ${rounds} round${rounds === 1 ? "" : "s"}, load before the start ${load.toFixed(1)}.`,
    ...plots.flatMap(({ file, title }) => ["", `![${title}](${file})`]),
    ...tables.flatMap(({ title, rows }) => ["", `### ${title}`, "", ...tableLines(rows)]),
    ...(notes.length === 0 ? [] : ["", ...notes.map((note) => `- ${note}`)]),
  ];
}

/**
 * @param {readonly (readonly string[])[]} rows
 * @returns {string[]} of Markdown, columns aligned as the formatter would
 */
function tableLines(rows) {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll("|", String.raw`\|`).replaceAll("<", "&lt;")));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? "").length)));
  const line = (/** @type {readonly string[]} */ row) => {
    return `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`;
  };
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)];
}
