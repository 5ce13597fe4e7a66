/** The smallest change that makes a sample pass: every finding's own repair, and nothing else. */
import type { SampleFinding } from "./sample-finding.js";

/** The source with every repair made; undefined where nothing is at fault, or a finding has no repair of its own. */
export function repairedSource(source: string, findings: readonly SampleFinding[]): string | undefined {
  if (findings.length === 0) return undefined;
  let text = source;
  for (const { offset, repair } of [...findings].sort((one, other) => other.offset - one.offset)) {
    if (repair === undefined) return undefined;
    text = text.slice(0, offset) + repair.text + text.slice(offset + repair.length);
  }
  return text;
}
