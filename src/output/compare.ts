/** Compares a package on disk with the package that its document produces, for `check`. Writes nothing. */
import { lstatSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { structuredPatch, type StructuredPatchHunk } from "diff";
import { UnusableInput } from "../diagnostic.js";
import type { FileSet } from "../fileset.js";
import { assertSafePaths, entryAt, listOwned } from "./folder.js";
import { othersIn, readOwnership } from "./ownership.js";
import { notReadable } from "./refusals.js";

/** A file of a package that differs from what would be generated. */
export interface Drift {
  /** `edited`: changed by hand. `orphaned`: generated earlier, and no longer needed. */
  readonly kind: "changed" | "edited" | "missing" | "orphaned";
  /** Relative to the output folder, with forward slashes. */
  readonly file: string;
  /** For changed and edited files: a shortened, printable unified diff from the file on disk (`-`) to the new text (`+`). */
  readonly diff?: string;
}

/**
 * Returns the differences between a file set and a folder: changed and missing files in the order of the set, then
 * orphaned ones in code unit order. Reads only regular files in the folder, and writes nothing.
 *
 * A file whose line ends are all CRLF counts as unchanged, because Git converts line ends on Windows (`core.autocrlf`)
 * and converts them back on the next commit.
 *
 * @throws UnusableInput `output/unsafe-name`, `output/not-a-folder`, `output/not-readable`
 */
export async function compare(files: FileSet, out: string): Promise<Drift[]> {
  const root = resolve(out);
  assertSafePaths(files, root);
  try {
    assertFolderOrNothing(root);
    const { standingOf } = readOwnership(root);
    const drifts = [...files].flatMap(([path, text]) => {
      const drift = driftOf(root, path, text);
      if (drift === undefined) return [];
      return drift.kind === "changed" && standingOf(path) === "edited" ? { ...drift, kind: "edited" as const } : drift;
    });
    return [...drifts, ...othersIn(root, listOwned(root), files).removable.map(orphan)];
  } catch (error) {
    throw notReadable(error, root);
  }
}

function orphan(file: string): Drift {
  return { kind: "orphaned", file };
}

function assertFolderOrNothing(root: string): void {
  const stats = statSync(root, { throwIfNoEntry: false });
  if (stats === undefined || stats.isDirectory()) return;
  throw new UnusableInput({
    code: "output/not-a-folder",
    severity: "error",
    message: "The package must be a folder, but this is a file.",
    hint: "Name the folder of the package with --out.",
    place: { file: root },
  });
}

function driftOf(root: string, file: string, expected: string): Drift | undefined {
  const entry = entryAt(root, file);
  if (entry === "none") return { kind: "missing", file };
  if (entry !== "file") return { kind: "changed", file, diff: `${file} is not a regular file on disk.` };
  const path = join(root, file);
  if (lstatSync(path).size > sizeLimit(expected)) {
    return { kind: "changed", file, diff: `${file} is much larger on disk than expected.` };
  }
  const bytes = readFileSync(path);
  if (bytes.equals(Buffer.from(expected))) return undefined;
  const actual = bytes.toString("utf8");
  const isReadable = Buffer.from(actual).equals(bytes) && !actual.includes("\0");
  if (!isReadable) return { kind: "changed", file, diff: `${file} is not a text file on disk.` };
  return isSameButForCrlf(actual, expected)
    ? undefined
    : { kind: "changed", file, diff: diffOf(file, actual, expected) };
}

/** A larger file was not generated; reading it would only cost memory. */
function sizeLimit(expected: string): number {
  return 16 * Buffer.byteLength(expected) + 1_000_000;
}

function isSameButForCrlf(actual: string, expected: string): boolean {
  return actual === expected.replaceAll("\n", "\r\n");
}

const limits = {
  /** With more changed lines, two texts count as completely different: the time to find a diff grows quadratically. */
  edits: 1_000,
  context: 2,
  lines: 40,
  lineLength: 160,
  /** Milliseconds for a whole diff, which has no limit of lines. */
  wholeDiff: 10_000,
};

/** Returns the shortened, printable unified diff between two texts of a file. */
export function diffOf(file: string, actual: string, expected: string): string {
  const patch = structuredPatch(file, file, actual, expected, "", "", {
    context: limits.context,
    maxEditLength: limits.edits,
  });
  if (patch === undefined) return `${file} differs in more than ${String(limits.edits)} lines.`;
  const body = patch.hunks.flatMap((hunk) => [headingOf(hunk), ...hunk.lines.map(printable)]);
  return [`--- ${file} (on disk)`, `+++ ${file} (from the document)`, ...shortened(body)].join("\n");
}

/** One side of a diff. */
export interface Side {
  readonly name: string;
  readonly text: string;
}

/** Returns the whole printable unified diff between two texts; empty if they are equal, one line if it takes too long. */
export function wholeDiff(before: Side, after: Side): string {
  if (before.text === after.text) return "";
  const patch = structuredPatch(before.name, after.name, before.text, after.text, "", "", {
    context: limits.context,
    timeout: limits.wholeDiff,
  });
  if (patch === undefined) return `${after.name} differs in too many lines to show them.`;
  const body = patch.hunks.flatMap((hunk) => [headingOf(hunk), ...hunk.lines.map(visible)]);
  return [`--- ${before.name}`, `+++ ${after.name}`, ...body].join("\n");
}

function headingOf({ oldStart, oldLines, newStart, newLines }: StructuredPatchHunk): string {
  return `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`;
}

function range(start: number, lines: number): string {
  return `${String(start)},${String(lines)}`;
}

function shortened(lines: readonly string[]): readonly string[] {
  const left = lines.length - limits.lines;
  // Omitting one line would save nothing, because the notice takes a line too.
  if (left <= 1) return lines;
  return [...lines.slice(0, limits.lines), `… ${String(left)} more lines of this diff`];
}

const unprintable = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** A file on disk is untrusted: its characters must not control the terminal or reorder text. */
function printable(line: string): string {
  return visible(line.length > limits.lineLength ? `${line.slice(0, limits.lineLength)}…` : line);
}

function visible(line: string): string {
  return line.replace(unprintable, (character) =>
    character === "\t" ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
