/** Emits `callwright.json`, the package's manifest; `src/manifest.ts` defines its content and reads it. */
import type { Api } from "../api/api.js";
import type { Document } from "../document/document.js";
import type { FileSet } from "../fileset.js";
import { documentDigest, fileDigest, type Manifest, type ManifestCall } from "../manifest.js";
import { methodsOf } from "../naming/changes.js";
import { environmentOf } from "../naming/client/environment.js";
import type { Surface } from "../naming/surface.js";
import { stringLiteral } from "./text.js";

/** The input of the manifest. */
export interface ManifestSource {
  readonly document: Document;
  readonly api: Api;
  readonly surface: Surface;
  /** The specification's file name, without folder. */
  readonly spec: string;
  /** The URL that the document was fetched from. */
  readonly address?: string;
  /** Callwright's version. */
  readonly callwright: string;
  /** All other files of the package. */
  readonly files: FileSet;
}

/** Emits the manifest as JSON; each file's digest has a line of its own, so that diffs stay small. */
export function emitManifest(source: ManifestSource): string {
  const { callwright, document, environment, calls, models, files } = manifestOf(source);
  const list = calls.map((call) => `\n    { ${fields(call).join(", ")} }`).join(",");
  return [
    "{",
    `  "callwright": ${stringLiteral(callwright)},`,
    `  "document": ${block(document)},`,
    `  "environment": [${environment.map((name) => stringLiteral(name)).join(", ")}],`,
    `  "calls": [${list}${calls.length > 0 ? "\n  " : ""}],`,
    `  "models": ${block(models)},`,
    `  "files": ${block(files)}`,
    "}\n",
  ].join("\n");
}

function manifestOf({ document, api, surface, spec, callwright, files, address }: ManifestSource): Required<Manifest> {
  return {
    callwright,
    document: {
      file: spec,
      ...(address === undefined ? {} : { address }),
      title: api.title,
      version: api.version,
      digest: documentDigest(document.root),
    },
    environment: environmentOf(surface.client),
    calls: methodsOf(surface).map(({ call, operation }): ManifestCall => ({
      call,
      method: operation.address.method.toUpperCase(),
      path: operation.address.path,
    })),
    models: Object.fromEntries(
      surface.models.flatMap(({ component, name }) => (component === undefined ? [] : [[component, name]])),
    ),
    files: Object.fromEntries([...files].map(([path, text]) => [path, fileDigest(text)])),
  };
}

function block(record: object): string {
  const lines = fields(record).map((line) => `\n    ${line}`);
  return lines.length === 0 ? "{}" : `{${lines.join(",")}\n  }`;
}

/** String literals of generated code are JSON strings, with invisible characters escaped (RFC 8259, section 7). */
function fields(record: object): readonly string[] {
  return Object.entries(record).map(([key, text]) => `${stringLiteral(key)}: ${stringLiteral(String(text))}`);
}
