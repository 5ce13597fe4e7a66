/** Writes forms whose properties are written as an Encoding Object says (OpenAPI Specification 3.1, section 4.8.15). */
import { APIUsageError } from "./errors.js";
import {
  formBy,
  holdsFile,
  isWhole,
  multipartBy,
  nestedFields,
  pairOf,
  partOf,
  plainFields,
  type Field,
  type Part,
} from "./forms.js";
import type { BodyWriter, Style } from "./operation.js";
import { isUploadable } from "./uploads.js";

/** How a property is written: in a style of parameters, by names such as `items[0][price]`, or as content of a media type. */
export type Encoding = Style | "nested" | PartDetail;

export interface PartDetail {
  /** The media types that its parts may have, as the Encoding Object lists them. */
  readonly type?: string;
  /** What every part of it says of itself beside its type. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** How the properties of a form are written that are not written the default way, by their names. */
export type Encodings = Readonly<Record<string, Encoding>>;

/** A form without parts. */
export function formOf(encodings: Encodings): BodyWriter {
  return formBy((property, value) => {
    const encoding = encodingOf(encodings, property);
    if (typeof encoding === "function") return [encoding(property, value) ?? ""].filter(Boolean);
    return fieldsOf(property, value, encoding).map((field) => {
      typeOf(field[1], encoding);
      return pairOf(field);
    });
  });
}

/** A form of parts. */
export function multipartOf(encodings: Encodings): BodyWriter {
  return multipartBy((property, value) => partsOf(property, value, encodingOf(encodings, property)));
}

function encodingOf(encodings: Encodings, property: string): Encoding | undefined {
  return Object.hasOwn(encodings, property) ? encodings[property] : undefined;
}

function partsOf(property: string, value: unknown, encoding: Encoding | undefined): readonly Part[] {
  const isStyled = typeof encoding === "function" && !holdsFile(value);
  const fields = isStyled ? decoded(encoding(property, value)) : fieldsOf(property, value, encoding);
  const { headers } = detailOf(encoding);
  return fields.map((field) => ({ ...partOf(field, typeOf(field[1], encoding)), headers }));
}

function fieldsOf(property: string, value: unknown, encoding: Encoding | undefined): readonly Field[] {
  return encoding === "nested" ? nestedFields(property, value) : plainFields(property, value);
}

/** The fields of a text that a style has made. */
function decoded(text: string | undefined): readonly Field[] {
  return (text ? text.split("&") : []).map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return [decodeURIComponent(name), decodeURIComponent(value.join("="))];
  });
}

function detailOf(encoding: Encoding | undefined): PartDetail {
  return typeof encoding === "object" ? encoding : {};
}

/**
 * The type of a value that does not know its own: the first that is declared and that it can be. Ranges say what it may be,
 * and not what it is. Texts are sent as they are, whatever their type.
 *
 * @throws APIUsageError for an object where none of the types is JSON
 */
function typeOf(value: unknown, encoding: Encoding | undefined): string | undefined {
  const { type = "" } = detailOf(encoding);
  const types = type.split(",").map((one) => one.trim());
  const concrete = types.filter((one) => one && !one.includes("*"));
  const isJson = (one: string): boolean => /[/+]json\b/.test(one);
  if (isUploadable(value)) return concrete[0];
  if (!isWhole(value)) return concrete.find((one) => !isJson(one)) ?? concrete[0];
  const found = concrete.find(isJson);
  if (found !== undefined || concrete.length === 0) return found ?? "application/json";
  throw new APIUsageError(`${concrete.join(" or ")} is sent, not an object; give it as text or bytes`);
}
