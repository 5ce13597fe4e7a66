/** Which samples of an operation are believed, judged by its HTTP method and by its neighbours. */
import type { Operation } from "../../api/api.js";
import { callKey, callText, type Candidate, candidate, changed } from "../calls/candidates.js";
import { lonelySample, outvotedSample } from "../findings/samples.js";
import { contradicts } from "../calls/match.js";
import type { Route } from "../calls/paths.js";
import type { Neighbour, Reading, WeighedSamples } from "./evidence.js";
import { type KnownCall, type Neighbourhood, neighbourOf, usesOf } from "./neighbours.js";

/** The evidence that an operation passes to its neighbours; a lock outlasts a new sample here too. */
export function knownCall(reading: Reading, locked: readonly string[] | undefined): readonly KnownCall[] {
  const { samples, convention, route } = reading;
  const [first] = [...samples.javascript, ...samples.python];
  const credible = first !== undefined && !contradicts(first.segments, route) ? first.segments : undefined;
  const segments = locked ?? credible;
  return segments ? [{ operation: route.operation, convention, segments }] : [];
}

/** The candidates of samples: JavaScript before Python, except where the neighbours agree with Python alone. */
export function weighSamples(reading: Reading, neighbourhood: Neighbourhood): WeighedSamples {
  const { samples, route, convention } = reading;
  const { operation } = route;
  const [javascript] = samples.javascript;
  const [python] = samples.python;
  const candidates = [...samples.javascript, ...samples.python, ...streamCandidate(reading)].map((one) =>
    judged(one, route),
  );
  if (!javascript) return { candidates, diagnostics: [] };
  const isAlone = usesOf(neighbourhood, operation, javascript.segments) === 0;
  if (isAlone && python && isBetterPlaced(python, javascript, neighbourhood, operation)) {
    const written = samples.spelling?.written ?? callText(javascript.segments);
    return {
      candidates: [judged(outvoting(python), route), ...candidates],
      diagnostics: [outvotedSample(operation, javascript.pointer, written, callText(python.segments))],
    };
  }
  const spelling = samples.spelling ? [samples.spelling.diagnostic] : [];
  const neighbour = isAlone ? neighbourOf(neighbourhood, convention.namespace) : undefined;
  if (!neighbour || !isLonely(javascript, neighbour, neighbourhood, operation)) {
    return { candidates, diagnostics: spelling };
  }
  const call = callText(javascript.segments);
  const lonely = lonelySample(operation, javascript.pointer, call, callText(neighbour.namespace));
  return { candidates, diagnostics: [...spelling, lonely] };
}

/** A candidate whose verb the HTTP method contradicts is marked so. */
function judged(one: Candidate, route: Route): Candidate {
  if (!contradicts(one.segments, route)) return one;
  const { method } = route.operation.address;
  return { ...one, refuted: { kind: "contradicted", method, verb: one.segments.at(-1) ?? "" } };
}

function outvoting(python: Candidate): Candidate {
  const { because } = python;
  return because.kind === "sample" ? changed(python, { ...because, outvotes: true }, python.segments) : python;
}

function isBetterPlaced(
  python: Candidate,
  javascript: Candidate,
  neighbourhood: Neighbourhood,
  operation: Operation,
): boolean {
  const isSameVerb = python.segments.at(-1) === javascript.segments.at(-1);
  const isOther = callKey(python.segments) !== callKey(javascript.segments);
  return isSameVerb && isOther && usesOf(neighbourhood, operation, python.segments) > 0;
}

/** A sample that drops part of the namespace all its neighbours have: `vectorStores.files` among `beta.vectorStores.files`. */
function isLonely(
  javascript: Candidate,
  neighbour: Neighbour,
  neighbourhood: Neighbourhood,
  operation: Operation,
): boolean {
  const own = callKey(javascript.segments.slice(0, -1));
  const beside = [...neighbour.namespace, javascript.segments.at(-1) ?? ""];
  const isPart = own !== "" && callKey(neighbour.namespace).endsWith(`.${own}`);
  return isPart && usesOf(neighbourhood, operation, beside) > 1;
}

/** The namespace of a streaming helper, with the verb of convention. */
function streamCandidate({ samples: { streamed }, convention }: Reading): readonly Candidate[] {
  if (!streamed) return [];
  const { written, segments, pointer } = streamed;
  return [candidate({ kind: "streamHelper", written }, [...segments.slice(0, -1), convention.verb], { pointer })];
}
