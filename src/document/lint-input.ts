/**
 * The document as the lint gets it. Redocly looks through a whole `oneOf`, `anyOf` or `allOf` for each schema in it, so the
 * ends of very long ones are cut off; what is left keeps its places.
 */
import type { Diagnostic } from "../diagnostic.js";
import type { Json, JsonObject } from "./document.js";
import { raiseLimit } from "./limits.js";
import type { Limits } from "./limits.js";
import { pointerOf } from "./pointer.js";
import { isList } from "./work.js";

export interface LintInput {
  /** The document itself where nothing is cut. */
  readonly root: JsonObject;
  /** One finding for each list that was cut. */
  readonly diagnostics: readonly Diagnostic[];
}

const CHOICES: ReadonlySet<string> = new Set(["oneOf", "anyOf", "allOf"]);
const DATA: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const"]);

/** Lists up to this length are never cut, however many there are. */
const shortList = 50;

export function lintInput(root: JsonObject, limits: Limits): LintInput {
  const diagnostics: Diagnostic[] = [];
  const path: string[] = [];
  let left = limits.comparisons;

  function visit(value: Json, key: string): Json {
    if (typeof value !== "object" || value === null || DATA.has(key) || key.startsWith("x-")) return value;
    path.push(key);
    const given = isList(value) && CHOICES.has(key) ? cut(value) : value;
    const result = isList(given) ? mapItems(given, visit) : mapMembers(given, visit);
    path.pop();
    return result;
  }

  function cut(list: readonly Json[]): readonly Json[] {
    if (list.length <= shortList) return list;
    const length = Math.max(shortList, Math.min(list.length, Math.floor(Math.sqrt(left))));
    left = Math.max(0, left - length * length);
    if (length === list.length) return list;
    diagnostics.push(cutList(list.length, length, path, limits));
    return list.slice(0, length);
  }

  return { root: mapMembers(root, visit), diagnostics };
}

type Visit = (value: Json, key: string) => Json;

/** The list itself where no item changes. */
function mapItems(list: readonly Json[], visit: Visit): readonly Json[] {
  const items = list.map((item, index) => visit(item, String(index)));
  return items.some((item, index) => item !== list[index]) ? items : list;
}

/** The object itself where no member changes. */
function mapMembers(owner: JsonObject, visit: Visit): JsonObject {
  const entries = Object.entries(owner).map(
    ([key, item]) => [key, item === undefined ? item : visit(item, key)] as const,
  );
  return entries.some(([key, item]) => item !== owner[key]) ? Object.fromEntries(entries) : owner;
}

function cutList(all: number, length: number, tokens: readonly string[], { comparisons }: Limits): Diagnostic {
  return {
    code: "lint/cut-list",
    severity: "warning",
    message: `The lint looks at the first ${String(length)} of these ${String(all)} schemas only: comparing all with each other is beyond the limit \`comparisons\` of ${String(comparisons)}.`,
    hint: `Make the list shorter, or ${raiseLimit("comparisons")}.`,
    place: { pointer: pointerOf(...tokens), onKey: true },
  };
}
