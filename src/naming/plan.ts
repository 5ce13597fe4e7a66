/** From operations to claimants: every candidate that any authority offers for each of them, strongest first. */
import type { Api, Operation } from "../api/api.js";
import type { Diagnostic } from "../diagnostic.js";
import { type Candidate, type Claimant, callKey, callText, legalSegments } from "./candidates.js";
import type { NamingConfig } from "./config.js";
import { type Convention, conventionOf } from "./conventions.js";
import { readEvidence, type SampleEvidence } from "./evidence.js";
import { lonelySample, outvotedSample } from "./findings.js";
import { contradicts } from "./match.js";
import { learnNamespaces, type Neighbour, neighbourOf, type Neighbourhood } from "./neighbours.js";
import { operationIdReader, type OperationIdReading, plainName } from "./operation-ids.js";
import { lockedReader, overrideReader, redirected } from "./overrides.js";
import { plantPaths, readRoutes, type Route } from "./paths.js";
import { comparable } from "./words.js";

export interface Plan {
  readonly claimants: readonly Claimant[];
  readonly evidence: ReadonlyMap<Operation, SampleEvidence>;
  readonly diagnostics: readonly Diagnostic[];
}

/** An operation with all that was read about it, before any of it is weighed. */
interface Known {
  readonly route: Route;
  readonly convention: Convention;
  readonly evidence: SampleEvidence;
  readonly ids: OperationIdReading;
}

/** Reads and weighs the evidence for `operations`; the grammar of operationIds is judged by all of the API's. */
export function planCandidates(api: Api, operations: readonly Operation[], config: NamingConfig): Plan {
  const routes = readRoutes(operations);
  const nodeOf = plantPaths(routes);
  const readId = operationIdReader(api.operations);
  const overridesOf = overrideReader(config);
  const known = routes.map((route): Known => ({
    route,
    convention: conventionOf(route, nodeOf(route)),
    evidence: readEvidence(route),
    ids: readId(route.operation),
  }));
  const lockedOf = lockedReader(config);
  const knownCalls = known.flatMap((one) => knownCall(one, lockedOf(one.route.operation)));
  const electorate = electorateOf(knownCalls);
  const neighbourhood = learnNamespaces(knownCalls);
  const diagnostics: Diagnostic[] = known.flatMap(({ evidence }) => evidence.diagnostics);
  const claimants = known.map((one): Claimant => {
    const samples = weighSamples(one, electorate, neighbourhood, diagnostics);
    const candidates = [...overridesOf(one.route.operation), ...samples, ...weakerCandidates(one, neighbourhood)];
    return {
      operation: one.route.operation,
      route: one.route,
      convention: one.convention,
      candidates: distinct(
        candidates.map((candidate) => redirected(candidate, one.route.operation, one.convention, config)),
      ),
    };
  });
  return { claimants, evidence: new Map(known.map(({ route, evidence }) => [route.operation, evidence])), diagnostics };
}

interface KnownCall {
  readonly operation: Operation;
  readonly convention: Convention;
  readonly segments: readonly string[];
}

/** What an operation contributes to the namespaces of its neighbours; a lock outlasts a new sample here too. */
function knownCall({ evidence, convention, route }: Known, locked: readonly string[] | undefined): KnownCall[] {
  const [first] = [...evidence.javascript, ...evidence.python];
  const credible = first !== undefined && !contradicts(first.segments, route) ? first.segments : undefined;
  const segments = locked ?? credible;
  return segments ? [{ operation: route.operation, convention, segments }] : [];
}

/** The samples' candidates, with Python's before JavaScript's where the neighbours agree with Python alone. */
function weighSamples(
  one: Known,
  electorate: Electorate,
  neighbourhood: Neighbourhood,
  diagnostics: Diagnostic[],
): readonly Candidate[] {
  const { evidence, route, convention } = one;
  const [javascript] = evidence.javascript;
  const [python] = evidence.python;
  const samples = [...evidence.javascript, ...evidence.python, ...streamCandidate(one)].map((candidate) =>
    judged(candidate, route),
  );
  if (!javascript) return samples;
  const isAlone = usesOf(electorate, route.operation, javascript) === 0;
  if (isAlone && python && isBetterPlaced(python, javascript, electorate, route.operation)) {
    diagnostics.push(
      outvotedSample(
        route.operation,
        javascript.pointer,
        evidence.spelling?.written ?? callText(javascript.segments),
        callText(python.segments),
      ),
    );
    const text = `${python.text}, and so do its neighbours, against its JavaScript sample`;
    return [judged({ ...python, text }, route), ...samples];
  }
  if (evidence.spelling) diagnostics.push(evidence.spelling.diagnostic);
  const neighbour = isAlone ? neighbourOf(neighbourhood, convention.namespace) : undefined;
  if (neighbour && isLonely(javascript, neighbour, electorate, route.operation)) {
    diagnostics.push(
      lonelySample(route.operation, javascript.pointer, callText(javascript.segments), callText(neighbour.namespace)),
    );
  }
  return samples;
}

function judged(candidate: Candidate, route: Route): Candidate {
  const { method } = route.operation.address;
  return contradicts(candidate.segments, route)
    ? { ...candidate, refuted: `a ${method.toUpperCase()} cannot be \`${candidate.segments.at(-1) ?? ""}\`` }
    : candidate;
}

/** Who stands in which namespace, by call key. */
interface Electorate {
  readonly uses: ReadonlyMap<string, number>;
  readonly namespaceOf: ReadonlyMap<Operation, string>;
}

function electorateOf(calls: readonly KnownCall[]): Electorate {
  const uses = new Map<string, number>();
  const namespaceOf = new Map(calls.map(({ operation, segments }) => [operation, callKey(segments.slice(0, -1))]));
  for (const namespace of namespaceOf.values()) uses.set(namespace, (uses.get(namespace) ?? 0) + 1);
  return { uses, namespaceOf };
}

/** How many other operations stand in the namespace of a call. */
function usesOf({ uses, namespaceOf }: Electorate, operation: Operation, call: Candidate): number {
  const namespace = callKey(call.segments.slice(0, -1));
  return (uses.get(namespace) ?? 0) - (namespaceOf.get(operation) === namespace ? 1 : 0);
}

function isBetterPlaced(
  python: Candidate,
  javascript: Candidate,
  electorate: Electorate,
  operation: Operation,
): boolean {
  const isSameVerb = python.segments.at(-1) === javascript.segments.at(-1);
  return (
    isSameVerb && callKey(python.segments) !== callKey(javascript.segments) && usesOf(electorate, operation, python) > 0
  );
}

/** A sample that drops part of the namespace all its neighbours have: `vectorStores.files` among `beta.vectorStores.files`. */
function isLonely(javascript: Candidate, neighbour: Neighbour, electorate: Electorate, operation: Operation): boolean {
  const own = callKey(javascript.segments.slice(0, -1));
  const theirs = callKey(neighbour.namespace);
  const beside = { ...javascript, segments: [...neighbour.namespace, javascript.segments.at(-1) ?? ""] };
  return own !== "" && theirs.endsWith(`.${own}`) && usesOf(electorate, operation, beside) > 1;
}

function streamCandidate({ evidence, convention }: Known): Candidate[] {
  const { streamed } = evidence;
  if (!streamed) return [];
  const segments = legalSegments([...streamed.segments.slice(0, -1), convention.verb]);
  return [{ ...streamed, segments, text: `${streamed.text}, a helper; the verb is the convention's` }];
}

/** Everything that speaks where no sample does. */
function weakerCandidates({ route, convention, ids }: Known, neighbourhood: Neighbourhood): readonly Candidate[] {
  const { operation } = route;
  const pointer = operation.operationId === undefined ? operation.pointer : `${operation.pointer}/operationId`;
  const neighbour = neighbourOf(neighbourhood, convention.namespace);
  const namespace = neighbour?.namespace ?? convention.namespace;
  const place = neighbour ? `${neighbour.text}, and ` : "";
  const id = operation.operationId ?? "";
  const plain = plainName(operation);
  const candidates: (Candidate | undefined)[] = [
    ids.call && { authority: "operationId", segments: ids.call, text: `its operationId is \`${id}\``, pointer },
    ids.verb === undefined
      ? undefined
      : {
          authority: "operationId",
          segments: [...namespace, ...ownLevel(convention, ids), ids.verb],
          text: `${place}its operationId \`${id}\` gives the verb`,
          pointer,
        },
    {
      authority: "convention",
      segments: [...namespace, convention.verb],
      text: `${place}${convention.text}`,
      pointer: operation.pointer,
    },
    neighbour && {
      authority: "convention",
      segments: [...convention.namespace, convention.verb],
      text: convention.text,
      pointer: operation.pointer,
    },
    plain === undefined
      ? undefined
      : {
          authority: "operationId",
          segments: [...namespace, plain],
          text: `its operationId is \`${id}\`, and no call with a plainer verb is free`,
          pointer,
        },
  ];
  const spoken = candidates.filter((candidate) => candidate !== undefined);
  const isUnnamed = namespace.length === 0 && !convention.isAction && ids.call === undefined;
  const ordered = isUnnamed ? plainFirst(spoken, plain) : spoken;
  return ordered.map((candidate) => ({ ...candidate, segments: legalSegments(candidate.segments) }));
}

/** `Metadata_retrieve` on a path that ends in `/metadata` means the resource of that name, and not an action. */
function ownLevel(convention: Convention, { resource, verb }: OperationIdReading): readonly string[] {
  const isNamed = convention.isAction && verb !== convention.verb && resource !== undefined;
  return isNamed && comparable(resource).endsWith(comparable(convention.verb)) ? [convention.verb] : [];
}

/** Where a path names nothing (`GET /{id}`, no tag) an operationId of any form says more than the HTTP method. */
function plainFirst(candidates: readonly Candidate[], plain: string | undefined): readonly Candidate[] {
  const isPlain = (candidate: Candidate) =>
    candidate.authority === "operationId" && candidate.segments.at(-1) === plain;
  return [
    ...candidates.filter(isPlain).map((candidate) => ({
      ...candidate,
      text: candidate.text.replace(/, and no call.*$/, ", and its path names nothing"),
    })),
    ...candidates.filter((candidate) => !isPlain(candidate)),
  ];
}

/** Only the strongest of the candidates that say the same. */
function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ segments }) => !seen.has(callKey(segments)) && seen.add(callKey(segments)));
}
