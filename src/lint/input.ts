/**
 * Prepares the document for the lint. Redocly compares the parts of a schema with each other, and searches for the end of
 * each brace in a server URL: parts far longer than anyone writes are cut off, with a finding. Everything else keeps its
 * pointer.
 */
import type { Diagnostic } from "../diagnostic.js";
import type { Json, JsonObject } from "../document/document.js";
import { raiseLimit } from "../document/limits.js";
import type { Limits } from "../document/limits.js";
import { pointerOf } from "../document/pointer.js";
import { isList, isObject } from "../document/refs.js";

export interface LintInput {
  /** The document itself if nothing is cut. */
  readonly root: JsonObject;
  /** One finding for each location at which something is cut. */
  readonly diagnostics: readonly Diagnostic[];
}

const DATA: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const"]);

/** Lists of schemas that Redocly compares with each other, or whose members it compares. */
const CHOICES: ReadonlySet<string> = new Set(["oneOf", "anyOf", "allOf"]);
const MEMBERS: ReadonlySet<string> = new Set(["properties", "required"]);

/** Lists up to these lengths are never cut, however often they occur. */
const fewChoices = 50;
const fewMembers = 2_000;

/** Prepares the document for the lint. The result shares unchanged parts with `root`. */
export function lintInput(root: JsonObject, limits: Limits): LintInput {
  const diagnostics: Diagnostic[] = [];
  const path: string[] = [];
  let left = limits.comparisons;

  function visit(value: Json, key: string): Json {
    if (DATA.has(key) || key.startsWith("x-")) return value;
    path.push(key);
    const result = visitParts(shortened(value, key));
    path.pop();
    return result;
  }

  function visitParts(value: Json): Json {
    if (isList(value)) return mapItems(value, visit);
    return isObject(value) ? mapMembers(value, visit) : value;
  }

  function shortened(value: Json, key: string): Json {
    if (typeof value === "string") return key === "url" ? shortUrl(value) : value;
    const most = CHOICES.has(key) ? affordable(sizeOf(value)) : mostMembers(key);
    if (sizeOf(value) <= most) return value;
    diagnostics.push(cut(sizeOf(value), most, "comparisons", limits, path));
    return isList(value) ? value.slice(0, most) : Object.fromEntries(Object.entries(value ?? {}).slice(0, most));
  }

  /** Returns how many alternatives of a list can still be compared with each other. */
  function affordable(choices: number): number {
    if (choices <= fewChoices) return fewChoices;
    const most = Math.max(fewChoices, Math.min(choices, Math.floor(Math.sqrt(left))));
    left = Math.max(0, left - most * most);
    return most;
  }

  function mostMembers(key: string): number {
    return MEMBERS.has(key) ? Math.max(fewMembers, Math.floor(Math.sqrt(limits.comparisons))) : Infinity;
  }

  function shortUrl(url: string): string {
    const parts = url.split("{");
    if (parts.length - 1 <= limits.pathSegments) return url;
    diagnostics.push(cut(parts.length - 1, limits.pathSegments, "pathSegments", limits, path));
    return parts.slice(0, limits.pathSegments + 1).join("{");
  }

  return { root: mapMembers(asWritten(root), visit), diagnostics };
}

/** OpenAPI 3.0 has no `webhooks`: they were read from `x-webhooks`, and the lint gets them under that key. */
function asWritten(root: JsonObject): JsonObject {
  const { webhooks: _, ...rest } = root;
  const { openapi: version } = root;
  return typeof version === "string" && version.startsWith("3.0") && Object.hasOwn(root, "x-webhooks") ? rest : root;
}

function sizeOf(value: Json): number {
  return isList(value) ? value.length : isObject(value) ? Object.keys(value).length : 0;
}

type Visit = (value: Json, key: string) => Json;

/** Returns the same list if no item changes. */
function mapItems(list: readonly Json[], visit: Visit): readonly Json[] {
  const items = list.map((item, index) => visit(item, String(index)));
  return items.some((item, index) => item !== list[index]) ? items : list;
}

/** Returns the same object if no member changes. */
function mapMembers(owner: JsonObject, visit: Visit): JsonObject {
  const entries = Object.entries(owner).map(
    ([key, item]) => [key, item === undefined ? item : visit(item, key)] as const,
  );
  return entries.some(([key, item]) => item !== owner[key]) ? Object.fromEntries(entries) : owner;
}

function cut(
  all: number,
  most: number,
  limit: "comparisons" | "pathSegments",
  limits: Limits,
  path: readonly string[],
): Diagnostic {
  return {
    code: "lint/cut",
    severity: "warning",
    message: `The lint checks only the first ${String(most)} of ${String(all)} parts here, because of the limit \`${limit}\` of ${String(limits[limit])}.`,
    hint: `Reduce their number, or ${raiseLimit(limit)}.`,
    place: { pointer: pointerOf(...path), onKey: true },
  };
}
