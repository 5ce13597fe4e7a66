/** Runs programs as processes, as a user or CI does. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bin, root } from "./paths.js";

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The milliseconds after which it is killed, with every process that it started. */
  readonly timeout?: number;
}

/** Runs a program to completion, without colours, as without a terminal. */
export function runProgram(program: string, words: readonly string[], options: ProcessOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...words], {
      cwd: options.cwd,
      env: environment(options),
      stdio: ["ignore", "pipe", "pipe"],
      detached: options.timeout !== undefined,
    });
    const timer = options.timeout === undefined ? undefined : setTimeout(() => killGroup(child), options.timeout);
    const text = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text.stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (text.stderr += chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? -1, ...text });
    });
  });
}

export function environment({ env }: ProcessOptions): NodeJS.ProcessEnv {
  return { ...process.env, NODE_OPTIONS: "", NO_COLOR: "1", ...env };
}

/** A detached process leads a process group of its own. */
function killGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, "SIGKILL");
}

export function runNode(words: readonly string[], options?: ProcessOptions): Promise<Ended> {
  return runProgram(process.execPath, words, options);
}

export function callwright(words: readonly string[], options?: ProcessOptions): Promise<Ended> {
  return runNode([bin, ...words], options);
}

/** An option of Node.js with which programs that run for seconds take less processor time. */
export const optimisingLate = `--import=${pathToFileURL(path.join(root, "scripts", "lib", "optimise-late.mjs")).href}`;

/** Runs the repository's TypeScript compiler. */
export function tsc(words: readonly string[], options?: ProcessOptions): Promise<Ended> {
  return runNode([optimisingLate, createRequire(import.meta.url).resolve("typescript/bin/tsc"), ...words], options);
}

/** Whether `onTerminal` can run here. */
export const hasTerminals = process.platform === "linux" && existsSync("/usr/bin/script");

/** A question that a program prints, and what is typed when it is there. */
export type Answer = readonly [question: string, typed: string];

/**
 * Runs Callwright on a pseudo-terminal of 120 columns.
 *
 * @param answers in the order of the questions
 * @returns all that the terminal was given, escape sequences included
 */
export async function onTerminal(
  words: readonly string[],
  options: ProcessOptions = {},
  answers: readonly Answer[] = [],
): Promise<string> {
  const quoted = [process.execPath, bin, ...words].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qec", `stty cols 120; ${quoted}`, "/dev/null"], {
    cwd: options.cwd,
    env: environment(options),
    stdio: ["pipe", "pipe", "ignore"],
  });
  if (answers.length === 0) child.stdin.end();
  const left = [...answers];
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    const [question, typed] = left[0] ?? [];
    if (question === undefined || !text.includes(question)) return;
    left.shift();
    child.stdin.write(typed);
  });
  await once(child, "close");
  return text;
}
