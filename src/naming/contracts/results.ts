/** Plans once what each call returns: how its response is read, what it contains, and which responses are failures. */
import { failuresOf, mayRedirect, successesOf } from "../../api/outcomes.js";
import { together } from "../../api/schema/contents.js";
import type {
  Content,
  EventShape,
  MediaSchema,
  Operation,
  Outcome,
  OutcomeKind,
  OutcomeMedia,
  StreamChoice,
} from "../../api/api.js";
import type { GivenStream } from "../../config/decisions.js";

export type StreamKind = "events" | "lines";

/** One alternative of what an answer holds. */
export type AnswerPart =
  /** Data of a media type, whose schema stands in the document; of an object that is unwrapped, the one property. */
  | { readonly kind: "media"; readonly outcome: Outcome; readonly media: OutcomeMedia; readonly isUnwrapped?: true }
  /** A component schema, by its name. */
  | { readonly kind: "schema"; readonly name: string }
  | { readonly kind: "text" }
  | { readonly kind: "unknown" }
  /** The `Response` itself, for binary data. */
  | { readonly kind: "response" }
  /** A stream beside other content. */
  | { readonly kind: "stream"; readonly of: StreamKind; readonly parts: readonly AnswerPart[] }
  /** A success without content. */
  | { readonly kind: "nothing" };

/** How an answer is read, for each kind of media type that it may come as. A text may be JSON that claims to be text. */
export interface Reading {
  readonly json?: Content;
  /** The property of the JSON object that is given in its place. */
  readonly unwrapped?: string;
  readonly text?: "text" | "alternative";
  readonly stream?: StreamReading;
  readonly other?: true;
}

export type StreamReading =
  | { readonly kind: "lines" }
  | { readonly kind: "events"; readonly data: OutcomeMedia["holds"] }
  | { readonly kind: "whole"; readonly event: EventShape };

export interface ResultPlan {
  /** The kind of content that is requested first; absent if no success has content. */
  readonly kind?: OutcomeKind;
  /** Absent with `kind`. */
  readonly reading?: Reading;
  /** The media types to ask for, the best first; absent with `kind`. */
  readonly accept?: string;
  /** The alternatives of the result; where it is nothing but a stream, those of one piece. */
  readonly parts: readonly AnswerPart[];
  /** The answer header that names a request, where objects that the call gives hold its value. */
  readonly requestIdHeader?: string;
  /** Whether the specification declares redirects, which may lead to where the answer is. */
  readonly mayRedirect: boolean;
  /** The stream, where an argument of the call chooses between a whole answer and a stream. */
  readonly streamed?: StreamedPlan;
  /** Failures whose body the document describes under an exact status, with the media types of that body. */
  readonly failures: readonly DescribedFailure[];
}

export interface StreamedPlan {
  readonly kind: StreamKind;
  readonly parts: readonly AnswerPart[];
  readonly choice: StreamChoice;
  /** Whether the document, or the configuration in its place, declares the stream. */
  readonly isDeclared: boolean;
}

export interface DescribedFailure {
  readonly outcome: Outcome;
  readonly status: number;
  readonly bodies: readonly OutcomeMedia[];
}

/** Kinds of content in the order in which they are requested. */
const KIND_PREFERENCE: readonly OutcomeKind[] = ["json", "lines", "events", "text", "binary"];

/** Decisions about a response that do not come from the document. */
export interface ResultDecisions {
  /** The configuration's entry for a stream that the document does not declare. */
  readonly stream?: GivenStream | undefined;
  /** Whether the call lists in pages, which are read as a whole. */
  readonly isPaged?: boolean;
  /** The answer header whose value objects hold as `_request_id`, if the configuration wants that. */
  readonly requestIdHeader?: string | undefined;
}

export function planResult(operation: Operation, decisions: ResultDecisions = {}): ResultPlan {
  const plan = planAnswer(operation, decisions);
  const { requestIdHeader, isPaged = false } = decisions;
  const isNamed = requestIdHeader !== undefined && !isPaged && plan.parts.some(mayBeObject);
  return isNamed ? { ...plan, requestIdHeader } : plan;
}

function planAnswer(operation: Operation, { stream: given, isPaged = false }: ResultDecisions): ResultPlan {
  const failures = describedFailures(operation);
  const redirects = operation.address.method === "get" && mayRedirect(operation.outcomes);
  const successes = successesOf(operation.outcomes);
  const media = operation.address.method === "head" ? [] : successes.flatMap((outcome) => outcome.media);
  // The answer is where the redirect leads.
  if (redirects && successes.length === 0) {
    const parts = [{ kind: "response" as const }];
    return { kind: "binary", reading: { other: true }, accept: "*/*", parts, mayRedirect: true, failures };
  }
  const kinds = KIND_PREFERENCE.filter((kind) => media.some((item) => item.kind === kind));
  const kind = mainKind(kinds, operation.streamChoice);
  if (kind === undefined) return { parts: [], mayRedirect: redirects, failures };
  const stream = kinds.find(isStream);
  const streamed = isStream(kind) ? undefined : planStream(operation, successes, stream, given);
  const wanted = media.filter((item) => !isStream(item.kind) || item.kind === stream);
  const reading = readingOf(wanted, streamed, given);
  const parts = planParts(successes, kind, streamed ? [] : stream ? piecesOf(successes, stream, given) : [], stream);
  const unwrapped = isPaged || streamed ? undefined : unwrappedField(reading, parts);
  return {
    kind,
    reading: unwrapped === undefined ? reading : { ...reading, unwrapped },
    accept: acceptOf(wanted, kind, streamed),
    parts: unwrapped === undefined ? parts : parts.map(withoutWrapper),
    mayRedirect: redirects,
    ...(streamed ? { streamed } : {}),
    failures,
  };
}

/** The one property that every answer of a call has, where its answers are JSON objects alone. */
function unwrappedField(reading: Reading, parts: readonly AnswerPart[]): string | undefined {
  const isJsonAlone = Object.keys(reading).length === 1 && reading.json === "data";
  const fields = parts.flatMap((part) => (part.kind === "nothing" ? [] : [fieldOf(part)]));
  return isJsonAlone && new Set(fields).size === 1 ? fields[0] : undefined;
}

function fieldOf(part: AnswerPart): string | undefined {
  return part.kind === "media" ? part.media.unwrapped?.field : undefined;
}

function withoutWrapper(part: AnswerPart): AnswerPart {
  return part.kind === "media" ? { ...part, isUnwrapped: true } : part;
}

/** The schema of what a part gives. */
export function schemaOfPart(part: AnswerPart): MediaSchema | undefined {
  if (part.kind !== "media") return undefined;
  return part.isUnwrapped ? part.media.unwrapped : part.media;
}

/** Whether a part may give an object of JSON. */
function mayBeObject(part: AnswerPart): boolean {
  if (part.kind !== "media" || part.media.kind !== "json") return false;
  const held = part.isUnwrapped ? part.media.unwrapped : part.media;
  return held?.mayBeObject === true;
}

/** Whether a call gives nothing but a stream. */
export function isOnlyStream({ kind, parts }: ResultPlan): boolean {
  return isStream(kind) && !parts.some((part) => part.kind === "stream");
}

/** Whether an answer of this kind is handed over piece by piece. */
export function isStream(kind: OutcomeKind | undefined): kind is StreamKind {
  return kind === "events" || kind === "lines";
}

/** A stream that is asked for by an argument comes after all else. */
function mainKind(kinds: readonly OutcomeKind[], choice: StreamChoice | undefined): OutcomeKind | undefined {
  return (choice && kinds.find((kind) => !isStream(kind))) ?? kinds[0];
}

function planStream(
  { streamChoice: choice, address }: Operation,
  successes: readonly Outcome[],
  kind: StreamKind | undefined,
  given: GivenStream | undefined,
): StreamedPlan | undefined {
  if (!choice) return undefined;
  if (kind) return { kind, parts: piecesOf(successes, kind, given), choice, isDeclared: true };
  if (given === false || address.method !== "post" || choice.value !== true || !choice.isExplicit) return undefined;
  const part: AnswerPart = given ? { kind: "schema", name: given.event } : { kind: "unknown" };
  return { kind: "events", parts: [part], choice, isDeclared: given !== undefined };
}

/** @param pieces what one piece of a stream may be that comes beside whole answers, or in place of them */
function planParts(
  successes: readonly Outcome[],
  kind: OutcomeKind,
  pieces: readonly AnswerPart[],
  stream: StreamKind | undefined,
): readonly AnswerPart[] {
  const whole = successes.flatMap((outcome) => wholeParts(outcome));
  if (isStream(kind) && whole.every((part) => part.kind === "nothing")) return pieces;
  return stream && pieces.length > 0 ? [...whole, { kind: "stream", of: stream, parts: pieces }] : whole;
}

function piecesOf(
  outcomes: readonly Outcome[],
  kind: StreamKind,
  given: GivenStream | undefined,
): readonly AnswerPart[] {
  return given ? [{ kind: "schema", name: given.event }] : outcomes.flatMap((outcome) => mediaParts(outcome, kind));
}

function wholeParts(outcome: Outcome): readonly AnswerPart[] {
  if (outcome.media.length === 0) return [{ kind: "nothing" }];
  return KIND_PREFERENCE.flatMap((kind) => (isStream(kind) ? [] : mediaParts(outcome, kind)));
}

function mediaParts(outcome: Outcome, kind: OutcomeKind): readonly AnswerPart[] {
  const media = outcome.media.filter((item) => item.kind === kind && !item.isAlternative);
  if (media.length === 0) return [];
  if (kind === "binary") return [{ kind: "response" }];
  if (kind === "text") return [{ kind: "text" }];
  return media.map((item) => ({ kind: "media", outcome, media: item }));
}

function readingOf(
  media: readonly OutcomeMedia[],
  streamed: StreamedPlan | undefined,
  given: GivenStream | undefined,
): Reading {
  const of = (kind: OutcomeKind) => media.filter((item) => item.kind === kind);
  const [json, texts] = [of("json"), of("text")];
  const streams = media.filter(({ kind }) => isStream(kind));
  const stream = streams.length > 0 ? streamReading(streams, given) : streamed && forgottenReading(given);
  const content = json.length > 0 ? holding(json) : undefined;
  // Nobody says what it is, so its media type does.
  const isAnything = content === "anything";
  const isRange = isAnything && json.every(({ type }) => type.startsWith("*"));
  const isAlternative = texts.some((one) => one.isAlternative) || (isAnything && !isRange);
  return {
    ...(content === undefined ? {} : { json: isRange ? "data" : content }),
    ...(texts.length > 0 || isAnything ? { text: isAlternative ? "alternative" : "text" } : {}),
    ...(stream ? { stream } : {}),
    ...(of("binary").length > 0 || isAnything ? { other: true } : {}),
  };
}

function holding(media: readonly OutcomeMedia[]): Content {
  return together(media.map(({ holds }) => holds));
}

function streamReading(media: readonly OutcomeMedia[], given: GivenStream | undefined): StreamReading {
  if (media.some(({ kind }) => kind === "lines")) return { kind: "lines" };
  const [event] = media.flatMap((item) => item.event ?? []);
  if (event) return { kind: "whole", event };
  return given ? forgottenReading(given) : { kind: "events", data: holding(media) };
}

function forgottenReading(given: GivenStream | undefined): StreamReading {
  return { kind: "events", data: given ? "data" : "anything" };
}

/** How much less than the best another kind of content is wanted (RFC 9110, section 12.5.1). */
const LESS_WANTED = ";q=0.9";

/** Every declared media type, the best first. A stream that an argument asks for is as welcome as the whole answer. */
function acceptOf(media: readonly OutcomeMedia[], kind: OutcomeKind, streamed: StreamedPlan | undefined): string {
  const isBest = (item: OutcomeMedia): boolean => item.kind === kind || (streamed !== undefined && isStream(item.kind));
  const best = media.filter(isBest).sort((one, other) => rank(one, kind) - rank(other, kind));
  const forgotten = streamed && !media.some((item) => isStream(item.kind)) ? ["text/event-stream"] : [];
  const others = media.filter((item) => !isBest(item)).map(({ type }) => `${type}${LESS_WANTED}`);
  return [...new Set([...best.map(({ type }) => type), ...forgotten, ...others])].join(", ");
}

/** JSON itself before what is made of it: some servers answer otherwise under such names. */
function rank({ kind, type }: OutcomeMedia, best: OutcomeKind): number {
  if (kind !== best) return 2;
  return kind !== "json" || /^application\/json\b/i.test(type) ? 0 : 1;
}

function describedFailures({ outcomes }: Operation): readonly DescribedFailure[] {
  return failuresOf(outcomes).flatMap((outcome) => {
    const bodies = outcome.media.filter(({ kind }) => kind === "json");
    const isDescribed = /^\d+$/.test(outcome.status) && bodies.some(({ typed }) => typed);
    return isDescribed ? [{ outcome, status: Number(outcome.status), bodies }] : [];
  });
}
