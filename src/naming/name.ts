/** Naming: an `Api` in, a `Surface` out. No file, clock or process is read, and equal input gives equal output. */
import type { Api } from "../api/api.js";
import type { Diagnostic } from "../diagnostic.js";
import { callText } from "./candidates.js";
import { methodsOf } from "./changes.js";
import { nameClient } from "./client.js";
import { settle, type Settled } from "./clashes.js";
import type { NamingConfig } from "./config.js";
import { inconsistencies } from "./consistency.js";
import { renamedButLocked } from "./locked.js";
import {
  isWantedCall,
  lockedReader,
  misdirected,
  misdirectedCredentials,
  stainlessReader,
  wantedOperations,
} from "./overrides.js";
import { misdirectedPages, pagingReader } from "./paging.js";
import { type Plan, planCandidates } from "./plan.js";
import type { Surface } from "./surface.js";
import { growTree } from "./tree.js";
import { nameWebhooks } from "./webhooks.js";

export interface Named {
  readonly surface: Surface;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Names everything a caller of the API will touch. Findings are warnings about the document or the configuration; none
 * keeps an operation from being named.
 */
export function name(api: Api, config: NamingConfig): Named {
  const operations = wantedOperations(api.operations, config);
  const plan = planCandidates(api, operations, config);
  const { settled, diagnostics } = settle(plan.claimants);
  const wanted = settled.filter(({ segments, claimant }) => isWantedCall(segments, claimant.operation, config));
  const clients = [...plan.evidence.values()].flatMap((evidence) => evidence.clients);
  const client = nameClient(api, config, clients);
  const isStainless = stainlessReader(config);
  const byPosition = ({ claimant: { operation } }: Settled) =>
    isStainless(operation) ? Number.POSITIVE_INFINITY : (plan.evidence.get(operation)?.byPosition ?? 0);
  const tree = growTree(api, wanted, client.className, byPosition, pagingReader(config));
  const surface: Surface = {
    client,
    resources: tree.resources,
    methods: tree.methods,
    webhooks: nameWebhooks(api.webhooks, tree.taken),
  };
  return {
    surface,
    diagnostics: [
      ...misdirected(api.operations, config),
      ...misdirectedCredentials(api.securitySchemes, config),
      ...plan.diagnostics,
      ...diagnostics,
      ...tree.diagnostics,
      ...misdirectedPages(methodsOf(surface), config),
      ...inconsistencies(wanted, clients),
      ...lockedFindings(api, config, plan, wanted),
    ],
  };
}

/** With `names: locked` the naming is done once more without the lock: only so can a finding say what it holds back. */
function lockedFindings(
  api: Api,
  config: NamingConfig,
  plan: Plan,
  settled: readonly Settled[],
): readonly Diagnostic[] {
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
