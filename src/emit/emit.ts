/** Turns a surface into the text of a package: the last step before the package is written or compared. */
import type { Api } from "../api/api.js";
import type { CustomCode, Layout, PackageSettings } from "../config/decisions.js";
import type { Document } from "../document/document.js";
import type { FileSet } from "../fileset.js";
import { manifestFile, pinnedFile, pinnedFiles } from "../manifest.js";
import type { Surface } from "../naming/surface.js";
import { emitClient } from "./client.js";
import { emitCore } from "./core.js";
import { allResources, emitEntry } from "./entry.js";
import { emitErrors, hasTypedErrors } from "./errors.js";
import { emitListing } from "./listing.js";
import { emitManifest } from "./manifest.js";
import { emitCommonJsTsconfig, emitPackageJson, emitTsconfig, planPackage } from "./package.js";
import type { Kept } from "./kept.js";
import { createKeepingPrinter, createPrinter } from "./print.js";
import { emitLlms } from "./readme/llms.js";
import { emitReadme, readmeOf } from "./readme/readme.js";
import { hasMarks } from "./schema/marks.js";
import { emitResource } from "./resources.js";
import { readRuntime } from "./runtime.js";
import { fileHeader } from "./text.js";
import { emitValueLists } from "./value-lists.js";
import { emitWebhooks } from "./webhooks.js";

const clientFile = "src/client.ts";

export interface Emission {
  /** The document as it was fetched; the package keeps a copy. */
  readonly pinned?: { readonly address: string; readonly text: string };
  readonly document: Document;
  readonly api: Api;
  readonly surface: Surface;
  readonly package: PackageSettings;
  readonly layout?: Layout;
  /** The specification's file name, without folder. */
  readonly spec: string;
  /** The types of the document. They may be made beside all other files. */
  readonly schema: Promise<string>;
  /** Callwright's version, for the manifest. */
  readonly callwright: string;
  /** The owner's own code in the package. */
  readonly custom?: CustomCode;
  /** What the last emission left, and this one leaves for the next. */
  readonly kept?: Kept;
}

/**
 * Emits all files of a package.
 *
 * @returns the text of each file by its path in the package
 */
export async function emit(emission: Emission): Promise<FileSet> {
  const { document, api, surface, spec, callwright, custom, kept, ...rest } = emission;
  const print = kept ? createKeepingPrinter(kept) : createPrinter();
  const plan = planPackage(api, surface.client.spoken, spec, rest.package);
  const readme = readmeOf(api, surface, plan);
  const typedErrors = hasTypedErrors(surface);
  const files = new Map<string, string>([
    ["package.json", emitPackageJson(plan)],
    ["README.md", emitReadme(readme, plan)],
    ["llms.txt", emitLlms(readme)],
    ["api.md", emitListing(api, surface)],
    // The manifest lists all other files, and the client depends on the types, so both come last; this reserves their positions.
    [manifestFile, ""],
    ["tsconfig.json", emitTsconfig()],
    ["tsconfig.cjs.json", emitCommonJsTsconfig()],
    ["src/index.ts", emitEntry(surface, typedErrors, custom, print)],
    ["src/core.ts", emitCore(api, surface.client, plan, print)],
    [clientFile, ""],
  ]);
  for (const resource of allResources(surface.resources)) {
    files.set(`src/resources/${resource.fileName}.ts`, emitResource(resource, surface, print));
  }
  if (rest.pinned) files.set(pinnedFile(rest.pinned.text), rest.pinned.text);
  if (typedErrors) files.set("src/errors.ts", emitErrors(surface, print));
  if (surface.receiver) files.set("src/webhooks.ts", emitWebhooks(surface, surface.receiver, print));
  if (surface.valueLists.length > 0) files.set("src/values.ts", emitValueLists(surface.valueLists, print));
  for (const [name, text] of await readRuntime()) files.set(`src/runtime/${name}`, text);
  const schema = await emission.schema;
  files.set(clientFile, emitClient(api, surface, hasMarks(schema), print));
  files.set("src/schema.ts", fileHeader + schema);
  const laid = rest.layout === "source" ? sourcesAlone(files) : files;
  const others = new Map([...laid].filter(([path]) => path !== manifestFile));
  return laid.set(
    manifestFile,
    emitManifest({ document, api, surface, spec, callwright, files: others, ...pinnedAt(rest.pinned) }),
  );
}

/** The files of `src`, for a package inside an application's sources; the manifest and a fetched document are kept. */
function sourcesAlone(files: FileSet): Map<string, string> {
  const kept: ReadonlySet<string> = new Set([manifestFile, ...pinnedFiles]);
  return new Map(
    [...files].flatMap(([path, text]): [string, string][] => {
      if (path.startsWith("src/")) return [[path.slice("src/".length), text]];
      return kept.has(path) ? [[path, text]] : [];
    }),
  );
}

function pinnedAt(pinned: Emission["pinned"]): { readonly address?: string } {
  return pinned ? { address: pinned.address } : {};
}
