/**
 * The gate of everything that is printed. A document, a file name or a server may hold line breaks, escape sequences and
 * workflow commands, and the reader is a terminal, or a CI system that obeys its log.
 */
import { randomBytes } from "node:crypto";
import { workerData } from "node:worker_threads";

/** Characters that move the cursor, hide or reorder text: controls, bidi marks, joiners, variation and tag characters. */
const ILLEGIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Stands before an escape sequence of Callwright's own. It is new in each process, so that no document can hold it; a worker
 * is given that of the thread which prints its lines.
 */
const SEAL = sealGiven(workerData) ?? `\u001b${randomBytes(12).toString("hex")}`;

function sealGiven(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null || !("seal" in data)) return undefined;
  return typeof data.seal === "string" ? data.seal : undefined;
}

/** The `workerData` of a worker whose lines are printed by this thread. */
export const sealForWorkers = { seal: SEAL };

const SEALED = new RegExp(`${SEAL}(\\u001b\\[\\d+m)`);

/** An escape sequence that the gate lets pass. */
export function sealed(sequence: string): string {
  return sequence === "" ? "" : `${SEAL}${sequence}`;
}

/** A text on one line, with every illegible character as JSON would write it (RFC 8259, section 7). */
export function withEscapes(text: string): string {
  return text.replace(ILLEGIBLE, escaped);
}

function escaped(character: string): string {
  const short = JSON.stringify(character).slice(1, -1);
  if (short !== character) return short;
  return character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * One line as it may be printed. Escapes are those of JSON, so that a line of JSON keeps its meaning.
 *
 * @param isCommand whether the line is a workflow command of Callwright's own
 */
export function printable(line: string, isCommand = false): string {
  const parts = line.split(SEALED).map((part, index) => (index % 2 === 1 ? part : escapedButTabs(part)));
  // GitHub Actions obeys `##[…]` anywhere in a line, and Azure Pipelines `##vso[…]`.
  const safe = parts.join("").replace(/##(?=\w*\[)/g, "#\\u0023");
  return isCommand ? safe : safe.replace(COMMAND, "$1\\u003a:");
}

/** GitHub Actions obeys a line that begins with `::`, blanks left aside. */
const COMMAND = /^((?:\u001b\[\d+m|\s)*)::/;

function escapedButTabs(text: string): string {
  return text.split("\t").map(withEscapes).join("\t");
}
