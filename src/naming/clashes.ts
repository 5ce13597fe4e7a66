/**
 * Gives every operation a call of its own. Operations propose their candidates in order; where two propose one call,
 * a rule decides that depends on nothing but the two, and the loser proposes its next.
 *
 * Two calls also exclude each other where one is a method and the other needs a resource of that name (`keys`, `keys.list`).
 */
import type { Diagnostic } from "../diagnostic.js";
import {
  type Candidate,
  type Claimant,
  callKey,
  callText,
  evidenceIn,
  legalSegments,
  rankOf,
  type Rejected,
} from "./candidates.js";
import { addressText } from "./config.js";
import { clash, contradictingVerb, foreignSample, methodAndNamespace } from "./findings.js";
import { camelCase, pascalCase } from "./identifiers.js";
import { matchOf } from "./match.js";
import { conventionalVerb } from "./verbs.js";
import { isPlural } from "./words.js";

export interface Settled {
  readonly claimant: Claimant;
  readonly segments: readonly string[];
  readonly chosen: Candidate;
  /** What was proposed and not kept, with the reason. */
  readonly lost: readonly Rejected[];
}

interface Proposal {
  readonly claimant: Claimant;
  /** Position in the document, the last resort of every comparison. */
  readonly order: number;
  current: Candidate;
  /** Made up here, and not said by anybody. */
  isDerived: boolean;
  readonly waiting: Candidate[];
  readonly lost: Loss[];
}

interface Loss {
  readonly candidate: Candidate;
  readonly to?: Claimant;
  readonly kind: "clash" | "namespace" | "refuted";
}

/** How much better a call must fit an address before a weaker authority wins it: as much as a namespace that is not there at all. */
const clearMargin = 1.75;
/** Real documents settle within three rounds; the limit only keeps hostile ones finite. */
const mostRounds = 12;

export function settle(claimants: readonly Claimant[]): {
  readonly settled: readonly Settled[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const proposals = claimants.map(propose);
  for (let round = 0; round < mostRounds; round += 1) {
    const hasMoved = settleEqualCalls(proposals);
    if (!settleNamespaces(proposals) && !hasMoved) break;
  }
  makeUnique(proposals);
  return { settled: proposals.map(settledOf), diagnostics: proposals.flatMap(findingsOf) };
}

function propose(claimant: Claimant, order: number): Proposal {
  const [current, ...waiting] = claimant.candidates.filter(({ refuted }) => refuted === undefined);
  const lost = claimant.candidates
    .filter(({ refuted }) => refuted !== undefined)
    .map((candidate): Loss => ({ candidate, kind: "refuted" }));
  return { claimant, order, current: current ?? conventional(claimant), isDerived: false, waiting, lost };
}

function conventional({ convention }: Claimant): Candidate {
  return {
    authority: "convention",
    segments: legalSegments([...convention.namespace, convention.verb]),
    text: convention.text,
  };
}

function settleEqualCalls(proposals: readonly Proposal[]): boolean {
  let hasMoved = false;
  for (const rivals of groupBy(proposals, ({ current }) => callKey(current.segments)).values()) {
    if (rivals.length < 2) continue;
    const winner = rivals.reduce((best, rival) => (beats(rival, best) ? rival : best));
    for (const loser of rivals)
      if (loser !== winner) advance(loser, { candidate: loser.current, to: winner.claimant, kind: "clash" });
    hasMoved = true;
  }
  return hasMoved;
}

/** Whether a call should belong to the first of two proposals. On full equality the earlier in the document keeps it. */
function beats(one: Proposal, other: Proposal): boolean {
  if (one.isDerived !== other.isDerived) return other.isDerived;
  const rank = rankOf(one.current) - rankOf(other.current);
  if (rank !== 0 && (rankOf(one.current) === 0 || rankOf(other.current) === 0)) return rank < 0;
  const match =
    matchOf(one.current.segments, one.claimant.route) - matchOf(other.current.segments, other.claimant.route);
  if (rank !== 0 && Math.abs(match) < clearMargin) return rank < 0;
  if (match !== 0) return match > 0;
  if (one.claimant.operation.deprecated !== other.claimant.operation.deprecated)
    return other.claimant.operation.deprecated;
  return one.order < other.order;
}

/** Drops the current call for the next candidate that was not lost before, or for one made up from the convention. */
function advance(proposal: Proposal, loss: Loss, instead?: Candidate): void {
  proposal.lost.push(loss);
  const tried = new Set(proposal.lost.map(({ candidate }) => callKey(candidate.segments)));
  if (instead && !tried.has(callKey(instead.segments))) {
    proposal.current = instead;
    proposal.isDerived = true;
    return;
  }
  const next = proposal.waiting.findIndex((candidate) => !tried.has(callKey(candidate.segments)));
  const [found] = next < 0 ? [] : proposal.waiting.splice(next, 1);
  proposal.current = found ?? derive(proposal.claimant, tried);
  proposal.isDerived = found === undefined;
}

/** `retrieveByOwner` after the parameters of the path, then `retrieve2`. */
function derive(claimant: Claimant, tried: ReadonlySet<string>): Candidate {
  const { namespace, verb } = claimant.convention;
  const parameters = claimant.route.segments
    .filter(({ kind, text }) => kind === "parameter" && text !== "")
    .map(({ text }) => pascalCase(text));
  const verbs =
    parameters.length > 0 ? [`${verb}By${parameters.at(-1) ?? ""}`, `${verb}By${parameters.join("And")}`] : [];
  for (let count = 2; ; count += 1) {
    const segments = legalSegments([...namespace, camelCase(verbs.shift() ?? `${verb}${String(count)}`)]);
    const text = "every better name of it is the call of another operation";
    if (!tried.has(callKey(segments))) return { authority: "convention", segments, text };
  }
}

function settleNamespaces(proposals: readonly Proposal[]): boolean {
  const inside = membersByNamespace(proposals);
  let hasMoved = false;
  for (const proposal of proposals) {
    const members = inside.get(callKey(proposal.current.segments));
    if (!members) continue;
    const isStronger =
      !proposal.isDerived && members.every((member) => rankOf(proposal.current) < rankOf(member.current));
    if (isStronger) for (const member of members) moveBeside(member, proposal);
    else moveInside(proposal, members);
    hasMoved = true;
  }
  return hasMoved;
}

function membersByNamespace(proposals: readonly Proposal[]): ReadonlyMap<string, Proposal[]> {
  const inside = new Map<string, Proposal[]>();
  for (const proposal of proposals) {
    const { segments } = proposal.current;
    for (let depth = 1; depth < segments.length; depth += 1) {
      const key = callKey(segments.slice(0, depth));
      const members = inside.get(key);
      if (members) members.push(proposal);
      else inside.set(key, [proposal]);
    }
  }
  return inside;
}

/** `keys` beside `keys.list` becomes `keys.retrieve`: a caller finds it where everything else about keys is. */
function moveInside(proposal: Proposal, members: readonly Proposal[]): void {
  const { current, claimant } = proposal;
  const taken = new Set(members.map((member) => callKey(member.current.segments)));
  const { method } = claimant.operation.address;
  const verb = method === "get" && isPlural(current.segments.at(-1) ?? "") ? "list" : conventionalVerb(method);
  const free = [verb, "call"].find((name) => !taken.has(callKey([...current.segments, name]))) ?? "call";
  const [first] = members;
  const loss: Loss = { candidate: current, kind: "namespace", ...(first ? { to: first.claimant } : {}) };
  advance(proposal, loss, {
    ...current,
    segments: [...current.segments, free],
    text: `${current.text}, and that is also a namespace`,
  });
}

/** A method that a stronger authority names stays; `rerank.models.list` becomes `rerankModels.list` beside it. */
function moveBeside(member: Proposal, method: Proposal): void {
  const { segments } = member.current;
  const depth = method.current.segments.length;
  const fused = camelCase(`${segments[depth - 1] ?? ""}-${segments[depth] ?? ""}`);
  const moved = legalSegments([...segments.slice(0, depth - 1), fused, ...segments.slice(depth + 1)]);
  const text = `${member.current.text}, and its namespace is also a method`;
  advance(
    member,
    { candidate: member.current, kind: "namespace", to: method.claimant },
    { ...member.current, segments: moved, text },
  );
}

/** The last line of defence: whatever still collides is numbered, stronger calls first, then in document order. */
function makeUnique(proposals: readonly Proposal[]): void {
  const taken: Taken = { methods: new Set(), namespaces: new Set(), lastNumbers: new Map() };
  const inOrder = [...proposals].sort(
    (one, other) => rankOf(one.current) - rankOf(other.current) || one.order - other.order,
  );
  for (const proposal of inOrder) {
    const segments = freeSegments(proposal.current.segments, taken);
    proposal.current = { ...proposal.current, segments };
    taken.methods.add(callKey(segments));
    for (const prefix of prefixes(segments)) taken.namespaces.add(prefix);
  }
}

interface Taken {
  readonly methods: Set<string>;
  readonly namespaces: Set<string>;
  /** How far each name was counted already: thousands of equal ones must not count from the start each. */
  readonly lastNumbers: Map<string, number>;
}

function freeSegments(wanted: readonly string[], taken: Taken): readonly string[] {
  if (isFree(wanted, taken)) return wanted;
  const isBlocked = prefixes(wanted).some((prefix) => taken.methods.has(prefix));
  const base = isBlocked ? [camelCase(wanted.join("-"))] : wanted;
  for (let count = taken.lastNumbers.get(callKey(base)) ?? 2; ; count += 1) {
    const segments = [...base.slice(0, -1), `${base.at(-1) ?? ""}${String(count)}`];
    taken.lastNumbers.set(callKey(base), count + 1);
    if (isFree(segments, taken)) return segments;
  }
}

function isFree(segments: readonly string[], { methods, namespaces }: Taken): boolean {
  const key = callKey(segments);
  return !methods.has(key) && !namespaces.has(key) && !prefixes(segments).some((prefix) => methods.has(prefix));
}

function prefixes(segments: readonly string[]): string[] {
  return segments.slice(1).map((_, index) => callKey(segments.slice(0, index + 1)));
}

function settledOf({ claimant, current, lost }: Proposal): Settled {
  const rejected = lost.map(({ candidate, to, kind }) => ({
    call: callText(candidate.segments),
    authority: candidate.authority,
    text: lossText(candidate, kind, to),
    ...evidenceIn(candidate),
  }));
  return { claimant, segments: current.segments, chosen: current, lost: rejected };
}

function lossText(candidate: Candidate, kind: Loss["kind"], to: Claimant | undefined): string {
  const owner = to ? addressText(to.operation.address) : "another operation";
  if (kind === "refuted") return candidate.refuted ?? "the document contradicts it";
  return kind === "namespace" ? `it cannot stand beside the call of ${owner}` : `${owner} has the better claim to it`;
}

/** One finding an operation: the strongest thing it lost says enough. */
function findingsOf(proposal: Proposal): Diagnostic[] {
  const { operation } = proposal.claimant;
  const [first] = proposal.lost.filter(({ kind }) => kind !== "refuted");
  const refuted = proposal.lost.filter(({ kind }) => kind === "refuted");
  const contradictions = refuted.map(({ candidate }) =>
    contradictingVerb(operation, candidate.pointer, callText(candidate.segments)),
  );
  if (!first?.to) return contradictions;
  const call = callText(first.candidate.segments);
  const chosen = callText(proposal.current.segments);
  const owner = first.to.operation;
  const { pointer } = first.candidate;
  if (first.kind === "namespace") return [...contradictions, methodAndNamespace(operation, owner, call, chosen)];
  const isForeign = first.candidate.authority === "sample" && fitsWorse(first, proposal.claimant);
  return [
    ...contradictions,
    isForeign ? foreignSample(operation, owner, pointer, call, chosen) : clash(operation, owner, pointer, call, chosen),
  ];
}

function fitsWorse({ candidate, to }: Loss, claimant: Claimant): boolean {
  return to !== undefined && matchOf(candidate.segments, to.route) > matchOf(candidate.segments, claimant.route);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
