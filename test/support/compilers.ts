/** Every compiler that generated code supports. */
import { compiler, NEWEST, OLDEST } from "../../scripts/lib/compilers.mjs";
import { optimisingLate, runNode, tsc, type Ended } from "./process.js";

export interface Compiler {
  readonly name: string;
  run(words: readonly string[]): Promise<Ended>;
}

/** The repository's own, the oldest and the newest; one that cannot be fetched is skipped with a note. */
export function compilers(): readonly Compiler[] {
  return [own(), ...[OLDEST, NEWEST].flatMap((version) => fetched(version) ?? [])];
}

/**
 * Type-checks with the newest compiler, whose native code takes a fifth of the time, or with the repository's own if the
 * newest cannot be fetched. For checks of many packages at once; the golden cases are compiled with every compiler.
 *
 * @param words the arguments of `tsc`
 */
export function typeCheck(words: readonly string[]): Promise<Ended> {
  return (fetched(NEWEST) ?? own()).run(words);
}

function own(): Compiler {
  return { name: "the repository's TypeScript", run: tsc };
}

function fetched(version: string): Compiler | undefined {
  try {
    const program = compiler(version);
    return { name: `TypeScript ${version}`, run: (words) => runNode([optimisingLate, program, ...words]) };
  } catch (cause) {
    console.warn(`skipped: TypeScript ${version} cannot be fetched (${String(cause)})`);
    return undefined;
  }
}
