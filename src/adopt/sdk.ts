/** Reads an existing SDK from a folder: its name, its types, and the files of its generator. */
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { UnusableInput } from "../diagnostic.js";
import { readText } from "../document/text/regular-file.js";
import { listedCalls, readStats, type Stats } from "./evidence/listing.js";
import { isModule, typesOf } from "./program.js";

export interface Sdk {
  readonly folder: string;
  readonly name?: string;
  readonly version?: string;
  /** The file with the types that callers import. */
  readonly entry: string;
  /** Call to address, as listed in its `api.md`. */
  readonly listed: ReadonlyMap<string, string>;
  readonly stats: Stats;
}

/** @throws UnusableInput if the folder is missing, or has no types that export anything */
export function readSdk(folder: string): Sdk {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw unusable(
      folder,
      "adopt/no-folder",
      existsSync(folder) ? "This is a file, not the folder of an SDK." : "The folder does not exist.",
      "Name the folder of an SDK, a `.tgz` of `npm pack`, or its name on npm: `acme-sdk` or `acme-sdk@1.2.0`.",
    );
  const { name, version } = manifestOf(folder);
  const entry = typesOf(folder, name);
  if (entry === undefined)
    throw unusable(
      folder,
      "adopt/no-types",
      "No type declarations were found: neither where package.json names them, nor at src/index.ts.",
      "Build the SDK first, so that its `.d.ts` files exist. An npm package without them cannot be compared.",
    );
  if (!isModule(entry))
    throw unusable(
      entry,
      "adopt/no-exports",
      "The type declarations of the SDK export nothing.",
      "Name the file that exports the client under `types` in its package.json.",
    );
  return {
    folder,
    entry,
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    listed: listedCalls(textOf(path.join(folder, "api.md"))),
    stats: readStats(textOf(path.join(folder, ".stats.yml"))),
  };
}

/** The most bytes of a package's file that is read as text. */
const LARGEST = 16 * 1024 * 1024;

function textOf(file: string): string {
  return readText(file, LARGEST) ?? "";
}

function manifestOf(folder: string): { readonly name?: string; readonly version?: string } {
  try {
    const value = JSON.parse(textOf(path.join(folder, "package.json"))) as Readonly<Record<string, unknown>>;
    const { name, version } = value;
    return { ...(typeof name === "string" ? { name } : {}), ...(typeof version === "string" ? { version } : {}) };
  } catch {
    return {};
  }
}

/** Creates the error for an SDK that cannot be compared. */
export function unusable(file: string, code: string, message: string, hint: string): UnusableInput {
  return new UnusableInput({ code, severity: "error", message, hint, place: { file } });
}
