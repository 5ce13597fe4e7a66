/**
 * The styles of parameters that few specifications use (OpenAPI Specification 3.1, section 4.8.12.2.1, which follows
 * RFC 6570). Each function gives the text of one parameter, percent-encoded: in the query and in cookies with its name,
 * in the path its value alone.
 */
import type { Style } from "./operation.js";
import { encode, textOf } from "./request.js";

type Entry = readonly [key: string, value: unknown];

/** The members of a list (by index) or an object (by key) that are set; a single value is a list of one. */
function entriesOf(value: unknown): readonly Entry[] {
  const whole = Object(value) === value ? (value as object) : [value];
  return Object.entries(whole).filter(([, item]) => item !== undefined && item !== null);
}

/** `a,b` of a list, `k,v,l,w` of an object. */
function flat(value: unknown): readonly string[] {
  return entriesOf(value).flatMap(([key, item]) =>
    Array.isArray(value) || Object(value) !== value ? [encode(item)] : [encode(key), encode(item)],
  );
}

/** `a,b` of a list, `k=v,l=w` of an object, behind each item's own name where a list has one. */
function pairs(value: unknown, name?: string): readonly string[] {
  const named = Object(value) === value && !Array.isArray(value);
  return entriesOf(value).map(([key, item]) => {
    const label = named ? key : name;
    return label === undefined ? encode(item) : `${encode(label)}=${encode(item)}`;
  });
}

function joined(name: string, value: unknown, separator: string): string | undefined {
  const parts = flat(value);
  return parts.length ? `${encode(name)}=${parts.join(separator)}` : undefined;
}

/** `simple` with `explode`: `a,b`, `k=v,l=w`. */
export const simpleExploded: Style = (_name, value) => pairs(value).join(",");

/** `label`: `.a,b`, `.k,v`. */
export const label: Style = (_name, value) => `.${flat(value).join(",")}`;

/** `label` with `explode`: `.a.b`, `.k=v.l=w`. */
export const labelExploded: Style = (_name, value) => `.${pairs(value).join(".")}`;

/** `matrix`: `;name=a,b`. */
export const matrix: Style = (name, value) => `;${encode(name)}=${flat(value).join(",")}`;

/** `matrix` with `explode`: `;name=a;name=b`, `;k=v;l=w`. */
export const matrixExploded: Style = (name, value) =>
  pairs(value, name)
    .map((pair) => `;${pair}`)
    .join("");

/** `form`: `name=a&name=b`, `k=v&l=w`; what the runtime does by itself. */
export const formExploded: Style = (name, value) => pairs(value, name).join("&");

/** `form` without `explode`: `name=a,b`. */
export const formJoined: Style = (name, value) => joined(name, value, ",");

/** `spaceDelimited`: `name=a%20b`. */
export const spaceDelimited: Style = (name, value) => joined(name, value, "%20");

/** `pipeDelimited`: `name=a%7Cb`. */
export const pipeDelimited: Style = (name, value) => joined(name, value, "%7C");

/** `deepObject`: `name[k]=v`, and `name[k][l]=w` where an object holds another. */
export const deepObject: Style = (name, value) => {
  const write = (path: string, part: unknown): readonly string[] => {
    if (part === undefined || part === null) return [];
    if (Array.isArray(part)) return part.flatMap((item) => write(path, item));
    if (Object(part) !== part) return [`${path}=${encode(part)}`];
    return Object.entries(part).flatMap(([key, item]) => write(`${path}%5B${encode(key)}%5D`, item));
  };
  return write(encode(name), value).join("&") || undefined;
};

/** A parameter in the query or a cookie whose `content` is JSON. */
export const json: Style = (name, value) => `${encode(name)}=${encodeURIComponent(JSON.stringify(value))}`;

/** A parameter in the path whose `content` is JSON. */
export const jsonValue: Style = (_name, value) => encodeURIComponent(JSON.stringify(value));

/** A header whose `content` is JSON: on one line, and in ASCII. */
export const jsonHeader: Style = (_name, value) =>
  textOf(
    JSON.stringify(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );

/** `allowReserved`: leaves the reserved characters of RFC 3986 as they are, but for those that would end the parameter. */
export function reserved(style: Style = formExploded): Style {
  return (name, value) => style(name, value)?.replace(/%(3A|2F|3F|40|24|2C|3B)/g, decodeURIComponent);
}
