/**
 * Watches files for `callwright watch`. chokidar only signals when to check; the files themselves show whether something
 * changed, because editors save in different ways and systems report events late, twice or not at all.
 */
import { realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { watch } from "chokidar";
import { UnusableInput } from "../diagnostic.js";
import { isFileSystemError } from "./folder.js";

export interface Watcher {
  /** Resolves once changes are noticed; includes changes since the call. */
  readonly ready: Promise<void>;
  /** Resolves when the watcher is closed and the last run has ended; rejects if the watcher or `onChange` fails. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/**
 * Calls `onChange` whenever one of the files is changed, deleted or created, and then watches the files that it returns.
 * Runs do not overlap: a change during a run causes another run after it.
 *
 * Events of the operating system only trigger a check of the files themselves. It therefore makes no difference whether
 * an editor overwrites a file or replaces it, whether events come twice, late or out of order, and whether a file or its
 * folder is missing for a while.
 *
 * @param initial the files of the run before this call, existing or not
 * @param onChange receives the changed files, as absolute paths, in the order in which they were given
 * @returns immediately; `closed` may reject with UnusableInput `watch/limit`
 */
export function watchFiles(
  initial: readonly string[],
  onChange: (changed: string[]) => Promise<readonly string[]>,
): Watcher {
  const bell = makeBell();
  const stop = new AbortController();
  // Checked before this function returns, because the caller's run has just read these files.
  const looks = look(initial);
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((settle) => (isReady = settle));
  const closed = follow(looks, onChange, { bell, stop: stop.signal, isReady });
  return {
    ready,
    closed,
    async close() {
      stop.abort();
      bell.ring();
      await closed;
    },
  };
}

interface Control {
  readonly bell: Bell;
  readonly stop: AbortSignal;
  readonly isReady: () => void;
}

/** The last observed state of each file: equal texts mean the same file with the same content. */
type Looks = ReadonlyMap<string, string>;

async function follow(
  initial: Looks,
  onChange: (changed: string[]) => Promise<readonly string[]>,
  { bell, stop, isReady }: Control,
): Promise<void> {
  let looks = initial;
  let alarm: Alarm | undefined;
  try {
    while (!stop.aborted) {
      alarm = await armed(looks.keys(), alarm, bell);
      isReady();
      const now = look(looks.keys());
      const changed = [...now].filter(([file, seen]) => seen !== looks.get(file)).map(([file]) => file);
      if (changed.length === 0) {
        await bell.quiet();
        continue;
      }
      const start = Date.now();
      looks = lookAfterRun(now, await onChange(changed), start);
    }
  } finally {
    isReady();
    await alarm?.close();
  }
}

function look(files: Iterable<string>): Looks {
  return new Map(Array.from(files, (file) => [resolve(file), lookAt(resolve(file))]));
}

const missing = "missing";

function lookAt(path: string): string {
  try {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stats === undefined ? missing : [stats.ino, stats.size, stats.mtimeNs].join(":");
  } catch {
    return "unreadable";
  }
}

/**
 * Returns the states after a run. Files that were known before keep their state from before the run, so that changes
 * during the run are noticed. A file that the run added was never checked: if it is as new as the run itself, it counts
 * as changed once.
 */
function lookAfterRun(before: Looks, files: readonly string[], start: number): Looks {
  const after = look(files);
  return new Map(
    Array.from(after, ([file, seen]) => [
      file,
      before.get(file) ?? (modifiedSince(file, start) ? "too new to tell" : seen),
    ]),
  );
}

/** The coarsest resolution of file timestamps to expect, in milliseconds. */
const clockTolerance = 20;

function modifiedSince(file: string, start: number): boolean {
  try {
    return statSync(file).mtimeMs >= start - clockTolerance;
  } catch {
    return false;
  }
}

/** Milliseconds without events that end a burst (an editor's delete, create and rename). */
const burst = 50;

interface Bell {
  ring(): void;
  /** Makes a call of `quiet` reject. */
  fail(error: unknown): void;
  /** Resolves when an event has occurred since the last call and no further event follows for a while. */
  quiet(): Promise<void>;
}

function makeBell(): Bell {
  let isRung = false;
  let failure: { readonly error: unknown } | undefined;
  let wake: () => void = () => undefined;
  const ring = (): void => {
    isRung = true;
    wake();
  };
  return {
    ring,
    fail(error) {
      failure = { error };
      ring();
    },
    async quiet() {
      if (!isRung) await new Promise<void>((settle) => (wake = settle));
      while (isRung) {
        isRung = false;
        if (failure !== undefined) throw failure.error;
        await delay(burst);
      }
    },
  };
}

interface Alarm {
  /** The watched folders, with their identities on disk. */
  readonly hears: string;
  close(): Promise<void>;
}

/** Returns a watch on the folders that contain the files now; the present one if these folders are still the same. */
async function armed(files: Iterable<string>, present: Alarm | undefined, bell: Bell): Promise<Alarm> {
  const paths = [...files].flatMap((file) => [file, realPath(file)]);
  let alarm = present;
  for (;;) {
    const folders = [...new Set(paths.map(nearestFolder))];
    const hears = JSON.stringify([paths, folders.map((folder) => [folder, inode(folder)])]);
    if (alarm?.hears === hears) return alarm;
    await alarm?.close();
    alarm = await makeAlarm(paths, folders, hears, bell);
  }
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** The folder in which a change of the file would be visible first: its own, or the nearest existing ancestor. */
function nearestFolder(file: string): string {
  let folder = dirname(file);
  while (inode(folder) === missing && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** A folder that was deleted and created again is a different one to the operating system. */
function inode(folder: string): string {
  return lookAt(folder).split(":")[0] ?? missing;
}

function* withFoldersAbove(path: string): Generator<string> {
  for (let at = path; ; at = dirname(at)) {
    yield at;
    if (dirname(at) === at) return;
  }
}

/**
 * Watches folders instead of files, because an editor that replaces a file ends the watch on it. Of a folder's entries,
 * only those are watched that are one of the files or lead to one.
 */
async function makeAlarm(paths: readonly string[], folders: string[], hears: string, bell: Bell): Promise<Alarm> {
  const wanted = new Set(paths.flatMap((path) => [...withFoldersAbove(path)]));
  const watcher = watch(folders, { depth: 0, ignoreInitial: true, ignored: (path) => !wanted.has(resolve(path)) });
  watcher.on("all", () => {
    bell.ring();
  });
  watcher.on("error", (error) => {
    const isLimit = isFileSystemError(error) && (error.code === "ENOSPC" || error.code === "EMFILE");
    if (isLimit) bell.fail(tooManyWatches());
    else bell.ring();
  });
  await new Promise<void>((settle) => watcher.once("ready", settle));
  return { hears, close: () => watcher.close() };
}

function tooManyWatches(): UnusableInput {
  return new UnusableInput({
    code: "watch/limit",
    severity: "error",
    message: "The system cannot watch any more files.",
    hint: "Raise its limit (on Linux fs.inotify.max_user_watches), or set CHOKIDAR_USEPOLLING=1.",
  });
}
