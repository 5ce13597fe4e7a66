/**
 * Whose the files of a package are. The manifest has a digest of every file as it was generated: a file that still has it
 * may be replaced and removed; any other is a person's work.
 */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { fileDigest, manifestFile } from "../manifest.js";
import { readManifest } from "./committed.js";
import { entryAt, hasMarker, markerLine, ownedFolder, textAt } from "./folder.js";
import { blockIn, readmeFile } from "./readme-block.js";

/** `edited`: generated once, and changed by hand. `foreign`: never generated. */
export type Standing = "generated" | "edited" | "foreign";

/** Answers for files that are on disk. */
export interface Ownership {
  readonly standingOf: (path: string) => Standing;
  /** The digest of a file as it was generated; undefined where that is not known. */
  readonly recorded: (path: string) => string | undefined;
}

/** Beyond this a file was certainly not generated, and reading it would only cost memory. */
const largestFile = 64_000_000;

export function readOwnership(root: string): Ownership {
  const files = readManifest(root)?.files;
  const digests = files && new Map(Object.entries(files));
  const isPackage = hasMarker(root);
  const recorded = (path: string): string | undefined => digests?.get(path);
  return {
    recorded,
    standingOf: (path) => {
      if (path === manifestFile) return "generated";
      // Packages of older versions have no digests.
      if (digests === undefined) return isPackage && looksGenerated(root, path) ? "generated" : "foreign";
      const digest = recorded(path);
      if (digest === undefined) return "foreign";
      return digestAt(root, path) === digest ? "generated" : "edited";
    },
  };
}

/** Of a README, the digest of the generated part alone: the rest is its owner's. */
export function digestOf(path: string, text: string): string {
  return fileDigest(path === readmeFile ? (blockIn(text)?.block ?? text) : text);
}

function digestAt(root: string, path: string): string | undefined {
  if (entryAt(root, path) !== "file" || lstatSync(join(root, path)).size > largestFile) return undefined;
  return digestOf(path, textAt(root, path) ?? "");
}

function looksGenerated(root: string, path: string): boolean {
  if (!path.startsWith(`${ownedFolder}/`) || path.startsWith(`${ownedFolder}/runtime/`)) return true;
  return entryAt(root, path) === "file" && textAt(root, path)?.startsWith(markerLine) === true;
}
