/** Every compiler that generated code promises to suit. */
import { createRequire } from "node:module";
import { compiler, NEWEST, OLDEST } from "../../scripts/lib/compilers.mjs";
import { runNode, type Ended } from "./process.js";

export interface Compiler {
  readonly name: string;
  run(words: readonly string[]): Promise<Ended>;
}

/** The repository's own, the oldest and the newest; without those that cannot be fetched, which is said in a word. */
export function compilers(): readonly Compiler[] {
  const own = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const fetched = [OLDEST, NEWEST].flatMap((version) => {
    try {
      const program = compiler(version);
      return [{ name: `TypeScript ${version}`, run: (words: readonly string[]) => runNode([program, ...words]) }];
    } catch (cause) {
      console.warn(`skipped: TypeScript ${version} cannot be fetched (${String(cause)})`);
      return [];
    }
  });
  return [{ name: "the repository's TypeScript", run: (words) => runNode([own, ...words]) }, ...fetched];
}
