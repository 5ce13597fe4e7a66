/**
 * Determines who wrote the files of a package. The manifest has a digest of every file as it was generated: a file that
 * matches may be replaced and removed; any other is a person's work.
 */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { digestsIn, fileDigest, manifestFile, pinnedFiles } from "../manifest.js";
import { manifestText } from "./committed.js";
import { entryAt, hasMarker, isCodePath, markerLine, ownedFolder, textAt } from "./folder.js";
import { blockIn, readmeFile } from "./readme-block.js";

/** `edited`: generated, then changed by hand. `foreign`: never generated. */
export type Standing = "generated" | "edited" | "foreign";

/** Classifies files on disk. */
export interface Ownership {
  readonly standingOf: (path: string) => Standing;
  /** Whether a text equals the generated text of a file. */
  readonly isRecorded: (path: string, text: string) => boolean;
  /** Whether a file may be removed: it is code or in the manifest, and holds nothing but what was generated. */
  readonly isRemovable: (path: string) => boolean;
}

/** A larger file was not generated; reading it would only cost memory. */
const largestFile = 64_000_000;

/** Reads who wrote the files of the package in a folder, from its manifest. */
export function readOwnership(root: string): Ownership {
  const isPackage = hasMarker(root);
  const digests = digestsIn(manifestText(root) ?? "");
  const isRecorded = (path: string, text: string): boolean =>
    digests?.get(path)?.includes(digestOf(path, text)) === true;
  const standingOf = (path: string): Standing => {
    if (path === manifestFile) return "generated";
    const text = readableAt(root, path);
    // Packages of older versions have no digests.
    if (digests === undefined) return isPackage && looksGenerated(path, text) ? "generated" : "foreign";
    if (!digests.has(path)) return "foreign";
    return text !== undefined && (isRecorded(path, text) || isConflicted(text)) ? "generated" : "edited";
  };
  const isRemovable = (path: string): boolean =>
    (isCodePath(path) || digests?.has(path) === true) &&
    standingOf(path) === "generated" &&
    !(path === readmeFile && hasOwnersText(readableAt(root, path) ?? ""));
  return { isRecorded, standingOf, isRemovable };
}

/** The files of a folder that a package does not hold. */
export interface Others {
  /** Generated earlier, unchanged since, and no longer needed. */
  readonly removable: readonly string[];
  /** Written or edited by a person. */
  readonly kept: readonly string[];
}

/**
 * Divides the files of a folder that a package does not hold.
 *
 * @param owned the files of the folder: `listOwned`
 * @param files the paths of the package
 */
export function othersIn(root: string, owned: readonly string[], files: Pick<ReadonlySet<string>, "has">): Others {
  // A document that was fetched may since be read from the package itself; only a newer copy replaces it.
  const isPinned = pinnedFiles.some((path) => files.has(path));
  const isNeeded = (path: string): boolean => files.has(path) || (!isPinned && pinnedFiles.some((one) => one === path));
  const others = owned.filter((path) => !isNeeded(path));
  if (others.length === 0) return { removable: [], kept: [] };
  const { isRemovable } = readOwnership(root);
  const removable = new Set(others.filter(isRemovable));
  return { removable: [...removable], kept: others.filter((path) => !removable.has(path)) };
}

function hasOwnersText(readme: string): boolean {
  const cut = blockIn(readme);
  return cut !== undefined && `${cut.before}${cut.after}`.trim() !== "";
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
