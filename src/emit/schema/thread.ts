/** Makes types on a thread of their own, which runs `thread-main.ts`. */
import { once } from "node:events";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Pointer } from "../../diagnostic.js";
import { jsonBytes } from "../../document/json.js";
import type { Model } from "../../naming/surface.js";
import { packageRoot } from "../../package-root.js";
import type { PlainDocument } from "./input.js";
import { Untransformed } from "./untransformed.js";

/** A document as the thread is sent it: as JSON in UTF-8, which takes half as long to read as a clone. */
export type SentDocument = Omit<PlainDocument, "root"> & { readonly json: Uint8Array };

/** What the thread answers with. */
export type Answer = { readonly text: string } | { readonly pointer: Pointer; readonly words: string };

/** A thread that waits for a document, and then for the names. */
export interface Thread {
  /** Sends it its document, which must be done once. */
  prepare(document: PlainDocument): void;
  /** Must be called at most once, after `prepare`. @throws Untransformed */
  text(models: readonly Model[]): Promise<string>;
  stop(): void;
}

export function createThread(): Thread {
  // Options of the program's own start, such as `--input-type`, need not suit a file.
  const thread = new Worker(path.join(packageRoot(), "dist", "emit", "schema", "thread-main.js"), { execArgv: [] });
  const answer = answerOf(thread);
  // A run that fails before it needs the types neither awaits them nor waits for the thread to end.
  answer.catch(() => undefined);
  thread.unref();
  return {
    prepare: (document) => thread.postMessage(sent(document)),
    text: async (models) => {
      thread.ref();
      thread.postMessage(models);
      const given = await answer;
      if ("text" in given) return given.text;
      throw new Untransformed(given.pointer, given.words);
    },
    stop: () => void thread.terminate(),
  };
}

function sent({ root, ...rest }: PlainDocument): SentDocument {
  return { ...rest, json: jsonBytes(root) };
}

/** @throws whatever ended the thread without an answer */
async function answerOf(thread: Worker): Promise<Answer> {
  const ended = once(thread, "exit").then(([code]) => {
    throw new Error(`the thread that makes types ended with ${String(code)}`);
  });
  const [answer] = (await Promise.race([once(thread, "message"), ended])) as [Answer];
  return answer;
}
