/** Reads code samples, under every key that real documents use for them. */
import type { Diagnostic, Pointer } from "../diagnostic.js";
import type { Json, JsonObject } from "../document/document.js";
import { raiseLimit, type Limits } from "../document/limits.js";
import { childPointer } from "../document/pointer.js";
import type { Sample } from "./api.js";
import { isObject, optional, textOf, valueOf } from "./values.js";

export interface SamplesFound {
  readonly samples: readonly Sample[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The code of the finding about a sample that is not read. */
export const excessiveSample = "api/excessive-sample";

const KEYS: readonly string[] = ["x-codeSamples", "x-code-samples"];
const MISSPELT = /^x-?code-?samples?$/i;

/** Samples beyond a limit are left out with a finding, because parsers search for closing brackets repeatedly. */
export function readSamples(operation: JsonObject, at: Pointer, limits: Limits): SamplesFound {
  const found = findSamples(operation, at);
  const excesses = found.samples.map((sample) => excessOf(sample, limits));
  return {
    samples: found.samples.filter((_, index) => excesses[index] === undefined),
    diagnostics: [...found.diagnostics, ...excesses.filter((excess) => excess !== undefined)],
  };
}

function findSamples(operation: JsonObject, at: Pointer): SamplesFound {
  const diagnostics: Diagnostic[] = [];
  const samples: Sample[] = [];
  const keyed: Sample[] = [];
  for (const key of Object.keys(operation)) {
    if (!MISSPELT.test(key)) {
      if (/^x-/i.test(key)) keyed.push(...readKeyed(valueOf(operation, key), childPointer(at, key), undefined, 0));
      continue;
    }
    samples.push(...readList(valueOf(operation, key), childPointer(at, key)));
    if (!KEYS.includes(key)) diagnostics.push(misspelt(key, childPointer(at, key)));
  }
  return { samples: [...samples, ...keyed], diagnostics };
}

function readList(value: Json | undefined, at: Pointer): readonly Sample[] {
  const list: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value];
  return list.flatMap((node, index) => {
    if (!isObject(node)) return [];
    const source = textOf(node, "source");
    const language = textOf(node, "lang");
    if (!source || !language) return [];
    const pointer = childPointer(at, ...(Array.isArray(value) ? [String(index)] : []), "source");
    return [{ language, ...optional("label", textOf(node, "label")), source, pointer }];
  });
}

/** The deepest level below an extension that is searched: OpenAI's samples are at `x-oaiMeta.examples[0].request.node`. */
const deepestExtension = 4;
const LANGUAGE =
  /^(?:java-?script|js|node(?:\.?js|js)?|type-?script|ts|tsx|jsx|deno|bun|python[23]?|py|curl|shell|bash|sh)(?:[-_ .:].*)?$/i;

/** Samples of any vendor's extension that are keyed by language; the title of the object around them becomes their label. */
function readKeyed(value: Json | undefined, at: Pointer, label: string | undefined, depth: number): readonly Sample[] {
  if (depth > deepestExtension) return [];
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) =>
      readKeyed(item, childPointer(at, String(index)), label, depth + 1),
    );
  if (!isObject(value)) return [];
  const title = textOf(value, "title") ?? label;
  return Object.keys(value).flatMap((key) => {
    const found = valueOf(value, key);
    const pointer = childPointer(at, key);
    if (!LANGUAGE.test(key)) return readKeyed(found, pointer, title, depth + 1);
    const source = textOf(value, key);
    return source ? [{ language: key, ...optional("label", title), source, pointer }] : [];
  });
}

function excessOf({ source, pointer }: Sample, { sampleLength, sampleDepth }: Limits): Diagnostic | undefined {
  if (source.length > sampleLength) {
    const what = `has more characters than the limit \`sampleLength\` of ${String(sampleLength)}`;
    return excess("sampleLength", what, pointer);
  }
  if (nesting(source) <= sampleDepth) return undefined;
  const what = `nests brackets deeper than the limit \`sampleDepth\` of ${String(sampleDepth)}`;
  return excess("sampleDepth", what, pointer);
}

function excess(limit: "sampleLength" | "sampleDepth", what: string, pointer: Pointer): Diagnostic {
  return {
    code: excessiveSample,
    severity: "warning",
    message: `The code sample ${what}, so it is not read.`,
    hint: `Simplify it, or ${raiseLimit(limit)}.`,
    place: { pointer },
  };
}

/** The most brackets of any kind that are open at once, in any language; unmatched closing brackets do not count. */
function nesting(source: string): number {
  let most = 0;
  let open = 0;
  for (const [bracket] of source.matchAll(/[([{)\]}]/g)) {
    open = "([{".includes(bracket) ? open + 1 : Math.max(0, open - 1);
    most = Math.max(most, open);
  }
  return most;
}

function misspelt(key: string, pointer: Pointer): Diagnostic {
  return {
    code: "api/misspelt-samples",
    severity: "warning",
    message: `Code samples are under \`${key}\`, which documentation tools do not read.`,
    hint: "Rename the key to `x-codeSamples`.",
    place: { pointer, onKey: true },
  };
}
