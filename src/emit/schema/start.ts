/**
 * Starts the types of a document, which may be before its names are known. Those of a large document are made on a thread of
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

/** The types of a document. */
export interface StartedSchema {
  /** Begins what needs no names, if it can be done beside everything else. */
  begin(): void;
  /**
   * The text of `schema.ts`, the same for each call.
   *
   * @throws UnusableInput with the part of the document that openapi-typescript cannot transform
   */
  text(models: readonly Model[]): Promise<string>;
  /** Ends what was begun; nothing may be awaited then. */
  stop(): void;
}

/** From this many path items, webhooks and components on, a second thread saves more time than it takes to start. */
const MANY_PARTS = 200;

/** @param kept holds the types of the last run, and then of this one; the text is the same without it */
export function startSchema(document: Document, kept?: KeptTypes): StartedSchema {
  let thread: Thread | undefined;
  let text: Promise<string> | undefined;
  const begin = (): void => {
    if (!kept && isWorthAThread(document)) thread ??= createThread(plain(document));
  };
  const make = async (models: readonly Model[]): Promise<string> => {
    begin();
    try {
      return await (thread ? thread.text(models) : textHere(plain(document), models, kept));
    } catch (failure) {
      throw unusable(document, failure);
    }
  };
  return { begin, text: (models) => (text ??= make(models)), stop: () => thread?.stop() };
}

/** A thread that is not the main one is beside others already. The thread's code is a file of the build. */
function isWorthAThread({ root }: Document): boolean {
  const isBuilt = !import.meta.url.endsWith(".ts");
  return isBuilt && isMainThread && availableParallelism() > 1 && partsOf(root).length >= MANY_PARTS;
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
