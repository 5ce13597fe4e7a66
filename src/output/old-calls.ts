/**
 * Reads the calls of a package that predates the manifest from the constants that its methods pass to the runtime. The
 * text is read as data and never executed.
 */
import type { FileSet } from "../fileset.js";

/**
 * The first three keys of each operation's constant, one per line. No other text of a generated file can match: comment
 * lines begin with an asterisk, and no literal spans lines.
 */
const OPERATION = /^ +call: ("(?:[^"\\\n]|\\.)*"),\n +method: ("[A-Z]+"),\n +path: ("(?:[^"\\\n]|\\.)*"),$/gm;

/** Whether a file of a package contains such constants. */
export function isWithCalls(file: string): boolean {
  return file === "src/client.ts" || /^src\/resources\/[^/]+\.ts$/.test(file);
}

/** Maps addresses (`GET /api-keys/{id}`) to calls (`apiKeys.retrieve`), in file order. Skips what does not parse. */
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

/** The value of a string literal in double quotes, which generated code writes as JSON. */
function textOf(literal: string): string | undefined {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
