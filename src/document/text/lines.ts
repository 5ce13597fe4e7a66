/** Converts offsets in text to lines and columns. */

/** A position in text. Lines and columns begin at 1; columns count UTF-16 code units, as editors do. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Finds the offset of a value (or, with `onKey`, of its key), or of its nearest existing ancestor. */
export type Locator = (tokens: readonly string[], onKey: boolean) => Located;

export interface Located {
  readonly offset: number;
  /** Whether all tokens were found, not only the first ones. */
  readonly exact: boolean;
}

/** Creates a function that converts offsets to lines and columns; it reads the text once, on first use. */
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

/** The index of the last element that is not greater than `limit`, in an ascending list that begins with 0. */
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
