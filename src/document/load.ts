/** Loads the file that the user names, with the files it refers to, as one resolved document. */
import path from "node:path";
import type { Diagnostic } from "../diagnostic.js";
import { UnusableInput } from "../diagnostic.js";
import { bundle } from "./bundle/bundle.js";
import type { Bundle } from "./bundle/bundle.js";
import type { Document, JsonObject } from "./document.js";
import { endSchemas } from "./endless.js";
import { createFiles } from "./bundle/files.js";
import { defaultLimits, measure, raiseLimit } from "./limits.js";
import type { Limits } from "./limits.js";
import type { Overlaid } from "./overlay/overlay.js";
import { pointerOf } from "./pointer.js";
import { isObject, member, valueAt } from "./refs.js";
import { createRemote, type Remote } from "./bundle/remote.js";
import { isRemote } from "./is-remote.js";
import { readRegularFile } from "./text/regular-file.js";
import { excessDiagnostic, parseSource } from "./text/source-file.js";
import type { Source } from "./text/source-file.js";
import { resolveLinks } from "./links.js";
import { unreadable } from "./unreadable.js";
import { isSwagger, readVersion } from "./version.js";
import type { Converted } from "./swagger/convert.js";
import { put } from "./bundle/bundling.js";

export interface LoadOptions {
  /** Limits of the document, by the names of {@link Limits}; missing ones have their defaults. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Overlay files, applied in this order before references are followed. */
  readonly overlays?: readonly string[];
  /** Hosts that references may be fetched from, with `:port` unless it is the default; none if absent. */
  readonly allowRemote?: readonly string[];
  /** The text of a document whose `file` is a URL. Its references are fetched from the same host. */
  readonly text?: string;
}

export interface Loaded {
  readonly document: Document;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads an OpenAPI 3.x document, with every file it refers to.
 *
 * Reads only regular files in the document's folder or below it, and fetches only from hosts that the options allow.
 *
 * @param file JSON or YAML; relative to the working folder
 * @throws UnusableInput if the file cannot be read, is not OpenAPI 3.x, has references that cannot be followed, or
 * exceeds a limit
 */
export async function load(file: string, options: LoadOptions = {}): Promise<Loaded> {
  const limits = { ...defaultLimits, ...options.limits };
  const absolute = isRemote(file) ? file : path.resolve(file);
  const { overlays = [], allowRemote = [], text } = options;
  const remote = createRemote(allowRemote, limits, text === undefined ? undefined : new URL(file).host);
  try {
    // Most documents have no overlays; they need not load this module and its library.
    const applied = overlays.length > 0 ? (await import("./overlay/overlay.js")).applyOverlays : undefined;
    return await inRounds(remote, async () => {
      const opened = await openRoot(absolute, limits, text);
      return read(opened, limits, remote, (source) => applied?.(source, overlays, limits));
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // If a user has raised the limits, a document within them can still overflow the stack.
    throw new UnusableInput({ ...excessDiagnostic({ kind: "depth", tokens: [] }, limits), place: { file: absolute } });
  }
}

/** Opens the root file and converts it if it is Swagger 2.0; other documents do not load the converter. */
async function openRoot(file: string, limits: Limits, text: string | undefined): Promise<Converted> {
  const source = text === undefined ? readRoot(file, limits) : parseSource(file, Buffer.from(text), limits);
  return isSwagger(source.value)
    ? (await import("./swagger/convert.js")).convertSwagger(source)
    : { source, diagnostics: [] };
}

/** Reads the document again after each round of fetching, until no more URLs are wanted. */
async function inRounds(remote: Remote, attempt: () => Promise<Loaded>): Promise<Loaded> {
  for (;;) {
    const ended = await ending(attempt);
    if (!remote.isWanting) {
      if (ended instanceof UnusableInput) throw ended;
      return ended;
    }
    await remote.fetchWanted();
  }
}

async function ending(attempt: () => Promise<Loaded>): Promise<Loaded | UnusableInput> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof UnusableInput) return error;
    throw error;
  }
}

function read(
  opened: Converted,
  limits: Limits,
  remote: Remote,
  overlay: (source: Source) => Overlaid | undefined,
): Loaded {
  const written = opened.source;
  const overlaid = overlay(written);
  const source = overlaid?.source ?? written;
  const { root: declared, version, diagnostics } = readVersion(source);
  nameWebhooks(declared);
  const files = createFiles(source, limits, remote);
  const bundled = bundle(files, limits);
  if (bundled.root !== source.value) measureWhole(bundled, source, limits);
  const { root, diagnostics: aboutEndless } = endSchemas(bundled.root, bundled.origins, source);
  checkPaths(bundled, source, limits);
  resolveLinks(root);
  const document: Document = {
    file: written.file,
    files: [...files.read, ...(overlaid?.overlays ?? [])].map((one) => one.file),
    sought: [...files.sought],
    version,
    root,
    limits,
    at: (pointer) => valueAt(root, pointer),
    locate: (pointer, onKey = false) => bundled.origins.locate(root, source, pointer, onKey),
  };
  const syntax = files.read.flatMap((one) => one.diagnostics ?? []);
  const found = [
    syntax,
    opened.diagnostics,
    overlaid?.diagnostics ?? [],
    diagnostics,
    bundled.diagnostics,
    aboutEndless,
  ];
  return { document, diagnostics: found.flat() };
}

/** Renames `x-webhooks`, the extension used before OpenAPI 3.1, to `webhooks` (3.1, section 4.8.1). */
function nameWebhooks(root: JsonObject): void {
  const webhooks = member(root, "x-webhooks");
  if (isObject(webhooks) && member(root, "webhooks") === undefined) put(root, "webhooks", webhooks);
}

function readRoot(file: string, limits: Limits): Source {
  const content = readRegularFile(file, limits);
  if (typeof content === "string") throw new UnusableInput(unreadable(file, content));
  return parseSource(file, content, limits);
}

/** Measures the bundled document: references can repeat values that each file holds once. */
function measureWhole(bundled: Bundle, source: Source, limits: Limits): void {
  const { excess } = measure(bundled.root, limits, false);
  if (excess === undefined) return;
  const place = bundled.origins.locate(bundled.root, source, pointerOf(...excess.tokens), false);
  throw new UnusableInput(excessDiagnostic(excess, limits, place));
}

/** @throws UnusableInput if a path is so long that its operations would take minutes */
function checkPaths({ root, origins }: Bundle, source: Source, { pathSegments }: Limits): void {
  const paths = member(root, "paths");
  for (const path of isObject(paths) ? Object.keys(paths) : []) {
    const parts = Math.max(...["/", "{"].map((start) => path.split(start).length - 1));
    if (parts <= pathSegments) continue;
    throw new UnusableInput({
      code: "document/path-too-long",
      severity: "error",
      message: `The path has ${String(parts)} segments or parameters, more than the limit \`pathSegments\` of ${String(pathSegments)}.`,
      hint: `Make it shorter, or ${raiseLimit("pathSegments")}.`,
      place: origins.locate(root, source, pointerOf("paths", path), true),
    });
  }
}
