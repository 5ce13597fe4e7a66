/** Creates the document that readers should see: every operation has code samples that pass. */
import type { Json, JsonObject } from "../document/document.js";
import { tokensOf } from "../document/pointer.js";
import { isObject } from "../document/refs.js";
import { methodsOf } from "../naming/changes.js";
import type { Method } from "../naming/surface.js";
import { languageOf } from "../snippets/language.js";
import { proposals } from "./rewrite.js";
import { type VerifyInput, verifySamples } from "./verify.js";

export interface Documented {
  /** A copy that shares unchanged parts with the document. */
  readonly root: JsonObject;
  /** The number of the document's samples that pass and stay. */
  readonly kept: number;
  /** The number of new samples, for operations without a passing sample of a kind. */
  readonly made: number;
  /** The number of the document's samples that are left out, because they do not pass. */
  readonly leftOut: number;
}

const labels = { javascript: "TypeScript", curl: "curl" } as const;

/** The keys under which Redocly's page looks for samples. */
const sampleKeys: ReadonlySet<string> = new Set(["x-codeSamples", "x-code-samples"]);

/** Replaces the document's samples by passing ones, and adds missing ones. */
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

/** Samples in languages that are not verified; these stay. */
function othersOf({ operation }: Method): readonly JsonObject[] {
  return operation.samples
    .filter((sample) => languageOf(sample) === undefined || languageOf(sample) === "python")
    .map(({ language, label, source }) => ({ lang: language, ...(label === undefined ? {} : { label }), source }));
}

/** Copies only the objects on the path to the operation. */
function withSamples(value: JsonObject, [token, ...rest]: readonly string[], samples: readonly Json[]): JsonObject {
  if (token === undefined) {
    const others = Object.entries(value).filter(([key]) => !sampleKeys.has(key));
    return { ...Object.fromEntries(others), "x-codeSamples": samples };
  }
  const below = value[token];
  return isObject(below) ? { ...value, [token]: withSamples(below, rest, samples) } : value;
}
