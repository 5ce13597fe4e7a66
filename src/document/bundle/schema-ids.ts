/** Identifiers that schemas declare (`$id`, `$anchor`, `$dynamicAnchor`), which references can use instead of a pointer. */
import type { Json } from "../document.js";
import type { Target } from "../origin.js";
import type { Source } from "../text/source-file.js";

/** The identifiers of one file (JSON Schema 2020-12, sections 8.2.1 and 8.2.2). */
export interface Names {
  readonly anchors: ReadonlyMap<string, string[]>;
  /** The number of schemas with each `$dynamicAnchor`. */
  readonly dynamic: ReadonlyMap<string, number>;
  readonly ids: ReadonlyMap<string, Target>;
}

function readNames(source: Source): Names {
  const anchors = new Map<string, string[]>();
  const dynamic = new Map<string, number>();
  const ids = new Map<string, Target>();
  const seen = new Set<object>();
  const waiting: Target[] = [wholeOf(source)];
  for (let target = waiting.pop(); target !== undefined; target = waiting.pop()) {
    const { value, tokens } = target;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const [key, part] of Object.entries(value) as [string, Json][]) {
      if (typeof part === "object") waiting.push({ source, tokens: [...tokens, key], value: part });
      if (typeof part !== "string") continue;
      if (key === "$anchor" || key === "$dynamicAnchor") anchors.set(part, [...tokens]);
      if (key === "$dynamicAnchor") dynamic.set(part, (dynamic.get(part) ?? 0) + 1);
      else if (key === "$id" || key === "$self") ids.set(part.replace(/#$/, ""), target);
    }
  }
  return { anchors, dynamic, ids };
}

/** Creates a function that returns the identifiers of a file; it searches each file once, on first use. */
export function createNames(): (source: Source) => Names {
  const known = new Map<Source, Names>();
  return (source) => {
    const names = known.get(source) ?? readNames(source);
    known.set(source, names);
    return names;
  };
}

/** The whole file as a target: that of a reference without a pointer. */
export function wholeOf(source: Source): Target {
  return { source, tokens: [], value: source.value };
}
