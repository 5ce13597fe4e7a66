/** What the samples of one operation say about its call, its arguments and its client. */
import type { Operation, Sample } from "../api/api.js";
import type { Diagnostic, Pointer } from "../diagnostic.js";
import { callKey, callText, type Candidate, legalSegments } from "./candidates.js";
import {
  disagreeingSamples,
  keywordArguments,
  pythonUnderJavaScript,
  undeclaredClient,
  unparsable,
  unusualSpelling,
} from "./findings.js";
import { matchOf } from "./match.js";
import type { Route } from "./paths.js";
import { looksLikePython, readPython } from "../snippets/python.js";
import {
  type NamedCall,
  namedCall,
  type SampledCall,
  type SampledClient,
  type SampleReading,
} from "../snippets/snippet.js";
import { readJavaScript } from "../snippets/javascript.js";

export interface SampleEvidence {
  /** The calls of JavaScript samples, the most credible first. */
  readonly javascript: readonly Candidate[];
  readonly python: readonly Candidate[];
  /** The namespace of a call whose own verb is hidden behind a streaming helper. */
  readonly streamed?: Candidate;
  readonly clients: readonly {
    readonly client: SampledClient;
    readonly pointer: Pointer;
    readonly isJavaScript: boolean;
  }[];
  /** How many leading values the JavaScript samples pass by position. */
  readonly byPosition: number;
  readonly diagnostics: readonly Diagnostic[];
  /** A complaint about the spelling of the first JavaScript call, for where that call is used. */
  readonly spelling?: { readonly diagnostic: Diagnostic; readonly written: string };
}

type Language = "javascript" | "python";

interface ReadSample {
  readonly sample: Sample;
  readonly language: Language;
  readonly reading: SampleReading;
  readonly chosen?: Chosen;
}

interface Chosen extends NamedCall {
  readonly call: SampledCall;
}

const javaScriptWords = new Set([
  "javascript",
  "js",
  "node",
  "nodejs",
  "typescript",
  "ts",
  "tsx",
  "jsx",
  "mjs",
  "ecmascript",
  "deno",
  "bun",
]);
const pythonWords = new Set(["python", "python2", "python3", "py"]);

/** The language of a sample by its `lang`, or by its label where `lang` says nothing known. */
export function languageOf(sample: Sample): Language | undefined {
  for (const text of [sample.language, sample.label ?? ""]) {
    const found =
      text
        .toLowerCase()
        .replace(/\bjava script\b/, "javascript")
        .match(/[a-z]+\d?/g) ?? [];
    if (found.some((word) => javaScriptWords.has(word))) return "javascript";
    if (found.some((word) => pythonWords.has(word))) return "python";
  }
  return undefined;
}

export function readEvidence(route: Route): SampleEvidence {
  const diagnostics: Diagnostic[] = [];
  const read = route.operation.samples.flatMap((sample) => readSample(sample, route, diagnostics));
  const javascript = candidatesOf(read, "javascript", route);
  reportDisagreement(javascript, route.operation, diagnostics);
  const spelling = javascript[0] && spellingOf(read, javascript[0], route.operation);
  const streamed = read.find(({ chosen }) => chosen?.isStreamHelper === true);
  return {
    javascript,
    python: candidatesOf(read, "python", route),
    ...(streamed ? { streamed: candidateOf(streamed, "its sample streams it with") } : {}),
    clients: read.flatMap(({ sample, reading, language }) =>
      reading.clients.map((client) => ({ client, pointer: sample.pointer, isJavaScript: language === "javascript" })),
    ),
    byPosition: Math.max(0, ...read.map((one) => (one.language === "javascript" ? positionalCount(one, route) : 0))),
    diagnostics: merged(diagnostics),
    ...(spelling ? { spelling } : {}),
  };
}

/** Samples of one operation are often copies of each other: one finding for all that share a fault. */
function merged(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byCode = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics)
    byCode.set(diagnostic.code, [...(byCode.get(diagnostic.code) ?? []), diagnostic]);
  return [...byCode.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    if (others.length === 0) return [first];
    const copies = others.length === 1 ? "another of its samples" : `${String(others.length)} more of its samples`;
    return [{ ...first, message: first.message.replace(/\.$/, `; the same holds for ${copies}.`) }];
  });
}

function readSample(sample: Sample, route: Route, diagnostics: Diagnostic[]): ReadSample[] {
  const labelled = languageOf(sample);
  if (labelled === undefined) return [];
  const isMislabelled = labelled === "javascript" && looksLikePython(sample.source);
  const language = isMislabelled ? "python" : labelled;
  const reading = language === "python" ? readPython(sample.source) : readJavaScript(sample.source);
  const chosen = bestCall(reading, route);
  if (isMislabelled) diagnostics.push(pythonUnderJavaScript(route.operation, sample));
  if (language === "javascript") reportSample(route.operation, sample, reading, chosen, diagnostics);
  return [{ sample, language, reading, ...(chosen ? { chosen } : {}) }];
}

/** Of all calls in a sample the one that fits the operation best: others prepare it, or use what it gave. */
function bestCall(reading: SampleReading, route: Route): Chosen | undefined {
  let best: Chosen | undefined;
  let bestMatch = Number.NEGATIVE_INFINITY;
  for (const call of reading.calls) {
    const named = namedCall(call);
    if (!named || !isPlausible(call)) continue;
    const match = matchOf(named.segments, route);
    if (match > bestMatch) [best, bestMatch] = [{ ...named, call }, match];
  }
  return best;
}

/** A call on a variable that nobody declared must look like a client's: `client.search()` or `x.keys.list()`. */
function isPlausible(call: SampledCall): boolean {
  return call.undeclared === undefined || call.path.length > 1 || /(?:client|api|sdk)$/i.test(call.undeclared);
}

function reportSample(
  operation: Operation,
  sample: Sample,
  reading: SampleReading,
  chosen: Chosen | undefined,
  diagnostics: Diagnostic[],
): void {
  if (reading.problem !== undefined) diagnostics.push(unparsable(operation, sample, reading.problem));
  if (!chosen) return;
  const variable = reading.clients.find((client) => client.variable !== undefined)?.variable;
  if (chosen.call.undeclared !== undefined && variable !== undefined) {
    diagnostics.push(undeclaredClient(operation, sample, chosen.call.undeclared, variable));
  }
  if (chosen.call.arguments.includes("keyword")) diagnostics.push(keywordArguments(operation, sample));
}

/** `list_events` in JavaScript: the call is understood, but nobody can type it so. */
function spellingOf(read: readonly ReadSample[], used: Candidate, operation: Operation): SampleEvidence["spelling"] {
  for (const { sample, language, chosen } of read) {
    if (language !== "javascript" || !chosen) continue;
    const legal = callText(legalSegments(chosen.segments));
    const written = callText(chosen.segments);
    if (written.includes("_") && written !== legal && legal === callText(used.segments)) {
      return { diagnostic: unusualSpelling(operation, sample, written, legal), written };
    }
  }
  return undefined;
}

/** Different calls of one language: the one most samples make first, then the one that fits the path better, then the first. */
function candidatesOf(read: readonly ReadSample[], language: Language, route: Route): readonly Candidate[] {
  const found = new Map<string, { readonly candidate: Candidate; votes: number; readonly match: number }>();
  for (const one of read) {
    if (one.language !== language || !one.chosen || one.chosen.isStreamHelper) continue;
    const candidate = candidateOf(one, `its ${language === "python" ? "Python" : "JavaScript"} sample calls`);
    const known = found.get(callKey(candidate.segments));
    if (known) known.votes += 1;
    else found.set(callKey(candidate.segments), { candidate, votes: 1, match: matchOf(candidate.segments, route) });
  }
  return [...found.values()]
    .sort((one, other) => other.votes - one.votes || other.match - one.match)
    .map(({ candidate }) => candidate);
}

function candidateOf(one: ReadSample, phrase: string): Candidate {
  const { segments = [], call } = one.chosen ?? {};
  const variable = call?.undeclared ?? one.reading.clients.find((client) => client.variable !== undefined)?.variable;
  const written = callText([...(variable === undefined ? [] : [variable]), ...segments]);
  return {
    authority: "sample",
    segments: legalSegments(segments),
    text: `${phrase} \`${written}\``,
    pointer: one.sample.pointer,
  };
}

function reportDisagreement(candidates: readonly Candidate[], operation: Operation, diagnostics: Diagnostic[]): void {
  const [chosen, ...others] = candidates;
  if (!chosen) return;
  for (const other of others) {
    diagnostics.push(disagreeingSamples(operation, other.pointer, callText(chosen.segments), callText(other.segments)));
  }
}

function positionalCount({ chosen }: ReadSample, route: Route): number {
  const inPath = route.operation.inputs.filter(({ location }) => location === "path").length;
  const kinds = chosen?.call.arguments ?? [];
  const end = kinds.findIndex(
    (kind, index) => kind === "object" || kind === "keyword" || (kind === "unknown" && index >= inPath),
  );
  return Math.min(inPath, end < 0 ? kinds.length : end);
}
