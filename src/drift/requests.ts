/**
 * A recorded request against what its call takes. Only a request that succeeded shows something: one that is refused keeps
 * the document right. Headers are never looked at; the query and the body are where they were recorded.
 */
import type { Input } from "../api/api.js";
import { judgeCall, judgeSchema, type CallChangeKind } from "../changes/judge.js";
import type { Side } from "../changes/side.js";
import { inputWhole, mediaWhole } from "../changes/wholes.js";
import type { Argument } from "../naming/surface.js";
import { covers } from "./answers.js";
import type { Match } from "./addresses.js";
import type { Found } from "./observation.js";
import type { Exchange } from "./traffic.js";
import type { Judge } from "./validate.js";
import { undeclaredIn, type Undeclared } from "./values.js";

/** @returns undefined for a body that could not be judged */
export function foundInRequest(
  side: Side,
  match: Match,
  exchange: Exchange,
  judge: Judge,
): readonly Found[] | undefined {
  const body = foundInBody(side, match, exchange, judge);
  if (body === undefined) return undefined;
  const values = match.method.arguments.flatMap((argument) => foundInArgument(side, match, argument, exchange, judge));
  return [...values, ...undeclaredKeys(side, match, exchange), ...body];
}

function foundInArgument(
  { document }: Side,
  { method: { call }, path }: Match,
  { name, input }: Argument,
  { url }: Exchange,
  judge: Judge,
): readonly Found[] {
  const subject = `argument ${name}`;
  const given = input.location === "path" ? path.get(input.name) : (url.searchParams.get(input.name) ?? undefined);
  if (given === undefined) {
    const isAbsent = input.location === "query" && input.required && isPlain(input);
    return isAbsent ? [callFound("argument-optional", call, subject, "was absent", input.pointer)] : [];
  }
  // The recorder keeps the names of a query and drops its values.
  const [view] = given === "" || !isPlain(input) ? [] : inputWhole(document, input);
  if (view === undefined) return [];
  const all = undeclaredIn(typedAs(view.types, given), view, "request", subject, judge) ?? [];
  return all.map((one) => schemaFound(one, call));
}

/** Whether it is written as the text of one value. */
function isPlain({ location, mayBeList, mayBeObject, media, style }: Input): boolean {
  const isText = media === undefined && (style === "simple" || style === "form");
  return isText && (location === "path" || location === "query") && mayBeList !== true && mayBeObject !== true;
}

/** A text as the value that a server reads it as. */
function typedAs(types: readonly string[], text: string): unknown {
  if (types.includes("string")) return text;
  const isNumeric = types.includes("integer") || types.includes("number");
  if (isNumeric && Number.isFinite(Number(text))) return Number(text);
  return types.includes("boolean") && /^(?:true|false)$/.test(text) ? text === "true" : text;
}

/** Keys of the query that no argument has, and no credential. A key may itself be a secret: its name is a value. */
function undeclaredKeys({ api }: Side, { method: { call, operation } }: Match, { url }: Exchange): readonly Found[] {
  const declared = new Set([...operation.inputs.map(({ name }) => name), ...api.securitySchemes.map(({ key }) => key)]);
  // A list or an object is written under several keys, `filter[state]` or those of its properties.
  if (operation.inputs.some((input) => input.location === "query" && input.mayBeObject === true)) return [];
  const unknown = [...new Set(url.searchParams.keys())].filter(
    (key) => !declared.has(key) && !declared.has(key.replace(/\[.*$/, "")) && !declared.has(`${key}[]`),
  );
  return unknown.map((key) => ({
    ...callFound("argument-added", call, "the query", "has a key that is not declared", operation.pointer),
    value: JSON.stringify(key),
  }));
}

function foundInBody(side: Side, { method }: Match, { sent }: Exchange, judge: Judge): readonly Found[] | undefined {
  const { call, operation, body: argument } = method;
  if (sent?.type === undefined) return [];
  const { type, body } = sent;
  const declared = operation.body;
  if (declared === undefined) return [callFound("body-added", call, "the body", "is not declared", operation.pointer)];
  const media = declared.media.find((one) => covers(one.type, type));
  if (media === undefined)
    return [callFound("media-added", call, "the body", `as ${type} is not declared`, declared.pointer)];
  const [view] = mediaWhole(side.document, declared.pointer, media.type);
  if (body === undefined || view === undefined) return [];
  const prefix = argument?.key === undefined ? "argument " : `argument ${argument.key}`;
  const all = undeclaredIn(body, view, "request", prefix, judge);
  return all?.map((one) => schemaFound({ ...one, subject: spoken(one.subject) }, call));
}

/** `argument .name` is what a key of the body is called before its first dot is left out. */
function spoken(subject: string): string {
  return subject === "argument " ? "the body" : subject.replace("argument .", "argument ");
}

function callFound(kind: CallChangeKind, call: string, subject: string, text: string, pointer: string): Found {
  return { kind, call, subject, text, ...judgeCall(kind), pointer };
}

function schemaFound(one: Undeclared, call: string): Found {
  return { ...one, call, ...judgeSchema(one.kind, "request") };
}
