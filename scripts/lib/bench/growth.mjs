// @ts-check
// Times `generate` on documents of growing size: synthetic ones, and Microsoft Graph.
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { publicDocument } from "../survey/documents.mjs";
import { judged } from "./aims.mjs";
import { CONTENDERS } from "./contenders.mjs";
import { megabytes, secondsText } from "./results.mjs";
import { syntheticDocument } from "./synthetic.mjs";
import { median } from "./tables.mjs";
import { generateFresh, work } from "./work.mjs";

/**
 * @typedef {{ title: string, operations: number, megabytes: number, file: string }} Sample
 * @typedef {Sample & { seconds: number[], peaks: number[], failure: string | undefined }} Figure
 */

const SIZES = [500, 2000, 8000];
const GRAPH = "Microsoft Graph";
/** The most seconds for one document. */
const PATIENCE = 900;

/**
 * @param {number} rounds
 * @returns {Promise<import("./results.mjs").Outcome>}
 */
export async function benchGrowth(rounds) {
  const [contender] = CONTENDERS;
  if (contender === undefined) throw new Error("no contender");
  const notes = [
    `Synthetic documents have the five usual operations for each collection, and the same work for each operation whatever their size. The first run is not counted. Beyond the smaller: the time that one more operation takes, which leaves start-up out.`,
  ];
  const figures = samples(notes).map(
    (sample) => /** @type {Figure} */ ({ ...sample, seconds: [], peaks: [], failure: undefined }),
  );
  const [smallest] = figures;
  if (smallest !== undefined) await generateFresh(contender, "growth", smallest.file, PATIENCE);
  for (let round = 0; round < rounds; round += 1) {
    for (const figure of figures.filter(({ failure }) => failure === undefined)) {
      const { seconds, bytes, failure } = await generateFresh(contender, "growth", figure.file, PATIENCE);
      figure.failure = failure;
      if (failure !== undefined) continue;
      figure.seconds.push(seconds);
      if (bytes !== undefined) figure.peaks.push(bytes);
    }
  }
  return outcomeOf(figures, notes);
}

/**
 * @param {string[]} notes is told what cannot be fetched
 * @returns {Sample[]} written below the working folder
 */
function samples(notes) {
  const folder = path.join(work, "specs", "growth");
  mkdirSync(folder, { recursive: true });
  const made = SIZES.map((operations) => {
    const file = path.join(folder, `synthetic-${String(operations)}.json`);
    writeFileSync(file, JSON.stringify(syntheticDocument(operations), undefined, 2));
    return { title: "synthetic", operations, megabytes: statSync(file).size / 1e6, file };
  });
  try {
    const file = path.join(folder, "graph.json");
    const text = readFileSync(publicDocument("microsoft.com/graph"), "utf8");
    writeFileSync(file, text);
    return [...made, { title: GRAPH, operations: operationsIn(text), megabytes: statSync(file).size / 1e6, file }];
  } catch (error) {
    notes.push(`${GRAPH}: the document could not be fetched (${error instanceof Error ? error.message : "failed"}).`);
    return made;
  }
}

/** @param {string} text of a document */
function operationsIn(text) {
  const { paths } = /** @type {{ paths: Record<string, object> }} */ (JSON.parse(text));
  const verbs = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);
  return Object.values(paths).flatMap((item) => Object.keys(item).filter((key) => verbs.has(key))).length;
}

/**
 * @param {readonly Figure[]} figures
 * @param {string[]} notes
 * @returns {import("./results.mjs").Outcome}
 */
function outcomeOf(figures, notes) {
  const title = "Documents of growing size, from specification to files";
  const head = ["document", "operations", "size", "median", "per operation", "beyond the smaller", "peak memory"];
  const rows = figures.map((figure, index) => {
    const { title: name, operations, megabytes: size, seconds, failure } = figure;
    const start = [name, String(operations), `${size.toFixed(1)} MB`];
    if (failure !== undefined) return [...start, "not finished", "", "", failure];
    const before = name === GRAPH ? undefined : figures[index - 1];
    const beyond = before === undefined ? "–" : milliseconds(marginal(before, figure));
    const each = milliseconds(median(seconds) / operations);
    return [...start, secondsText(median(seconds)), each, beyond, megabytes(peakOf(figure))];
  });
  const [small, middle, large] = figures;
  const graph = figures.find((figure) => figure.title === GRAPH);
  return {
    tables: [{ title, rows: [head, ...rows] }],
    plots: [
      {
        file: "growth.svg",
        title: "Time per operation, in documents of growing size",
        unit: "ms",
        bars: barsOf(figures),
      },
    ],
    aims: judged("growth", {
      perOperation: marginal(middle, large) / marginal(small, middle),
      syntheticPeak: (peakOf(large) ?? Number.NaN) / 1e9,
      graphPeak: (peakOf(graph) ?? Number.NaN) / 1e9,
    }),
    notes,
    data: figures,
  };
}

/**
 * @param {Figure | undefined} small
 * @param {Figure | undefined} large
 * @returns {number} seconds for each operation that the larger document has more
 */
function marginal(small, large) {
  if (small === undefined || large === undefined) return Number.NaN;
  return (median(large.seconds) - median(small.seconds)) / (large.operations - small.operations);
}

/**
 * @param {Figure | undefined} figure
 * @returns {number | undefined} bytes, the most of all rounds
 */
function peakOf(figure) {
  return figure === undefined || figure.peaks.length === 0 ? undefined : Math.max(...figure.peaks);
}

/**
 * @param {readonly Figure[]} figures
 * @returns {import("./results.mjs").Bar[]}
 */
function barsOf(figures) {
  return figures.map(({ title, operations, seconds, failure }) => {
    const label = `${title}, ${String(operations)} operations`;
    if (failure !== undefined) return { label, value: Number.NaN, note: "did not finish", ours: true };
    const each = (/** @type {number} */ time) => (time / operations) * 1000;
    return {
      label,
      value: each(median(seconds)),
      low: each(Math.min(...seconds)),
      high: each(Math.max(...seconds)),
      ours: true,
    };
  });
}

/** @param {number} seconds */
function milliseconds(seconds) {
  return Number.isFinite(seconds) ? `${(seconds * 1000).toFixed(2)} ms` : "–";
}
