/** The document as its readers should see it: every operation with code samples that pass. */
import type { Json, JsonObject } from "../document/document.js";
import { tokensOf } from "../document/pointer.js";
import { isObject } from "../document/refs.js";
import { methodsOf } from "../naming/changes.js";
import type { Method } from "../naming/surface.js";
import { languageOf } from "../snippets/language.js";
import { proposals } from "./rewrite.js";
import { type VerifyInput, verifySamples } from "./verify.js";

export interface Documented {
  /** A copy; what is not changed is shared with the document. */
  readonly root: JsonObject;
  /** Samples of the document that pass and stay. */
  readonly kept: number;
  /** Samples that were made, for operations that have none of a kind or none that passes. */
  readonly made: number;
  /** Samples of the document that do not pass, which are left out. */
  readonly leftOut: number;
}

const labels = { javascript: "TypeScript", curl: "curl" } as const;

/** The keys under which Redocly's page looks for samples. */
const sampleKeys: ReadonlySet<string> = new Set(["x-codeSamples", "x-code-samples"]);

export function withPassingSamples(input: VerifyInput): Documented {
  const verification = verifySamples(input);
  const { sound } = proposals(verification, input, true);
  const passing = verification.verified.flatMap(({ specimen, findings }) => (findings.length === 0 ? [specimen] : []));
  const made = sound.map((proposal) => proposal.made);
  let root = input.document.root;
  const counts = { kept: 0, made: 0 };
  for (const method of methodsOf(input.surface)) {
    const ofOperation = (["javascript", "curl"] as const).flatMap((kind) => {
      const own = passing.find((one) => one.method.call === method.call && one.kind === kind);
      const specimen = own ?? made.find((one) => one.method.call === method.call && one.kind === kind);
      if (specimen === undefined) return [];
      counts[own === undefined ? "made" : "kept"] += 1;
      return [{ lang: labels[kind].toLowerCase(), label: labels[kind], source: specimen.sample.source }];
    });
    root = withSamples(root, tokensOf(method.operation.pointer), [...ofOperation, ...othersOf(method)]);
  }
  const leftOut = verification.verified.length - passing.length;
  return { root, ...counts, leftOut };
}

/** Samples in languages that are not verified stay. */
function othersOf({ operation }: Method): readonly JsonObject[] {
  return operation.samples
    .filter((sample) => languageOf(sample) === undefined || languageOf(sample) === "python")
    .map(({ language, label, source }) => ({ lang: language, ...(label === undefined ? {} : { label }), source }));
}

/** Copies what stands on the way to the operation, and nothing else. */
function withSamples(value: JsonObject, [token, ...rest]: readonly string[], samples: readonly Json[]): JsonObject {
  if (token === undefined) {
    const others = Object.entries(value).filter(([key]) => !sampleKeys.has(key));
    return { ...Object.fromEntries(others), "x-codeSamples": samples };
  }
  const below = value[token];
  return isObject(below) ? { ...value, [token]: withSamples(below, rest, samples) } : value;
}
