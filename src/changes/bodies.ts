/** Compares what a call sends as its body: its form, its media types and the schema of each. */
import type { BodyMedia } from "../api/api.js";
import type { Pointer } from "../diagnostic.js";
import type { BodyArgument } from "../naming/surface.js";
import type { Calls, CallSink } from "./call-pair.js";
import { isMove, isMovedHere, leavesBody } from "./moves.js";
import { componentOf, reservedText } from "./texts.js";
import { mediaWhole, plainType } from "./wholes.js";

export function compareBodies(calls: Calls): void {
  const { before, after, sink } = calls;
  const at = after.operation.body?.pointer ?? after.operation.pointer;
  if (before.body && after.body) {
    compareBodyForm(before.body, after.body, sink, at);
    compareDemand(calls, at);
    compareBodyMedia(calls, before.body, after.body, at);
    compareBodySchemas(calls, before.body, after.body, at);
  } else if (after.body) {
    const isRequired = after.body.required && !isMovedHere(before, after);
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

/** Keys of which one must be given: where a call could go without arguments before, it can no more. */
function compareDemand({ before, after, sink }: Calls, at: Pointer): void {
  const isRequired = after.body?.required === true && before.body?.required === true;
  const isTold = after.body?.media.properties?.some(({ required }) => required) === true;
  if (!isRequired || isTold || after.body.media.demanding !== true || !before.isOptional || after.isOptional) return;
  sink.say("body-required-with-keys", "the body", "must hold one of several keys now", at);
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
    const found = comparer.changes(...wholes, "request", prefix);
    sink.schema(found.filter((change) => !isMove(change, before, after, componentOf(wholes[1]) ?? prefix)));
    compareEncodings(written.media, other, sink, at);
  }
  for (const { name } of after.arguments) if (leavesBody(before, after, name)) sayLeft(calls, name);
}

/** An argument that the body carried, and a parameter carries now. */
function sayLeft({ before, after, sink }: Calls, name: string): void {
  const now = after.arguments.find((one) => one.name === name);
  if (now === undefined) return;
  const { input } = now;
  sink.say("style-changed", `argument ${name}`, `is sent in the ${input.location}, not in the body`, input.pointer);
  const old = before.body?.media.properties?.find((property) => property.name === name);
  if (input.required && !(before.body?.required === true && old?.required === true))
    sink.say("argument-required", `argument ${name}`, "must be given now", input.pointer);
}

/** How the properties of a form are written. */
function compareEncodings(olds: readonly BodyMedia[], now: BodyMedia | undefined, sink: CallSink, at: Pointer): void {
  const old = olds.find((media) => now !== undefined && plainType(media.type) === plainType(now.type));
  const kept = new Set(old?.properties?.map(({ name }) => name));
  for (const { name } of now?.properties ?? []) {
    if (!kept.has(name)) continue;
    const [before, after] = [encodingOf(old, name), encodingOf(now, name)];
    if (before.style !== after.style)
      sink.say("style-changed", `argument ${name}`, "is written in another way now", at);
    else if (before.allowReserved !== after.allowReserved)
      sink.say("reserved-changed", `argument ${name}`, reservedText(after.allowReserved), at);
  }
}

/** A form writes what says nothing in the style `form`, exploded (OpenAPI 3.1, section 4.8.15.1). */
function encodingOf(media: BodyMedia | undefined, name: string) {
  const encoding = media?.encodings?.[name];
  if (encoding?.kind === "content") return { allowReserved: false, style: JSON.stringify(encoding) };
  const { allowReserved = false, style = "form", explode = true } = encoding ?? {};
  return { allowReserved, style: `${style} ${String(explode)}` };
}
