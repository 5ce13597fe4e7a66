/** Reports patterns that Redocly's process stopped matching (`gate.mjs`). */
import { existsSync, readFileSync } from "node:fs";
import type { Diagnostic, Pointer } from "../diagnostic.js";
import type { JsonObject } from "../document/document.js";
import { pointerOf } from "../document/pointer.js";

/** The patterns in a file, one per line; empty if the file does not exist. */
export function readSlowPatterns(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line) => (line === "" ? [] : [JSON.parse(line) as string]));
}

/** The most patterns that are reported individually. */
const mostNamed = 20;

/** One finding per pattern, at the first place that has it. */
export function slowPatternFindings(patterns: readonly string[], root: JsonObject): readonly Diagnostic[] {
  if (patterns.length === 0) return [];
  const places = placesOf(new Set(patterns.slice(0, mostNamed)), root);
  const left = patterns.length - mostNamed;
  const also = left > 0 ? ` ${String(left)} more patterns were also skipped.` : "";
  return patterns.slice(0, mostNamed).map((pattern, index) => ({
    code: "lint/slow-pattern",
    severity: "warning",
    message: `The lint skips the pattern \`${pattern}\`, because matching it takes too long.${index === 0 ? also : ""}`,
    hint: "Avoid nested repetition such as `(a+)+`, so that there is only one way to match.",
    place: places.get(pattern) ?? { pointer: pointerOf() },
  }));
}

type PatternLocation = { readonly pointer: Pointer; readonly onKey?: boolean };

/** The first use of each pattern, as `pattern` or as a key of `patternProperties`. */
function placesOf(wanted: ReadonlySet<string>, root: JsonObject): ReadonlyMap<string, PatternLocation> {
  const found = new Map<string, PatternLocation>();
  const note = (pattern: string, tokens: readonly string[], onKey: boolean): void => {
    if (wanted.has(pattern) && !found.has(pattern)) found.set(pattern, { pointer: pointerOf(...tokens), onKey });
  };
  function visit(value: object, tokens: readonly string[]): void {
    for (const [key, part] of Object.entries(value)) {
      if (key === "pattern" && typeof part === "string") note(part, [...tokens, key], false);
      if (tokens.at(-1) === "patternProperties") note(key, [...tokens, key], true);
      if (found.size < wanted.size && typeof part === "object" && part !== null)
        visit(part as object, [...tokens, key]);
    }
  }
  visit(root, []);
  return found;
}
