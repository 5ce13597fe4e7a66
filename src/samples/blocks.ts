/** Finds the code blocks of Markdown (CommonMark 0.31, section 4.5), also in lists and quotations. */
import MarkdownIt from "markdown-it";

export interface Block {
  /** The first word after the fence, in lower case. */
  readonly language: string;
  readonly source: string;
  /** The line of the file, from 1, on which the source begins. */
  readonly line: number;
}

/** Blocks with this word after the language are not checked: `ts no-check`. */
const unchecked = /\bno-check\b/;

/** The fenced blocks of a text that name their language, in order. */
export function blocksOf(text: string): readonly Block[] {
  return new MarkdownIt("commonmark").parse(text, {}).flatMap(({ type, info, content, map }): readonly Block[] => {
    const [language] = /^[\w-]+/.exec(info) ?? [];
    if (type !== "fence" || language === undefined || map === null || unchecked.test(info)) return [];
    return [{ language: language.toLowerCase(), source: content, line: map[0] + 2 }];
  });
}

/**
 * Returns the position in the file of a character of a block's source, both from 1.
 *
 * @param lines the lines of the file
 */
export function positionInBlock(
  { source, line }: Block,
  offset: number,
  lines: readonly string[],
): { readonly line: number; readonly column: number } {
  const before = source.slice(0, offset).split("\n");
  const at = line + before.length - 1;
  const written = source.split("\n")[before.length - 1] ?? "";
  const shown = lines[at - 1] ?? "";
  // The text before the source in its line: the markers of lists and quotations.
  const indentation = shown.endsWith(written) ? shown.length - written.length : 0;
  return { line: at, column: indentation + (before.at(-1)?.length ?? 0) + 1 };
}
