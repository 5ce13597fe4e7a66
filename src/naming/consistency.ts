/** Findings about the document as a whole: two words for one thing, names that had to be changed. */
import type { Diagnostic } from "../diagnostic.js";
import { callText } from "./candidates.js";
import type { Settled } from "./clashes.js";
import { addressText } from "./config.js";
import type { SampleEvidence } from "./evidence.js";
import { callsLine, finding } from "./findings.js";
import { SYNONYMS } from "./verbs.js";

export function inconsistencies(
  settled: readonly Settled[],
  clients: SampleEvidence["clients"],
): readonly Diagnostic[] {
  return [...mixedVerbs(settled), ...mixedBaseUrls(clients), ...reservedNames(settled)];
}

function mixedVerbs(settled: readonly Settled[]): readonly Diagnostic[] {
  return SYNONYMS.flatMap(([usual, other]) => {
    const named = (verb: string) => settled.filter(({ segments }) => segments.at(-1) === verb);
    const [first] = named(other);
    if (!first || named(usual).length === 0) return [];
    const message = `${counted(named(other).length, "method")} called \`${other}\` and ${counted(named(usual).length, "method")} called \`${usual}\` stand beside each other, for example \`${callText(first.segments)}\`.`;
    const hint = `Say one of them throughout: \`verbs: { ${other}: ${usual} }\` under \`x-callwright\`, or correct the samples.`;
    return [finding("mixed-verbs", "info", message, first.chosen.pointer, hint)];
  });
}

function mixedBaseUrls(clients: SampleEvidence["clients"]): readonly Diagnostic[] {
  const using = (option: string) =>
    clients.filter(({ client, isJavaScript }) => isJavaScript && client.options.includes(option));
  const [baseUrl, baseURL] = [using("baseUrl"), using("baseURL")];
  const [rarer] = baseUrl.length < baseURL.length ? baseUrl : baseURL;
  if (!rarer || baseUrl.length === 0 || baseURL.length === 0) return [];
  const message = `${counted(baseUrl.length, "sample")} set \`baseUrl\` and ${counted(baseURL.length, "sample")} set \`baseURL\`.`;
  return [
    finding(
      "mixed-base-url",
      "info",
      message,
      rarer.pointer,
      "Write one of them throughout; the generated client takes both.",
    ),
  ];
}

function counted(count: number, thing: string): string {
  return `${String(count)} ${thing}${count === 1 ? "" : "s"}`;
}

function reservedNames(settled: readonly Settled[]): readonly Diagnostic[] {
  const reported = new Set<string>();
  return settled.flatMap(({ segments, claimant: { operation }, chosen }) => {
    const at = segments.findIndex((segment) => segment.endsWith("_"));
    const key = callText(segments.slice(0, at + 1));
    if (at < 0 || reported.has(key)) return [];
    reported.add(key);
    const taken = segments[at]?.slice(0, -1) ?? "";
    const message = `${addressText(operation.address)} would use the name \`${taken}\`, which every ${at === 0 ? "client" : "object"} already has; it is \`${key}\` instead.`;
    return [
      finding(
        "reserved-name",
        "warning",
        message,
        chosen.pointer ?? operation.pointer,
        `Decide with ${callsLine(operation, callText(segments.map((segment) => segment.replace(/_$/, "s"))))}.`,
      ),
    ];
  });
}
