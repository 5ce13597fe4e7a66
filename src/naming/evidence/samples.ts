/** Reads an operation's samples for its call, its arguments and its client. */
import type { Operation, Sample } from "../../api/api.js";
import type { Diagnostic } from "../../diagnostic.js";
import { languageOf, looksLikePython } from "../../snippets/language.js";
import { readSnippet } from "../../snippets/read.js";
import { type MethodCall, methodCallOf, type Snippet, type SnippetCall } from "../../snippets/snippet.js";
import { callKey, callText, type Candidate, candidate, legalSegments } from "../calls/candidates.js";
import {
  disagreeingSamples,
  keywordArguments,
  pythonUnderJavaScript,
  undeclaredClient,
  unparsable,
  unusualSpelling,
} from "../findings/samples.js";
import { matchOf } from "../calls/match.js";
import type { Route } from "../calls/paths.js";
import type { SampleEvidence } from "./evidence.js";

/** The languages whose calls look like those of a JavaScript client. */
type Language = "javascript" | "python";

interface ReadSample {
  readonly sample: Sample;
  readonly language: Language;
  readonly snippet: Snippet;
  readonly chosen?: Chosen;
}

/** The call of a snippet that fits its operation best. */
interface Chosen extends MethodCall {
  readonly call: SnippetCall;
}

export function readSamples(route: Route): SampleEvidence {
  const diagnostics: Diagnostic[] = [];
  const read = route.operation.samples.flatMap((sample) => readSample(sample, route, diagnostics));
  const javascript = candidatesOf(read, "javascript", route);
  reportDisagreement(javascript, route.operation, diagnostics);
  const spelling = javascript[0] && spellingOf(read, javascript[0], route.operation);
  const streamed = read.find(({ chosen }) => chosen?.isStreamHelper === true);
  return {
    javascript,
    python: candidatesOf(read, "python", route),
    ...(streamed ? { streamed: streamedCall(streamed) } : {}),
    shown: read.flatMap(shownBy),
    clients: read.flatMap(({ sample, snippet, language }) =>
      snippet.clients.map((client) => ({ client, pointer: sample.pointer, isJavaScript: language === "javascript" })),
    ),
    byPosition: read
      .filter(({ language }) => language === "javascript")
      .reduce((most, one) => Math.max(most, positionalCount(one, route)), 0),
    diagnostics: merged(diagnostics),
    ...(spelling ? { spelling } : {}),
  };
}

/** Samples of one operation are often copies of each other, so all that share a fault get one finding. */
function merged(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byCode = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics)
    byCode.set(diagnostic.code, [...(byCode.get(diagnostic.code) ?? []), diagnostic]);
  return [...byCode.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    if (others.length === 0) return [first];
    const copies =
      others.length === 1 ? "Another of its samples has" : `${String(others.length)} more of its samples have`;
    return [{ ...first, message: `${first.message} ${copies} the same fault.` }];
  });
}

function readSample(sample: Sample, route: Route, diagnostics: Diagnostic[]): ReadSample[] {
  const labelled = languageOf(sample);
  if (labelled === undefined || labelled === "curl") return [];
  const isMislabelled = labelled === "javascript" && looksLikePython(sample.source);
  const language = isMislabelled ? "python" : labelled;
  const snippet = readSnippet(sample.source, language);
  const chosen = bestCall(snippet, route);
  if (isMislabelled) diagnostics.push(pythonUnderJavaScript(route.operation, sample));
  if (language === "javascript") reportSample(route.operation, sample, snippet, chosen, diagnostics);
  return [{ sample, language, snippet, ...(chosen ? { chosen } : {}) }];
}

/** The call in a sample that fits the operation best: other calls prepare it or use its result. */
function bestCall({ calls }: Snippet, route: Route): Chosen | undefined {
  let best: Chosen | undefined;
  let bestMatch = Number.NEGATIVE_INFINITY;
  for (const call of calls) {
    const method = methodCallOf(call);
    if (!method || !isPlausible(call)) continue;
    const match = matchOf(method.segments, route);
    if (match > bestMatch) [best, bestMatch] = [{ ...method, call }, match];
  }
  return best;
}

/** A call on a variable that the sample never declares must look like a client's: `client.search()` or `x.keys.list()`. */
function isPlausible(call: SnippetCall): boolean {
  return call.undeclared === undefined || call.path.length > 1 || /(?:client|api|sdk)$/i.test(call.undeclared);
}

function reportSample(
  operation: Operation,
  sample: Sample,
  snippet: Snippet,
  chosen: Chosen | undefined,
  diagnostics: Diagnostic[],
): void {
  if (snippet.problem) diagnostics.push(unparsable(operation, sample, snippet.problem));
  if (!chosen) return;
  const variable = clientVariable(snippet);
  if (chosen.call.undeclared !== undefined && variable !== undefined) {
    diagnostics.push(undeclaredClient(operation, sample, chosen.call.undeclared, variable));
  }
  if (chosen.call.arguments.includes("keyword")) diagnostics.push(keywordArguments(operation, sample));
}

/** `list_events` in JavaScript: the call is understood, but no client has a method spelt that way. */
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

/** The different calls of one language: first the one that most samples make, then the one that fits the path better. */
function candidatesOf(read: readonly ReadSample[], language: Language, route: Route): readonly Candidate[] {
  const found = new Map<string, { readonly suggested: Candidate; votes: number; readonly match: number }>();
  for (const one of read) {
    if (one.language !== language || !one.chosen || one.chosen.isStreamHelper) continue;
    const suggested = candidateOf(one, one.chosen.segments);
    const known = found.get(callKey(suggested.segments));
    if (known) known.votes += 1;
    else found.set(callKey(suggested.segments), { suggested, votes: 1, match: matchOf(suggested.segments, route) });
  }
  return [...found.values()]
    .sort((one, other) => other.votes - one.votes || other.match - one.match)
    .map(({ suggested }) => suggested);
}

function candidateOf(one: ReadSample, segments: readonly string[]): Candidate {
  const { language, sample } = one;
  const cause = { kind: "sample", language, written: writtenCall(one), outvotes: false } as const;
  return candidate(cause, segments, { pointer: sample.pointer });
}

function streamedCall(one: ReadSample): NonNullable<SampleEvidence["streamed"]> {
  return { written: writtenCall(one), segments: one.chosen?.segments ?? [], pointer: one.sample.pointer };
}

/** The call as the sample writes it, with the variable of its client: `client.api_keys.list`. */
function writtenCall({ snippet, chosen }: ReadSample): string {
  const variable = chosen?.call.undeclared ?? clientVariable(snippet);
  return callText([...(variable === undefined ? [] : [variable]), ...(chosen?.segments ?? [])]);
}

function clientVariable({ clients }: Snippet): string | undefined {
  return clients.find(({ variable }) => variable !== undefined)?.variable;
}

function shownBy(one: ReadSample): SampleEvidence["shown"] {
  const { language, chosen } = one;
  const given = language === "javascript" ? chosen?.call.shown : undefined;
  if (!chosen || given === undefined) return [];
  return [{ call: callKey(candidateOf(one, chosen.segments).segments), given }];
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
