/** Finds the configuration with which callers of a published SDK notice least. */
import { isDecided, withFixes, fixKey, chooseFixes, valueText, type Fix } from "../../adopt/fixes.js";
import type { Verdict } from "../../adopt/verdict.js";
import { compile, type Named } from "../../compile.js";
import { addressText } from "../../document/address.js";
import type { Target } from "../../targets.js";
import type { Published } from "./published.js";
import { fixesOf } from "./verdicts.js";

export interface Proposal {
  /** What to add to the configuration, in the order in which it is read. */
  readonly fixes: readonly Fix[];
  /** The verdict with it. */
  readonly verdict: Verdict;
}

/** Names of models show once the calls stand that give them, and nothing follows from those. */
const mostPasses = 4;

/**
 * Adds the fixes for a verdict, and judges again, until no fix is left. What the owner has decided stays.
 *
 * @param onStage told what is done, before it is
 */
export async function propose(
  published: Published,
  target: Target,
  onStage: (text: string) => void,
): Promise<Proposal> {
  let fixes: readonly Fix[] = [];
  for (let pass = 1; ; pass += 1) {
    onStage(`comparing every call, round ${String(pass)}`);
    const decisions = withFixes(target.decisions, fixes);
    const verdict = await verdictOf(published, await compile({ ...target, decisions }));
    const proposed = chooseFixes(fixesOf(verdict)).filter((fix) => !isDecided(decisions, fix));
    if (proposed.length === 0 || pass === mostPasses) return settledOn(fixes, verdict);
    fixes = chooseFixes([...fixes, ...proposed]);
  }
}

/** Entries that are still asked for after they stand there change nothing, and would only puzzle their reader. */
function settledOn(fixes: readonly Fix[], verdict: Verdict): Proposal {
  const textOf = (fix: Fix): string => `${fixKey(fix)} ${valueText(fix)}`;
  const [tried, left] = [new Set(fixes.map(textOf)), new Set(fixesOf(verdict).map(textOf))];
  const differences = verdict.differences.map(({ mend: fix, ...difference }) =>
    fix === undefined || tried.has(textOf(fix)) ? difference : { ...difference, mend: fix },
  );
  const effective = fixes.filter((fix) => !("entry" in fix || "item" in fix) || !left.has(textOf(fix)));
  return { fixes: effective, verdict: { ...verdict, differences } };
}

/** What callers of an SDK notice of a client. */
export async function verdictOf({ sdk }: Published, named: Named): Promise<Verdict> {
  const { judge } = await import("../../adopt/verdict.js");
  const documented = named.api.operations.map(({ address }) => addressText(address));
  return judge(sdk, { surface: named.surface, files: await named.emit("package"), documented });
}
