/** The smallest change that makes a sample pass: the repairs of all its findings, and nothing else. */
import type { SampleFinding } from "./sample-finding.js";

/** Applies every repair to the source; returns undefined without findings, or if one has no repair. */
export function repairedSource(source: string, findings: readonly SampleFinding[]): string | undefined {
  if (findings.length === 0) return undefined;
  let text = source;
  for (const { offset, repair } of [...findings].sort((one, other) => other.offset - one.offset)) {
    if (repair === undefined) return undefined;
    text = text.slice(0, offset) + repair.text + text.slice(offset + repair.length);
  }
  return text;
}
