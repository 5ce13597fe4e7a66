/** What the user decided about names, applied: calls, prefixes, verbs, and which operations get a method at all. */
import type { Operation } from "../api/api.js";
import type { Diagnostic } from "../diagnostic.js";
import { type Candidate, callText, legalSegments } from "./candidates.js";
import { addressText, type Locked, type NamingConfig, normalisedAddress } from "./config.js";
import type { Convention } from "./conventions.js";
import { finding } from "./findings.js";
import { camelCase } from "./identifiers.js";

/** Looks an operation's call up in a map by address. */
function callReader(calls: Locked | undefined): (operation: Operation) => string | undefined {
  const entries = isMap(calls) ? [...calls] : Object.entries(calls ?? {});
  const exactly = new Map(entries);
  const byAddress = new Map(entries.map(([address, call]) => [normalisedAddress(address), call]));
  return ({ address }) => exactly.get(addressText(address)) ?? byAddress.get(normalisedAddress(addressText(address)));
}

function isMap(calls: Locked | undefined): calls is ReadonlyMap<string, string> {
  return calls instanceof Map;
}

/** Reads the locked call of an operation, as segments. */
export function lockedReader({ locked }: NamingConfig): (operation: Operation) => readonly string[] | undefined {
  const before = callReader(locked);
  return (operation) => {
    const call = before(operation);
    return call === undefined ? undefined : writtenCall(call);
  };
}

/** A call that a person wrote, as segments; undefined where it is none, as `keys..list` or the empty text. */
export function writtenCall(call: string): readonly string[] | undefined {
  const segments = call.trim().split(".");
  return segments.every((segment) => /^[\p{L}\p{N}$_-]*[\p{L}\p{N}][\p{L}\p{N}$_-]*$/u.test(segment))
    ? legalSegments(segments)
    : undefined;
}

/** Reads the candidates of an operation that outrank every sample. */
export function overrideReader({ calls, locked }: NamingConfig): (operation: Operation) => readonly Candidate[] {
  const decided = callReader(calls);
  const before = callReader(locked);
  return (operation) => {
    const wanted: readonly (readonly [call: string | undefined, text: string])[] = [
      [decided(operation), "the configuration says so under `calls`"],
      [operation.wantedCall, "its `x-callwright-call` says so"],
      [before(operation), "it was called so before, and names are locked"],
    ];
    return wanted.flatMap(([call, text]): Candidate[] => {
      const segments = call === undefined ? undefined : writtenCall(call);
      return segments ? [{ authority: "override", segments, text, pointer: operation.pointer }] : [];
    });
  };
}

/** Applies `prefix` and `verbs` to a candidate of any weaker authority. */
export function redirected(
  candidate: Candidate,
  operation: Operation,
  convention: Convention,
  config: NamingConfig,
): Candidate {
  if (candidate.authority === "override") return candidate;
  return withVerb(withPrefix(candidate, operation, convention, config), config);
}

function withPrefix(
  candidate: Candidate,
  operation: Operation,
  convention: Convention,
  { prefix }: NamingConfig,
): Candidate {
  const longest = Object.keys(prefix ?? {})
    .filter((path) => isBelow(operation.address.path, path))
    .reduce((best, path) => (path.length > best.length ? path : best), "");
  const target = longest === "" || !prefix ? undefined : prefix[longest];
  if (target === undefined) return candidate;
  const covered = new Set(staticNames(longest));
  const rest = convention.namespace.filter((name) => !covered.has(name));
  const namespace = target.trim() === "" ? [] : target.trim().split(".");
  const segments = legalSegments([...namespace, ...rest, candidate.segments.at(-1) ?? convention.verb]);
  return {
    ...candidate,
    authority: "override",
    segments,
    text: `the configuration puts \`${longest}\` under \`${target}\`; its verb: ${candidate.text}`,
  };
}

function staticNames(path: string): string[] {
  return path
    .split("/")
    .filter((segment) => segment !== "" && !segment.includes("{"))
    .map(camelCase);
}

function withVerb(candidate: Candidate, { verbs }: NamingConfig): Candidate {
  const verb = candidate.segments.at(-1) ?? "";
  const renamed = verbs && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (renamed === undefined || renamed === verb) return candidate;
  const segments = legalSegments([...candidate.segments.slice(0, -1), renamed]);
  return {
    ...candidate,
    authority: "override",
    segments,
    text: `the configuration renames the verb \`${verb}\` to \`${renamed}\`; before that: ${candidate.text}`,
  };
}

function isBelow(path: string, prefix: string): boolean {
  const start = prefix.replace(/\/?\*?$/, "");
  return path === start || path.startsWith(`${start}/`) || path.startsWith(`${start}?`) || path.startsWith(`${start}:`);
}

/** The operations that get a method, as far as addresses decide it. */
export function wantedOperations(
  operations: readonly Operation[],
  { skip = [], only = [] }: NamingConfig,
): readonly Operation[] {
  const byAddress = only.filter(isAboutAddresses);
  return operations.filter((operation) => {
    const isMeant =
      only.length === 0 || only.length > byAddress.length || byAddress.some((entry) => concerns(entry, operation));
    return isMeant && !skip.some((entry) => isAboutAddresses(entry) && concerns(entry, operation));
  });
}

/** Whether a settled call gets a method, as far as namespaces decide it. */
export function isWantedCall(
  segments: readonly string[],
  operation: Operation,
  { skip = [], only = [] }: NamingConfig,
): boolean {
  const call = callText(segments);
  const isInside = (entry: string) =>
    !isAboutAddresses(entry) && (call === entry || call.startsWith(`${entry.replace(/\.\*$/, "")}.`));
  const isMeant =
    only.length === 0 || only.some((entry) => (isAboutAddresses(entry) ? concerns(entry, operation) : isInside(entry)));
  return isMeant && !skip.some(isInside);
}

function isAboutAddresses(entry: string): boolean {
  return entry.includes("/");
}

function concerns(entry: string, operation: Operation): boolean {
  return entry.trim().startsWith("/")
    ? isBelow(operation.address.path, entry.trim())
    : normalisedAddress(entry) === normalisedAddress(addressText(operation.address));
}

/** Lines of the configuration that meet nothing in the document, or are no calls. */
export function misdirected(operations: readonly Operation[], config: NamingConfig): readonly Diagnostic[] {
  const addresses = new Set(operations.map(({ address }) => normalisedAddress(addressText(address))));
  const diagnostics: Diagnostic[] = [];
  for (const [address, call] of Object.entries(config.calls ?? {})) {
    if (!addresses.has(normalisedAddress(address))) diagnostics.push(unknownTarget("calls", address));
    else if (!writtenCall(call)) diagnostics.push(notACall(call, address));
  }
  for (const path of Object.keys(config.prefix ?? {})) {
    if (!operations.some(({ address }) => isBelow(address.path, path))) diagnostics.push(unknownTarget("prefix", path));
  }
  for (const key of ["skip", "only"] as const) {
    for (const entry of config[key] ?? []) {
      if (isAboutAddresses(entry) && !operations.some((operation) => concerns(entry, operation)))
        diagnostics.push(unknownTarget(key, entry));
    }
  }
  for (const { wantedCall, address, pointer } of operations) {
    if (wantedCall !== undefined && !writtenCall(wantedCall))
      diagnostics.push({ ...notACall(wantedCall, addressText(address)), place: { pointer } });
  }
  return diagnostics;
}

function unknownTarget(key: string, entry: string): Diagnostic {
  return finding(
    "unknown-target",
    "warning",
    `\`${entry}\` under \`${key}\` meets no operation of the document.`,
    undefined,
    "Write it as the document does, or remove the line.",
  );
}

function notACall(call: string, address: string): Diagnostic {
  return finding(
    "not-a-call",
    "warning",
    `\`${call}\` for ${address} is no call.`,
    undefined,
    "Write names with dots between them, as `apiKeys.retrieve`.",
  );
}
