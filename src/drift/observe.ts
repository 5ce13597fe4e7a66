/** Recorded traffic against a document: what it shows that nobody has written yet, and how much of the document it reaches. */
import type { Outcome } from "../api/api.js";
import type { Side } from "../changes/side.js";
import { methodsOf } from "../naming/changes.js";
import type { Method } from "../naming/surface.js";
import { matcher, unknownAddress } from "./addresses.js";
import { foundInAnswer, outcomeOf } from "./answers.js";
import type { Found, Observation, Observed } from "./observation.js";
import { foundInRequest } from "./requests.js";
import type { Exchange } from "./traffic.js";
import { createJudge } from "./validate.js";

export function observe(side: Side, exchanges: readonly Exchange[]): Observed {
  const methods = methodsOf(side.surface);
  const find = matcher(methods, side.api.servers);
  const judge = createJudge();
  const [calls, statuses] = [new Set<Method>(), new Set<Outcome>()];
  const tally = createTally();
  for (const exchange of exchanges) {
    const match = find(exchange);
    if (match === undefined) {
      tally.add("", [unknownAddress(exchange, methods, side.api.servers)]);
      continue;
    }
    const { method } = match;
    const outcome = outcomeOf(method.operation, exchange.status);
    calls.add(method);
    if (outcome) statuses.add(outcome);
    tally.add(`${method.call} ${outcome?.status ?? ""}`, foundInAnswer(side, method, exchange, judge));
    // What a server refuses, the document may refuse as well.
    if (exchange.status < 400) tally.add(`${method.call} request`, foundInRequest(side, match, exchange, judge));
  }
  const all = methods.reduce((count, { operation }) => count + operation.outcomes.length, 0);
  return {
    observations: tally.observations(),
    calls: { seen: calls.size, all: methods.length },
    statuses: { seen: statuses.size, all },
    unjudged: tally.unjudged,
  };
}

interface Tallied extends Omit<Observation, "seen" | "of" | "values"> {
  readonly group: string;
  seen: number;
  readonly values: Set<string>;
}

const mostValues = 5;

/** Counts what is found in each group of answers or requests. */
function createTally() {
  const found = new Map<string, Tallied>();
  const totals = new Map<string, number>();
  let unjudged = 0;
  return {
    /** Each thing counts once for an exchange, however often it stands in it. */
    add(group: string, all: readonly Found[] | undefined): void {
      totals.set(group, (totals.get(group) ?? 0) + 1);
      if (all === undefined) unjudged += 1;
      const counted = new Set<string>();
      for (const { value, ...one } of all ?? []) {
        const key = `${group}\n${one.kind}\n${one.subject}\n${one.text}`;
        const known = found.get(key) ?? { ...one, group, seen: 0, values: new Set<string>() };
        if (!counted.has(key)) known.seen += 1;
        if (value !== undefined && known.values.size < mostValues) known.values.add(value);
        counted.add(key);
        found.set(key, known);
      }
    },
    observations: (): readonly Observation[] =>
      [...found.values()].map(({ values, group, ...one }) => ({
        ...one,
        of: totals.get(group) ?? 0,
        values: [...values],
      })),
    get unjudged() {
      return unjudged;
    },
  };
}
