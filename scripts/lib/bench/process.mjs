// @ts-check
// Runs the processes of one contender to completion, and measures their total time and memory.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/**
 * @typedef {{ program: string, words: readonly string[], cwd: string, isDone?: (code: number, said: string) => boolean }}
 * Command
 *   `isDone` says whether the command did its work, for programs that may do so with an exit code other than 0
 * @typedef {{ seconds: number, bytes: number | undefined, failure: string | undefined }} Run
 *   `bytes` is the peak of memory, on Linux only; `failure` describes briefly why a command did not finish its work
 */

const SAMPLING_MS = 50;
const SAID = 20_000;

/**
 * @param {readonly (readonly Command[])[]} stages run one after the other; the commands of one stage run at the same time
 * @param {{ timeout: number }} options seconds for each command, after which it is killed
 * @returns {Promise<Run>} never rejects
 */
export async function runStages(stages, { timeout }) {
  const start = process.hrtime.bigint();
  let bytes = 0;
  /** @type {Set<number>} */
  const alive = new Set();
  const sampling = setInterval(() => (bytes = Math.max(bytes, peakOf(alive))), SAMPLING_MS);
  try {
    for (const stage of stages) {
      const failures = await Promise.all(stage.map((command) => run(command, timeout, alive)));
      const failure = failures.find((reason) => reason !== undefined);
      if (failure !== undefined) return { seconds: secondsSince(start), bytes: bytes || undefined, failure };
    }
  } finally {
    clearInterval(sampling);
  }
  return { seconds: secondsSince(start), bytes: bytes || undefined, failure: undefined };
}

/** @param {bigint} start */
export function secondsSince(start) {
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/**
 * @param {Command} command
 * @param {number} timeout
 * @param {Set<number>} alive
 * @returns {Promise<string | undefined>} why it did not finish its work
 */
function run({ program, words, cwd, isDone = (code) => code === 0 }, timeout, alive) {
  return new Promise((resolve) => {
    // A process group of its own, so that its child processes end with it.
    const child = spawn(program, [...words], { cwd, env: quiet(), stdio: ["ignore", "pipe", "pipe"], detached: true });
    const { pid } = child;
    let said = "";
    let isLate = false;
    const listen = (/** @type {Buffer} */ chunk) => (said = (said + String(chunk)).slice(-SAID));
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    const timer = setTimeout(() => {
      isLate = true;
      if (pid !== undefined) process.kill(-pid, "SIGKILL");
    }, timeout * 1000);
    if (pid !== undefined) alive.add(pid);
    child.once("error", (error) => (said = error.message));
    child.once("close", (code) => {
      clearTimeout(timer);
      if (pid !== undefined) alive.delete(pid);
      if (isLate) resolve(`not done after ${timeout} s`);
      else resolve(isDone(code ?? 1, said) ? undefined : complaint(said) || `exit code ${code ?? "none"}`);
    });
  });
}

/** The environment, without anything that makes a contender contact its vendor, prompt, or colour its output. */
export function quiet() {
  return { ...process.env, REDOCLY_TELEMETRY: "off", DO_NOT_TRACK: "1", NO_COLOR: "1", CI: "1", FORCE_COLOR: "0" };
}

/**
 * @param {string} said
 * @returns {string} the line that best explains a failure, shortened, without paths of this machine
 */
function complaint(said) {
  const lines = said
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const found = lines.findIndex((line) => /[×✖❌]|error|failed/iu.test(line));
  const line = (found < 0 ? lines.at(-1) : lines[found]) ?? "";
  // Short lines only introduce the actual error.
  const text = (line.length < 60 || line.endsWith(":")) && found >= 0 ? `${line} ${lines[found + 1] ?? ""}` : line;
  return text
    .replaceAll(/(^|[\s"'])\/[^\s:"']+\/([^\s:/"']+)/gu, "$1$2")
    .replaceAll(/[×✖❌|`]/gu, "")
    .trim()
    .slice(0, 160);
}

/**
 * @param {Iterable<number>} pids
 * @returns {number} bytes: the sum, over these processes and all their living descendants, of the peak memory of
 *   each (`VmHWM`); 0 if the system does not report it
 */
function peakOf(pids) {
  let bytes = 0;
  for (const pid of pids) {
    const kilobytes = /^VmHWM:\s+(\d+) kB/mu.exec(read(`/proc/${pid}/status`))?.[1];
    bytes += Number(kilobytes ?? 0) * 1024 + peakOf(childrenOf(pid));
  }
  return bytes;
}

/**
 * @param {number} pid
 * @returns {number[]} the children of all its threads
 */
function childrenOf(pid) {
  let threads;
  try {
    threads = readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
  const listed = threads.map((thread) => read(`/proc/${pid}/task/${thread}/children`));
  return listed.join(" ").split(" ").filter(Boolean).map(Number);
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
