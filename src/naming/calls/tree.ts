/** From settled calls to the tree of resources and methods that a caller sees. */
import type { Api, Operation, Tag } from "../../api/api.js";
import type { GivenStream } from "../../config/decisions.js";
import type { Diagnostic } from "../../diagnostic.js";
import type { ShownValues } from "../../snippets/snippet.js";
import { type ByPosition, planArguments } from "../contracts/arguments.js";
import { callKey, callText, type Candidate, placeOfEvidence, rankOf } from "./candidates.js";
import { rejection, type Settled } from "./clashes.js";
import { claims, fileCase, legalClass, pascalCase } from "../identifiers.js";
import type { PagesPlan, PlannedCall } from "../contracts/pages.js";
import type { Loss, Reason } from "../findings/reasons.js";
import type { QueryFormat } from "../contracts/request.js";
import { planResult } from "../contracts/results.js";
import type { ServerPlan } from "../contracts/servers.js";
import type { ArgumentNames } from "../contracts/argument-names.js";
import { shownArguments } from "../contracts/shown.js";
import type { Method, Resource } from "../surface.js";
import { comparable } from "./words.js";

export interface Tree {
  readonly resources: readonly Resource[];
  readonly methods: readonly Method[];
  /** Every name of a class or type of the package so far. */
  readonly taken: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A resource while its methods are being found. */
interface Branch {
  readonly path: readonly string[];
  readonly methods: Method[];
  readonly branches: Map<string, Branch>;
}

/** Decisions about each call, other than its name. */
export interface CallPlans {
  /** Which parameters of its path a caller may give by position. */
  readonly byPosition: (one: Settled) => ByPosition;
  readonly pages: (method: PlannedCall) => PagesPlan;
  readonly servers: ServerPlan;
  /** The configuration's entry for its stream. */
  readonly stream: (call: string, operation: Operation) => GivenStream | undefined;
  /** Whether its body is sent as a part of the query. */
  readonly isBodyInQuery: (call: string, operation: Operation) => boolean;
  /** Whether its whole body may be given by position. */
  readonly isBodyByPosition: (call: string, operation: Operation) => boolean;
  /** The argument that holds its whole body, where the configuration wants one. */
  readonly bodyName: (call: string, operation: Operation) => string | undefined;
  readonly argumentNames: ArgumentNames;
  /** How lists and objects of the query are written, where the document does not say. */
  readonly queryFormat: QueryFormat;
  /** The answer header whose value objects hold as `_request_id`, if the configuration wants that. */
  readonly requestIdHeader: string | undefined;
  /** The arguments that a sample passes to this call. */
  readonly given: (one: Settled) => ShownValues | undefined;
}

/** @param clientClass is taken already: no resource gets its class name */
export function growTree(api: Api, settled: readonly Settled[], clientClass: string, plans: CallPlans): Tree {
  const spell = commonSpelling(settled);
  const root: Branch = { path: [], methods: [], branches: new Map() };
  const diagnostics: Diagnostic[] = [];
  const claimType = claims();
  for (const one of settled) {
    const segments = spell(one.segments);
    const branch = segments.slice(0, -1).reduce(branchOf, root);
    const { operation } = one.claimant;
    const call = callText(segments);
    const { diagnostics: found, ...plan } = planArguments(operation, {
      byPosition: plans.byPosition(one),
      isBodyInQuery: plans.isBodyInQuery(call, operation),
      isBodyByPosition: plans.isBodyByPosition(call, operation),
      bodyName: plans.bodyName(call, operation),
      nameOf: plans.argumentNames(call, operation),
      queryFormat: plans.queryFormat,
    });
    diagnostics.push(...found);
    const { pages, diagnostics: said } = plans.pages({ call, operation, ...plan });
    diagnostics.push(...said);
    const ownServers = plans.servers.ofOperation(operation);
    const method: Method = {
      name: segments.at(-1) ?? "",
      call,
      typeName: claimType(pascalCase(segments.join("-"))),
      operation,
      reason: reasonOf(one),
      result: planResult(operation, {
        stream: plans.stream(call, operation),
        isPaged: pages !== undefined,
        requestIdHeader: plans.requestIdHeader,
      }),
      ...plan,
      ...(pages ? { pages } : {}),
      ...(ownServers ? { servers: ownServers } : {}),
    };
    const given = plans.given(one);
    const shown = given && shownArguments(method, given);
    branch.methods.push({ ...method, ...(shown ? { shown } : {}) });
  }
  const classes = claims();
  const types = allMethods(root).flatMap(({ typeName }) => typesOf(typeName));
  const reserved = [clientClass, `${clientClass}Core`, `${clientClass}Options`, ...types];
  for (const taken of reserved) classes(taken);
  const files = claims("-");
  const describe = tagFinder(api.tags);
  const finish = (branch: Branch): Resource => finished(branch, { clientClass, classes, files, describe, finish });
  const resources = [...root.branches.values()].map(finish);
  return { resources, methods: root.methods, taken: [...reserved, ...classNames(resources)], diagnostics };
}

function classNames(resources: readonly Resource[]): readonly string[] {
  return resources.flatMap((resource) => [resource.className, ...classNames(resource.resources)]);
}

/** The types that a method may have. */
function typesOf(typeName: string): readonly string[] {
  return ["Params", "Body", "Result", "Piece", "Item"].map((kind) => typeName + kind);
}

function allMethods(branch: Branch): readonly Method[] {
  return [...branch.methods, ...[...branch.branches.values()].flatMap(allMethods)];
}

function branchOf(branch: Branch, name: string): Branch {
  const known = branch.branches.get(name);
  if (known) return known;
  const below: Branch = { path: [...branch.path, name], methods: [], branches: new Map() };
  branch.branches.set(name, below);
  return below;
}

interface Finishing {
  readonly clientClass: string;
  readonly classes: (name: string) => string;
  readonly files: (name: string) => string;
  readonly describe: (branch: Branch) => string | undefined;
  readonly finish: (branch: Branch) => Resource;
}

function finished(branch: Branch, { clientClass, classes, files, describe, finish }: Finishing): Resource {
  const description = describe(branch);
  return {
    name: branch.path.at(-1) ?? "",
    path: branch.path,
    className: classes(legalClass(branch.path.join("-"), clientClass)),
    fileName: files(fileCase(branch.path.join("-"))),
    ...(description === undefined ? {} : { description }),
    methods: branch.methods,
    resources: [...branch.branches.values()].map(finish),
  };
}

/** Namespaces that differ only in the case of letters are one, spelt as the strongest authority does, else as the first. */
function commonSpelling(settled: readonly Settled[]): (segments: readonly string[]) => readonly string[] {
  const spellings = new Map<string, { readonly name: string; readonly rank: number }>();
  for (const { segments, chosen } of settled) {
    for (let depth = 1; depth < segments.length; depth += 1) {
      const key = callKey(segments.slice(0, depth));
      const known = spellings.get(key);
      const rank = rankOf(chosen);
      if (!known || rank < known.rank) spellings.set(key, { name: segments[depth - 1] ?? "", rank });
    }
  }
  return (segments) =>
    segments.map((name, depth) =>
      depth === segments.length - 1 ? name : (spellings.get(callKey(segments.slice(0, depth + 1)))?.name ?? name),
    );
}

/** A resource is described by the tag of its name (`Api-Keys`, `Analytics > Graphs`), else by the one tag its methods alone carry. */
function tagFinder(tags: readonly Tag[]): (branch: Branch) => string | undefined {
  const byName = new Map(tags.map((tag) => [comparable(tag.name), tag]));
  const byExactName = new Map(tags.map((tag) => [tag.name, tag]));
  return ({ path, methods }) => {
    const named =
      byName.get(comparable(path.join(" "))) ??
      (path.length > 1 ? undefined : byName.get(comparable(path.at(-1) ?? "")));
    const carried = new Set(methods.map(({ operation }) => operation.tags[0]));
    const [only] = carried.size === 1 ? [...carried] : [];
    return (named ?? (only === undefined ? undefined : byExactName.get(only)))?.description;
  };
}

function reasonOf({ chosen, lost, claimant, segments }: Settled): Reason {
  const own = callKey(segments);
  const known = new Set([own, ...lost.map(({ call }) => call.toLowerCase())]);
  const others = claimant.candidates.filter((candidate) => !known.has(callKey(candidate.segments)));
  return {
    authority: chosen.authority,
    because: chosen.because,
    ...placeOfEvidence(chosen),
    rejected: [...lost, ...others.map((other) => rejection(other, lossOf(other, chosen)))].sort(
      (one, other) => rankOf(one) - rankOf(other),
    ),
  };
}

/** Why a candidate that was never proposed lost to the chosen one. */
function lossOf(candidate: Candidate, chosen: Candidate): Loss {
  return rankOf(chosen) < rankOf(candidate) ? { kind: "outranked", by: chosen.authority } : { kind: "preceded" };
}
