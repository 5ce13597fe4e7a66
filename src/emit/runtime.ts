/** The runtime's own sources, as they are shipped in every generated package: byte for byte, and never executed here. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { packageRoot } from "../package-root.js";

/** File name to content, in the order of code points. */
export async function readRuntime(): Promise<ReadonlyMap<string, string>> {
  const folder = path.join(packageRoot(), "src", "runtime");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts")).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  return new Map(names.map((name, index) => [name, texts[index] ?? ""]));
}
