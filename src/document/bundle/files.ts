/** Opens the files of one document: decides which may be read, and reads each once. */
import type { Fault } from "./fault.js";
import { readdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Limits } from "../limits.js";
import { nearest } from "../text/nearest.js";
import { UnusableInput } from "../../diagnostic.js";
import { isDescription } from "./description.js";
import { decodePercent } from "../pointer.js";
import { isRemote } from "../is-remote.js";
import { addressOf, type Remote } from "./remote.js";
import { type EncodingFault, encodingFault } from "../text/encoding.js";
import { readRegularFile } from "../text/regular-file.js";
import { isTextFile, parseSource, textSource } from "../text/source-file.js";
import type { Source } from "../text/source-file.js";

export interface Files {
  readonly root: Source;
  /** Every local file read so far, in the order of reading. */
  readonly read: readonly Source[];
  /** The paths by which references name files of the folder, with symbolic links unresolved. */
  readonly sought: ReadonlySet<string>;
  /** Opens the file that a reference in `from` names with the part before `#`. */
  open(from: Source, uri: string): Source | Fault;
}

/**
 * @param root the file that the user named; only regular files in or below its folder are read
 * @param remote opens documents on other hosts
 */
export function createFiles(root: Source, limits: Limits, remote: Remote): Files {
  const isHere = !isRemote(root.file);
  const folder = path.dirname(root.file);
  const realFolder = isHere ? realpathSync(folder) : folder;
  const byRealPath = new Map<string, Source>(isHere ? [[realpathSync(root.file), root]] : []);
  const read = isHere ? [root] : [];
  const sought = new Set<string>();

  function open(from: Source, uri: string): Source | Fault {
    const address = addressOf(from, uri);
    if (address !== undefined && /^https?:$/.test(address.protocol)) return remote.open(address, uri);
    if (isRemote(from.file)) return noAddress(uri);
    const named = namedPath(from, uri);
    if (typeof named !== "string") return named;
    const real = realPathOf(named);
    if (real === undefined && !isWithin(named, folder) && !isWithin(named, realFolder)) return outside(uri, folder);
    if (real !== undefined && !isWithin(real, realFolder)) return outside(uri, folder);
    if (isHidden(named, folder) || isHidden(real ?? named, realFolder)) return hidden(uri);
    sought.add(named);
    if (real === undefined) return missing(uri, named);
    const known = byRealPath.get(real);
    if (known !== undefined) return known;
    const source = openInside(real, path.join(folder, path.relative(realFolder, real)), uri);
    if ("code" in source) return source;
    byRealPath.set(real, source);
    read.push(source);
    return source;
  }

  function openInside(real: string, file: string, uri: string): Source | Fault {
    const content = readRegularFile(real, limits);
    if (typeof content === "string") return notAFile(uri, content);
    if (isTextFile(real)) {
      const fault = encodingFault(content);
      return fault ? notText(uri, fault) : textSource(file, content);
    }
    // Reveal nothing about a file, not even its faults, unless its name marks it as a document.
    const source = isNamedDocument(real) ? parseSource(file, content, limits) : parsedSafely(file, content, limits);
    return source !== undefined && isDescription(source.value) ? source : notADocument(uri);
  }

  return { root, read, sought, open };
}

/** Whether a path below a folder leads through a hidden entry or through installed packages, in any letter case. */
function isHidden(file: string, folder: string): boolean {
  return path
    .relative(folder, file)
    .split(path.sep)
    .some((part) => (part.startsWith(".") && part !== "..") || part.toLowerCase() === "node_modules");
}

/** Whether a file's name marks it as JSON or YAML. */
function isNamedDocument(file: string): boolean {
  return /\.(?:json|ya?ml)$/i.test(file);
}

function parsedSafely(file: string, content: Buffer, limits: Limits): Source | undefined {
  try {
    return parseSource(file, content, limits);
  } catch (error) {
    if (error instanceof UnusableInput) return undefined;
    throw error;
  }
}

/** The absolute path that a reference names, before the file system is consulted; a fault if the reference is a URL. */
function namedPath(from: Source, uri: string): string | Fault {
  if (/^file:/i.test(uri)) return filePath(uri) ?? noAddress(uri);
  if (/^https?:/i.test(uri) && !URL.canParse(uri)) return malformed(uri);
  if (/^[a-z][a-z0-9+.-]+:/i.test(uri) || /^[/\\]{2}/.test(uri)) return noAddress(uri);
  return path.resolve(path.dirname(from.file), decodePercent(uri));
}

function filePath(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

function realPathOf(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

function malformed(uri: string): Fault {
  return {
    code: "document/unresolved-ref",
    message: `The reference \`${uri}\` leads nowhere: it is not a valid URL.`,
    hint: "Correct the reference.",
  };
}

function noAddress(uri: string): Fault {
  return {
    code: "document/remote-ref",
    message: `The reference \`${uri}\` leads to another host, which may not be fetched from.`,
    hint: "Save that document next to this one and refer to the file.",
  };
}

function outside(uri: string, folder: string): Fault {
  return {
    code: "document/outside-ref",
    message: `The reference \`${uri}\` leads out of the document's folder.`,
    hint: `Move the file into the folder of the document, \`${path.basename(folder)}\`.`,
  };
}

function hidden(uri: string): Fault {
  return {
    code: "document/hidden-ref",
    message: `The reference \`${uri}\` leads to a hidden file or into installed packages, which Callwright does not read.`,
    hint: "Move the content into a file that is not hidden.",
  };
}

function notADocument(uri: string): Fault {
  return {
    code: "document/unresolved-ref",
    message: `The reference \`${uri}\` names a file that is not part of an OpenAPI document.`,
    hint: "Name an OpenAPI or JSON Schema file, or a description in a .md or .txt file.",
  };
}

function notText(uri: string, { message, hint }: EncodingFault): Fault {
  return { code: "document/unresolved-ref", message: `The reference \`${uri}\` cannot be read. ${message}`, hint };
}

function missing(uri: string, named: string): Fault {
  const hint = (): string => {
    const close = nearest(path.basename(named), namesIn(path.dirname(named)));
    return close === undefined ? "Correct the path, or add the file." : `Did you mean \`${close}\`?`;
  };
  return {
    code: "document/unresolved-ref",
    message: `The reference \`${uri}\` names a file that does not exist.`,
    hint,
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function notAFile(uri: string, reason: string): Fault {
  const what =
    { folder: "a folder", denied: "a file that may not be read" }[reason] ?? "something that is not a regular file";
  return {
    code: "document/unresolved-ref",
    message: `The reference \`${uri}\` names ${what}.`,
    hint: "Name a readable JSON or YAML file.",
  };
}
