/** From operations to claimants: every candidate that evidence suggests for each operation, strongest first. */
import type { Api, Operation } from "../../api/api.js";
import type { Decisions } from "../../config/decisions.js";
import type { Diagnostic } from "../../diagnostic.js";
import { type Candidate, callKey } from "./candidates.js";
import type { Claimant } from "./clashes.js";
import { conventionalCall, conventionOf } from "../evidence/conventions.js";
import type { Evidence, EvidenceReader, Reading, SampleEvidence } from "../evidence/evidence.js";
import { generatorCall } from "../evidence/generator-names.js";
import { plainIdVerb } from "../evidence/id-verbs.js";
import { learnNeighbourhood, neighbourOf } from "../evidence/neighbours.js";
import { operationIdCall, operationIdName, operationIdReader, operationIdVerb } from "../evidence/operation-ids.js";
import { lockedReader, overrideReader, redirecter } from "../evidence/overrides.js";
import { knownCall, weighSamples } from "../evidence/sample-weight.js";
import { readSamples } from "../evidence/samples.js";
import { pluralsOf, tagPathCall, tagReader } from "../evidence/tags.js";
import { plantPaths, readRoutes } from "./paths.js";

export interface Plan {
  readonly claimants: readonly Claimant[];
  readonly samples: ReadonlyMap<Operation, SampleEvidence>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The readers of evidence in order of authority: what an earlier one suggests outranks the later. */
function readersFor(config: Decisions): readonly EvidenceReader[] {
  return [
    overrideReader(config),
    generatorCall,
    ({ weighed }) => weighed.candidates,
    tagPathCall,
    operationIdName("path names nothing"),
    operationIdCall,
    operationIdVerb,
    plainIdVerb,
    conventionalCall("among neighbours"),
    conventionalCall("by path"),
    operationIdName("last resort"),
  ];
}

/** Reads and weighs the evidence for `operations`; the grammar of operationIds is judged by all of the API's. */
export function planCandidates(api: Api, operations: readonly Operation[], config: Decisions): Plan {
  const readings = readOperations(api, operations);
  const lockedOf = lockedReader(config);
  const neighbourhood = learnNeighbourhood(
    readings.flatMap((reading) => knownCall(reading, lockedOf(reading.route.operation))),
  );
  const all = readings.map((reading): Evidence => {
    const neighbour = neighbourOf(neighbourhood, reading.convention.namespace);
    return { ...reading, weighed: weighSamples(reading, neighbourhood), ...(neighbour ? { neighbour } : {}) };
  });
  const readers = readersFor(config);
  const redirected = redirecter(config);
  const claimants = all.map((evidence): Claimant => {
    const { route, convention } = evidence;
    const candidates = readers.flatMap((reader) => reader(evidence));
    const final = distinct(candidates.map((candidate) => redirected(candidate, route.operation, convention)));
    return { operation: route.operation, route, convention, candidates: final };
  });
  return {
    claimants,
    samples: new Map(readings.map(({ route, samples }) => [route.operation, samples])),
    diagnostics: [
      ...readings.flatMap(({ samples }) => samples.diagnostics),
      ...all.flatMap(({ weighed }) => weighed.diagnostics),
    ],
  };
}

function readOperations(api: Api, operations: readonly Operation[]): readonly Reading[] {
  const routes = readRoutes(operations);
  const nodeOf = plantPaths(routes);
  const readId = operationIdReader(api.operations);
  const readTags = tagReader(api.operations);
  const plurals = pluralsOf(api.operations);
  return routes.map((route) => ({
    route,
    convention: conventionOf(route, nodeOf(route), plurals),
    samples: readSamples(route),
    id: readId(route.operation),
    tags: readTags(route.operation),
  }));
}

/** Only the strongest of the candidates for one call. */
function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ segments }) => !seen.has(callKey(segments)) && seen.add(callKey(segments)));
}
