// @ts-check
// Times whole processes, in turn, so that what a shared machine does meets all of them alike.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { root } from "../run.mjs";

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {readonly (readonly string[])[]} programs Node.js programs with their arguments
 * @property {boolean} [together] whether the programs run at the same time, not one after the other
 * @property {string} [cwd]
 * @property {readonly number[]} [done] exit codes that count as finished; 0 alone without it
 * @property {() => void} [before] what is to be done before each run, untimed
 *
 * @typedef {object} Timing
 * @property {string} name
 * @property {number[]} seconds of the counted runs
 * @property {number} memory the most that all processes of a run held in memory at one moment, in bytes; 0 where the
 *   system does not say
 * @property {boolean} finished whether every program ended well and in time
 * @property {string} said the end of what it wrote to stderr where it did not
 */

/** Milliseconds after which a program is taken to be stuck. */
const LONGEST = 180_000;
/** Milliseconds between two looks at the memory. */
const LOOK = 20;

/**
 * Runs every contender once to warm up, then `rounds` times, one after the other in each round.
 *
 * @param {readonly Contender[]} contenders
 * @param {number} rounds
 * @returns {Promise<Timing[]>} in the order given
 */
export async function measure(contenders, rounds) {
  /** @type {Timing[]} */
  const timings = contenders.map(({ name }) => ({ name, seconds: [], memory: 0, finished: true, said: "" }));
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const timing = timings[index];
      // What failed once fails again.
      if (timing === undefined || !timing.finished) continue;
      const run = await runOnce(contender);
      timing.finished = run.finished;
      timing.memory = Math.max(timing.memory, run.memory);
      timing.said = run.finished ? "" : run.said;
      if (round >= 0) timing.seconds.push(run.seconds);
    }
  }
  return timings;
}

/** @param {Contender} contender */
async function runOnce({ programs, together = false, cwd = root, done = [0], before }) {
  before?.();
  const start = process.hrtime.bigint();
  /** @type {Awaited<ReturnType<typeof runProgram>>[]} */
  const ended = [];
  if (together) ended.push(...(await Promise.all(programs.map((words) => runProgram(words, cwd)))));
  else for (const words of programs) ended.push(await runProgram(words, cwd));
  const peaks = ended.map(({ memory }) => memory);
  return {
    seconds: Number(process.hrtime.bigint() - start) / 1e9,
    memory: together ? peaks.reduce((sum, peak) => sum + peak, 0) : Math.max(...peaks),
    finished: ended.every(({ code }) => done.includes(code)),
    said: ended.map(({ said }) => said).join("\n"),
  };
}

/**
 * @param {readonly string[]} words
 * @param {string} cwd
 * @returns {Promise<{ code: number, memory: number, said: string }>}
 */
function runProgram(words, cwd) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", NO_COLOR: "1" };
    const child = spawn(process.execPath, [...words], { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
    let memory = 0;
    let said = "";
    child.stderr.on("data", (chunk) => (said = (said + String(chunk)).slice(-2_000)));
    const looking = setInterval(() => (memory = Math.max(memory, residentOf(child.pid ?? 0))), LOOK);
    const stuck = setTimeout(() => child.kill("SIGKILL"), LONGEST);
    child.once("error", reject);
    child.once("close", (code) => {
      clearInterval(looking);
      clearTimeout(stuck);
      resolve({ code: code ?? 1, memory, said });
    });
  });
}

/**
 * Bytes that a process and all below it hold in memory now; 0 where there is no `/proc`.
 *
 * @param {number} pid
 * @returns {number}
 */
function residentOf(pid) {
  try {
    const [, kilobytes = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return children.map(Number).reduce((sum, child) => sum + residentOf(child), Number(kilobytes) * 1024);
  } catch {
    return 0;
  }
}

/**
 * @param {readonly number[]} numbers
 * @returns {number} NaN where there are none
 */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
