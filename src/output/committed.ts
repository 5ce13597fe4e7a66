/** Reads what a package on disk says of itself, for `names: locked` and for saying what changed. */
import { lstatSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { FileSet } from "../fileset.js";
import { type Manifest, manifestFile, parseManifest, pinnedFiles } from "../manifest.js";
import { customFolder, entryAt, hasMarker, isFolder, listOwned, textAt } from "./folder.js";
import { isWithCalls, readOldCalls } from "./old-calls.js";
import { notReadable } from "./refusals.js";

/** Beyond this a file was certainly not generated, and reading it would only cost memory. */
const largestFile = 16_000_000;

/**
 * Address (`GET /api-keys/{id}`) to call (`apiKeys.retrieve`) of the package in a folder: from its manifest or, where it
 * has no readable one, from its code. Empty where the folder holds no package made by Callwright. Nothing is executed,
 * and no link below the folder is followed.
 *
 * @throws UnusableInput `output/not-readable`
 */
export function committedCalls(out: string): ReadonlyMap<string, string> {
  const root = resolve(out);
  try {
    if (!hasMarker(root)) return new Map();
    const manifest = readManifest(root);
    return manifest ? callsOf(manifest) : readOldCalls(filesWithCalls(root));
  } catch (error) {
    throw notReadable(error, root);
  }
}

/**
 * Component (`schemas/ApiKeyObject`) to the name of its model in the package in a folder; empty where its manifest does
 * not say.
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

/** Which files of the owner's own code the package in a folder has; none where the folder cannot be read. */
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
 * The environment variables that the package in a folder reads, as its manifest says; undefined where it does not say.
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
  /** Where the document was fetched from. */
  readonly address: string;
  /** `sha256:…`, of the resolved document. */
  readonly digest: string;
  /** The document as it was fetched; undefined where the copy is gone. */
  readonly text?: string;
}

/** The document that a package on disk was made of; undefined where that was a file, or the folder holds no package. */
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

/** The text of the manifest in a folder; undefined where there is none. */
export function manifestText(root: string): string | undefined {
  return generatedText(root, manifestFile);
}

function callsOf({ calls }: Manifest): ReadonlyMap<string, string> {
  return new Map(calls.map(({ call, method, path }) => [`${method} ${path}`, call]));
}

/** In code-unit order. CRLF, which Git makes on a checkout on Windows, is taken for LF. */
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
