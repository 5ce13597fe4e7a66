/**
 * `callwright.json`: what a generated package knows of its own making. `emit` writes it, and whoever needs the calls of a
 * package on disk reads it. This file knows no room, so that both sides can share it.
 */
import { createHash } from "node:crypto";

export const manifestFile = "callwright.json";

/** What a generated client imports when it runs. */
export const clientDependencies = { "openapi-fetch": "0.17.0" } as const;

export interface Manifest {
  /** Version of the Callwright that made the package. */
  readonly callwright: string;
  readonly document: ManifestDocument;
  /** Environment variables that the client reads; absent in packages of earlier versions. */
  readonly environment?: readonly string[];
  /** Every method, in the order of the surface. */
  readonly calls: readonly ManifestCall[];
  /** Component (`schemas/ApiKeyObject`) to the name of its model; absent in packages of earlier versions. */
  readonly models?: Readonly<Record<string, string>>;
  /** Path to `fileDigest` of every other file, as it was generated. Packages of older versions have none. */
  readonly files?: Readonly<Record<string, string>>;
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

/** The `digest` of a document. @param root the resolved document */
export function documentDigest(root: unknown): string {
  return `sha256:${createHash("sha256").update(JSON.stringify(root)).digest("hex")}`;
}

/** `sha256:` and the digest, in hexadecimal, of a file's text. Line ends do not count: Git changes them on Windows. */
export function fileDigest(text: string): string {
  return `sha256:${createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex")}`;
}

/**
 * The digests of files in the text of a manifest, by path; undefined where it has none. A text with the marks of a merge
 * conflict, which is no JSON, has those of both sides.
 */
export function digestsIn(text: string): ReadonlyMap<string, readonly string[]> | undefined {
  const manifest = parseManifest(text);
  const entries = manifest
    ? Object.entries(manifest.files ?? {})
    : [...text.matchAll(DIGEST_LINE)].map(([, path = "", digest = ""]): [string, string] => [path, digest]);
  if (entries.length === 0) return undefined;
  const digests = new Map<string, string[]>();
  for (const [path, digest] of entries) digests.set(path, [...(digests.get(path) ?? []), digest]);
  return digests;
}

/** Paths of files hold no character that JSON escapes. */
const DIGEST_LINE = /^ {4}"([^"\\\n]+)": "(sha256:[0-9a-f]{64})",?\r?$/gm;

/** The copies that a package may hold of a document that was fetched. */
export const pinnedFiles = ["openapi.json", "openapi.yaml"] as const;

export function pinnedFile(text: string): (typeof pinnedFiles)[number] {
  return text.trimStart().startsWith("{") ? "openapi.json" : "openapi.yaml";
}

/** Reads the text of a manifest; undefined where it is not one, as after a merge conflict. Unknown keys are ignored. */
export function parseManifest(text: string): Manifest | undefined {
  const value = parsed(text);
  if (!isRecord(value) || !hasTexts(value, ["callwright"])) return undefined;
  const { document, calls, environment = [], models, files } = value;
  if (!Array.isArray(environment) || !environment.every((name) => typeof name === "string")) return undefined;
  if (!isRecord(document) || !hasTexts(document, ["file", "title", "version", "digest"])) return undefined;
  const isComplete =
    Array.isArray(calls) && calls.every((call) => isRecord(call) && hasTexts(call, ["call", "method", "path"]));
  return isComplete && isTextMap(models) && isTextMap(files) ? (value as unknown as Manifest) : undefined;
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

/** Whether it is a map of strings, or absent. */
function isTextMap(value: unknown): boolean {
  return value === undefined || (isRecord(value) && Object.values(value).every((text) => typeof text === "string"));
}

function hasTexts(record: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean {
  return keys.every((key) => typeof record[key] === "string");
}
