/** Compares what a call gets: its answers and its failures, with the schemas of each media type. */
import type { Outcome, OutcomeMedia } from "../api/api.js";
import { failuresOf, successesOf } from "../api/outcomes.js";
import type { Method } from "../naming/surface.js";
import type { Calls } from "./call-pair.js";
import type { Use } from "./judge.js";
import { mediaWhole, plainType } from "./wholes.js";

export function compareAnswers(calls: Calls): void {
  const { before, after, sink } = calls;
  const [old, now] = [successesOf(before.operation.outcomes), successesOf(after.operation.outcomes)];
  const left = new Set(now);
  const unpaired: Outcome[] = [];
  for (const outcome of old) {
    const same = now.find(({ status }) => status === outcome.status);
    if (same === undefined) unpaired.push(outcome);
    else {
      left.delete(same);
      compareOutcomes(calls, outcome, same, "answer");
    }
  }
  for (const outcome of unpaired) {
    const [other] = left;
    if (other === undefined) {
      sink.say("answer-removed", "the answer", `no longer comes with ${outcome.status}`, after.operation.pointer);
      continue;
    }
    left.delete(other);
    sink.say("status-changed", "the answer", `comes with ${other.status}, not ${outcome.status}`, other.pointer);
    compareOutcomes(calls, outcome, other, "answer");
  }
  for (const outcome of left) compareNewAnswer(calls, old, outcome);
}

/** A status that is new breaks nobody where an older one already gives the same. */
function compareNewAnswer({ sides, comparer, sink }: Calls, old: readonly Outcome[], outcome: Outcome): void {
  const isKnown = old.some((one) => {
    if (one.media.length === 0 || outcome.media.length === 0) return one.media.length === outcome.media.length;
    return outcome.media.every(({ type }) => {
      const known = one.media.find((media) => plainType(media.type) === plainType(type));
      if (known === undefined) return false;
      const wholes = [
        mediaWhole(sides.before.document, one.pointer, known.type),
        mediaWhole(sides.after.document, outcome.pointer, type),
      ] as const;
      return comparer.changes(...wholes, "answer", "the answer").length === 0;
    });
  });
  const text = `may come with ${outcome.status} now`;
  sink.say(isKnown ? "status-changed" : "answer-added", "the answer", text, outcome.pointer);
}

function compareOutcomes(calls: Calls, old: Outcome, now: Outcome, use: Use): void {
  const { sides, comparer, sink } = calls;
  const what = use === "answer" ? "the answer" : `failure ${old.status}`;
  const headers = new Set(now.headers.map((name) => name.toLowerCase()));
  for (const name of old.headers)
    if (!headers.has(name.toLowerCase()))
      sink.say("header-removed", `${what}'s header ${name}`, "is gone", now.pointer);
  for (const { type, kind } of old.media) {
    const same =
      now.media.find((media) => plainType(media.type) === plainType(type)) ??
      now.media.find((media) => media.kind === kind);
    if (same === undefined) {
      const text = now.media.length === 0 ? "has no content now" : `is no longer ${type}`;
      if (use === "answer") sink.say("answer-replaced", what, text, now.pointer);
      else sink.say("failure-removed", what, text, now.pointer);
      continue;
    }
    const wholes = [
      mediaWhole(sides.before.document, old.pointer, type),
      mediaWhole(sides.after.document, now.pointer, same.type),
    ] as const;
    sink.schema(comparer.changes(...wholes, use, use === "answer" ? "answer" : what));
    if (plainType(same.type) !== plainType(type))
      sink.say("media-removed", what, `comes as ${same.type}, not ${type}`, now.pointer);
  }
  for (const media of now.media) compareNewMedia(calls, media, old, now, use);
}

/** Only code meets a media type that is new: a client that was made before it does not ask for it. */
function compareNewMedia(calls: Calls, media: OutcomeMedia, old: Outcome, now: Outcome, use: Use): void {
  const { type, kind } = media;
  if (old.media.some((one) => plainType(one.type) === plainType(type))) return;
  const sameKind = old.media.filter((one) => one.kind === kind);
  const isReplacing = sameKind.some((one) => !now.media.some((other) => plainType(other.type) === plainType(one.type)));
  if (isReplacing) return;
  const text = `may come as ${type} now`;
  const what = use === "answer" ? "the answer" : `failure ${old.status}`;
  if (use !== "answer") calls.sink.say("media-added", what, text, now.pointer);
  else if (old.media.length === 0) calls.sink.say("answer-added", what, text, now.pointer);
  else
    calls.sink.say(
      givesMore(calls, media, sameKind, old, now) ? "answer-widened" : "media-added",
      what,
      text,
      now.pointer,
    );
}

const PART_OF = { json: "media", text: "text", binary: "response", events: "stream", lines: "stream" } as const;

/** Whether the result of a call may be something that it was not before. */
function givesMore(calls: Calls, media: OutcomeMedia, sameKind: readonly OutcomeMedia[], old: Outcome, now: Outcome) {
  const { before, after, sides, comparer } = calls;
  const gives = ({ result }: Method) => result.parts.some((part) => part.kind === PART_OF[media.kind]);
  if (sameKind.length === 0) return gives(after) && !gives(before);
  if (media.isAlternative || PART_OF[media.kind] !== "media") return false;
  const added = mediaWhole(sides.after.document, now.pointer, media.type);
  return sameKind.every(({ type }) => {
    const whole = mediaWhole(sides.before.document, old.pointer, type);
    return comparer.changes(whole, added, "answer", "the answer").length > 0;
  });
}

export function compareFailures(calls: Calls): void {
  const { before, after, sink } = calls;
  const [old, now] = [failuresOf(before.operation.outcomes), failuresOf(after.operation.outcomes)];
  for (const outcome of old) {
    const same = now.find(({ status }) => status.toUpperCase() === outcome.status.toUpperCase());
    if (same !== undefined) compareOutcomes(calls, outcome, same, "failure");
    else sink.say("failure-removed", `failure ${outcome.status}`, "is gone", after.operation.pointer);
  }
  for (const { status, pointer } of now)
    if (!old.some((outcome) => outcome.status.toUpperCase() === status.toUpperCase()))
      sink.say("failure-added", `failure ${status}`, "is new", pointer);
}
