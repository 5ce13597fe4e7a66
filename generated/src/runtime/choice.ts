/** Writes bodies that the specification declares in several media types: the arguments decide which one is sent. */
import { APIUsageError } from "./errors.js";
import { holdsFile } from "./forms.js";
import type { Body, BodyContext, BodyWriter } from "./operation.js";
import { isUploadable } from "./uploads.js";

/** A body in one media type. */
export interface BodyForm extends Body {
  /** As the specification writes it. */
  readonly type: string;
  /** The types that the argument with the whole body may have; any type if absent. */
  readonly of?: "data" | "text" | "content";
  /** Whether files may be held in it. */
  readonly files?: true;
  /** Its properties, where those tell it from the other forms. */
  readonly takes?: readonly string[];
  /** Those of them that it must have. */
  readonly needs?: readonly string[];
}

type Left = Readonly<Record<string, unknown>>;

/**
 * The first form that the arguments fit, unless the call says which one it wants with `contentType` or the header.
 *
 * @throws APIUsageError for a `contentType` that is none of them
 */
export function choice(...forms: readonly [BodyForm, ...BodyForm[]]): BodyWriter {
  return async (left, { required = false }, context) => {
    const { headers } = context.draft;
    const form = wantedForm(forms, context) ?? fittingForm(forms, left);
    const body = await form.write(left, { ...form, required }, context);
    if (body !== undefined) headers["content-type"] ??= form.type;
    return body;
  };
}

function wantedForm(forms: readonly BodyForm[], { draft, operation, options }: BodyContext): BodyForm | undefined {
  const { contentType } = options;
  const wanted = essence(contentType ?? draft.headers["content-type"]);
  const found = forms.find(({ type }) => essence(type) === wanted);
  if (found || contentType === undefined) return found;
  throw new APIUsageError(
    `${operation.call} takes no body as "${contentType}", but as ${forms.map(({ type }) => type).join(", ")}`,
  );
}

/** A media type without its parameters. */
function essence(type: unknown): string {
  return String(type).replace(/;.*/, "").trim().toLowerCase();
}

function fittingForm(forms: readonly [BodyForm, ...BodyForm[]], left: Left): BodyForm {
  const given = Object.keys(left).filter((key) => left[key] !== undefined);
  const isWhole = forms.some(({ key }) => key !== undefined && given.includes(key));
  const fitting = forms.filter((form) => isWhole === (form.key !== undefined) && fits(form, given, left));
  return fitting.find(({ needs = [] }) => needs.every((key) => given.includes(key))) ?? fitting[0] ?? forms[0];
}

function fits({ key, of, files, takes }: BodyForm, given: readonly string[], left: Left): boolean {
  if (key === undefined) {
    const isKnown = !takes || given.every((name) => takes.includes(name));
    return isKnown && (files === true || !given.some((name) => holdsFile(left[name])));
  }
  const value = left[key];
  if (given.some((name) => name !== key)) return false;
  if (of === "content") return typeof value === "string" || isUploadable(value);
  if (files !== true && holdsFile(value)) return false;
  return of === undefined || value === undefined || (of === "text") === (typeof value === "string");
}
