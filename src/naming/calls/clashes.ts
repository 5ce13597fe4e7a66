/**
 * Gives every operation a call of its own. Operations propose their candidates in order. Where two propose one call, a
 * rule that depends only on the two decides, and the loser proposes its next candidate.
 *
 * Two calls also exclude each other where one is a method and the other needs a resource of that name (`keys`, `keys.list`).
 */
import type { Operation } from "../../api/api.js";
import type { Diagnostic } from "../../diagnostic.js";
import { type Candidate, callKey, callText, candidate, changed, placeOfEvidence, rankOf } from "./candidates.js";
import type { Convention } from "../evidence/evidence.js";
import { clash, foreignSample, methodAndNamespace } from "../findings/lost-calls.js";
import { contradictingVerb } from "../findings/samples.js";
import { camelCase, pascalCase } from "../identifiers.js";
import { matchOf } from "./match.js";
import type { Route } from "./paths.js";
import type { Cause, Loss, Rejected } from "../findings/reasons.js";
import { conventionalVerb } from "./verbs.js";
import { isPlural } from "./words.js";

/** An operation that claims a call, with its candidates, strongest first. */
export interface Claimant {
  readonly operation: Operation;
  readonly route: Route;
  readonly convention: Convention;
  readonly candidates: readonly Candidate[];
}

export interface Settled {
  readonly claimant: Claimant;
  readonly segments: readonly string[];
  readonly chosen: Candidate;
  /** The calls that were proposed and lost. */
  readonly lost: readonly Rejected[];
}

interface Proposal {
  readonly claimant: Claimant;
  /** Position in the document, which decides where nothing else does. */
  readonly order: number;
  current: Candidate;
  /** Whether the call was derived here, and no evidence suggests it. */
  isDerived: boolean;
  readonly waiting: Candidate[];
  readonly lost: Lost[];
}

interface Lost {
  readonly candidate: Candidate;
  readonly loss: Loss;
  /** The operation that it was lost to, if any. */
  readonly to?: Claimant;
}

/** How much better a call must fit an address before a weaker authority wins it: nearly as much as a namespace counts. */
const clearMargin = 1.75;
/** Real documents settle within three rounds; the limit bounds hostile ones. */
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
  const lost = claimant.candidates.flatMap((one): Lost[] =>
    one.refuted === undefined ? [] : [{ candidate: one, loss: one.refuted }],
  );
  return { claimant, order, current: current ?? derive(claimant, new Set()), isDerived: false, waiting, lost };
}

function settleEqualCalls(proposals: readonly Proposal[]): boolean {
  let hasMoved = false;
  for (const rivals of groupBy(proposals, ({ current }) => callKey(current.segments)).values()) {
    if (rivals.length < 2) continue;
    const winner = rivals.reduce((best, rival) => (beats(rival, best) ? rival : best));
    for (const loser of rivals) if (loser !== winner) advance(loser, lostTo(winner.claimant, "clash", loser.current));
    hasMoved = true;
  }
  return hasMoved;
}

function lostTo(to: Claimant, kind: "clash" | "isNamespace" | "isMethod", lost: Candidate): Lost {
  return { candidate: lost, loss: { kind, owner: to.operation.address }, to };
}

/** Whether a call should belong to the first of two proposals. Of equals, the earlier in the document keeps it. */
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

/** Drops the current call for the next candidate that was not lost before, or for one derived from the convention. */
function advance(proposal: Proposal, lost: Lost, instead?: Candidate): void {
  proposal.lost.push(lost);
  const tried = new Set(proposal.lost.map((one) => callKey(one.candidate.segments)));
  if (instead && !tried.has(callKey(instead.segments))) {
    proposal.current = instead;
    proposal.isDerived = true;
    return;
  }
  const next = proposal.waiting.findIndex(({ segments }) => !tried.has(callKey(segments)));
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
    const name = camelCase(verbs.shift() ?? `${verb}${String(count)}`);
    const derived = candidate({ kind: "leftOver" }, [...namespace, name]);
    if (!tried.has(callKey(derived.segments))) return derived;
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

/** `keys` beside `keys.list` becomes `keys.retrieve`, which callers find where everything else about keys is. */
function moveInside(proposal: Proposal, members: readonly Proposal[]): void {
  const { current, claimant } = proposal;
  const taken = new Set(members.map((member) => callKey(member.current.segments)));
  const { method } = claimant.operation.address;
  const verb = method === "get" && isPlural(current.segments.at(-1) ?? "") ? "list" : conventionalVerb(method);
  const free = [verb, "call"].find((name) => !taken.has(callKey([...current.segments, name]))) ?? "call";
  const [first = proposal] = members;
  const cause: Cause = { kind: "movedInside", from: current.because };
  const moved = changed(current, cause, [...current.segments, free]);
  advance(proposal, lostTo(first.claimant, "isNamespace", current), moved);
}

/** A method that a stronger authority names stays; `rerank.models.list` becomes `rerankModels.list` beside it. */
function moveBeside(member: Proposal, method: Proposal): void {
  const { current } = member;
  const { segments } = current;
  const depth = method.current.segments.length;
  const fused = camelCase(`${segments[depth - 1] ?? ""}-${segments[depth] ?? ""}`);
  const cause: Cause = { kind: "movedBeside", from: current.because };
  const moved = changed(current, cause, [...segments.slice(0, depth - 1), fused, ...segments.slice(depth + 1)]);
  advance(member, lostTo(method.claimant, "isMethod", current), moved);
}

/** Numbers the calls that still collide: stronger authorities keep their call, then earlier operations. */
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
  /** The last number given to each name, so that thousands of equal names need not each count from the start. */
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
  const rejected = lost.map(({ candidate: one, loss }) => rejection(one, loss));
  return { claimant, segments: current.segments, chosen: current, lost: rejected };
}

/** A candidate that was not chosen, as the surface keeps it. */
export function rejection(one: Candidate, lost: Loss): Rejected {
  const { segments, authority, because } = one;
  return { call: callText(segments), authority, because, lost, ...placeOfEvidence(one) };
}

/** For each operation, its refuted samples and the strongest call that it lost to another. */
function findingsOf({ claimant, current, lost }: Proposal): readonly Diagnostic[] {
  const { operation } = claimant;
  const contradictions = lost.flatMap(({ candidate: { pointer, segments }, loss }) =>
    loss.kind === "contradicted" ? [contradictingVerb(operation, pointer, callText(segments))] : [],
  );
  const first = lost.find(({ to }) => to !== undefined);
  if (!first?.to) return contradictions;
  const { to, candidate: wanted, loss } = first;
  const [call, chosen] = [callText(wanted.segments), callText(current.segments)];
  const found = { operation, owner: to.operation, call, chosen };
  if (loss.kind !== "clash") return [...contradictions, methodAndNamespace(found)];
  const fitsOwner = matchOf(wanted.segments, to.route) > matchOf(wanted.segments, claimant.route);
  const isForeign = wanted.authority === "sample" && fitsOwner;
  return [...contradictions, isForeign ? foreignSample(found, wanted.pointer) : clash(found, wanted.pointer)];
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
