/** Which release of Callwright this is. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The `version` of Callwright's own package.json, found from a built file as well as from the source. */
export function callwrightVersion(): string {
  for (let folder = path.dirname(fileURLToPath(import.meta.url)); ; folder = path.dirname(folder)) {
    const version = versionIn(path.join(folder, "package.json"));
    if (version !== undefined) return version;
    if (path.dirname(folder) === folder) throw new Error("package.json is missing from the installed package");
  }
}

function versionIn(file: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { readonly version?: string }).version;
  } catch {
    return undefined;
  }
}
