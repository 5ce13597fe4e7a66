/** What each call gives, planned once: how its answer is read, what it holds, and what is a failure. */
import { failuresOf, successesOf } from "../api/outcomes.js";
import type { Operation, Outcome, OutcomeKind, OutcomeMedia } from "../api/api.js";

export type StreamKind = "events" | "lines";

/** One alternative of what an answer holds. */
export type AnswerPart =
  /** Data of a media type, whose schema stands in the document. */
  | { readonly kind: "media"; readonly outcome: Outcome; readonly media: OutcomeMedia }
  | { readonly kind: "text" }
  /** The `Response` itself, for binary data. */
  | { readonly kind: "response" }
  /** A success without content. */
  | { readonly kind: "nothing" };

export interface ResultPlan {
  /** How the answer is read; absent where no success has content. */
  readonly kind?: OutcomeKind;
  /** The media types to ask for; absent with `kind`. */
  readonly accept?: string;
  /** The alternatives of the result; of a stream, those of one piece. */
  readonly parts: readonly AnswerPart[];
  /** The stream, where the call chooses between JSON and a stream with a property `stream` of its body. */
  readonly streamed?: { readonly kind: StreamKind; readonly parts: readonly AnswerPart[] };
  /** Failures whose body the document describes under an exact status, with the media types of that body. */
  readonly failures: readonly DescribedFailure[];
}

export interface DescribedFailure {
  readonly outcome: Outcome;
  readonly status: number;
  readonly bodies: readonly OutcomeMedia[];
}

/** Of several kinds of content, the first of these is read. */
const KIND_PREFERENCE: readonly OutcomeKind[] = ["json", "lines", "events", "text", "binary"];

export function planResult(operation: Operation): ResultPlan {
  const outcomes = successesOf(operation.outcomes);
  const failures = describedFailures(operation);
  const media = outcomes.flatMap((outcome) => outcome.media);
  const kind = KIND_PREFERENCE.find((candidate) => media.some((item) => item.kind === candidate));
  if (kind === undefined) return { parts: [], failures };
  const partsOf = (wanted: OutcomeKind) => outcomes.flatMap((outcome) => answerParts(outcome, wanted));
  const acceptOf = (wanted: OutcomeKind) => media.find((item) => item.kind === wanted)?.type ?? "*/*";
  const stream = kind === "json" && choosesStream(operation) ? streamKindOf(media) : undefined;
  if (stream === undefined) return { kind, accept: acceptOf(kind), parts: partsOf(kind), failures };
  return {
    kind,
    accept: `${acceptOf(kind)}, ${acceptOf(stream)}`,
    parts: partsOf(kind),
    streamed: { kind: stream, parts: partsOf(stream) },
    failures,
  };
}

/** Whether an answer of this kind is handed over piece by piece. */
export function isStream(kind: OutcomeKind | undefined): kind is StreamKind {
  return kind === "events" || kind === "lines";
}

function streamKindOf(media: readonly OutcomeMedia[]): StreamKind | undefined {
  return (["events", "lines"] as const).find((kind) => media.some((item) => item.kind === kind));
}

/** Whether the body has the property by which real APIs choose between an answer and a stream. */
function choosesStream({ body }: Operation): boolean {
  return body?.media.some(({ properties }) => properties?.some(({ name }) => name === "stream")) ?? false;
}

function answerParts(outcome: Outcome, kind: OutcomeKind): readonly AnswerPart[] {
  if (outcome.media.length === 0) return isStream(kind) ? [] : [{ kind: "nothing" }];
  const media = outcome.media.filter((item) => item.kind === kind);
  if (media.length === 0) return [];
  if (kind === "binary") return [{ kind: "response" }];
  if (kind === "text") return [{ kind: "text" }];
  return media.map((item) => ({ kind: "media", outcome, media: item }));
}

function describedFailures({ outcomes }: Operation): readonly DescribedFailure[] {
  return failuresOf(outcomes).flatMap((outcome) => {
    const bodies = outcome.media.filter(({ kind }) => kind === "json");
    const isDescribed = /^\d+$/.test(outcome.status) && bodies.some(({ typed }) => typed);
    return isDescribed ? [{ outcome, status: Number(outcome.status), bodies }] : [];
  });
}
