/** Paths that tests use. */
import { existsSync, mkdtempSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The built command line. */
export const bin = path.join(root, "dist", "bin.js");

/**
 * A new folder from which the repository's own packages can be resolved. It is not below node_modules, because there the
 * compiler emits every file in the format of its package.json.
 */
export async function workFolder(prefix: string): Promise<string> {
  const parent = path.join(root, ".work");
  await mkdir(parent, { recursive: true });
  return mkdtempSync(path.join(parent, `${prefix}-`));
}

/** A real specification next to the repository; undefined, with a note, if it is absent. */
export function realSpec(name: string): string | undefined {
  const file = path.join(root, "..", "shared", "specs", name);
  if (existsSync(file)) return file;
  console.warn(`skipped: ${name} is not beside the repository (../shared/specs)`);
  return undefined;
}
