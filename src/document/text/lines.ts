/** Places in the text of a file: offsets become lines and columns. */

/** A place in a text, counted from 1, columns in UTF-16 code units as editors count them. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Finds the offset at which a value (or, with `onKey`, its key) stands, or that of its nearest existing ancestor. */
export type Locator = (tokens: readonly string[], onKey: boolean) => Located;

export interface Located {
  readonly offset: number;
  /** Whether every token led somewhere, and not only some of the first. */
  readonly exact: boolean;
}

/** Turns offsets into lines and columns; reads the text once, at the first call. */
export function lineIndex(text: string): (offset: number) => TextPosition {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    const line = lastNotAbove(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the last element that is at most `limit`, in a list that ascends from 0. */
function lastNotAbove(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
