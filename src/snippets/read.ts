/** Reads a code sample of any language as a `Snippet`. Never throws, and runs nothing. */
import { readCurl } from "./curl.js";
import { readJavaScript } from "./javascript.js";
import { readPython } from "./python.js";
import type { Snippet, SnippetLanguage } from "./snippet.js";

/** The reader of each language. */
const READERS: Readonly<Record<SnippetLanguage, (source: string) => Snippet>> = {
  javascript: readJavaScript,
  python: readPython,
  curl: readCurl,
};

export function readSnippet(source: string, language: SnippetLanguage): Snippet {
  return READERS[language](source);
}
