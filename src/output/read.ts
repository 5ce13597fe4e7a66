/** Reads back what `write` wrote, for those who must know what a package held before. */
import { lstatSync } from "node:fs";
import { join, resolve } from "node:path";
import type { FileSet } from "../fileset.js";
import { hasMarker, listOwned, textAt } from "./folder.js";
import { notReadable } from "./refusals.js";

/** Beyond this a file was certainly not generated, and reading it would only cost memory. */
const largestFile = 16_000_000;

/**
 * The files of a package on disk, in code-unit order; none where the folder holds no package of Callwright's. Only
 * regular files are read, and CRLF, which Git makes on a checkout on Windows, is taken for LF.
 *
 * @param wanted tells which files below `src` to read
 * @throws UnusableInput `output/not-readable`
 */
export function readPackage(out: string, wanted: (file: string) => boolean): FileSet {
  const root = resolve(out);
  try {
    return hasMarker(root) ? readFiles(root, listOwned(root).filter(wanted)) : new Map();
  } catch (error) {
    throw notReadable(error, root);
  }
}

function readFiles(root: string, files: readonly string[]): FileSet {
  return new Map(
    files.flatMap((file): [string, string][] => {
      const text = lstatSync(join(root, file)).size > largestFile ? undefined : textAt(root, file);
      return text === undefined ? [] : [[file, text.replaceAll("\r\n", "\n")]];
    }),
  );
}
