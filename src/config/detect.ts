/** Finds the document of a folder without a configuration. */
import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import path from "node:path";

const NAMES = ["openapi", "swagger"].flatMap((name) => ["yaml", "yml", "json"].map((ending) => `${name}.${ending}`));

/**
 * Returns the documents with conventional paths, as absolute paths: `openapi.yaml` and similar in the folder or in
 * `spec/`, otherwise every OpenAPI document directly in `spec/`.
 */
export function detectDocuments(cwd: string): readonly string[] {
  const spec = path.join(cwd, "spec");
  const usual = [cwd, spec].flatMap((folder) => NAMES.map((name) => path.join(folder, name))).find(isFile);
  if (usual !== undefined) return [usual];
  return filesIn(spec).filter((file) => /\.(ya?ml|json)$/i.test(file) && saysOpenApi(file));
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function filesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).sort();
    return names.map((name) => path.join(folder, name)).filter(isFile);
  } catch {
    return [];
  }
}

/** Whether a file contains, near its start, the key `openapi` or `swagger` (OpenAPI 3.1, section 4.8.1). */
function saysOpenApi(file: string): boolean {
  const beginning = Buffer.alloc(8192);
  const handle = openSync(file, "r");
  try {
    const size = readSync(handle, beginning);
    return /^[\s{]*["']?(?:openapi|swagger)["']?\s*:/m.test(beginning.toString("utf8", 0, size));
  } finally {
    closeSync(handle);
  }
}
