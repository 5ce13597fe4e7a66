/** Findings about the document as a whole: two words for one thing, and names that had to be changed. */
import type { Diagnostic } from "../../diagnostic.js";
import { callText } from "../calls/candidates.js";
import type { Settled } from "../calls/clashes.js";
import type { SampledClient } from "../evidence/evidence.js";
import { mixedBaseUrls, mixedVerbs } from "./mixtures.js";
import { reservedName } from "./lost-calls.js";
import { SYNONYMS } from "../calls/verbs.js";

export function inconsistencies(settled: readonly Settled[], clients: readonly SampledClient[]): readonly Diagnostic[] {
  return [...verbFindings(settled), ...baseUrlFindings(clients), ...reservedNames(settled)];
}

function verbFindings(settled: readonly Settled[]): readonly Diagnostic[] {
  return SYNONYMS.flatMap(([usual, other]) => {
    const named = (verb: string) => settled.filter(({ segments }) => segments.at(-1) === verb);
    const [usualCount, others] = [named(usual).length, named(other)];
    const [first] = others;
    if (!first || usualCount === 0) return [];
    const mixture = { usual, usualCount, other, otherCount: others.length };
    return [mixedVerbs(mixture, callText(first.segments), first.chosen.pointer)];
  });
}

function baseUrlFindings(clients: readonly SampledClient[]): readonly Diagnostic[] {
  const using = (option: string) =>
    clients.filter(({ client, isJavaScript }) => isJavaScript && client.options.includes(option));
  const spellings = ["baseURL", "baseUrl"].map((option) => ({ option, users: using(option) }));
  const [rarer, usual] = spellings.sort((one, other) => one.users.length - other.users.length);
  const [first] = rarer?.users ?? [];
  if (!rarer || !usual || !first) return [];
  const counts = { usualCount: usual.users.length, otherCount: rarer.users.length };
  return [mixedBaseUrls({ usual: usual.option, other: rarer.option, ...counts }, first.pointer)];
}

/** One finding for each name that had to get an underscore, however many operations have it in their call. */
function reservedNames(settled: readonly Settled[]): readonly Diagnostic[] {
  const reported = new Set<string>();
  return settled.flatMap(({ segments, claimant: { operation }, chosen }) => {
    const depth = segments.findIndex((segment) => segment.endsWith("_"));
    const used = callText(segments.slice(0, depth + 1));
    if (depth < 0 || reported.has(used)) return [];
    reported.add(used);
    const wanted = segments[depth]?.slice(0, -1) ?? "";
    const instead = callText(segments.map((segment) => segment.replace(/_$/, "s")));
    return [reservedName(operation, chosen.pointer, { wanted, used, why: whyReserved(wanted, depth), instead })];
  });
}

/** Why names are reserved that no member of the generated classes has. */
const WHY_RESERVED: Readonly<Record<string, string>> = {
  then: "`await` calls the method `then` on any object that has one",
  toJSON: "`JSON.stringify` calls the method `toJSON` on any object that has one",
  prototype: "classes have a property of that name",
};

function whyReserved(name: string, depth: number): string {
  if (name in Object.prototype) return "every object inherits a property of that name";
  const owner = depth === 0 ? "client" : "resource";
  return WHY_RESERVED[name] ?? `every ${owner} already has a member of that name`;
}
