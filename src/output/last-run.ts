/**
 * Remembers the last run, so that the next one can skip its work when nothing has changed. The digests of all files
 * that a run read and wrote are kept in the user's cache folder; the next run believes them only if every file still
 * matches. The promise of `write.ts` does not depend on this file.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readCached, writeCached } from "../cache.js";
import type { FileSet } from "../fileset.js";
import { entryAt, listOwned } from "./folder.js";
import { readOwnership } from "./ownership.js";
import { isPending } from "./transaction.js";

/** A run, as far as it is remembered. */
export interface LastRun {
  /** Every file that it read or looked for, absolute. */
  readonly inputs: readonly string[];
  /** How many files the package has. */
  readonly size: number;
  /** A text of the caller's choice, given back unchanged. */
  readonly said: string;
}

/** The facts of a run that the next one needs. */
export interface Run extends Omit<LastRun, "size"> {
  readonly files: FileSet;
  /** When it began, in milliseconds since 1970: before it read the first file. */
  readonly begun: number;
}

interface Entry {
  readonly inputs: readonly Digest[];
  readonly outputs: readonly Digest[];
  readonly said: string;
}

type Digest = readonly [file: string, digest: string];

/**
 * The last run into a folder with these settings by this very build of Callwright; undefined where any of that, a file
 * that it read or a file that it wrote is not what it was then, and where nothing is remembered.
 *
 * @param settings whatever decides about the output, and is in no file
 */
export function unchangedRun(out: string, settings: string): LastRun | undefined {
  try {
    const entry = readEntry(entryName(out, settings));
    if (entry === undefined || !areAsTheyWere(entry.inputs) || !isAsItWas(resolve(out), entry.outputs))
      return undefined;
    return { inputs: entry.inputs.map(([file]) => file), size: entry.outputs.length, said: entry.said };
  } catch {
    return undefined;
  }
}

/**
 * Remembers a run whose files are on disk. One that may have read a file in another state than it is in now, since that
 * was changed after the run began, is not remembered.
 */
export function rememberRun(out: string, settings: string, { inputs, files, said, begun }: Run): void {
  const distinct = [...new Set(inputs)];
  if (distinct.some((file) => isChangedSince(file, begun))) return;
  const entry: Entry = {
    inputs: distinct.map((file) => [file, digestAt(file)]),
    outputs: [...files].map(([file, text]) => [file, digestOf(text)]),
    said,
  };
  writeCached(entryName(out, settings), Buffer.from(JSON.stringify(entry)), mostKept);
}

/** So many folders, or ways to make one, are remembered: each costs a few kilobytes. */
const mostKept = 1_000;

/** The name contains the build, so that no build reads an entry in the format of another. */
function entryName(out: string, settings: string): string {
  return join(
    "runs",
    digestOf(JSON.stringify([buildOf(dirname(fileURLToPath(import.meta.url))), resolve(out), settings])),
  );
}

function readEntry(name: string): Entry | undefined {
  const bytes = readCached(name);
  return bytes && (JSON.parse(bytes.toString("utf8")) as Entry);
}

function areAsTheyWere(inputs: readonly Digest[]): boolean {
  return inputs.every(([file, digest]) => digestAt(file) === digest);
}

/** The package, with nothing in it that would be mended or removed. */
function isAsItWas(out: string, outputs: readonly Digest[]): boolean {
  const known = new Set(outputs.map(([file]) => file));
  if (isPending(out) || hasLeftover(out, known)) return false;
  return outputs.every(([file, digest]) => entryAt(out, file) === "file" && digestAt(join(out, file)) === digest);
}

/** Whether a file of another run would be removed. Files of the owner's stay, and change nothing. */
function hasLeftover(out: string, known: ReadonlySet<string>): boolean {
  const others = listOwned(out).filter((file) => !known.has(file));
  if (others.length === 0) return false;
  const { standingOf } = readOwnership(out);
  return others.some((file) => standingOf(file) === "generated");
}

/** Of a regular file, its content: nothing else is opened, since it might never end. */
function digestAt(file: string): string {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? digestOf(readFileSync(file)) : "no file";
}

function digestOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** File systems keep coarser time than clocks do. */
const clockTolerance = 20;

/** The time of the inode counts as well: a file that was put in place of another may be as old as it likes. */
function isChangedSince(file: string, begun: number): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && Math.max(stats.mtimeMs, stats.ctimeMs) >= begun - clockTolerance;
}

/** Tells builds of this package apart: by its version and, for those who work on it, by its files. */
function buildOf(folder: string): string {
  const above = dirname(folder);
  const description = statSync(join(above, "package.json"), { throwIfNoEntry: false });
  if (description === undefined) return buildOf(above);
  const files = [folder, join(above, "src", "runtime"), join(above, "src", "lint")].flatMap(codeBelow);
  return JSON.stringify([readFileSync(join(above, "package.json"), "utf8"), files.map(lookOf)]);
}

function codeBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => [".js", ".cjs", ".mjs", ".ts"].includes(extname(name)))
    .map((name) => join(folder, name));
}

function lookOf(file: string): readonly unknown[] {
  const { size, mtimeMs } = statSync(file);
  return [file, size, mtimeMs];
}
