/**
 * Replaces many files of a folder as if in one step: after a failure, or if the process is killed at any moment, the
 * folder holds the old files or the new ones, or `recover` restores one of these states.
 *
 * All work happens in `<out>/.callwright-<process id>-<its identity>/`, on the same file system as the files. The folder
 * is also the lock: it is held while that process runs.
 *
 *     new/<path>   each file that will change, complete
 *     old/<path>   each file that will be replaced or removed, as a hard link
 *     redo.json    the journal; a rename creates it once everything above is complete
 *     undo.json    the same journal, renamed while the change is being undone
 *
 * No journal: the package was not touched, and the staging folder is removed. `redo.json`: the change was committed and
 * will be completed. `undo.json`: it will be undone. Both can be repeated from any point, because a rename consumes what
 * it moves. Removing the journal is the last step. This protects against the end of the process, not against power loss.
 */
import {
  copyFileSync,
  existsSync,
  linkSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { UnusableInput } from "../diagnostic.js";
import { identityOf } from "./process-identity.js";
import { entryAt, isCodePath, isSafePath, makeFolder, parentsOf, stagingPrefix, textAt } from "./folder.js";
import { readOwnership } from "./ownership.js";

export interface Change {
  /** Paths of new and changed files, relative to the folder. */
  readonly written: readonly string[];
  /** Those of them that did not exist. */
  readonly created: readonly string[];
  /** Paths of generated files that are removed. */
  readonly removed: readonly string[];
}

/**
 * Changes the folder; must run inside `exclusively`. If the change fails, undoes it and throws the error. If undoing
 * fails too, the staging folder stays for `recover`.
 *
 * @throws Error of the file system, as Node.js reports it (`code`)
 */
export function apply(out: string, change: Change, textOf: (path: string) => string): void {
  const staging = ownFolder(out);
  try {
    stage(out, staging, change, textOf);
    redo(out, staging, change);
  } catch (error) {
    if (existsSync(join(staging, "redo.json"))) takeBack(out, staging, change);
    throw error;
  }
}

/** Ignores its own failure: the caller throws the original error, and `isPending` reports whether undoing succeeded. */
function takeBack(out: string, staging: string, change: Change): void {
  try {
    renameSync(join(staging, "redo.json"), join(staging, "undo.json"));
    undo(out, staging, change);
  } catch {
    return;
  }
}

/** Whether the folder needs `recover`: a run was killed, or could not undo its changes. */
export function isPending(out: string): boolean {
  return stagingFolders(out).some((folder) => hasJournal(folder.path));
}

function hasJournal(staging: string): boolean {
  return existsSync(join(staging, "redo.json")) || existsSync(join(staging, "undo.json"));
}

function ownFolder(out: string): string {
  ownIdentity ??= identityOf(process.pid) ?? "0";
  return join(out, `${stagingPrefix}${String(process.pid)}-${ownIdentity}`);
}

let ownIdentity: string | undefined;

function stage(out: string, staging: string, change: Change, textOf: (path: string) => string): void {
  for (const path of change.written) {
    const target = join(staging, "new", path);
    makeFolder(dirname(target));
    writeFileSync(target, textOf(path));
  }
  const created = new Set(change.created);
  for (const path of [...change.written.filter((path) => !created.has(path)), ...change.removed]) {
    keep(out, path, join(staging, "old", path));
  }
  makeFolder(staging);
  writeFileSync(join(staging, "journal.json"), JSON.stringify(change));
  renameSync(join(staging, "journal.json"), join(staging, "redo.json"));
}

/** Hard links are cheap; file systems without them (FAT, some network shares) get a copy. */
function keep(out: string, path: string, copy: string): void {
  const file = join(out, path);
  makeFolder(dirname(copy));
  if (entryAt(out, path) === "link") {
    symlinkSync(readlinkSync(file), copy);
    return;
  }
  try {
    linkSync(file, copy);
  } catch {
    copyFileSync(file, copy);
  }
}

/** Removes before writing: on case-insensitive file systems, `Keys.ts` must be gone before `keys.ts` is written. */
function redo(out: string, staging: string, change: Change): void {
  for (const path of change.removed) rmSync(join(out, path), { force: true });
  for (const path of change.written) moveIfThere(staging, "new", out, path);
  for (const path of change.removed) removeEmptyParents(out, path);
  rmSync(join(staging, "redo.json"));
}

function undo(out: string, staging: string, change: Change): void {
  for (const path of change.created) rmSync(join(out, path), { force: true });
  for (const path of [...change.written, ...change.removed]) moveIfThere(staging, "old", out, path);
  for (const path of change.created) removeEmptyParents(out, path);
  rmSync(join(staging, "undo.json"));
}

/** Never moves through a link, because a staging folder may also come from an untrusted branch. */
function moveIfThere(staging: string, side: "new" | "old", out: string, path: string): void {
  const entry = entryAt(staging, `${side}/${path}`);
  if (entry !== "file" && entry !== "link") return;
  const target = join(out, path);
  makeFolder(dirname(target));
  renameSync(join(staging, side, path), target);
}

function removeEmptyParents(out: string, path: string): void {
  for (const parent of parentsOf(path).reverse()) {
    const folder = join(out, parent);
    if (!existsSync(folder)) continue;
    if (readdirSync(folder).length > 0) return;
    rmdirSync(folder);
  }
}

interface StagingFolder {
  readonly path: string;
  readonly process: number;
  /** Absent if an earlier version created the folder, or someone else did. */
  readonly identity: string | undefined;
}

function stagingFolders(out: string): StagingFolder[] {
  if (!existsSync(out)) return [];
  return readdirSync(out, { withFileTypes: true }).flatMap((entry) => {
    const [, id, identity] = /^\.callwright-([1-9]\d{0,9})(?:-([0-9a-f]+))?$/.exec(entry.name) ?? [];
    if (!entry.isDirectory() || id === undefined) return [];
    return [{ path: join(out, entry.name), process: Number(id), identity }];
  });
}

/** Whether another running process created a staging folder. A folder that someone else put there names no such process. */
function isHeld({ process: id, identity }: StagingFolder): boolean {
  return id !== process.pid && identity !== undefined && identity === identityOf(id);
}

/** Completes or undoes the change of an earlier run, and removes its staging folder. */
function finish(out: string, staging: string): void {
  const back = readJournal(out, staging, "undo.json");
  const forth = readJournal(out, staging, "redo.json");
  if (back !== undefined) undo(out, staging, back);
  else if (forth !== undefined) redo(out, staging, { ...forth, removed: forth.removed.filter(isAllowedIn(out)) });
  sweep(staging);
}

/** Whether a journal may remove a file: what it names outside the code must be as the manifest on disk records it. */
function isAllowedIn(out: string): (path: string) => boolean {
  const { isRemovable } = readOwnership(out);
  return (path) => isCodePath(path) || isRemovable(path);
}

/** Without a journal, a staging folder can be ignored: if it cannot be removed now, the next run removes it. */
function sweep(staging: string): void {
  try {
    rmSync(staging, { recursive: true, force: true });
  } catch {
    return;
  }
}

/** A journal on disk is untrusted, so it may contain only what `write` itself could do. */
function readJournal(out: string, staging: string, name: string): Change | undefined {
  const text = textAt(staging, name);
  if (text === undefined) return undefined;
  const journal = parseObject(text);
  const paths = (key: string): string[] => {
    const list: unknown = journal[key];
    const texts = Array.isArray(list) ? list.filter((path: unknown) => typeof path === "string") : [];
    return texts.filter((path) => isSafePath(path) && entryAt(out, path) !== "elsewhere");
  };
  return { written: paths("written"), created: paths("created"), removed: paths("removed") };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/**
 * Completes or undoes the change of a killed run. Does nothing if nothing is pending, or if the folder does not exist.
 *
 * @returns whether anything needed recovery
 * @throws UnusableInput `output/busy`
 * @throws Error of the file system, as Node.js reports it (`code`)
 */
export async function recover(out: string): Promise<boolean> {
  if (stagingFolders(out).every(isHeld)) return false;
  await exclusively(out, () => undefined);
  return true;
}

const patience = { attempts: 100, milliseconds: 100 };

/**
 * Runs `work` as the only writer of the folder: waits up to ten seconds for other processes to finish, and first recovers
 * what killed ones left. `work` is synchronous, so a process never waits for itself.
 *
 * @throws UnusableInput `output/busy`
 */
export async function exclusively<Result>(out: string, work: () => Result): Promise<Result> {
  const own = ownFolder(out);
  finish(out, own);
  for (let attempt = 1; ; attempt++) {
    makeFolder(own);
    const others = stagingFolders(out).filter((folder) => folder.path !== own);
    const busy = others.find(isHeld);
    if (busy === undefined) return runAlone(out, own, others, work);
    rmSync(own, { recursive: true, force: true });
    if (attempt === patience.attempts) throw isBusy(out, busy);
    // A random delay keeps two processes that started together from colliding repeatedly.
    await wait(patience.milliseconds * (0.5 + Math.random()));
  }
}

function runAlone<Result>(out: string, own: string, rests: readonly StagingFolder[], work: () => Result): Result {
  try {
    for (const rest of rests) finish(out, rest.path);
    return work();
  } finally {
    if (!hasJournal(own)) sweep(own);
  }
}

function isBusy(out: string, { process }: StagingFolder): UnusableInput {
  return new UnusableInput({
    code: "output/busy",
    severity: "error",
    message: `Another run of Callwright, process ${String(process)}, is writing to this folder.`,
    hint: "Wait for it to end, and run this again.",
    place: { file: out },
  });
}
