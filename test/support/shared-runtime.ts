/**
 * One runtime for many packages: each package has the same copy of it, and compilers would check every copy anew.
 */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { FileSet } from "../../src/fileset.js";
import { root } from "./paths.js";

/** The files of `src/runtime`, by name. */
export async function runtimeFiles(): Promise<FileSet> {
  const folder = path.join(root, "src", "runtime");
  const names = await readdir(folder);
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name), "utf8")] as const)),
  );
}

/**
 * The text of a module that imports a runtime further up than its package's own.
 *
 * @param levels how many folders further up
 */
export function importingSharedRuntime(text: string, levels: number): string {
  return text.replace(
    /^(.* from ")(\.\.?\/)(runtime\/[a-z-]+\.js";)$/gm,
    (_, start: string, own: string, module: string) =>
      `${start}${"../".repeat(levels)}${own === "./" ? "" : own}${module}`,
  );
}
