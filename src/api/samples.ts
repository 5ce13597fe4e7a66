/** Code samples, under every key that real documents hold them. */
import type { Diagnostic, Pointer } from "../diagnostic.js";
import type { Json, JsonObject } from "../document/document.js";
import { childPointer } from "../document/pointer.js";
import type { Sample } from "./api.js";
import { isObject, listOf, objectOf, optional, textOf, valueOf } from "./read.js";

export interface SamplesFound {
  readonly samples: readonly Sample[];
  readonly diagnostics: readonly Diagnostic[];
}

const KEYS: readonly string[] = ["x-codeSamples", "x-code-samples"];
const MISSPELT = /^x-?code-?samples?$/i;

export function readSamples(operation: JsonObject, at: Pointer): SamplesFound {
  const diagnostics: Diagnostic[] = [];
  const samples: Sample[] = [];
  for (const key of Object.keys(operation)) {
    if (!MISSPELT.test(key)) continue;
    samples.push(...readList(valueOf(operation, key), childPointer(at, key)));
    if (!KEYS.includes(key)) diagnostics.push(misspelt(key, childPointer(at, key)));
  }
  samples.push(...readOpenAiExamples(operation, at));
  return { samples, diagnostics };
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

/** OpenAI's `x-oaiMeta.examples`: one object or a list, each with a `request` keyed by language. */
function readOpenAiExamples(operation: JsonObject, at: Pointer): readonly Sample[] {
  const meta = objectOf(operation, "x-oaiMeta");
  if (!meta) return [];
  const pointer = childPointer(at, "x-oaiMeta", "examples");
  const single = objectOf(meta, "examples");
  if (single) return readRequest(single, pointer);
  return listOf(meta, "examples").flatMap((example, index) =>
    isObject(example) ? readRequest(example, childPointer(pointer, String(index))) : [],
  );
}

function readRequest(example: JsonObject, at: Pointer): readonly Sample[] {
  const request = objectOf(example, "request") ?? {};
  return Object.keys(request).flatMap((language) => {
    const source = textOf(request, language);
    const pointer = childPointer(at, "request", language);
    return source ? [{ language, ...optional("label", textOf(example, "title")), source, pointer }] : [];
  });
}

function misspelt(key: string, pointer: Pointer): Diagnostic {
  return {
    code: "api/misspelt-samples",
    severity: "warning",
    message: `Code samples stand under \`${key}\`, which documentation tools do not read.`,
    hint: "Rename the key to `x-codeSamples`.",
    place: { pointer, onKey: true },
  };
}
