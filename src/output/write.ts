/**
 * Writes a package, entirely or not at all: plans the change, and passes it to `transaction.ts`, which survives a kill.
 * Files that already have their text are not touched, so that watchers and build tools see only real changes.
 */
import { lstatSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { UnusableInput } from "../diagnostic.js";
import type { FileSet } from "../fileset.js";
import {
  assertOwnFolder,
  assertSafePaths,
  entryAt,
  listOwned,
  makeFolder,
  ownedFolder,
  removeEmptyFolders,
} from "./folder.js";
import { othersIn } from "./ownership.js";
import { notWritten } from "./refusals.js";
import { apply, exclusively, isPending, recover } from "./transaction.js";
import type { Change } from "./transaction.js";

export { recover };

/** The files by what happened to them, in the order of the file set; `removed` in code unit order. */
export interface WriteReport {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** Files in `src` that a person wrote, and files of an earlier package that a person edited, in code unit order. */
  readonly kept: readonly string[];
}

export interface WriteOptions {
  /** Whether the folder may hold anything other than a package made by Callwright. */
  readonly existing?: boolean;
}

/**
 * Makes a folder hold a file set, entirely or not at all: if anything fails, the package is as it was before, and changes
 * of a killed run are recovered first. Files that already have their text are not touched. Files
 * outside the set are removed if they are as Callwright generated them; every other file stays.
 *
 * @param out the folder; created if it does not exist
 * @throws UnusableInput
 *   `output/unsafe-name` for a name that leaves the folder or that some platform cannot store,
 *   `output/not-a-package` for a folder that belongs to someone else,
 *   `output/in-the-way` for a folder or link in place of a file,
 *   `output/busy` while another process writes to the folder, and
 *   `output/not-writable`, `output/not-a-folder`, `output/disk-full`, `output/too-many-files`, `output/failed` for errors
 *   of the file system
 */
export async function write(files: FileSet, out: string, options: WriteOptions = {}): Promise<WriteReport> {
  const root = resolve(out);
  assertSafePaths(files, root);
  let created: string | undefined;
  try {
    created = makeFolder(root);
    await recover(root);
    const planned = plan(files, root, options);
    if (isNothing(planned.change)) return planned.report;
    return await exclusively(root, () => carryOut(files, root, options));
  } catch (error) {
    if (created !== undefined) removeEmptyFolders(root, created);
    throw explained(error, root);
  }
}

interface Plan {
  readonly report: WriteReport;
  readonly change: Change;
}

function carryOut(files: FileSet, root: string, options: WriteOptions): WriteReport {
  // Planned again, because another process may have written in the meantime.
  const { report, change } = plan(files, root, options);
  if (!isNothing(change)) apply(root, change, (path) => files.get(path) ?? "");
  return report;
}

function isNothing(change: Change): boolean {
  return change.written.length === 0 && change.removed.length === 0;
}

function plan(files: FileSet, root: string, { existing = false }: WriteOptions): Plan {
  if (!existing) assertOwnFolder(files, root);
  const listed = listOwned(root);
  const owned = new Set(listed);
  const written: string[] = [];
  const created: string[] = [];
  const unchanged: string[] = [];
  for (const [path, text] of files) {
    const state = stateOf(root, path, text, owned);
    (state === "same" ? unchanged : written).push(path);
    if (state === "missing") created.push(path);
  }
  const { removable: removed, kept } = othersIn(root, listed, files);
  return { report: { written, unchanged, removed, kept }, change: { written, created, removed } };
}

function stateOf(root: string, path: string, text: string, owned: ReadonlySet<string>): "same" | "other" | "missing" {
  const entry = entryAt(root, path);
  if (entry === "none") return "missing";
  if (entry === "link") return "other";
  if (entry !== "file") throw inTheWay(root, path);
  // On case-insensitive file systems, the entry with this name may be spelled differently.
  if (path.startsWith(`${ownedFolder}/`) && !owned.has(path)) return "missing";
  return holds(join(root, path), text) ? "same" : "other";
}

function holds(file: string, text: string): boolean {
  const bytes = Buffer.from(text);
  return lstatSync(file).size === bytes.length && readFileSync(file).equals(bytes);
}

function inTheWay(root: string, path: string): UnusableInput {
  return new UnusableInput({
    code: "output/in-the-way",
    severity: "error",
    message: `The file ${path} cannot be written: a folder or link is at this path or above it.`,
    hint: "Remove that folder or link.",
    place: { file: join(root, path) },
  });
}

/** Converts a file system error to a finding that includes the package's state; returns other errors unchanged. */
function explained(error: unknown, root: string): unknown {
  const state = isPendingSafely(root)
    ? "The package is now incomplete; run generate again to repair it."
    : "The package is unchanged.";
  return notWritten(error, root, state);
}

function isPendingSafely(root: string): boolean {
  try {
    return isPending(root);
  } catch {
    return false;
  }
}
