/** The code blocks of Markdown: CommonMark 0.31, section 4.5, wherever they stand, in lists and quotations too. */
import MarkdownIt from "markdown-it";

export interface Block {
  /** The first word after the fence, in lower case. */
  readonly language: string;
  readonly source: string;
  /** The line of the file, from 1, that the source begins on. */
  readonly line: number;
}

/** Blocks whose fence says so are left alone: `ts no-check`. */
const unchecked = /\bno-check\b/;

/** The fenced blocks of a text that say their language, in its order. */
export function blocksOf(text: string): readonly Block[] {
  return new MarkdownIt("commonmark").parse(text, {}).flatMap(({ type, info, content, map }): readonly Block[] => {
    const [language] = /^[\w-]+/.exec(info) ?? [];
    if (type !== "fence" || language === undefined || map === null || unchecked.test(info)) return [];
    return [{ language: language.toLowerCase(), source: content, line: map[0] + 2 }];
  });
}

/**
 * The position in the file of a character of a block's source, both from 1.
 *
 * @param lines of the file
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
  // The text before the source in its line: the marks of lists and quotations.
  const indentation = shown.endsWith(written) ? shown.length - written.length : 0;
  return { line: at, column: indentation + (before.at(-1)?.length ?? 0) + 1 };
}
