/**
 * Remembers the last run, so that the next one can skip its work if nothing has changed. The user's cache folder stores
 * the digests of all files that a run read and wrote; the next run uses the record only if every file still matches. The
 * guarantees of `write.ts` do not depend on this module.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readCached, writeCached } from "../cache.js";
import type { FileSet } from "../fileset.js";
import { entryAt, listOwned } from "./folder.js";
import { othersIn } from "./ownership.js";
import { isPending } from "./transaction.js";

/** A remembered run. */
export interface LastRun {
  /** Every file that it read or looked for, as absolute paths. */
  readonly inputs: readonly string[];
  /** The number of files in the package. */
  readonly size: number;
  /** A text from the caller, returned unchanged. */
  readonly note: string;
}

/** The facts of a run that the next one needs. */
export interface Run extends Omit<LastRun, "size"> {
  readonly files: FileSet;
  /** The time in milliseconds since 1970 at which it began, before it read any file. */
  readonly begun: number;
}

interface Entry {
  readonly inputs: readonly Digest[];
  readonly outputs: readonly Digest[];
  readonly said: string;
}

type Digest = readonly [file: string, digest: string];

/**
 * Returns the last run into a folder with these settings by this build of Callwright; undefined if none is recorded, or
 * if any file that it read or wrote has changed since.
 *
 * @param settings everything that determines the output and is not in a file
 */
export function unchangedRun(out: string, settings: string): LastRun | undefined {
  try {
    const entry = readEntry(entryName(out, settings));
    if (entry === undefined || !areUnchanged(entry.inputs) || !isPackageUnchanged(resolve(out), entry.outputs))
      return undefined;
    return { inputs: entry.inputs.map(([file]) => file), size: entry.outputs.length, note: entry.said };
  } catch {
    return undefined;
  }
}

/**
 * Records a run whose files are on disk. Does not record a run if an input changed after it began, because the run may
 * have read an earlier state.
 */
export function rememberRun(out: string, settings: string, { inputs, files, note: said, begun }: Run): void {
  const distinct = [...new Set(inputs)];
  if (distinct.some((file) => isChangedSince(file, begun))) return;
  const entry: Entry = {
    inputs: distinct.map((file) => [file, digestAt(file)]),
    outputs: [...files].map(([file, text]) => [file, digestOf(text)]),
    said,
  };
  writeCached(entryName(out, settings), Buffer.from(JSON.stringify(entry)), mostKept);
}

/** The most records kept; each takes a few kilobytes. */
const mostKept = 1_000;

/** Includes the build, so that no build reads a record in another build's format. */
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

function areUnchanged(inputs: readonly Digest[]): boolean {
  return inputs.every(([file, digest]) => digestAt(file) === digest);
}

/** Whether the package is unchanged, and nothing in it waits for recovery or removal. */
function isPackageUnchanged(out: string, outputs: readonly Digest[]): boolean {
  const known = new Set(outputs.map(([file]) => file));
  if (isPending(out) || hasLeftover(out, known)) return false;
  return outputs.every(([file, digest]) => entryAt(out, file) === "file" && digestAt(join(out, file)) === digest);
}

/** Whether a generated file of another run would be removed. The owner's own files stay, so they do not count. */
function hasLeftover(out: string, known: ReadonlySet<string>): boolean {
  return othersIn(out, listOwned(out), known).removable.length > 0;
}

/** The digest of a regular file; other kinds are not opened, because reading them might never end. */
function digestAt(file: string): string {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? digestOf(readFileSync(file)) : "no file";
}

function digestOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The coarsest resolution of file timestamps to expect, in milliseconds. */
const clockTolerance = 20;

/** Checks the inode's time too, because a file that replaces another can have an old modification time. */
function isChangedSince(file: string, begun: number): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && Math.max(stats.mtimeMs, stats.ctimeMs) >= begun - clockTolerance;
}

/** Identifies a build of this package by its own digest and, during development, by its files. */
function buildOf(folder: string): string {
  const above = dirname(folder);
  const description = statSync(join(above, "package.json"), { throwIfNoEntry: false });
  if (description === undefined) return buildOf(above);
  const digest = readIfThere(join(folder, "digest"));
  const files = [join(above, "src", "runtime"), join(above, "src", "lint"), ...(digest ? [] : [folder])];
  return JSON.stringify([
    readFileSync(join(above, "package.json"), "utf8"),
    digest,
    files.flatMap(codeBelow).map(lookOf),
  ]);
}

function readIfThere(file: string): string | undefined {
  return statSync(file, { throwIfNoEntry: false }) && readFileSync(file, "utf8");
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
