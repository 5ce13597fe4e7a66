/** Finds the positions in the user's file of characters in a sample's source. */
import type { Position } from "../diagnostic.js";

/** A line and a column in the source of a sample, both from 0. */
interface Spot {
  readonly line: number;
  readonly column: number;
}

/** The lines of a file, without a byte order mark. */
export function linesOf(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
}

/**
 * Returns the position of a character of a scalar.
 *
 * Exact for YAML's literal block scalars (YAML 1.2.2, section 8.1.2), for quoted scalars on one line and for JSON
 * strings. Folded and multi-line flow scalars have other lines than the source, so the result is the scalar's own
 * position.
 *
 * @param lines the file, as returned by `linesOf`
 * @param scalar the start of the scalar: its quote, its `|`, or its first character
 * @param source the value of the scalar
 */
export function positionIn(lines: readonly string[], scalar: Position, source: string, offset: number): Position {
  const first = lines[scalar.line - 1]?.slice(scalar.column - 1) ?? "";
  const before = source.slice(0, offset).split("\n");
  const spot = { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
  const header = /^(?:[&!]\S*\s+)*\|([-+]?[1-9]?[-+]?)\s*(?:#.*)?$/.exec(first);
  if (header) return inBlock(lines, scalar, spot, source);
  if (/^["']/.test(first)) return inQuotes(first, scalar, offset) ?? scalar;
  return source.includes("\n") || !first.startsWith(source) ? scalar : { ...scalar, column: scalar.column + offset };
}

/** The first non-empty line determines the indentation. */
function inBlock(lines: readonly string[], scalar: Position, { line, column }: Spot, source: string): Position {
  const written = source.split("\n");
  const index = written.findIndex((one) => one.trim() !== "");
  const shown = lines[scalar.line + index] ?? "";
  const indentation = shown.length - (written[index] ?? "").length;
  // Lines that differ in more than indentation are not those of the source.
  if (index < 0 || indentation < 0 || shown.slice(indentation) !== written[index]) return scalar;
  return { ...scalar, line: scalar.line + line + 1, column: indentation + column + 1 };
}

const escapes = {
  '"': /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|[^\\"]/gsu,
  "'": /''|[^']/gsu,
} as const;

/** Walks a quoted scalar, one character of the source at a time. */
function inQuotes(first: string, scalar: Position, offset: number): Position | undefined {
  const pattern = first.startsWith('"') ? escapes['"'] : escapes["'"];
  let column = 1;
  let at = 0;
  for (const [piece] of first.slice(1).matchAll(pattern)) {
    if (at >= offset) break;
    at += piece.startsWith("\\") ? 1 : piece.length > 1 && piece === "''" ? 1 : piece.length;
    column += piece.length;
  }
  return at < offset ? undefined : { ...scalar, column: scalar.column + column };
}
