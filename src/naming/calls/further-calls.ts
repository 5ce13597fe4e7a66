/** Operations that a `stainless.yml` gives several calls, such as `approve` and `reject`, or an alias of an older name. */
import type { Decisions } from "../../config/decisions.js";
import type { Diagnostic } from "../../diagnostic.js";
import { addressText, blankAddress } from "../../document/address.js";
import { type Candidate, callKey, candidate } from "./candidates.js";
import type { Settled } from "./clashes.js";
import { redirecter, writtenCall } from "../evidence/overrides.js";
import { finding } from "../findings/finding.js";

export interface FurtherCalls {
  /** Those given, each followed by the further calls of its operation. */
  readonly settled: readonly Settled[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A further call yields to every other: where its name is taken, it is left out, with a finding. */
export function withFurtherCalls(settled: readonly Settled[], config: Decisions): FurtherCalls {
  const further = Object.entries(config.stainlessFurther ?? {});
  if (further.length === 0) return { settled, diagnostics: [] };
  const byAddress = new Map(further.map(([address, calls]) => [blankAddress(address), calls]));
  const taken = new Set(settled.flatMap(({ segments }) => [callKey(segments), ...namespacesOf(segments)]));
  const methods = new Set(settled.map(({ segments }) => callKey(segments)));
  const redirected = redirecter(config);
  const diagnostics: Diagnostic[] = [];
  const all = settled.flatMap((one): Settled[] => {
    const { operation, convention } = one.claimant;
    const calls = byAddress.get(blankAddress(addressText(operation.address))) ?? [];
    const more = calls.flatMap((call): Settled[] => {
      const position = config.placeOf?.("stainlessFurther", call);
      const segments = writtenCall(call);
      const suggested = segments && candidate({ kind: "stainless" }, segments, position ? { position } : {});
      const chosen = suggested && redirected(suggested, operation, convention);
      if (chosen && isFree(chosen, taken, methods)) {
        for (const key of [callKey(chosen.segments), ...namespacesOf(chosen.segments)]) taken.add(key);
        methods.add(callKey(chosen.segments));
        return [{ claimant: one.claimant, segments: chosen.segments, chosen, lost: [] }];
      }
      const message = `\`${call}\`, another call of ${addressText(operation.address)} in the stainless.yml, is already taken, so it is left out.`;
      diagnostics.push(finding("further-call", "warning", message, position, "Give one of them another name."));
      return [];
    });
    return [one, ...more];
  });
  return { settled: all, diagnostics };
}

function isFree({ segments }: Candidate, taken: ReadonlySet<string>, methods: ReadonlySet<string>): boolean {
  return !taken.has(callKey(segments)) && !namespacesOf(segments).some((namespace) => methods.has(namespace));
}

function namespacesOf(segments: readonly string[]): readonly string[] {
  return segments.slice(1).map((_, index) => callKey(segments.slice(0, index + 1)));
}
