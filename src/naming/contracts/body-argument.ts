/** Plans how a body is given: which of its media types a call may send, and whether its properties are keys of their own. */
import type { Body, BodyMedia, Operation } from "../../api/api.js";
import type { Diagnostic } from "../../diagnostic.js";
import { bodyHeldWhole } from "../findings/contracts.js";
import { planBody } from "./request.js";
import type { Argument, BodyArgument, BodyForm, FormMarks, Method } from "../surface.js";

/** Media types that the client writes most reliably come first. */
const KIND_PREFERENCE: readonly BodyMedia["kind"][] = ["json", "any", "multipart", "form", "lines", "text", "binary"];

/** Every form in which a body may be given, the one that is sent first at the head. */
export function formsOf(body: BodyArgument): readonly [BodyForm, ...BodyForm[]] {
  return [body, ...(body.others ?? [])];
}

/** Methods with which `fetch` sends no body, and TRACE, which it does not send at all (WHATWG Fetch, 2.2.1 and 5.4). */
export function isUnsendable({ address: { method }, body }: Operation): boolean {
  return method === "trace" || ((method === "get" || method === "head") && body !== undefined);
}

/** Whether a call is refused that gives the body which the document declares. */
export function refusesBody({ operation, body }: Pick<Method, "operation" | "body">): boolean {
  return operation.body !== undefined && body === undefined && operation.address.method !== "trace";
}

/**
 * @param inputs the arguments beside it
 * @param wishes whether it is sent as a part of the query, and the argument that is to hold it whole
 * @returns undefined where the body cannot be sent
 */
export function planBodyArgument(
  operation: Operation,
  body: Body,
  inputs: readonly Argument[],
  { isQuery, name: wanted }: { readonly isQuery: boolean; readonly name?: string | undefined },
  diagnostics: Diagnostic[],
): BodyArgument | undefined {
  const [first, ...others] = formsToOffer(body.media);
  if (!first || (isUnsendable(operation) && !isQuery)) return undefined;
  const taken = new Set(inputs.map(({ name }) => name));
  const shared = (media: BodyMedia): string | undefined => media.properties?.find(({ name }) => taken.has(name))?.name;
  const flat = [first, ...others].filter(
    (media) => wanted === undefined && media.properties && shared(media) === undefined,
  );
  const names = new Set([...taken, ...flat.flatMap(({ properties = [] }) => properties.map(({ name }) => name))]);
  const key = freeName(wanted ?? "body", names, "body_content");
  const form = (media: BodyMedia): BodyForm => ({
    media,
    written: isQuery ? { writer: "query" } : planBody(media),
    ...(flat.includes(media) ? {} : { key }),
  });
  const name = shared(first);
  if (name !== undefined && wanted === undefined) diagnostics.push(bodyHeldWhole(operation, body, name, key));
  if (others.length === 0 || isQuery) return { ...form(first), required: body.required };
  const [own = form(first), ...more] = marked([first, ...others].map(form));
  return { ...own, required: body.required, others: more };
}

/** The forms of one body, each with what tells it from the others. */
function marked(forms: readonly BodyForm[]): readonly BodyForm[] {
  const flat = forms.filter(({ key }) => key === undefined);
  const areAlike = new Set(flat.map(({ media }) => namesOf(media).join())).size < 2;
  return forms.map((form) => ({
    ...form,
    marks: {
      ...(form.key === undefined ? {} : shapeOf(form.media)),
      ...(form.written.writer === "multipart" ? { files: true } : {}),
      ...(form.key === undefined && !areAlike ? keysOf(form.media) : {}),
    },
  }));
}

/** The values that an argument for the whole body may take. */
function shapeOf({ kind, content }: BodyMedia): Pick<FormMarks, "of"> {
  if (kind === "text" || kind === "binary") return { of: kind === "text" && content === "text" ? "text" : "content" };
  return content === "data" || content === "text" ? { of: content } : {};
}

function keysOf(media: BodyMedia): Pick<FormMarks, "takes" | "needs"> {
  const needs = media.properties?.filter(({ required }) => required).map(({ name }) => name) ?? [];
  return { takes: namesOf(media), ...(needs.length > 0 ? { needs } : {}) };
}

function namesOf({ properties = [] }: BodyMedia): readonly string[] {
  return properties.map(({ name }) => name);
}

/** The media types that a call may send; one alone where the others are only other names for it. */
function formsToOffer(media: readonly BodyMedia[]): readonly BodyMedia[] {
  const place = ({ kind }: BodyMedia): number => KIND_PREFERENCE.indexOf(kind);
  const ordered = [...media].sort((one, other) => place(one) - place(other));
  const writable = ordered.filter(({ isUnwritable }) => !isUnwritable);
  const [first, ...others] = writable.length > 0 ? writable : ordered;
  if (!first) return [];
  return others.some(({ isRepeated }) => !isRepeated) ? [first, ...others] : [first];
}

/** A name that is not taken. @param fallback what is tried, with numbers, where it is */
export function freeName(wanted: string, taken: ReadonlySet<string>, fallback: string): string {
  if (!taken.has(wanted)) return wanted;
  let name = fallback;
  for (let count = 2; taken.has(name); count += 1) name = `${fallback}${String(count)}`;
  return name;
}
