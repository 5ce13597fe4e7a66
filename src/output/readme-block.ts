/** Finds the generated part of a README that its owner also writes: the part between two marks. */
import { readmeMarks } from "../readme-marks.js";

export const readmeFile = "README.md";

/** A README, split at the marks. */
interface Cut {
  readonly before: string;
  /** Includes both marks, and the line feed after the second. */
  readonly block: string;
  readonly after: string;
}

/** Returns undefined if the marks are missing or out of order. Marks must begin a line, so that marks in code do not count. */
export function blockIn(text: string): Cut | undefined {
  const begin = startOf(readmeMarks.begin, text, 0);
  const end = begin === undefined ? undefined : startOf(readmeMarks.end, text, begin);
  if (begin === undefined || end === undefined) return undefined;
  const line = text.indexOf("\n", end);
  const stop = line < 0 ? text.length : line + 1;
  return { before: text.slice(0, begin), block: text.slice(begin, stop), after: text.slice(stop) };
}

function startOf(mark: string, text: string, from: number): number | undefined {
  if (from === 0 && text.startsWith(mark)) return 0;
  const found = text.indexOf(`\n${mark}`, from);
  return found < 0 ? undefined : found + 1;
}
