/** Files that a package is begun with: written where there is nothing of their kind, and never touched again. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { FileSet } from "../fileset.js";

/** Other names under which owners have the same. */
const KINDS: readonly (readonly [path: string, others: RegExp])[] = [
  ["LICENSE", /^(?:un)?licen[sc]e(?:[.-]|$)|^copying(?:\.|$)/i],
  ["CHANGELOG.md", /^(?:changelog|changes|history|releases)(?:\.|$)/i],
];

/** Those of the files that a folder has nothing of yet; all of them where it does not exist. */
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
