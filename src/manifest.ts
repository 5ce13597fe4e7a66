/**
 * `callwright.json`: what a generated package knows of its own making. `emit` writes it, and whoever needs the calls of a
 * package on disk reads it. This file knows no room, so that both sides can share it.
 */

export const manifestFile = "callwright.json";

export interface Manifest {
  /** Version of the Callwright that made the package. */
  readonly callwright: string;
  readonly document: ManifestDocument;
  /** Every method, in the order of the surface. */
  readonly calls: readonly ManifestCall[];
}

export interface ManifestDocument {
  /** File name of the specification, without folder. */
  readonly file: string;
  /** Where the specification was fetched from; the package then holds a copy of it, `pinnedFile`. */
  readonly address?: string;
  /** `info.title` and `info.version`. */
  readonly title: string;
  readonly version: string;
  /** `sha256:` and the digest, in hexadecimal, of the resolved document as JSON: formatting and comments do not count. */
  readonly digest: string;
}

export interface ManifestCall {
  /** `apiKeys.retrieve`. */
  readonly call: string;
  /** In upper case. */
  readonly method: string;
  readonly path: string;
}

/** The copies that a package may hold of a document that was fetched. */
export const pinnedFiles = ["openapi.json", "openapi.yaml"] as const;

export function pinnedFile(text: string): (typeof pinnedFiles)[number] {
  return text.trimStart().startsWith("{") ? "openapi.json" : "openapi.yaml";
}

/** Reads the text of a manifest; undefined where it is not one, as after a merge conflict. Unknown keys are ignored. */
export function parseManifest(text: string): Manifest | undefined {
  const value = parsed(text);
  if (!isRecord(value) || !hasTexts(value, ["callwright"])) return undefined;
  const { document, calls } = value;
  if (!isRecord(document) || !hasTexts(document, ["file", "title", "version", "digest"])) return undefined;
  const isComplete =
    Array.isArray(calls) && calls.every((call) => isRecord(call) && hasTexts(call, ["call", "method", "path"]));
  return isComplete ? (value as unknown as Manifest) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasTexts(record: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean {
  return keys.every((key) => typeof record[key] === "string");
}
