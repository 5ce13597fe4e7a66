/** Compares two calls: what carries their arguments, what they take and what they give. */
import type { Input, Outcome, Server } from "../api/api.js";
import { failuresOf, successesOf } from "../api/outcomes.js";
import { schemaAt } from "../api/schema.js";
import type { SecurityScheme } from "../api/security.js";
import type { Pointer } from "../diagnostic.js";
import { addressText } from "../document/address.js";
import type { Document, Json } from "../document/document.js";
import { childPointer } from "../document/pointer.js";
import { follow, member } from "../document/refs.js";
import type { Argument, BodyArgument, Method } from "../naming/surface.js";
import type { CallChangeKind, Use } from "./judge.js";
import type { SchemaChange, SchemaComparer } from "./schemas.js";
import type { Side } from "./side.js";
import type { Whole } from "./shape.js";

/** Takes what was found about one pair of calls. */
export interface CallSink {
  say(kind: CallChangeKind, subject: string, text: string, after?: Pointer): void;
  schema(changes: readonly SchemaChange[]): void;
}

interface Calls {
  readonly before: Method;
  readonly after: Method;
  readonly sides: { readonly before: Side; readonly after: Side };
  readonly comparer: SchemaComparer;
  readonly sink: CallSink;
}

export function compareCalls(calls: Calls): void {
  const { before, after, sink } = calls;
  const { pointer } = after.operation;
  const [old, now] = [addressText(before.operation.address), addressText(after.operation.address)];
  if (before.call !== after.call) sink.say("call-renamed", before.call, `is ${after.call} now`, pointer);
  if (blanked(old) !== blanked(now)) sink.say("address-changed", after.call, `asks ${now}, not ${old}`, pointer);
  compareArguments(calls);
  compareBodies(calls);
  compareAnswers(calls);
  compareFailures(calls);
  compareSecurity(calls);
  compareServers(calls);
  comparePages(calls);
}

/** An address without the names of its placeholders. */
export function blanked(address: string): string {
  return address.replace(/\{[^}]*\}/g, "{}");
}

function compareArguments({ before, after, sides, comparer, sink }: Calls): void {
  const left = new Set(after.arguments);
  const places = { before: pathInputs(before), after: pathInputs(after) };
  for (const old of before.arguments) {
    const index = places.before.indexOf(old);
    const now =
      index >= 0 && places.before.length === places.after.length
        ? places.after[index]
        : after.arguments.find(({ input }) => isSameInput(old.input, input));
    if (now === undefined) {
      const body = after.body?.media.properties?.some(({ name }) => name === old.name) === true;
      const text = body ? "is sent in the body now" : "is gone";
      sink.say(body ? "style-changed" : "argument-removed", `argument ${old.name}`, text, after.operation.pointer);
      continue;
    }
    left.delete(now);
    compareInputs(old, now, sink);
    const wholes = [inputWhole(sides.before.document, old.input), inputWhole(sides.after.document, now.input)] as const;
    sink.schema(comparer.changes(...wholes, "request", `argument ${now.name}`));
  }
  for (const { name, input } of left) {
    const kind = input.required ? "argument-added-required" : "argument-added";
    sink.say(kind, `argument ${name}`, input.required ? "is new and must be given" : "is new", input.pointer);
  }
}

function isSameInput(one: Input, other: Input): boolean {
  const nameOf = ({ location, name }: Input) => (location === "header" ? name.toLowerCase() : name);
  return one.location === other.location && nameOf(one) === nameOf(other);
}

function pathInputs({ arguments: all }: Method): readonly Argument[] {
  return all.filter(({ input }) => input.location === "path");
}

function compareInputs(old: Argument, now: Argument, sink: CallSink): void {
  const subject = `argument ${now.name}`;
  const { input } = now;
  if (old.name !== now.name) sink.say("argument-renamed", `argument ${old.name}`, `is ${now.name} now`, input.pointer);
  if (!old.input.required && input.required) sink.say("argument-required", subject, "must be given now", input.pointer);
  if (old.input.required && !input.required)
    sink.say("argument-optional", subject, "may be left out now", input.pointer);
  const [before, after] = [writtenAs(old.input), writtenAs(input)];
  if (before !== after) sink.say("style-changed", subject, `is written as ${after}, not ${before}`, input.pointer);
}

/** How a value is written, as far as its type lets it show. */
function writtenAs({ style, explode, media, mayBeList, mayBeObject }: Input): string {
  if (media !== undefined) return media;
  const isPlain = mayBeList !== true && mayBeObject !== true && style !== "label" && style !== "matrix";
  return isPlain ? "plain text" : `${style}${explode ? ", exploded" : ""}`;
}

function inputWhole(document: Document, input: Input): Whole {
  const { value, pointer } = follow(document, document.at(input.pointer), input.pointer);
  const schema = member(value, "schema");
  if (schema !== undefined) return wholeAt(document, schema, childPointer(pointer, "schema"));
  return input.media === undefined ? [] : mediaWhole(document, input.pointer, input.media);
}

function wholeAt(document: Document, node: Json | undefined, pointer: Pointer): Whole {
  const view = schemaAt(document, node, pointer);
  return view === undefined ? [] : [view];
}

/** The schema of a media type below a body, an outcome or a parameter. */
export function mediaWhole(document: Document, owner: Pointer, type: string): Whole {
  const { value, pointer } = follow(document, document.at(owner), owner);
  const schema = member(member(member(value, "content"), type), "schema");
  return wholeAt(document, schema, childPointer(pointer, "content", type, "schema"));
}

function compareBodies(calls: Calls): void {
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
function compareBodyForm(old: BodyArgument, now: BodyArgument, sink: Calls["sink"], at: Pointer): void {
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

function compareAnswers(calls: Calls): void {
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

function compareFailures(calls: Calls): void {
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

/** Whether some alternative now asks for nothing that each alternative before did not have already. */
function compareSecurity({ before, after, sides, sink }: Calls): void {
  const travels = (side: Side, alternative: readonly string[]) =>
    new Set(
      alternative.map((name) =>
        travel(
          side.api.securitySchemes.find((scheme) => scheme.name === name),
          name,
        ),
      ),
    );
  const olds = before.operation.security.map((alternative) => travels(sides.before, alternative));
  const nows = after.operation.security.map((alternative) => travels(sides.after, alternative));
  if (nows.length === 0) return;
  const isMet = (old: ReadonlySet<string>) => nows.some((now) => [...now].every((credential) => old.has(credential)));
  const unmet = (olds.length === 0 ? [new Set<string>()] : olds).filter((old) => !isMet(old));
  if (unmet.length === 0) return;
  const wanted = nows.map((now) => [...now].join(" and ")).join(", or ");
  sink.say("credential-demanded", "the credential", `must be ${wanted} now`, after.operation.pointer);
}

function travel(scheme: SecurityScheme | undefined, name: string): string {
  if (scheme === undefined) return name;
  const key = scheme.in === "header" ? scheme.key.toLowerCase() : scheme.key;
  return `${scheme.kind} in ${scheme.in} ${key}`;
}

function compareServers({ before, after, sides, sink }: Calls): void {
  const urlOf = ([first]: readonly Server[]) =>
    first &&
    first.variables
      .reduce((url, { name, default: value }) => url.replaceAll(`{${name}}`, value), first.url)
      .replace(/\/+$/, "");
  const old = urlOf(before.operation.servers ?? sides.before.api.servers);
  const now = urlOf(after.operation.servers ?? sides.after.api.servers);
  if (old !== now)
    sink.say("server-changed", "the server", `is ${now ?? "not said"}, not ${old ?? "said"}`, "#/servers");
}

function comparePages({ before, after, sink }: Calls): void {
  const { pointer } = after.operation;
  if (before.pages && !after.pages) sink.say("pages-lost", "pages", "can no longer be iterated", pointer);
  if (before.pages && after.pages && before.pages.plan.items.join(".") !== after.pages.plan.items.join("."))
    sink.say("pages-changed", "pages", "are read in another way now", pointer);
  const now = positionalCounts(after);
  const lost = positionalCounts(before).some((count) => !now.includes(count));
  if (lost) sink.say("positional-lost", "ids", "can no longer be given by position", pointer);
}

/** How many ids each form of a call takes by position. */
function positionalCounts({ positional, lastPositional }: Method): readonly number[] {
  return [positional, lastPositional].flatMap((form) => form?.names.length ?? []);
}
