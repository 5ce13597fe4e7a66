/** Operations that have several calls, such as `approve` and `reject`, or an alias of an older name. */
import type { Decisions } from "../../config/decisions.js";
import type { Operation } from "../../api/api.js";
import type { Diagnostic, Position } from "../../diagnostic.js";
import { addressText, blankAddress } from "../../document/address.js";
import { type Candidate, callKey, candidate } from "./candidates.js";
import { groupBy, type Settled } from "./clashes.js";
import { redirecter, writtenCall } from "../evidence/overrides.js";
import { unmatchedEntry } from "../findings/entries.js";
import { finding } from "../findings/finding.js";

export interface FurtherCalls {
  /** Those given, each followed by the further calls of its operation. */
  readonly settled: readonly Settled[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A further call of one operation, and where it was written. */
interface Further {
  readonly call: string;
  readonly address: string;
  readonly kind: "callsEntry" | "stainless";
  readonly position: Position | undefined;
}

/** A further call yields to every other: where its name is taken, it is left out, with a finding. */
export function withFurtherCalls(settled: readonly Settled[], config: Decisions): FurtherCalls {
  const further = furtherCalls(config);
  if (further.length === 0) return { settled, diagnostics: [] };
  const taken = new Set(settled.flatMap(({ segments }) => [callKey(segments), ...namespacesOf(segments)]));
  const methods = new Set(settled.map(({ segments }) => callKey(segments)));
  const redirected = redirecter(config);
  const known = new Set(settled.map(({ claimant }) => addressOf(claimant.operation)));
  const byAddress = groupBy(further, ({ address }) => address);
  const diagnostics = further
    .filter(({ kind, address }) => kind === "callsEntry" && !known.has(address))
    .map(({ call, position }) => unmatchedEntry("aliases", call, position));
  const all = settled.flatMap((one): Settled[] => {
    const { operation, convention } = one.claimant;
    const own = byAddress.get(addressOf(operation)) ?? [];
    const more = own.flatMap(({ call, kind, position }): Settled[] => {
      const segments = writtenCall(call);
      const suggested = segments && candidate({ kind }, segments, position ? { position } : {});
      const chosen = suggested && redirected(suggested, operation, convention);
      if (chosen && isFree(chosen, taken, methods)) {
        for (const key of [callKey(chosen.segments), ...namespacesOf(chosen.segments)]) taken.add(key);
        methods.add(callKey(chosen.segments));
        return [{ claimant: one.claimant, segments: chosen.segments, chosen, lost: [] }];
      }
      const message = `\`${call}\`, another call of ${addressText(operation.address)} in the ${kind === "stainless" ? "stainless.yml" : "configuration"}, is already taken, so it is left out.`;
      diagnostics.push(finding("further-call", "warning", message, position, "Give one of them another name."));
      return [];
    });
    return [one, ...more];
  });
  return { settled: all, diagnostics };
}

/** The further calls of a `stainless.yml`, then the user's own. */
function furtherCalls({ stainlessFurther = {}, aliases = {}, placeOf }: Decisions): readonly Further[] {
  const theirs = Object.entries(stainlessFurther).flatMap(([address, calls]) =>
    calls.map((call): Further => ({
      call,
      address: blankAddress(address),
      kind: "stainless",
      position: placeOf?.("stainlessFurther", call),
    })),
  );
  const own = Object.entries(aliases).map(([call, address]): Further => ({
    call,
    address: blankAddress(address),
    kind: "callsEntry",
    position: placeOf?.("aliases", call),
  }));
  return [...theirs, ...own];
}

function addressOf({ address }: Operation): string {
  return blankAddress(addressText(address));
}

function isFree({ segments }: Candidate, taken: ReadonlySet<string>, methods: ReadonlySet<string>): boolean {
  return !taken.has(callKey(segments)) && !namespacesOf(segments).some((namespace) => methods.has(namespace));
}

function namespacesOf(segments: readonly string[]): readonly string[] {
  return segments.slice(1).map((_, index) => callKey(segments.slice(0, index + 1)));
}
