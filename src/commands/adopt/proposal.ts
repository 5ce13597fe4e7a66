/** Finds the configuration with which callers of a published SDK notice least. */
import { isDecided, mended, placeOf, settled, type Mend } from "../../adopt/mends.js";
import type { Verdict } from "../../adopt/verdict.js";
import { compile, type Named } from "../../compile.js";
import { addressText } from "../../document/address.js";
import type { Target } from "../../targets.js";
import type { Published } from "./published.js";
import { mendsOf } from "./verdicts.js";

export interface Proposal {
  /** What to add to the configuration, in the order in which it is read. */
  readonly mends: readonly Mend[];
  /** The verdict with it. */
  readonly verdict: Verdict;
}

/** Names of models show once the calls stand that give them, and nothing follows from those. */
const mostPasses = 4;

/**
 * Adds what mends the verdict, and judges again, until nothing more mends it. What the owner has decided stays.
 *
 * @param onStage told what is done, before it is
 */
export async function propose(
  published: Published,
  target: Target,
  onStage: (text: string) => void,
): Promise<Proposal> {
  let mends: readonly Mend[] = [];
  for (let pass = 1; ; pass += 1) {
    onStage(`comparing every call, round ${String(pass)}`);
    const decisions = mended(target.decisions, mends);
    const verdict = await verdictOf(published, await compile({ ...target, decisions }));
    const proposed = settled(mendsOf(verdict)).filter((mend) => !isDecided(decisions, mend));
    if (proposed.length === 0 || pass === mostPasses) return settledOn(mends, verdict);
    mends = settled([...mends, ...proposed]);
  }
}

/** Entries that are still asked for after they stand there change nothing, and would only puzzle their reader. */
function settledOn(mends: readonly Mend[], verdict: Verdict): Proposal {
  const textOf = (mend: Mend): string => `${placeOf(mend)} ${mend.value}`;
  const [tried, left] = [new Set(mends.map(textOf)), new Set(mendsOf(verdict).map(textOf))];
  const differences = verdict.differences.map(({ mend, ...difference }) =>
    mend === undefined || tried.has(textOf(mend)) ? difference : { ...difference, mend },
  );
  const effective = mends.filter((mend) => !("entry" in mend) || !left.has(textOf(mend)));
  return { mends: effective, verdict: { ...verdict, differences } };
}

/** What callers of an SDK notice of a client. */
export async function verdictOf({ sdk }: Published, named: Named): Promise<Verdict> {
  const { judge } = await import("../../adopt/verdict.js");
  const documented = named.api.operations.map(({ address }) => addressText(address));
  return judge(sdk, { surface: named.surface, files: await named.emit("package"), documented });
}
