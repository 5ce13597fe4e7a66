/** Reads the facts that a package on disk records about itself, for `names: locked` and for reporting changes. */
import { lstatSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { FileSet } from "../fileset.js";
import { type Manifest, manifestFile, parseManifest, pinnedFiles } from "../manifest.js";
import { customFolder, entryAt, hasMarker, isFolder, listOwned, textAt } from "./folder.js";
import { isWithCalls, readOldCalls } from "./old-calls.js";
import { notReadable } from "./refusals.js";

/** A larger file was not generated; reading it would only cost memory. */
const largestFile = 16_000_000;

/**
 * Maps addresses (`GET /api-keys/{id}`) to calls (`apiKeys.retrieve`) of the package in a folder: read from its manifest
 * or, without a readable one, from its code. Empty if the folder holds no package made by Callwright. Nothing is
 * executed, and no link below the folder is followed. Of several calls of one operation, it is the first.
 *
 * @param further calls that are not the first ones of their operations, such as aliases
 * @throws UnusableInput `output/not-readable`
 */
export function committedCalls(out: string, further: ReadonlySet<string> = new Set()): ReadonlyMap<string, string> {
  const root = resolve(out);
  try {
    if (!hasMarker(root)) return new Map();
    const manifest = readManifest(root);
    return manifest ? callsOf(manifest, further) : readOldCalls(filesWithCalls(root));
  } catch (error) {
    throw notReadable(error, root);
  }
}

/**
 * Maps components (`schemas/ApiKeyObject`) to the names of their models in the package in a folder; empty if its manifest
 * does not list them.
 *
 * @throws UnusableInput `output/not-readable`
 */
export function committedModels(out: string): Readonly<Record<string, string>> {
  const root = resolve(out);
  try {
    return (hasMarker(root) ? readManifest(root)?.models : undefined) ?? {};
  } catch (error) {
    throw notReadable(error, root);
  }
}

/** Returns which files of the owner's own code the package in a folder has; none if the folder cannot be read. */
export function committedCustom(
  out: string,
  layout: "package" | "source" = "package",
): { readonly hasIndex: boolean; readonly hasClient: boolean } {
  const root = resolve(out);
  const folder = layout === "source" ? basename(customFolder) : customFolder;
  const has = (name: string): boolean => isFolder(root) && entryAt(root, `${folder}/${name}`) === "file";
  return { hasIndex: has("index.ts"), hasClient: has("client.ts") };
}

/**
 * Returns the environment variables that the package in a folder reads, according to its manifest; undefined if it does
 * not list them.
 *
 * @throws UnusableInput `output/not-readable`
 */
export function committedEnvironment(out: string): readonly string[] | undefined {
  const root = resolve(out);
  try {
    return hasMarker(root) ? readManifest(root)?.environment : undefined;
  } catch (error) {
    throw notReadable(error, root);
  }
}

export interface Pinned {
  /** The URL that the document was fetched from. */
  readonly address: string;
  /** `sha256:…` of the resolved document. */
  readonly digest: string;
  /** The document as it was fetched; undefined if the package's copy is missing. */
  readonly text?: string;
}

/** Returns the fetched document that a package was made from; undefined if it was made from a file, or there is no package. */
export function pinnedDocument(out: string): Pinned | undefined {
  const root = resolve(out);
  try {
    if (!hasMarker(root)) return undefined;
    const { address, digest } = readManifest(root)?.document ?? {};
    if (address === undefined || digest === undefined) return undefined;
    const text = pinnedFiles.map((name) => generatedText(root, name)).find((found) => found !== undefined);
    return { address, digest, ...(text === undefined ? {} : { text }) };
  } catch (error) {
    throw notReadable(error, root);
  }
}

function readManifest(root: string): Manifest | undefined {
  const text = manifestText(root);
  return text === undefined ? undefined : parseManifest(text);
}

/** Returns the manifest in a folder; undefined if there is none. */
export function manifestText(root: string): string | undefined {
  return generatedText(root, manifestFile);
}

function callsOf({ calls }: Manifest, further: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { call, method, path } of calls) {
    const address = `${method} ${path}`;
    if (!found.has(address) && !further.has(call)) found.set(address, call);
  }
  return found;
}

/** In code unit order. CRLF line ends, which Git creates on Windows, count as LF. */
function filesWithCalls(root: string): FileSet {
  return new Map(
    listOwned(root)
      .filter(isWithCalls)
      .flatMap((file): [string, string][] => {
        const text = generatedText(root, file);
        return text === undefined ? [] : [[file, text.replaceAll("\r\n", "\n")]];
      }),
  );
}

function generatedText(root: string, file: string): string | undefined {
  if (entryAt(root, file) !== "file" || lstatSync(join(root, file)).size > largestFile) return undefined;
  return textAt(root, file);
}
