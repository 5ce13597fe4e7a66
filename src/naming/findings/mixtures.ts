/** Findings about a document that has two words for one thing. */
import type { Diagnostic, Pointer } from "../../diagnostic.js";
import { counted, finding } from "./finding.js";

/** How many methods, or samples, say the one and the other. */
export interface Mixture {
  readonly usual: string;
  readonly usualCount: number;
  readonly other: string;
  readonly otherCount: number;
}

export function mixedVerbs(
  { usual, usualCount, other, otherCount }: Mixture,
  example: string,
  pointer: Pointer | undefined,
): Diagnostic {
  const message = `${counted(otherCount, "method is", "methods are")} called \`${other}\`, as \`${example}\` is, but ${counted(usualCount, "is", "are")} called \`${usual}\`.`;
  const hint = `Use one verb: set \`verbs: { ${other}: ${usual} }\` under \`x-callwright\`, or correct the samples.`;
  return finding("mixed-verbs", "info", message, pointer, hint);
}

export function mixedBaseUrls({ usual, usualCount, other, otherCount }: Mixture, pointer: Pointer): Diagnostic {
  const message = `${counted(otherCount, "sample sets", "samples set")} \`${other}\`, but ${counted(usualCount, "sets", "set")} \`${usual}\`.`;
  const hint = "Use one of them in every sample; the generated client takes both.";
  return finding("mixed-base-url", "info", message, pointer, hint);
}
