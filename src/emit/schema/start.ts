/**
 * Prepares the types of a document before it is read, as the lint is prepared. Those of a large document are made on a thread of
 * their own, beside everything else.
 */
import { availableParallelism } from "node:os";
import { isMainThread } from "node:worker_threads";
import { extendedComponents } from "../../api/schema/discriminators.js";
import type { Document } from "../../document/document.js";
import type { Model } from "../../naming/surface.js";
import type { PlainDocument } from "./input.js";
import type { KeptTypes } from "./kept-types.js";
import { partsOf } from "./parts.js";
import { createThread, type Thread } from "./thread.js";
import { unusable } from "./untransformed.js";

/** Types that wait for their document. */
export interface PreparedTypes {
  /** Must be called at most once. */
  start(document: Document): StartedTypes;
  /** Ends what runs for them; nothing may be awaited then. */
  stop(): void;
}

/** Types that wait for the names. */
export interface StartedTypes {
  /**
   * The text of `schema.ts`, the same for each call.
   *
   * @throws UnusableInput with the part of the document that openapi-typescript cannot transform
   */
  text(models: readonly Model[]): Promise<string>;
}

/** Files of this size mostly have as many parts as a thread needs, which loads its compiler while they are read. */
const LARGE_FILE = 400_000;

/** From this many path items, webhooks and components on, a second thread saves more time than it takes to start. */
const MANY_PARTS = 200;

/**
 * @param bytes the size of the file that the document is read from, where its types are sure to be wanted
 * @param kept holds the types of the last run, and then of this one; the text is the same without it
 */
export function prepareTypes(bytes: number | undefined, kept?: KeptTypes): PreparedTypes {
  const mayHaveThread = bytes !== undefined && kept === undefined && canHaveThread();
  let thread: Thread | undefined = mayHaveThread && bytes >= LARGE_FILE ? createThread() : undefined;
  const stop = (): void => thread?.stop();

  function start(document: Document): StartedTypes {
    const isLarge = mayHaveThread && partsOf(document.root).length >= MANY_PARTS;
    if (isLarge) (thread ??= createThread()).prepare(plain(document));
    else stop();
    const make = async (models: readonly Model[]): Promise<string> => {
      try {
        return await (isLarge && thread ? thread.text(models) : textHere(plain(document), models, kept));
      } catch (failure) {
        throw unusable(document, failure);
      }
    };
    let text: Promise<string> | undefined;
    return {
      text: (models) => {
        text ??= make(models);
        // It may fail while the other files are made, before it is awaited.
        text.catch(() => undefined);
        return text;
      },
    };
  }

  return { start, stop };
}

/**
 * A thread that is not the main one is beside others already. The thread's code is a file of the build, and Node.js's permission
 * model may forbid threads.
 */
function canHaveThread(): boolean {
  const isBuilt = !import.meta.url.endsWith(".ts");
  const permission = process.permission as NodeJS.ProcessPermission | undefined;
  return isBuilt && isMainThread && availableParallelism() > 1 && permission?.has("worker") !== false;
}

function plain(document: Document): PlainDocument {
  const { root, version } = document;
  return { root, version, extended: extendedComponents(document) };
}

async function textHere(document: PlainDocument, models: readonly Model[], kept?: KeptTypes): Promise<string> {
  if (kept) return (await import("./kept-types.js")).keptSchemaText(document, models, kept);
  const { prepareSchema, schemaText, writableDocument } = await import("./schema.js");
  return schemaText(prepareSchema(writableDocument(document)), models);
}
