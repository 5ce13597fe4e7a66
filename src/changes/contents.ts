/** Compares what a call sends and gets: its body, its answers and its failures, with the schemas of each media type. */
import type { Outcome } from "../api/api.js";
import { failuresOf, successesOf } from "../api/outcomes.js";
import type { Pointer } from "../diagnostic.js";
import type { BodyArgument } from "../naming/surface.js";
import type { Calls, CallSink } from "./call-pair.js";
import type { Use } from "./judge.js";
import { mediaWhole } from "./wholes.js";

export function compareBodies(calls: Calls): void {
  const { before, after, sink } = calls;
  const at = after.operation.body?.pointer ?? after.operation.pointer;
  if (before.body && after.body) {
    compareBodyForm(before.body, after.body, sink, at);
    compareBodyMedia(calls, before.body, after.body, at);
    compareBodySchemas(calls, before.body, after.body, at);
  } else if (after.body) {
    const isRequired = after.body.required;
    const text = isRequired ? "is new and must be given" : "is new";
    sink.say(isRequired ? "body-added-required" : "body-added", "the body", text, at);
  } else if (before.body) {
    sink.say("body-removed", "the body", "is gone", at);
  }
}

/** Whether it must be given, and whether key by key. */
function compareBodyForm(old: BodyArgument, now: BodyArgument, sink: CallSink, at: Pointer): void {
  if (old.required && !now.required) sink.say("body-optional", "the body", "may be left out now", at);
  if (!old.required && now.required) {
    const hasKeys = now.key !== undefined || now.media.demanding === true;
    sink.say(hasKeys ? "body-required-with-keys" : "body-required", "the body", "must be given now", at);
  }
  if (old.key === now.key) return;
  const text = now.key === undefined ? "is given key by key now" : `is given whole as ${now.key} now`;
  sink.say("body-form-changed", "the body", text, at);
}

function compareBodyMedia({ before, after, sink }: Calls, old: BodyArgument, now: BodyArgument, at: Pointer): void {
  const types = new Set(after.operation.body?.media.map(({ type }) => plainType(type)));
  const isSameKind = old.media.kind === now.media.kind;
  for (const { type } of before.operation.body?.media ?? []) {
    if (types.has(plainType(type))) continue;
    const kind = isSameKind || type !== old.media.type ? "media-removed" : "media-changed";
    sink.say(kind, "the body", `is no longer taken as ${type}`, at);
  }
  if (!isSameKind && types.has(plainType(old.media.type)))
    sink.say("media-changed", "the body", `is sent as ${now.media.type}, not ${old.media.type}`, at);
}

function compareBodySchemas(calls: Calls, old: BodyArgument, now: BodyArgument, at: Pointer): void {
  const { before, after, sides, comparer, sink } = calls;
  const written = before.operation.body;
  const prefix = now.key === undefined ? "argument " : `argument ${now.key}`;
  for (const { type } of written?.media ?? []) {
    const other = after.operation.body?.media.find((media) => plainType(media.type) === plainType(type));
    const paired = other?.type ?? (type === old.media.type ? now.media.type : undefined);
    if (paired === undefined || !written) continue;
    const wholes = [
      mediaWhole(sides.before.document, written.pointer, type),
      mediaWhole(sides.after.document, at, paired),
    ] as const;
    sink.schema(comparer.changes(...wholes, "request", prefix));
  }
}

const plainType = (type: string): string => type.toLowerCase().replace(/\s*;.*$/, "");

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

function compareOutcomes({ sides, comparer, sink }: Calls, old: Outcome, now: Outcome, use: Use): void {
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
  for (const { type, kind } of now.media) {
    const isNew = !old.media.some((media) => plainType(media.type) === plainType(type) || media.kind === kind);
    if (!isNew) continue;
    const breaks = use === "answer" && old.media.length === 0;
    sink.say(breaks ? "answer-added" : "media-added", what, `may come as ${type} now`, now.pointer);
  }
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
