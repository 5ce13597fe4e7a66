/**
 * The types of a document, by openapi-typescript. The only file that imports it.
 *
 * openapi-typescript would resolve a reference to any URL and any file. It is given a checked object, never a path, and
 * the reader of the resolver it carries is closed before it runs: a reference that still points outward ends the run.
 */
import { createRequire } from "node:module";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { UnusableInput } from "../diagnostic.js";
import type { Document, JsonObject } from "../document/document.js";
import { isObject, member } from "../document/refs.js";

/** As much of the resolver as is needed to close it. */
interface RedoclyCore {
  readonly BaseResolver: { readonly prototype: { loadExternalRef: (url: string) => Promise<never> } };
  createConfig(config: object, options: object): Promise<never>;
}

/** `paths`, `components` and `webhooks` as TypeScript, operations addressed by path and method. */
export async function emitSchema(document: Document): Promise<string> {
  try {
    const core = closedCore();
    const redocly = await core.createConfig({ rules: {} }, {});
    const nodes = await openapiTS(withoutOperationIds(document.root) as unknown as OpenAPI3, {
      redocly,
      silent: true,
      defaultNonNullable: false,
      emptyObjectsUnknown: true,
    });
    return astToString(nodes);
  } catch (cause) {
    throw new UnusableInput({
      code: "emit/schema",
      severity: "error",
      message: `openapi-typescript could not make types of the document: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: "Run `callwright lint` and mend what it reports as errors.",
      place: { file: document.file },
    });
  }
}

/** The very copy of Redocly's core that openapi-typescript loads, with its one door to files and the network shut. */
function closedCore(): RedoclyCore {
  const here = createRequire(import.meta.url);
  const core = createRequire(here.resolve("openapi-typescript"))("@redocly/openapi-core") as RedoclyCore;
  core.BaseResolver.prototype.loadExternalRef = (url) =>
    Promise.reject(new Error(`a reference leads outside the document: ${url}`));
  return core;
}

/**
 * openapi-typescript files operations under their operationIds, and one that occurs twice would give two operations one
 * type. Without them every operation has its types in `paths`, where generated code looks for them.
 */
function withoutOperationIds(root: JsonObject): JsonObject {
  const paths = member(root, "paths");
  if (!isObject(paths)) return root;
  return { ...root, paths: mapValues(paths, (item) => mapValues(item, withoutOperationId)) };
}

function withoutOperationId(node: JsonObject): JsonObject {
  if (!Object.hasOwn(node, "operationId")) return node;
  const { operationId: _, ...rest } = node;
  return rest;
}

function mapValues(owner: JsonObject, change: (value: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(owner).map(([key, value]) => [key, isObject(value) ? change(value) : value]),
  );
}
