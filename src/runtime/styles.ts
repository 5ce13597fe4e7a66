/**
 * The styles of parameters that few specifications use (OpenAPI Specification 3.1, section 4.8.12.2.1, which follows
 * RFC 6570). Each function gives the text of one parameter, percent-encoded but in headers: in the query and in
 * cookies with its name, in the path and in headers its value alone; given a request, it puts the text there.
 */
import { APIUsageError } from "./errors.js";
import type { Location, Style } from "./operation.js";
import { sendable } from "./scalars.js";
import { headerValue } from "./signing.js";
import { writeQuery, type Draft } from "./transport.js";

/** One value as percent-encoded text. */
function encode(value: unknown): string {
  return encodeURIComponent(textOf(value));
}

/** Whether a value has members to write; a `Date` is one value, its ISO text. */
function isWhole(value: unknown): value is object {
  return Object(value) === value && !(value instanceof Date);
}

/** @throws APIUsageError for an object or a list within another, and for what `sendable` refuses */
function textOf(value: unknown): string {
  if (isWhole(value)) throw new APIUsageError("this parameter takes no object or list within another");
  return String(sendable(value));
}

/** A style by its text: puts it into the request beside what openapi-fetch writes there itself. */
function style(write: (name: string, value: unknown, location?: Location) => string | undefined): Style {
  return (name, value, draft, location) => {
    if (value === undefined && location !== "path") return undefined;
    const text = write(name, value, location);
    if (draft && location) putText(name, value === null || value === undefined ? undefined : text, draft, location);
    return text;
  };
}

/** Puts the text of a parameter into a request, beside what openapi-fetch writes there by itself. */
function putText(name: string, text: string | undefined, draft: Draft, location: Location): void {
  const { pathSerializer, querySerializer = writeQuery, headers } = draft;
  switch (location) {
    case "path":
      // Without a text the template keeps its placeholder, and the writer of paths says what is missing.
      if (text)
        draft.pathSerializer = (path, values) =>
          pathSerializer(
            path.replaceAll(`{${name}}`, () => text),
            values,
          );
      break;
    case "query":
      draft.querySerializer = (query) => [querySerializer(query), text].filter(Boolean).join("&");
      break;
    case "cookie":
      headers["cookie"] = [headers["cookie"], text].filter(Boolean).join("; ");
      break;
    case "header":
      headers[name.toLowerCase()] = text;
      break;
  }
}

type Entry = readonly [key: string, value: unknown];

/** The members of a list (by index) or an object (by key) that are set; a single value is a list of one. */
function entriesOf(value: unknown): readonly Entry[] {
  const whole = isWhole(value) ? value : [value];
  return Object.entries(whole).filter(([, item]) => item !== undefined && item !== null);
}

/** `a,b` of a list, `k,v,l,w` of an object. */
function flat(value: unknown): readonly string[] {
  return entriesOf(value).flatMap(([key, item]) =>
    Array.isArray(value) || !isWhole(value) ? [encode(item)] : [encode(key), encode(item)],
  );
}

/** `a,b` of a list, `k=v,l=w` of an object, behind each item's own name where a list has one. */
function pairs(value: unknown, name?: string): readonly string[] {
  const named = isWhole(value) && !Array.isArray(value);
  return entriesOf(value).map(([key, item]) => {
    const label = named ? key : name;
    return label === undefined ? encode(item) : `${encode(label)}=${encode(item)}`;
  });
}

function joined(name: string, value: unknown, separator: string): string | undefined {
  const parts = flat(value);
  return parts.length ? `${encode(name)}=${parts.join(separator)}` : undefined;
}

/** `simple`: `a,b`, `k,v,l,w`. */
export const simple: Style = style((_name, value, location) => withCommas(flat(value), location));

/** `simple` with `explode`: `a,b`, `k=v,l=w`. */
export const simpleExploded: Style = style((_name, value, location) => withCommas(pairs(value), location));

/**
 * Servers do not decode headers, so percent-encoding is not for them (OpenAPI Specification 3.1.1, appendix D). Without a
 * value a header is not sent.
 *
 * @throws APIUsageError for what a header cannot hold
 */
function withCommas(parts: readonly string[], location: Location | undefined): string | undefined {
  const encoded = parts.join(",");
  if (location !== "header") return encoded;
  if (parts.length === 0) return undefined;
  return headerValue(decodeURIComponent(encoded));
}

/** `label`: `.a,b`, `.k,v`. */
export const label: Style = style((_name, value) => `.${flat(value).join(",")}`);

/** `label` with `explode`: `.a.b`, `.k=v.l=w`. */
export const labelExploded: Style = style((_name, value) => `.${pairs(value).join(".")}`);

/** `matrix`: `;name=a,b`, and `;name` where that is empty. */
export const matrix: Style = style((name, value) => unassigned(`;${encode(name)}=${flat(value).join(",")}`));

/** `matrix` with `explode`: `;name=a;name=b`, `;k=v;l=w`. */
export const matrixExploded: Style = style((name, value) =>
  pairs(value, name)
    .map((pair) => unassigned(`;${pair}`))
    .join(""),
);

/** Nothing is assigned in this style where there is nothing (RFC 6570, section 3.2.7). */
function unassigned(pair: string): string {
  return pair.replace(/=$/, "");
}

/** `form`: `name=a&name=b`, `k=v&l=w`; what the runtime does by itself. */
export const formExploded: Style = style((name, value) => pairs(value, name).join("&"));

/** `form` without `explode`: `name=a,b`. */
export const formJoined: Style = style((name, value) => joined(name, value, ","));

/** `spaceDelimited`: `name=a%20b`. */
export const spaceDelimited: Style = style((name, value) => joined(name, value, "%20"));

/** `pipeDelimited`: `name=a%7Cb`. */
export const pipeDelimited: Style = style((name, value) => joined(name, value, "%7C"));

/** How lists and objects are written where the specification leaves it open. */
export interface QueryFormat {
  /** `ids[]=a`, `ids[0]=a`, `ids=a,b`; without it `ids=a&ids=b`. */
  readonly arrays?: "brackets" | "indices" | "repeat" | "comma";
  /** `filter[age]=3`, `filter.age=3`; without it an object that stands by itself is written as its members. */
  readonly objects?: "brackets" | "dots";
}

/**
 * `name[k]=v`, and `name[k][l]=w` where an object holds another. Items that have members are counted, `name[0][k]=v`,
 * whatever the format: without the index a server could not tell which members belong together.
 */
function nestedPairs(path: string, part: unknown, format: QueryFormat): readonly string[] {
  if (part === undefined || part === null) return [];
  if (Array.isArray(part)) return listPairs(path, part, format);
  if (!isWhole(part)) return [`${path}=${encode(part)}`];
  const within = (key: string): string => (format.objects === "dots" ? `${path}.${key}` : `${path}%5B${key}%5D`);
  return Object.entries(part).flatMap(([key, item]) => nestedPairs(within(encode(key)), item, format));
}

function listPairs(path: string, list: readonly unknown[], format: QueryFormat): readonly string[] {
  const { arrays } = format;
  const items = list.filter((item) => item !== undefined && item !== null);
  if (arrays === "comma" && items.length > 0 && !items.some(isWhole)) return [`${path}=${items.map(encode).join(",")}`];
  // A name such as `ids[]` says by itself that it is a list's.
  const bare = path.replace(/%5B%5D$/, "");
  return items.flatMap((item, index) => {
    const isCounted = arrays === "indices" || isWhole(item);
    const name = isCounted ? `${bare}%5B${index}%5D` : arrays === "brackets" ? `${bare}%5B%5D` : path;
    return nestedPairs(name, item, format);
  });
}

/** `deepObject`: `name[k]=v`. */
export function deepObjectBy(format: QueryFormat): Style {
  return style((name, value) => nestedPairs(encode(name), value, format).join("&") || undefined);
}

export const deepObject: Style = deepObjectBy({});

/** `form` of what holds lists or objects, which the specification leaves open: `k=v&l[m]=w`, `name[0][k]=v`. */
export function nestedBy(format: QueryFormat): Style {
  return style((name, value) => {
    const isSpread = isWhole(value) && !Array.isArray(value) && !format.objects;
    const members: readonly Entry[] = isSpread ? Object.entries(value) : [[name, value]];
    return members.flatMap(([key, item]) => nestedPairs(encode(key), item, format)).join("&") || undefined;
  });
}

export const nested: Style = nestedBy({});

/** A parameter in the query or a cookie whose `content` is JSON. */
export const json: Style = style((name, value) => `${encode(name)}=${encodeURIComponent(JSON.stringify(value))}`);

/** A parameter in the path whose `content` is JSON. */
export const jsonValue: Style = style((_name, value) => encodeURIComponent(JSON.stringify(value)));

/** A header whose `content` is JSON: on one line, and in ASCII. */
export const jsonHeader: Style = style((_name, value) =>
  textOf(
    JSON.stringify(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  ),
);

/** `allowReserved`: leaves the reserved characters of RFC 3986 as they are, but for those that would end the parameter. */
export function reserved(plain: Style = formExploded): Style {
  return style((name, value) => plain(name, value)?.replace(/%(3A|2F|3F|40|24|2C|3B)/g, decodeURIComponent));
}
