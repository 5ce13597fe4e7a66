/** What is fuzzed: how inputs are made, and what must hold of each. */
import fc from "fast-check";

export interface Target {
  readonly name: string;
  /** Takes one input, which can be written as JSON; gives what is wrong. Throwing is wrong, too. */
  readonly faultsOf: (input: unknown) => Promise<readonly string[]>;
  readonly inputs: fc.Arbitrary<unknown>;
  /** Seconds that one input may take, on a machine that does other things too. */
  readonly longest: number;
}

export function target<Input>(
  name: string,
  inputs: fc.Arbitrary<Input>,
  faultsOf: (input: Input) => Promise<readonly string[]> | readonly string[],
  longest = 10,
): Target {
  // Inputs come from `inputs`, or from the file of those that were kept.
  return { name, inputs, faultsOf: async (input) => faultsOf(input as Input), longest };
}

/** What is wrong with one input; a text without line breaks, of a length that is read. */
export async function faultOf({ faultsOf, longest }: Target, input: unknown): Promise<string | undefined> {
  const begun = performance.now();
  const faults = await faultsOf(input).catch((cause: unknown) => [
    `threw ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`,
  ]);
  const seconds = (performance.now() - begun) / 1_000;
  const late = seconds > longest ? [`took ${seconds.toFixed(1)} seconds`] : [];
  const [fault] = [...faults, ...late];
  return fault?.slice(0, 1_500);
}

/** An input with a fault, made small, and the seed that finds it again. */
interface Found {
  readonly input: unknown;
  readonly fault: string;
  readonly seed: number;
}

/** Tries some inputs; gives the first that has a fault. */
export async function search(one: Target, seed: number, runs: number): Promise<Found | undefined> {
  let found: Found | undefined;
  const holds = fc.asyncProperty(one.inputs, async (input) => {
    const fault = await faultOf(one, input);
    if (fault !== undefined) found = { input, fault, seed };
    return fault === undefined;
  });
  await fc.check(holds, { seed, numRuns: runs, interruptAfterTimeLimit: 120_000, markInterruptAsFailure: false });
  return found;
}
