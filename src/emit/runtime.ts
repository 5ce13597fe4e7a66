/** Reads the runtime's own sources, which every generated package contains byte for byte. The compiler never executes them. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { packageRoot } from "../package-root.js";

/** @returns content by file name, in code point order */
export async function readRuntime(): Promise<ReadonlyMap<string, string>> {
  const folder = path.join(packageRoot(), "src", "runtime");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts")).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  return new Map(names.map((name, index) => [name, texts[index] ?? ""]));
}
