/** The runtime's own sources, as they are shipped in every generated package: byte for byte, and never executed here. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** File name to content, in the order of code points. */
export async function readRuntime(): Promise<ReadonlyMap<string, string>> {
  const folder = await runtimeFolder();
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts")).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  return new Map(names.map((name, index) => [name, texts[index] ?? ""]));
}

/** `src/runtime` of this package, found from the compiled file as well as from the source. */
async function runtimeFolder(): Promise<string> {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = path.join(folder, "src", "runtime");
    if (await exists(path.join(candidate, "operation.ts"))) return candidate;
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error("src/runtime is missing from the installed package");
    folder = parent;
  }
}

async function exists(file: string): Promise<boolean> {
  return readFile(file).then(
    () => true,
    () => false,
  );
}
