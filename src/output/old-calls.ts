/**
 * Reads the calls of a package that has no manifest, made before there was one, out of the constants that its methods
 * hand to the runtime. The text is read as data and never executed.
 */
import type { FileSet } from "../fileset.js";

/**
 * The first three keys of each operation's constant, one a line. No other text of a generated file can look like this:
 * lines of comments begin with an asterisk, and no literal spans lines.
 */
const OPERATION = /^ +call: ("(?:[^"\\\n]|\\.)*"),\n +method: ("[A-Z]+"),\n +path: ("(?:[^"\\\n]|\\.)*"),$/gm;

/** The files of a package that hold such constants. */
export function isWithCalls(file: string): boolean {
  return file === "src/client.ts" || /^src\/resources\/[^/]+\.ts$/.test(file);
}

/** Address (`GET /api-keys/{id}`) to call (`apiKeys.retrieve`), in the order of the files. What does not parse is left out. */
export function readOldCalls(files: FileSet): ReadonlyMap<string, string> {
  const calls = new Map<string, string>();
  for (const text of files.values()) {
    for (const [, ...literals] of text.matchAll(OPERATION)) {
      const [call, method, path] = literals.map(textOf);
      if (call !== undefined && method !== undefined && path !== undefined && !calls.has(`${method} ${path}`))
        calls.set(`${method} ${path}`, call);
    }
  }
  return calls;
}

/** The text of a string literal in double quotes, which generated code writes as JSON. */
function textOf(literal: string): string | undefined {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
