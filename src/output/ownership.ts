/**
 * Determines who wrote the files of a package. The manifest has a digest of every file as it was generated: a file that
 * matches may be replaced and removed; any other is a person's work.
 */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { digestsIn, fileDigest, manifestFile } from "../manifest.js";
import { manifestText } from "./committed.js";
import { entryAt, hasMarker, markerLine, ownedFolder, textAt } from "./folder.js";
import { blockIn, readmeFile } from "./readme-block.js";

/** `edited`: generated, then changed by hand. `foreign`: never generated. */
export type Standing = "generated" | "edited" | "foreign";

/** Classifies files on disk. */
export interface Ownership {
  readonly standingOf: (path: string) => Standing;
  /** Whether a text equals the generated text of a file. */
  readonly isRecorded: (path: string, text: string) => boolean;
}

/** A larger file was not generated; reading it would only cost memory. */
const largestFile = 64_000_000;

/** Reads who wrote the files of the package in a folder, from its manifest. */
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

/** Whether a text contains unresolved conflicts of a Git merge, which `generate` resolves. */
function isConflicted(text: string): boolean {
  return /^<{7} /m.test(text) && /^={7}\r?$/m.test(text) && /^>{7} /m.test(text);
}

/** For a README, the digest of the generated part only: the rest belongs to its owner. */
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
