/** The generated part of a README that its owner writes, too: what stands between two marks. */
import { readmeMarks } from "../readme-marks.js";

export const readmeFile = "README.md";

/** A README, cut at the marks. */
interface Cut {
  readonly before: string;
  /** With both marks, and the line feed behind the second. */
  readonly block: string;
  readonly after: string;
}

/** Undefined where the marks are missing, or not in their order. Marks stand at the start of a line, so that code does not count. */
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
