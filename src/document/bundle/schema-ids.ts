/** The names that schemas give themselves, by which references may call them instead of by their place. */
import type { Json } from "../document.js";
import type { Target } from "../origin.js";
import type { Source } from "../text/source-file.js";

/** Those of one file (JSON Schema 2020-12, sections 8.2.1 and 8.2.2). */
export interface Names {
  readonly anchors: ReadonlyMap<string, string[]>;
  /** How many schemas carry each `$dynamicAnchor`. */
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

/** Gives the names of a file; each file is searched once, at the first call for it. */
export function createNames(): (source: Source) => Names {
  const known = new Map<Source, Names>();
  return (source) => {
    const names = known.get(source) ?? readNames(source);
    known.set(source, names);
    return names;
  };
}

/** A file as the target of a reference without a pointer. */
export function wholeOf(source: Source): Target {
  return { source, tokens: [], value: source.value };
}
