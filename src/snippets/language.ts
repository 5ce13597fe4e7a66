/** Determines the language of a code sample. */
import type { SnippetLanguage } from "./snippet.js";

/** A sample as in the document: Redocly's `lang`, `label` and `source`. */
export interface LabelledSource {
  readonly language: string;
  readonly label?: string;
  readonly source: string;
}

const javaScriptWords = new Set("javascript js node nodejs typescript ts tsx jsx mjs ecmascript deno bun".split(" "));
const pythonWords = new Set(["python", "python2", "python3", "py"]);
const shellWords = new Set(["curl", "shell", "bash", "sh", "zsh", "console", "terminal", "cli"]);

/**
 * Returns the language by `lang`, or by the label if `lang` is unknown; undefined for languages that are not read. A
 * shell script counts as curl if it contains `curl`.
 */
export function languageOf({ language, label = "", source }: LabelledSource): SnippetLanguage | undefined {
  for (const text of [language, label]) {
    const found = wordsOf(text.toLowerCase().replace(/\bjava script\b/, "javascript"));
    if (found.some((word) => javaScriptWords.has(word))) return "javascript";
    if (found.some((word) => pythonWords.has(word))) return "python";
  }
  const isShell = (language.toLowerCase().match(/[a-z]+/g) ?? []).some((word) => shellWords.has(word));
  return isShell && /\bcurl\b/.test(source) ? "curl" : undefined;
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[a-z]+\d?/g) ?? [];
}

/** Whether source is Python although its label says JavaScript. */
export function looksLikePython(source: string): boolean {
  const lines = source.split("\n").map((line) => line.trimEnd());
  const isPython = lines.some(
    (line) =>
      /^(?:from\s+[\w.]+\s+import\b|import\s+[\w.]+(?:\s+as\s+\w+)?$)/.test(line) ||
      (/^(?:async\s+)?def\s+\w+\(/.test(line) && line.includes(")") && line.endsWith(":")),
  );
  return isPython && !lines.some((line) => /^\s*(?:const|let|var)(?:\s|$)/.test(line));
}
