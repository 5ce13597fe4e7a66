/** Translates the compiler's diagnostics of a sample for the people who write samples. */
import { argumentFinding, typeFinding } from "./argument-findings.js";
import type { SampleContext } from "./calls.js";
import { fault, type SampleFinding } from "./sample-finding.js";
import {
  notCallable,
  notConstructable,
  notIterable,
  undeclared,
  unknownExport,
  unknownProperty,
} from "./name-findings.js";
import { type CheckedModule, mainSentence, ts } from "./program.js";

/** The distinct findings about one sample, in source order. */
export function compilerFindings(module: CheckedModule, context: SampleContext): readonly SampleFinding[] {
  const [unparsed] = module.syntactic;
  if (unparsed) return [noParse(unparsed)];
  const found = new Map<string, SampleFinding>();
  for (const diagnostic of module.semantic) {
    const finding = findingOf(diagnostic, module.file, context);
    if (finding && !found.has(finding.message)) found.set(finding.message, finding);
  }
  return [...found.values()].sort((one, other) => one.offset - other.offset);
}

function noParse(diagnostic: ts.Diagnostic): SampleFinding {
  return {
    kind: "no-parse",
    message: `The sample does not parse: ${mainSentence(diagnostic)}.`,
    hint: fault.sample("correct the syntax here."),
    offset: diagnostic.start ?? 0,
  };
}

type Translate = (diagnostic: ts.Diagnostic, node: ts.Node, context: SampleContext) => SampleFinding | undefined;

/** The translation of each compiler code. */
const translations: readonly (readonly [codes: readonly number[], translate: Translate])[] = [
  [[2304, 2503, 2552, 2693, 18004], undeclared],
  [[2339, 2550, 2551, 2568], unknownProperty],
  [[2349, 2721, 2722], notCallable],
  [[1192, 2305, 2497, 2613, 2614, 2724], unknownExport],
  [[2351], notConstructable],
  [[2488, 2495, 2504, 2548, 2549, 2802], notIterable],
  // Object literals with keys that their type does not have.
  [[2353, 2561], (_, node, context) => argumentFinding(node, context)],
  [[2322, 2326, 2345, 2554, 2555, 2559, 2575, 2739, 2740, 2741, 2769], typeFinding],
];

const translators = new Map(translations.flatMap(([codes, translate]) => codes.map((code) => [code, translate])));

/** Errors in JavaScript itself that the checker finds, not the parser: a name declared twice, an assignment to a constant. */
const invalid: ReadonlySet<number> = new Set([2300, 2451, 2588]);
/** Values that may be null or unknown: samples need not guard against them. */
const tolerated: ReadonlySet<number> = new Set([2454, 2531, 2532, 2533, 2571, 18046, 18047, 18048, 18049]);

function findingOf(diagnostic: ts.Diagnostic, file: ts.SourceFile, context: SampleContext): SampleFinding | undefined {
  const { code, start = 0 } = diagnostic;
  if (tolerated.has(code) || (code >= 7000 && code < 8000)) return undefined;
  const node = nodeAt(file, start, diagnostic.length ?? 0);
  const finding = translators.get(code)?.(diagnostic, node, context);
  if (finding) return finding;
  if (invalid.has(code) || code < 2000) return noParse(diagnostic);
  return context.isTypeScript ? doesNotCompile(diagnostic) : undefined;
}

function doesNotCompile(diagnostic: ts.Diagnostic): SampleFinding {
  return {
    kind: "does-not-compile",
    message: `The sample does not compile: ${mainSentence(diagnostic)}.`,
    hint: fault.sample("correct it, or label it JavaScript, whose types are not checked."),
    offset: diagnostic.start ?? 0,
  };
}

/** The outermost node with exactly the range of a diagnostic. */
function nodeAt(file: ts.SourceFile, start: number, length: number): ts.Node {
  let found: ts.Node = file;
  const visit = (node: ts.Node): void => {
    if (node.getStart(file) > start || node.end < start + length) return;
    found = node;
    if (node.getStart(file) === start && node.end === start + length) return;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}
