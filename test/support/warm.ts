/**
 * Runs Callwright's command line in one process for the whole of a suite. It is for suites about what commands do, which run
 * dozens of them; suites about the process itself (signals, terminals, start-up) start one for each run, with `process.ts`.
 */
import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll } from "@jest/globals";
import { bin } from "./paths.js";
import { environment, type Ended, type ProcessOptions } from "./process.js";

/** What the process is sent. */
export interface Run {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

const here = path.dirname(fileURLToPath(import.meta.url));

/** Options of Node.js with which the lint of a document that was linted before is replayed. */
export const replayingLint = `--import=${pathToFileURL(path.join(here, "replayed-lint.mjs")).href}`;

/** Runs a command to completion, without colours, as without a terminal. */
export const callwright = warmCallwright();

/**
 * Gives a function that runs commands one after the other, in the order of its calls. It starts its process when it is first
 * called, and again after a run that ended it.
 *
 * @param nodeOptions of the process
 */
export function warmCallwright(nodeOptions: readonly string[] = []): typeof run {
  let last: Promise<unknown> = Promise.resolve();
  let child: ChildProcess | undefined;
  afterAll(() => void child?.kill("SIGKILL"));

  function start(): ChildProcess {
    const started = fork(path.join(here, "warm-callwright.mjs"), [bin], { execArgv: [...nodeOptions], stdio: "pipe" });
    return started.once("exit", () => (child = undefined));
  }
  function run(words: readonly string[], options: ProcessOptions = {}): Promise<Ended> {
    const ended = last.then(() => runIn((child ??= start()), words, options));
    last = ended.catch(() => undefined);
    return ended;
  }
  return run;
}

function runIn(child: ChildProcess, words: readonly string[], options: ProcessOptions): Promise<Ended> {
  return new Promise((resolve) => {
    const timer = options.timeout === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), options.timeout);
    // What Node.js itself says, as when memory ends.
    let stderr = "";
    const listen = (text: Buffer): void => void (stderr += String(text));
    const end = (ended: Ended): void => {
      clearTimeout(timer);
      child.stderr?.off("data", listen);
      child.off("message", onMessage).off("close", onClose);
      resolve(ended);
    };
    const onMessage = (ended: unknown): void => end(ended as Ended);
    const onClose = (code: number | null): void => end({ code: code ?? -1, stdout: "", stderr });
    child.stderr?.on("data", listen);
    child.once("message", onMessage).once("close", onClose);
    const env = environment({ env: { NODE_OPTIONS: replayingLint, ...options.env } });
    child.send({ words, cwd: options.cwd ?? process.cwd(), env } satisfies Run);
  });
}
