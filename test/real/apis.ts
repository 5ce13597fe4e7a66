/** The real documents that tests know. */
import { githubSpec } from "../../scripts/lib/github.mjs";
import { realSpec } from "../support/paths.js";

export interface RealApi {
  readonly name: "Portkey" | "GitHub";
  readonly spec: string;
  readonly operations: number;
}

/** Those that are here; of each other it is said in a word that it is skipped. */
export function realApis(): readonly RealApi[] {
  const all = [
    { name: "Portkey", spec: realSpec("portkey.yaml"), operations: 231 },
    { name: "GitHub", spec: github(), operations: 1223 },
  ] as const;
  return all.flatMap(({ spec, ...api }) => (spec === undefined ? [] : [{ ...api, spec }]));
}

/** Fetched on demand; undefined, with a word, where the registry cannot be reached. */
function github(): string | undefined {
  try {
    return githubSpec();
  } catch (cause) {
    console.warn(`skipped: the GitHub REST API's document cannot be fetched (${String(cause)})`);
    return undefined;
  }
}
