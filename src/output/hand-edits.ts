/** Finds generated files that a person changed or replaced, and merges their edits with the newly generated text. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import { join, resolve } from "node:path";
import type { FileSet } from "../fileset.js";
import { entryAt, textAt } from "./folder.js";
import { digestOf, readOwnership } from "./ownership.js";
import { packageFile } from "./shared-files.js";

/** A file on disk that a person wrote or changed, and that differs from the text to be written. */
export interface HandEdit {
  readonly path: string;
  /** `foreign`: Callwright never wrote it. */
  readonly kind: "edited" | "foreign";
  /** Whether the text to be written equals the text generated before the edit, so that nothing needs merging. */
  readonly isSettled: boolean;
}

/** Finds the edits in a folder, in the order of the file set. @param files with the owner's own text (`withOwnersText`) */
export function findHandEdits(files: FileSet, out: string): readonly HandEdit[] {
  const root = resolve(out);
  const ownership = readOwnership(root);
  return [...files].flatMap(([path, text]) => {
    if (path === packageFile || entryAt(root, path) !== "file") return [];
    const onDisk = textAt(root, path) ?? "";
    const isSame = onDisk === text || digestOf(path, onDisk) === digestOf(path, text);
    const kind = isSame ? "generated" : ownership.standingOf(path);
    return kind === "generated" ? [] : [{ path, kind, isSettled: ownership.isRecorded(path, text) }];
  });
}

/** The edits without a matching base, the text as it was generated before; they cannot be merged. */
export function withoutBase(edits: readonly HandEdit[], base: FileSet, out: string): readonly HandEdit[] {
  const { isRecorded } = readOwnership(resolve(out));
  return edits.filter(({ path, isSettled }) => !isSettled && !isRecorded(path, base.get(path) ?? ""));
}

/** The file set with merged edits, or the files in which both sides changed the same lines. */
export interface Merged {
  readonly files: FileSet;
  readonly conflicts: readonly string[];
}

/** @param base the package as it was generated before the edits */
export function mergeEdits(files: FileSet, edits: readonly HandEdit[], base: FileSet, out: string): Merged {
  const root = resolve(out);
  const merged = new Map(files);
  const conflicts: string[] = [];
  for (const { path, isSettled } of edits) {
    const onDisk = textAt(root, path) ?? "";
    const text = isSettled ? onDisk : mergedText(files.get(path) ?? "", base.get(path) ?? "", onDisk);
    if (text === undefined) conflicts.push(path);
    else merged.set(path, text);
  }
  return { files: merged, conflicts };
}

/** Merges three texts with `git merge-file`; undefined if both sides changed the same lines. */
function mergedText(generated: string, base: string, edited: string): string | undefined {
  const folder = mkdtempSync(join(os.tmpdir(), "callwright-merge-"));
  try {
    for (const [name, text] of Object.entries({ edited, base, generated })) writeFileSync(join(folder, name), text);
    const { status, stdout, error } = spawnSync("git", ["merge-file", "-p", "edited", "base", "generated"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (error) throw error;
    return status === 0 ? stdout : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
