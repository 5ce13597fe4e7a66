/** Naming: an `Api` in, a `Surface` out. It reads no file, clock or process, and equal input gives equal output. */
import type { Api, Operation } from "../api/api.js";
import type { Decisions, PositionalForm } from "../config/decisions.js";
import type { Diagnostic } from "../diagnostic.js";
import { addressText, blankAddress } from "../document/address.js";
import type { ByPosition } from "./contracts/arguments.js";
import { callKey, callText } from "./calls/candidates.js";
import { methodsOf } from "./changes.js";
import { USUAL_ID_HEADER, nameClient } from "./client/client.js";
import { chooseFirst } from "./contracts/first-call.js";
import { settle, type Settled } from "./calls/clashes.js";
import { inconsistencies } from "./findings/consistency.js";
import { unwrapTaken } from "./findings/lost-calls.js";
import { withFurtherCalls } from "./calls/further-calls.js";
import { listReader, lockedReader } from "./evidence/overrides.js";
import { renamedButLocked } from "./calls/locked.js";
import { withMovedLocks } from "./calls/moved-locks.js";
import { nameModels } from "./models/models.js";
import { misdirectedPages, pagesReader } from "./contracts/pages.js";
import { type Plan, planCandidates } from "./calls/plan.js";
import { isWantedCall, unlistedFindings, wantedOperations } from "./calls/selection.js";
import { queryFormat } from "./contracts/request.js";
import { planServers } from "./contracts/servers.js";
import { argumentNames, misnamedArguments } from "./contracts/argument-names.js";
import { bodiesByPosition, bodiesInQuery, bodyFindings, bodyNames } from "./contracts/bodies.js";
import { givenStreams, streamFindings } from "./contracts/streams.js";
import type { ClientSurface, Resource, Surface } from "./surface.js";
import { growTree } from "./calls/tree.js";
import { unmatchedCredentials, unmatchedEntries } from "./findings/unmatched.js";
import { nameValueLists } from "./models/value-lists.js";
import { nameWebhooks, planReceiver } from "./contracts/webhooks.js";

/** The names of an API. */
export interface Naming {
  readonly surface: Surface;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Names everything that a caller of the API touches. Findings are about the document or the configuration, and none keeps
 * an operation from being named.
 */
export function name(api: Api, given: Decisions): Naming {
  const config = withMovedLocks(api.operations, given);
  const operations = wantedOperations(api.operations, config);
  const plan = planCandidates(api, operations, config);
  const { settled, diagnostics } = settle(plan.claimants);
  const all = withFurtherCalls(settled, config);
  const wanted = all.settled.filter(({ segments, claimant }) => isWantedCall(segments, claimant.operation, config));
  const clients = [...plan.samples.values()].flatMap((samples) => samples.clients);
  const servers = planServers(api);
  const client = nameClient(api, config, clients, servers);
  const isStainless = listReader(config.stainless);
  const positionalList = positionalLists(config);
  const byPosition = ({ claimant: { operation } }: Settled): ByPosition =>
    config.positional
      ? GIVEN_FORMS[config.positional]
      : isStainless(operation)
        ? { ...GIVEN_FORMS.both, ...positionalList(operation) }
        : { leading: plan.samples.get(operation)?.byPosition ?? 0, last: false };
  const tree = growTree(api, wanted, client.className, {
    byPosition,
    pages: pagesReader(config),
    servers,
    stream: givenStreams(config),
    isBodyInQuery: bodiesInQuery(config),
    isBodyByPosition: bodiesByPosition(config),
    bodyName: bodyNames(config),
    argumentNames: argumentNames(config),
    queryFormat: queryFormat(config),
    requestIdHeader: config.requestIds ? (client.requestIdHeader ?? USUAL_ID_HEADER) : undefined,
    given: ({ claimant: { operation }, segments }) =>
      plan.samples.get(operation)?.shown.find(({ call }) => call === callKey(segments))?.given,
  });
  const webhooks = nameWebhooks(api.webhooks, tree.taken);
  const methods = methodsOf(tree);
  const taken = [...tree.taken, ...webhooks.map(({ typeName }) => typeName)];
  const { models, types, diagnostics: aboutModels } = nameModels(api, methods, taken, config);
  const { first, diagnostics: aboutFirst } = chooseFirst(api, methods, config);
  const receiver = planReceiver(webhooks, tree, config);
  const surface: Surface = {
    client: withFreeVariable(client, tree.resources),
    resources: tree.resources,
    methods: tree.methods,
    webhooks,
    ...(receiver ? { receiver } : {}),
    models,
    ...(first ? { first } : {}),
    valueLists: nameValueLists(api, models, types, config),
  };
  return {
    surface,
    diagnostics: [
      ...unmatchedEntries(api.operations, config),
      ...unlistedFindings(api.operations, config),
      ...(receiver?.owner === "nobody" ? [unwrapTaken()] : []),
      ...unmatchedCredentials(api.securitySchemes, config),
      ...plan.diagnostics,
      ...diagnostics,
      ...all.diagnostics,
      ...tree.diagnostics,
      ...misdirectedPages(methods, config),
      ...aboutModels,
      ...aboutFirst,
      ...streamFindings(api, methods, config),
      ...bodyFindings(methods, config),
      ...misnamedArguments(methods, config),
      ...inconsistencies(wanted, clients),
      ...lockedFindings(api, config, plan, wanted),
    ],
  };
}

const GIVEN_FORMS: Readonly<Record<PositionalForm, ByPosition>> = {
  all: { leading: Number.POSITIVE_INFINITY, last: false },
  last: { leading: 0, last: true },
  both: { leading: Number.POSITIVE_INFINITY, last: true },
  none: { leading: 0, last: false },
};

/** The parameters that a `stainless.yml` lists for an operation. */
function positionalLists({ stainlessPositional = {} }: Decisions): (operation: Operation) => Partial<ByPosition> {
  const lists = new Map(Object.entries(stainlessPositional).map(([address, names]) => [blankAddress(address), names]));
  return ({ address }) => {
    const names = lists.get(blankAddress(addressText(address)));
    return names ? { names } : {};
  };
}

/** `client.pets.list()` where `pets.pets.list()` would read as a mistake. */
function withFreeVariable(client: ClientSurface, resources: readonly Resource[]): ClientSurface {
  return resources.some(({ name }) => name === client.variable) ? { ...client, variable: "client" } : client;
}

/** With `names: locked`, calls are settled a second time without the lock, so that findings can say what it holds back. */
function lockedFindings(api: Api, config: Decisions, plan: Plan, settled: readonly Settled[]): readonly Diagnostic[] {
  if (config.locked === undefined) return [];
  const { locked: _, ...unlocked } = config;
  const operations = plan.claimants.map(({ operation }) => operation);
  const free = settle(planCandidates(api, operations, unlocked).claimants).settled;
  const otherwise = new Map(free.map(({ claimant, segments }) => [claimant.operation, callText(segments)]));
  const callBefore = lockedReader(config);
  return renamedButLocked(
    settled,
    (operation) => callBefore(operation) !== undefined,
    (operation) => otherwise.get(operation),
  );
}
