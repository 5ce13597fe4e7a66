/** Initial files of a package that has none yet. From then on they belong to its owner. */
import type { Api } from "../api/api.js";
import type { PackageSettings } from "../config/decisions.js";
import { isObject } from "../document/refs.js";
import type { FileSet } from "../fileset.js";
import { planPackage } from "./package.js";
import { plainLine } from "./text.js";

/**
 * `.gitignore`, `CHANGELOG.md`, and a `LICENSE` if the license's text is known.
 *
 * @param spoken the API's name, as the package's documents use it
 */
export async function emitSeeds(api: Api, spoken: string, settings: PackageSettings): Promise<FileSet> {
  const { license, version } = planPackage(api, spoken, "", settings);
  const { licenseText } = await import("./licenses.js");
  const text = licenseText(license, holderOf(settings) ?? `The authors of the ${plainLine(api.title)}`);
  return new Map([
    [".gitignore", "node_modules\ndist\n*.tgz\n"],
    ["CHANGELOG.md", `# Changelog\n\n## ${version}\n\n- The first release.\n`],
    ...(text === undefined ? [] : [["LICENSE", text] as const]),
  ]);
}

/** The package's author, without an email address (package.json, `author`). */
function holderOf({ fields = {} }: PackageSettings): string | undefined {
  const { author } = fields;
  const name = isObject(author) ? author["name"] : author;
  const plain = typeof name === "string" ? plainLine(name.replace(/\s*[<(].*$/, "")) : "";
  return plain === "" ? undefined : plain;
}
