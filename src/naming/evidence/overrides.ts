/** The names that the user decided: single calls, the namespace of a path prefix, and verbs. */
import type { Operation } from "../../api/api.js";
import type { Decisions, Locked, PlacedKey, Texts } from "../../config/decisions.js";
import type { Pointer, Position } from "../../diagnostic.js";
import { addressText, blankAddress, normalisedAddress } from "../../document/address.js";
import { type Candidate, candidate, changed, legalSegments, placeOfEvidence } from "../calls/candidates.js";
import { camelCase } from "../identifiers.js";
import { caser, withCasings } from "./casings.js";
import { isBelow } from "../calls/paths.js";
import type { Cause, EvidencePlace } from "../findings/reasons.js";
import type { Convention, EvidenceReader } from "./evidence.js";

/** A call by address, with the address as its author wrote it. */
type Listed = readonly [address: string, call: string];

/** Looks an operation up in a map by address. */
function callReader(calls: Locked | undefined): (operation: Operation) => Listed | undefined {
  const entries: readonly Listed[] = isMap(calls) ? [...calls] : Object.entries(calls ?? {});
  if (entries.length === 0) return () => undefined;
  const exactly = new Map(entries.map((entry) => [entry[0], entry]));
  const byAddress = new Map(entries.map((entry) => [normalisedAddress(entry[0]), entry]));
  const blank = new Map(entries.map((entry) => [blankAddress(entry[0]), entry]));
  return ({ address }) => {
    const text = addressText(address);
    return exactly.get(text) ?? byAddress.get(normalisedAddress(text)) ?? blank.get(blankAddress(text));
  };
}

function isMap(calls: Locked | undefined): calls is ReadonlyMap<string, string> {
  return calls instanceof Map;
}

/** Reads the locked call of an operation, as segments. */
export function lockedReader({ locked }: Decisions): (operation: Operation) => readonly string[] | undefined {
  const before = callReader(locked);
  return (operation) => {
    const [, call] = before(operation) ?? [];
    return call === undefined ? undefined : writtenCall(call);
  };
}

/** A call that a person wrote, as segments; undefined where it is not a call, as `keys..list` or an empty string. */
export function writtenCall(call: string): readonly string[] | undefined {
  const segments = call.trim().split(".");
  return segments.every((segment) => /^[$_-]*[\p{L}\p{N}][\p{L}\p{N}$_-]*$/u.test(segment))
    ? legalSegments(segments, true)
    : undefined;
}

/** Reads the calls that the owner decided, for which nothing else counts. */
export function overrideReader(config: Decisions): EvidenceReader {
  const [calls, stainless, locked] = [config.calls, config.stainless, config.locked].map(callReader);
  const placed = (key: PlacedKey, entry: Listed | undefined) => (entry ? config.placeOf?.(key, entry[0]) : undefined);
  return ({ route: { operation } }) => {
    const { pointer, wantedCall } = operation;
    const [entry, theirs] = [calls?.(operation), stainless?.(operation)];
    return [
      ...override("callsEntry", entry?.[1], pointer, placed("calls", entry)),
      ...override("callExtension", wantedCall, `${pointer}/x-callwright-call`),
      ...override("stainless", theirs?.[1], pointer, placed("stainless", theirs)),
      ...override("lock", locked?.(operation)?.[1], pointer),
    ];
  };
}

function override(
  kind: "callsEntry" | "callExtension" | "stainless" | "lock",
  call: string | undefined,
  pointer: Pointer,
  position?: Position,
): readonly Candidate[] {
  const segments = call === undefined ? undefined : writtenCall(call);
  return segments ? [candidate({ kind }, segments, placeOfEvidence({ pointer, ...positionOf(position) }))] : [];
}

function positionOf(position: Position | undefined): EvidencePlace {
  return position === undefined ? {} : { position };
}

/** Tells whether calls that somebody listed, such as those of a `stainless.yml`, have one for an operation. */
export function listReader(calls: Texts | undefined): (operation: Operation) => boolean {
  const known = callReader(calls);
  return (operation) => known(operation) !== undefined;
}

/** Applies `casings`, `prefix` and `verbs` to every candidate but the user's own words for Callwright, which stay as written. */
export function redirecter(
  config: Decisions,
): (candidate: Candidate, operation: Operation, convention: Convention) => Candidate {
  const spell = caser(config.casings);
  return (original, operation, convention) => {
    // The configuration of another tool yields to the user's rules as any weaker evidence does.
    if (original.authority === "override" && original.because.kind !== "stainless") return original;
    const spelled = withCasings(original, spell);
    const conventional = { ...convention, namespace: convention.namespace.map(spell) };
    return withVerb(withPrefix(spelled, operation, conventional, config), config);
  };
}

function withPrefix(
  original: Candidate,
  operation: Operation,
  convention: Convention,
  { prefix: entries, placeOf }: Decisions,
): Candidate {
  const prefix = Object.keys(entries ?? {})
    .filter((path) => isBelow(operation.address.path, path))
    .reduce((longest, path) => (path.length > longest.length ? path : longest), "");
  const namespace = prefix === "" ? undefined : entries?.[prefix];
  if (namespace === undefined) return original;
  const covered = new Set(staticNames(prefix));
  const rest = convention.namespace.filter((name) => !covered.has(name));
  const above = namespace.trim() === "" ? [] : namespace.trim().split(".");
  const cause: Cause = { kind: "prefixEntry", prefix, namespace, verb: original.because };
  const moved = changed(original, cause, [...above, ...rest, original.segments.at(-1) ?? convention.verb]);
  return { ...moved, ...positionOf(placeOf?.("prefix", prefix)) };
}

function staticNames(path: string): string[] {
  return path
    .split("/")
    .filter((segment) => segment !== "" && !segment.includes("{"))
    .map(camelCase);
}

function withVerb(original: Candidate, { verbs, placeOf }: Decisions): Candidate {
  const verb = original.segments.at(-1) ?? "";
  const replacement = verbs && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (replacement === undefined || replacement === verb) return original;
  const cause: Cause = { kind: "verbsEntry", verb, replacement, before: original.because };
  const renamed = changed(original, cause, [...original.segments.slice(0, -1), replacement]);
  return { ...renamed, ...positionOf(placeOf?.("verbs", verb)) };
}
