/**
 * What can be found again sooner than it is made, in the user's own cache folder. An entry may be gone, old or damaged
 * at any time: each carries a digest of its own, and one that does not match counts as none. What goes wrong here costs
 * time and is never reported.
 */
import { createHash } from "node:crypto";
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";

/** @param name a relative path within the cache. @returns undefined where there is no such entry, or it cannot be relied on */
export function readCached(name: string): Buffer | undefined {
  try {
    const bytes = readOwn(path.join(cacheFolder(), name));
    const content = bytes.subarray(digestLength);
    return bytes.subarray(0, digestLength).equals(digestOf(content)) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** Code is among the entries, so one that somebody else could have written is not taken. */
function readOwn(file: string): Buffer {
  const handle = openSync(file, "r");
  try {
    const { uid, mode } = fstatSync(handle);
    if (process.getuid && (uid !== process.getuid() || (mode & 0o022) !== 0)) return Buffer.alloc(0);
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Readers see the entry before or the entry after, never a part of one. Of its folder, so many of the newest are kept. */
export function writeCached(name: string, content: Buffer, kept: number): void {
  const file = path.join(cacheFolder(), name);
  const draft = `${file}.${String(process.pid)}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(draft, Buffer.concat([digestOf(content), content]), { mode: 0o600 });
    renameSync(draft, file);
    prune(path.dirname(file), kept);
  } catch {
    removeDraft(draft);
  }
}

function removeDraft(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It could not even be begun.
    return;
  }
}

function prune(folder: string, kept: number): void {
  const entries = readdirSync(folder).map((name) => path.join(folder, name));
  if (entries.length <= kept) return;
  const byAge = entries
    .map((file) => ({ file, time: statSync(file).mtimeMs }))
    .sort((one, other) => other.time - one.time);
  for (const { file } of byAge.slice(kept)) rmSync(file, { force: true });
}

/** Where the system keeps what programs can make again. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME !== undefined && path.isAbsolute(XDG_CACHE_HOME)) return path.join(XDG_CACHE_HOME, "callwright");
  if (process.platform === "win32" && LOCALAPPDATA) return path.join(LOCALAPPDATA, "callwright", "Cache");
  const home = os.homedir();
  return path.join(home, ...(process.platform === "darwin" ? ["Library", "Caches"] : [".cache"]), "callwright");
}

const digestLength = 32;

function digestOf(content: Buffer): Buffer {
  return createHash("sha256").update(content).digest();
}
