/**
 * What can be found again sooner than it is made, in the user's own cache folder. An entry may be gone, old or damaged
 * at any time: each carries a digest of its own, and one that does not match counts as none. What goes wrong here costs
 * time and is never reported. No entry is code.
 */
import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";

/** @param name a relative path within the cache. @returns undefined if the entry does not exist or cannot be trusted */
export function readCached(name: string): Buffer | undefined {
  try {
    const file = path.join(cacheFolder(), name);
    assertOwnFolder(path.dirname(file));
    const bytes = readOwn(file);
    const content = bytes.subarray(digestLength);
    return bytes.subarray(0, digestLength).equals(digestOf(content)) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** Ignores entries that another user could have written. */
function readOwn(file: string): Buffer {
  const handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const stats = fstatSync(handle);
    return stats.isFile() && isOwn(stats) ? readFileSync(handle) : Buffer.alloc(0);
  } finally {
    closeSync(handle);
  }
}

/** Whether only the user may read and change it. Windows protects users' folders by itself. */
function isOwn({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0);
}

/** Refuses a cache that others could fill: one behind a link, with rights for others, or inside the working tree. */
function assertOwnFolder(folder: string): void {
  for (const place of [cacheFolder(), folder]) {
    const stats = lstatSync(place);
    if (!stats.isDirectory() || !isOwn(stats)) throw new Error("not the user's own");
  }
  assertElsewhere(folder);
}

/** Refuses a folder in the working tree, or reached through a link in it: a branch of a stranger may have put it there. */
function assertElsewhere(folder: string): void {
  const tree = realpathSync(workingTree(process.cwd()));
  for (const place of [folder, realpathSync(nearestExisting(folder))]) {
    const within = path.relative(tree, place);
    if (!within.startsWith("..") && !path.isAbsolute(within)) throw new Error("inside the working tree");
  }
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(path.dirname(folder));
}

/** The nearest folder above that is under version control, else the folder itself. */
function workingTree(folder: string): string {
  for (let place = folder; ; place = path.dirname(place)) {
    if (existsSync(path.join(place, ".git"))) return place;
    if (place === path.dirname(place)) return folder;
  }
}

/** Readers see the entry before or the entry after, never a part of one. Of its folder, so many of the newest are kept. */
export function writeCached(name: string, content: Buffer, kept: number): void {
  const file = path.join(cacheFolder(), name);
  // Nobody can have put a link where the draft will be: its name is new, and it must not exist.
  const draft = `${file}.${randomBytes(12).toString("hex")}`;
  try {
    assertElsewhere(path.dirname(file));
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    assertOwnFolder(path.dirname(file));
    writeFileSync(draft, Buffer.concat([digestOf(content), content]), { mode: 0o600, flag: "wx" });
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
