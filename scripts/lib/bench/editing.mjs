// @ts-check
// A process for `editors.mjs`: opens a program in TypeScript's language service, types into it, and times the completions.
// Takes the file, the places as JSON, and the number of edits; prints seconds by place as JSON.
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { secondsSince } from "./process.mjs";

/** @typedef {{ start: string, typed: string, offers: string }} Place `typed` follows `start`; `offers` is one of the completions */

const [file = "", given = "{}", edits = "1"] = process.argv.slice(2);
const places = /** @type {Record<string, Place>} */ (JSON.parse(given));
const program = readFileSync(file, "utf8");

let text = program;
let version = 0;
/** @type {Map<string, ts.IScriptSnapshot | undefined>} */
const snapshots = new Map();

/** @type {ts.LanguageServiceHost} */
const host = {
  getScriptFileNames: () => [file],
  getScriptVersion: (name) => (name === file ? String(version) : "0"),
  getScriptSnapshot: (name) => (name === file ? ts.ScriptSnapshot.fromString(text) : onDisk(name)),
  getCurrentDirectory: () => path.dirname(file),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  getCompilationSettings: () => ({
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  }),
  fileExists: (name) => ts.sys.fileExists(name),
  readFile: (name) => ts.sys.readFile(name),
  directoryExists: (name) => ts.sys.directoryExists(name),
};

/** @param {string} name */
function onDisk(name) {
  if (!snapshots.has(name)) {
    const content = ts.sys.readFile(name);
    snapshots.set(name, content === undefined ? undefined : ts.ScriptSnapshot.fromString(content));
  }
  return snapshots.get(name);
}

const service = ts.createLanguageService(host, ts.createDocumentRegistry());

/**
 * @param {Place} place
 * @param {number} edit makes each edit another text
 * @returns {number} seconds from the last keystroke to its completions
 * @throws Error if what must be offered is not
 */
function keystroke({ start, typed, offers }, edit) {
  const before = `${program}// ${String(edit)}\n${start}`;
  text = `${before}${typed}\n`;
  version += 1;
  const begun = process.hrtime.bigint();
  const completions = service.getCompletionsAtPosition(file, before.length + typed.length, {});
  const seconds = secondsSince(begun);
  if (completions?.entries.some(({ name }) => name === offers) !== true)
    throw new Error(`${start}${typed} offers no ${offers}`);
  return seconds;
}

const WARM_UP = 3;
/** @type {Record<string, number[]>} */
const times = {};
for (const [name, place] of Object.entries(places)) {
  const each = (times[name] = /** @type {number[]} */ ([]));
  for (let edit = -WARM_UP; edit < Number(edits); edit += 1) {
    const seconds = keystroke(place, edit);
    if (edit >= 0) each.push(seconds);
  }
}
console.log(JSON.stringify(times));
