// @ts-check
// `docs/bench`: what was measured, as data, as tables and as plots.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { format } from "prettier";
import { root } from "../run.mjs";
import { aims } from "./aims.mjs";
import { VERSIONS } from "./peers.mjs";
import { plot } from "./plot.mjs";
import { tables } from "./tables.mjs";

const folder = path.join(root, "docs", "bench");
const file = path.join(folder, "results.json");
const grouped = new Intl.NumberFormat("en-US");

/** @returns {Record<string, any>} */
function results() {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/**
 * Keeps what a part measured beside what others did before.
 *
 * @param {string} part
 * @param {unknown} measured
 */
export function remember(part, measured) {
  mkdirSync(folder, { recursive: true });
  const known = results();
  const all = {
    ...known,
    machine: machine(),
    versions: versions(),
    [part]: { at: new Date().toISOString().slice(0, 10), measured },
  };
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}

function machine() {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return {
    processor: `${String(cpus().length)} × ${model}`,
    memory: `${String(Math.round(totalmem() / 2 ** 30))} GiB`,
    system: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

function versions() {
  const own = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
  const { "@redocly/cli": redocly, "openapi-typescript": types, typescript } = own.dependencies;
  return {
    callwright: `${own.version} (${commit})`,
    "@redocly/cli": redocly,
    "openapi-typescript": types,
    typescript,
    ...VERSIONS,
  };
}

/** Writes `docs/bench` from the results. @returns {Promise<string>} the page */
export async function report() {
  const all = results();
  for (const { name, svg } of plots(all)) writeFileSync(path.join(folder, `${name}.svg`), svg);
  const { machine: on, versions: of } = all;
  const page = `# Measurements

Made by \`npm run bench\` on ${on.processor}, ${on.memory}, ${on.system}, Node.js ${on.node}. Contenders run in turn in each round, so that
what a shared machine does meets all of them; read ratios, not seconds. Times are medians of whole processes, with the lowest and the
highest. Memory is the most that all processes of a run held at one moment, looked at every 20 ms.

${tables("Aims", ["aim", "at most / at least", "measured", ""], aims(all))}
${body(all)}
## Versions

${Object.entries(of)
  .map(([name, version]) => `- ${name} ${String(version)}`)
  .join("\n")}
`;
  const text = await format(page, { parser: "markdown", printWidth: 130 });
  writeFileSync(path.join(folder, "README.md"), text);
  return text;
}

/** @param {Record<string, any>} all */
function plots(all) {
  const generate = all["generate"]?.measured ?? {};
  return Object.entries(generate).map(([spec, rows]) => ({
    name: `generate-${spec.toLowerCase()}`,
    svg: plot(
      `From the ${spec} document to what is written`,
      "seconds, whole process",
      rows.flatMap((/** @type {any} */ row) =>
        row.finished
          ? [{ name: `${row.name} (${row.makes})`, value: row.median, isOurs: row.name === "callwright" }]
          : [],
      ),
    ),
  }));
}

/** @param {Record<string, any>} all */
function body(all) {
  const sections = [];
  for (const [spec, rows] of Object.entries(all["generate"]?.measured ?? {})) {
    sections.push(
      tables(
        `Generating: ${spec}`,
        ["tool", "makes", "time", "memory", "output", "compiles"],
        rows.map((/** @type {any} */ row) => [
          row.name,
          row.makes,
          row.finished ? range(row) : `does not finish: ${row.said}`,
          row.finished ? `${String(Math.round(row.memory / 2 ** 20))} MiB` : "",
          row.bytes === undefined ? "" : `${kilobytes(row.bytes)}, ${String(row.files)} files`,
          row.compiles === undefined ? "" : row.compiles ? "yes" : "no",
        ]),
      ),
      `![Seconds to generate](generate-${spec.toLowerCase()}.svg)\n`,
    );
  }
  const repeat = all["repeat"]?.measured;
  if (repeat) {
    const rows = repeat.unchanged.map((/** @type {any} */ one) => [
      `${one.spec}, nothing changed`,
      range(one.cold),
      range(one.again),
    ]);
    if (repeat.watch)
      rows.push(["GitHub, one change under `watch`", range(repeat.watch.cold), range(repeat.watch.change)]);
    sections.push(tables("Again", ["what", "cold", "again"], rows));
  }
  const consumer = all["consumer"]?.measured;
  if (consumer) {
    const rows = consumer.map((/** @type {any} */ one) => [
      one.name,
      one.compiles ? grouped.format(one.instantiations) : "does not compile",
      one.compiles ? `${one.check.toFixed(2)} s` : "",
    ]);
    sections.push(
      tables("Compiling a consumer of 20 calls of the GitHub API", ["client", "type instantiations", "tsc"], rows),
    );
  }
  const size = all["size"]?.measured;
  if (size) {
    const rows = size.map((/** @type {any} */ one) => [
      one.name,
      one.said ?? kilobytes(one.gzipped),
      one.said ? "" : kilobytes(one.minified),
    ]);
    sections.push(tables("Bundled", ["client", "gzipped", "minified"], rows));
  }
  const throughput = all["throughput"]?.measured;
  if (throughput) {
    const rows = throughput.map((/** @type {any} */ one) => [one.name, grouped.format(one.perSecond)]);
    sections.push(tables("Calls per second over a `fetch` that answers at once", ["client", "calls per second"], rows));
  }
  const naming = all["naming"]?.measured;
  if (naming) {
    const rows = naming.map((/** @type {any} */ one) => [
      one.spec,
      `${one.first.toFixed(2)} s`,
      `${one.warm.toFixed(2)} s`,
    ]);
    sections.push(tables("Naming the whole surface", ["document", "first", "warm"], rows));
  }
  return sections.join("\n");
}

/** @param {{ median: number, lowest: number, highest: number }} times */
function range({ median, lowest, highest }) {
  return `${median.toFixed(2)} s (${lowest.toFixed(2)}–${highest.toFixed(2)})`;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(bytes < 100_000 ? 2 : 0)} kB`;
}
