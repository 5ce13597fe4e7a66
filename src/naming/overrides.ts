/** What the user decided about names, applied: calls, prefixes, verbs, and which operations get a method at all. */
import type { Operation } from "../api/api.js";
import type { SecurityScheme } from "../api/security.js";
import type { Diagnostic, Place, Pointer, Position } from "../diagnostic.js";
import { type Candidate, callText, legalSegments } from "./candidates.js";
import { addressText, type Locked, type NamingConfig, normalisedAddress, type PlacedKey } from "./config.js";
import type { Convention } from "./conventions.js";
import { finding } from "./findings.js";
import { camelCase } from "./identifiers.js";

/** A call by address, with the address as its author wrote it. */
type Listed = readonly [address: string, call: string];

/** Looks an operation up in a map by address. */
function callReader(calls: Locked | undefined): (operation: Operation) => Listed | undefined {
  const entries: readonly Listed[] = isMap(calls) ? [...calls] : Object.entries(calls ?? {});
  const exactly = new Map(entries.map((entry) => [entry[0], entry]));
  const byAddress = new Map(entries.map((entry) => [normalisedAddress(entry[0]), entry]));
  return ({ address }) => exactly.get(addressText(address)) ?? byAddress.get(normalisedAddress(addressText(address)));
}

function isMap(calls: Locked | undefined): calls is ReadonlyMap<string, string> {
  return calls instanceof Map;
}

/** Reads the locked call of an operation, as segments. */
export function lockedReader({ locked }: NamingConfig): (operation: Operation) => readonly string[] | undefined {
  const before = callReader(locked);
  return (operation) => {
    const [, call] = before(operation) ?? [];
    return call === undefined ? undefined : writtenCall(call);
  };
}

/** A call that a person wrote, as segments; undefined where it is none, as `keys..list` or the empty text. */
export function writtenCall(call: string): readonly string[] | undefined {
  const segments = call.trim().split(".");
  return segments.every((segment) => /^[$_-]*[\p{L}\p{N}][\p{L}\p{N}$_-]*$/u.test(segment))
    ? legalSegments(segments)
    : undefined;
}

/** Reads the candidates of an operation that outrank every sample. */
export function overrideReader(config: NamingConfig): (operation: Operation) => readonly Candidate[] {
  const [decided, known, before] = [config.calls, config.stainless, config.locked].map(callReader);
  const placed = (key: PlacedKey, entry: Listed | undefined) => (entry ? config.placeOf?.(key, entry[0]) : undefined);
  return (operation) => {
    const calls = decided?.(operation);
    const stainless = known?.(operation);
    const { pointer, wantedCall } = operation;
    const candidates = [
      override(calls?.[1], "the configuration says so under `calls`", pointer, placed("calls", calls)),
      override(wantedCall, "its `x-callwright-call` says so", `${pointer}/x-callwright-call`),
      borrowed(override(stainless?.[1], "its `stainless.yml` says so", pointer, placed("stainless", stainless))),
      override(before?.(operation)?.[1], "it was called so before, and names are locked", pointer),
    ];
    return candidates.filter((candidate) => candidate !== undefined);
  };
}

function override(
  call: string | undefined,
  text: string,
  pointer: Pointer,
  position?: Position,
): Candidate | undefined {
  const segments = call === undefined ? undefined : writtenCall(call);
  return segments && { authority: "override", segments, text, pointer, ...positionOf(position) };
}

function positionOf(position: Position | undefined): { readonly position?: Position } {
  return position === undefined ? {} : { position };
}

function borrowed(candidate: Candidate | undefined): Candidate | undefined {
  return candidate && { ...candidate, isBorrowed: true };
}

/** Whether the configuration of Stainless names an operation: its clients took the parameters of paths by position. */
export function stainlessReader({ stainless }: NamingConfig): (operation: Operation) => boolean {
  const known = callReader(stainless);
  return (operation) => known(operation) !== undefined;
}

/** Applies `prefix` and `verbs` to a candidate of any weaker authority. */
export function redirected(
  candidate: Candidate,
  operation: Operation,
  convention: Convention,
  config: NamingConfig,
): Candidate {
  if (candidate.authority === "override" && candidate.isBorrowed !== true) return candidate;
  return withVerb(withPrefix(candidate, operation, convention, config), config);
}

function withPrefix(
  candidate: Candidate,
  operation: Operation,
  convention: Convention,
  { prefix, placeOf }: NamingConfig,
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
    ...positionOf(placeOf?.("prefix", longest)),
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

function withVerb(candidate: Candidate, { verbs, placeOf }: NamingConfig): Candidate {
  const verb = candidate.segments.at(-1) ?? "";
  const renamed = verbs && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (renamed === undefined || renamed === verb) return candidate;
  const segments = legalSegments([...candidate.segments.slice(0, -1), renamed]);
  return {
    ...candidate,
    ...positionOf(placeOf?.("verbs", verb)),
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
  return [
    ...(["calls", "stainless"] as const).flatMap((key) => misdirectedCalls(key, addresses, config)),
    ...Object.keys(config.prefix ?? {})
      .filter((path) => !operations.some(({ address }) => isBelow(address.path, path)))
      .map((path) => unknownTarget("prefix", path, config)),
    ...(["skip", "only"] as const).flatMap((key) => misdirectedFilters(key, operations, config)),
    ...operations.flatMap(({ wantedCall, address, pointer }) =>
      wantedCall === undefined || writtenCall(wantedCall)
        ? []
        : [notACall(wantedCall, addressText(address), { pointer: `${pointer}/x-callwright-call` })],
    ),
  ];
}

/** Credentials that are named for a scheme which is not there. */
export function misdirectedCredentials(
  schemes: readonly SecurityScheme[],
  { credentials = {}, placeOf }: NamingConfig,
): readonly Diagnostic[] {
  const unknown = Object.keys(credentials).filter((scheme) => !schemes.some(({ name }) => name === scheme));
  return unknown.map((scheme) => {
    const message = `\`${scheme}\` under \`credentials\` is no security scheme that the client takes a credential for.`;
    const names = schemes.map(({ name }) => name).join(", ");
    const hint = names === "" ? "Remove it." : `The document has these: ${names}.`;
    return placed(finding("unknown-scheme", "warning", message, undefined, hint), placeOf?.("credentials", scheme));
  });
}

function misdirectedCalls(
  key: "calls" | "stainless",
  addresses: ReadonlySet<string>,
  config: NamingConfig,
): readonly Diagnostic[] {
  return Object.entries(config[key] ?? {}).flatMap(([address, call]) => {
    if (!addresses.has(normalisedAddress(address))) return [unknownTarget(key, address, config)];
    return writtenCall(call) ? [] : [notACall(call, address, config.placeOf?.(key, address))];
  });
}

function misdirectedFilters(
  key: "skip" | "only",
  operations: readonly Operation[],
  config: NamingConfig,
): readonly Diagnostic[] {
  return (config[key] ?? [])
    .filter((entry) => isAboutAddresses(entry) && !operations.some((operation) => concerns(entry, operation)))
    .map((entry) => unknownTarget(key, entry, config));
}

function unknownTarget(key: PlacedKey, entry: string, { placeOf }: NamingConfig): Diagnostic {
  const where = key === "stainless" ? "in `stainless.yml`" : `under \`${key}\``;
  const message = `\`${entry}\` ${where} meets no operation of the document.`;
  const found = finding(
    "unknown-target",
    "warning",
    message,
    undefined,
    "Write it as the document does, or remove the line.",
  );
  return placed(found, placeOf?.(key, entry));
}

function notACall(call: string, address: string, place: Place | undefined): Diagnostic {
  const message = `\`${call}\` for ${address} is no call.`;
  const found = finding(
    "not-a-call",
    "warning",
    message,
    undefined,
    "Write names with dots between them, as `apiKeys.retrieve`.",
  );
  return placed(found, place);
}

function placed(found: Diagnostic, place: Place | undefined): Diagnostic {
  return place === undefined ? found : { ...found, place };
}
