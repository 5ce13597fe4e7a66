/** Code samples that exhaust those who read code: nested without end, long without end, and very many. */
import { brackets, items, partly, spoiled, type Exhausting } from "./exhausting.js";

const key = "paths /things get x-codeSamples";

/** One source under the labels of all languages that are read, and one label alone at a second operation. */
function sample(name: string, source: () => string): Exhausting {
  const labels = ["JavaScript", "TypeScript", "Python", "curl", "Shell"];
  const all = () => labels.map((lang) => ({ lang, source: lang === "curl" || lang === "Shell" ? `curl ${source()}` : source() }));
  return spoiled(name, { [key]: all, "paths /things post x-codeSamples": () => [{ lang: "Python", source: source() }] });
}

const long = 300_000;

const sources: readonly (readonly [name: string, source: () => string])[] = [
  ["30,000 calls inside each other", () => brackets(30_000, "client.a(", ")")],
  ["30,000 calls that are never closed", () => "client.a(".repeat(30_000)],
  ["30,000 awaited calls that are never closed", () => "await client.a(".repeat(30_000)],
  ["30,000 calls on the result of the last", () => `client${".a()".repeat(30_000)}`],
  ["30,000 calls, one after the other", () => "client.a();\n".repeat(30_000)],
  ["100,000 properties of one client", () => `client${".a".repeat(100_000)}()`],
  ["parentheses", () => "(".repeat(long)],
  ["brackets", () => "[".repeat(long)],
  ["braces", () => "{".repeat(long)],
  ["angle brackets", () => "<a".repeat(long)],
  ["quotes", () => `${"'".repeat(long)}"`],
  ["quotes that are never closed", () => `'${'"a\\'.repeat(long)}`],
  ["backslashes at line ends", () => "\\\n".repeat(long)],
  ["substitutions", () => `"${"$(a ".repeat(long / 4)}`],
  ["templates", () => "`${".repeat(long / 3)],
  ["arrows", () => "a=>".repeat(long / 3)],
  ["signs", () => "!-~".repeat(long / 3)],
  ["choices", () => "a?b:".repeat(long / 4)],
  ["sums", () => "a+".repeat(long / 2)],
  ["assignments", () => "a=".repeat(long / 2)],
  ["imports", () => "from a import b\n".repeat(30_000)],
  ["spaces", () => `a${" ".repeat(long)}b`],
  ["lines", () => `a${"\n".repeat(long)}b`],
  ["here-documents", () => "<<A\n".repeat(long / 4)],
  ["triple quotes", () => `""" ${"'''".repeat(long / 3)}`],
  ["variables of each other", () => Array.from({ length: 10_000 }, (_, index) => `const a${String(index + 1)} = a${String(index)};`).join("\n")],
];

export const exhaustingSamples: readonly Exhausting[] = [
  ...sources.map(([name, source]) => sample(`a sample of ${name}`, source)),
  spoiled("a sample of 5 MB", { [key]: () => [{ lang: "JavaScript", source: 'await client.things.list({ filter: "big" });\n'.repeat(120_000) }] }),
  spoiled("10,000 samples", { [key]: () => items(10_000, () => ({ lang: "JavaScript", source: 'await client.things.list({ filter: "big" });' })) }),
];
