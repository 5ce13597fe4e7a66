/** Places a test may use. */
import { existsSync, mkdtempSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The built command line. */
export const bin = path.join(root, "dist", "bin.js");

/** A new folder from which the repository's own packages can be resolved; kept below node_modules, so that nothing commits it. */
export async function workFolder(prefix: string): Promise<string> {
  const parent = path.join(root, "node_modules", ".cache", "callwright");
  await mkdir(parent, { recursive: true });
  return mkdtempSync(path.join(parent, `${prefix}-`));
}

/** A real specification kept beside the repository; undefined, with a word, where it is absent. */
export function realSpec(name: string): string | undefined {
  const file = path.join(root, "..", "shared", "specs", name);
  if (existsSync(file)) return file;
  console.warn(`skipped: ${name} is not beside the repository (../shared/specs)`);
  return undefined;
}
