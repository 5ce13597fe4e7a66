/** The text of `schema.ts`: the types of a document, made on a thread of their own where that is faster. */
import { availableParallelism } from "node:os";
import path from "node:path";
import { isMainThread } from "node:worker_threads";
import { pool } from "workerpool";
import { UnusableInput } from "../../diagnostic.js";
import type { Document } from "../../document/document.js";
import { packageRoot } from "../../package-root.js";
import type { Model } from "../../naming/surface.js";
import { declarationsOf, type Declarations } from "./input.js";
import type { Types } from "./types.js";

/**
 * From this many models on, a second thread makes the types while this one prints the resources. A smaller document takes
 * less time than the thread takes to start and to load its compilers.
 */
const MANY_MODELS = 1_000;

/**
 * `paths`, `components` and `webhooks` as TypeScript; operations are addressed by path and method.
 *
 * @throws UnusableInput with the part of the document that openapi-typescript cannot transform
 */
export async function emitSchema(document: Document, models: readonly Model[]): Promise<string> {
  const make = models.length >= MANY_MODELS && isBesideWorthwhile() ? beside : here;
  const types = await make(declarationsOf(document), models);
  if ("text" in types) return types.text;
  throw new UnusableInput({
    code: "emit/schema",
    severity: "error",
    message: `openapi-typescript could not generate types for this: ${types.cause}.`,
    hint: "Run `callwright lint` and fix what it reports here.",
    place: document.locate(types.failing, true),
  });
}

/** Workers are a file of the build, and the threads of several APIs already occupy the cores. */
function isBesideWorthwhile(): boolean {
  return isMainThread && availableParallelism() > 1 && !import.meta.url.endsWith(".ts");
}

async function here(declarations: Declarations, models: readonly Model[]): Promise<Types> {
  const { typesOf } = await import("./types.js");
  return typesOf(declarations, models);
}

async function beside(declarations: Declarations, models: readonly Model[]): Promise<Types> {
  const threads = pool(path.join(packageRoot(), "dist", "worker.js"), { workerType: "thread", maxWorkers: 1 });
  try {
    return (await threads.exec("typesOf", [declarations, models])) as Types;
  } finally {
    await threads.terminate(true);
  }
}
