/** Runs on a thread of its own: prepares the document that it is sent, waits for the names, and answers with `schema.ts`. */
import { on } from "node:events";
import { parentPort } from "node:worker_threads";
import type { JsonObject } from "../../document/document.js";
import type { Model } from "../../naming/surface.js";
import { prepareSchema, schemaText, type Prepared } from "./schema.js";
import type { Answer, SentDocument } from "./thread.js";
import { Untransformed } from "./untransformed.js";

if (!parentPort) throw new Error("thread-main.ts runs on a thread of its own");
parentPort.postMessage(await answerTo(on(parentPort, "message")));

/** @param messages the document, and then the models */
async function answerTo(messages: AsyncIterator<readonly unknown[]>): Promise<Answer> {
  try {
    const prepared = prepare(await next<SentDocument>(messages));
    return { text: schemaText(prepared, await next<readonly Model[]>(messages)) };
  } catch (cause) {
    if (cause instanceof Untransformed) return { pointer: cause.pointer, words: cause.words };
    throw cause;
  } finally {
    await messages.return?.();
  }
}

/** A function of its own, so that the text of the document is free afterwards. */
function prepare({ json, ...rest }: SentDocument): Prepared {
  return prepareSchema({ ...rest, root: JSON.parse(new TextDecoder().decode(json)) as JsonObject });
}

async function next<T>(messages: AsyncIterator<readonly unknown[]>): Promise<T> {
  const { value } = (await messages.next()) as IteratorYieldResult<readonly unknown[]>;
  return value[0] as T;
}
