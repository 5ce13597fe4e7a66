/**
 * Whose the files of a package are. The manifest has a digest of every file as it was generated: a file that still has it
 * may be replaced and removed; any other is a person's work.
 */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { digestsIn, fileDigest, manifestFile } from "../manifest.js";
import { manifestText } from "./committed.js";
import { entryAt, hasMarker, markerLine, ownedFolder, textAt } from "./folder.js";
import { blockIn, readmeFile } from "./readme-block.js";

/** `edited`: generated once, and changed by hand. `foreign`: never generated. */
export type Standing = "generated" | "edited" | "foreign";

/** Answers for files that are on disk. */
export interface Ownership {
  readonly standingOf: (path: string) => Standing;
  /** Whether a text is what a file was generated as. */
  readonly isRecorded: (path: string, text: string) => boolean;
}

/** Beyond this a file was certainly not generated, and reading it would only cost memory. */
const largestFile = 64_000_000;

export function readOwnership(root: string): Ownership {
  const isPackage = hasMarker(root);
  const digests = digestsIn(manifestText(root) ?? "");
  const isRecorded = (path: string, text: string): boolean =>
    digests?.get(path)?.includes(digestOf(path, text)) === true;
  return {
    isRecorded,
    standingOf: (path) => {
      if (path === manifestFile) return "generated";
      const text = readableAt(root, path);
      // Packages of older versions have no digests.
      if (digests === undefined) return isPackage && looksGenerated(path, text) ? "generated" : "foreign";
      if (!digests.has(path)) return "foreign";
      return text !== undefined && (isRecorded(path, text) || isConflicted(text)) ? "generated" : "edited";
    },
  };
}

/** Whether Git left a merge to be resolved, which `generate` does. */
function isConflicted(text: string): boolean {
  return /^<{7} /m.test(text) && /^={7}\r?$/m.test(text) && /^>{7} /m.test(text);
}

/** Of a README, the digest of the generated part alone: the rest is its owner's. */
export function digestOf(path: string, text: string): string {
  return fileDigest(path === readmeFile ? (blockIn(text)?.block ?? text) : text);
}

function readableAt(root: string, path: string): string | undefined {
  if (entryAt(root, path) !== "file" || lstatSync(join(root, path)).size > largestFile) return undefined;
  return textAt(root, path);
}

function looksGenerated(path: string, text: string | undefined): boolean {
  if (!path.startsWith(`${ownedFolder}/`) || path.startsWith(`${ownedFolder}/runtime/`)) return true;
  return text?.startsWith(markerLine) === true;
}
