/** Initial files of a package: written if no file of their kind exists, and never touched again. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { FileSet } from "../fileset.js";

/** Other names that owners give such files. */
const KINDS: readonly (readonly [path: string, others: RegExp])[] = [
  ["LICENSE", /^(?:un)?licen[sc]e(?:[.-]|$)|^copying(?:\.|$)/i],
  ["CHANGELOG.md", /^(?:changelog|changes|history|releases)(?:\.|$)/i],
];

/** Returns the files of whose kind a folder has none; all of them if the folder does not exist. */
export function absentSeeds(seeds: FileSet, out: string): FileSet {
  const names = namesIn(resolve(out));
  const isThere = (path: string): boolean => {
    const others = KINDS.find(([kind]) => kind === path)?.[1];
    return names.some((name) => name === path || others?.test(name) === true);
  };
  return new Map([...seeds].filter(([path]) => !isThere(path)));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
